import type { Change, ContactKind } from '../../core/changes/change.ts'
import type { MethodKind } from '../../core/methods/methods.ts'
import type { Instant } from '../../core/snapshot.ts'

/** What a person is told by mail, and what has to be known to say it. The names are kept for ever. */
export type News =
  | { readonly kind: 'password_changed' }
  | { readonly kind: 'password_reset' }
  /** A code to reset one's password with: which reset, and the how manieth code of it; what is sent alone holds the code. */
  | { readonly kind: 'reset_code'; readonly reset: string; readonly nth: number }
  /** A code to sign in with, or to show that an address is one's own: for which browser, and the how manieth code of it. */
  | { readonly kind: 'sign_in_code'; readonly of: string; readonly nth: number }
  | { readonly kind: 'set_up_code'; readonly of: string; readonly nth: number }
  /** Somebody asked to reset the password of a person who may not do so themselves. */
  | { readonly kind: 'reset_not_open'; readonly helpers: readonly string[] }
  | { readonly kind: 'reset_by_self' }
  /** An administrator had their password reset: the letter alone holds the link by which they choose another. */
  | { readonly kind: 'reset_link' }
  | { readonly kind: 'reset_by_link' }
  /** For the other administrators, when one of them reset their own. */
  | { readonly kind: 'administrator_reset'; readonly name: string }
  | { readonly kind: 'method_added'; readonly method: MethodKind }
  | { readonly kind: 'methods_removed' }
  | { readonly kind: 'method_removed' }
  /** An administrator gave them a Temporary Access Pass. */
  | { readonly kind: 'pass_given' }
  | { readonly kind: 'second_factor_off' }
  | { readonly kind: 'account_locked'; readonly until: Instant }
  /** Ten wrong codes after the right password: codes are not taken until then. */
  | { readonly kind: 'second_factor_paused'; readonly until: Instant }
  | { readonly kind: 'new_place'; readonly ip: string | null; readonly client: string | null }
  /** Somebody is asked in as a guest: the how manieth time, by whom, and what they wrote; the letter alone holds the link. */
  | { readonly kind: 'invited'; readonly nth: number; readonly by: string | null; readonly said: string | null }
  /** A code to show that the invited address is theirs. */
  | { readonly kind: 'invitation_code'; readonly redemption: string; readonly nth: number }
  /** A code to show that the address of who signs up is theirs; or that there is an account for it. */
  | { readonly kind: 'sign_up_code'; readonly signUp: string; readonly nth: number }
  | { readonly kind: 'sign_up_known'; readonly signUp: string; readonly nth: number }
  | { readonly kind: 'contact_changed'; readonly contact: ContactKind }

export type NewsKind = News['kind']

/** News that are nothing but a code, which goes out by mail or by phone. */
export type CodeKind = 'sign_in_code' | 'set_up_code' | 'reset_code'
export const isCode = (kind: string): kind is CodeKind =>
  kind === 'sign_in_code' || kind === 'set_up_code' || kind === 'reset_code'

export type NewsOf<K extends NewsKind> = Extract<News, { readonly kind: K }>

/** Whether it is about the person's own proofs, so that they may answer *This was not me*. */
export const isAboutProofs: { readonly [K in NewsKind]: boolean } = {
  password_changed: true,
  password_reset: true,
  // Whoever asked has nothing by it; and a code is answered by not using it.
  reset_code: false,
  sign_in_code: false,
  set_up_code: false,
  reset_not_open: false,
  reset_by_self: true,
  // Its link is the one to choose a new password by; the old one is set aside already.
  reset_link: false,
  reset_by_link: true,
  administrator_reset: false,
  method_added: true,
  methods_removed: true,
  method_removed: true,
  pass_given: true,
  second_factor_off: true,
  // Whoever guesses has not got in: setting the password aside would finish what they began.
  account_locked: false,
  // Whoever gets that far has the password.
  second_factor_paused: true,
  new_place: true,
  contact_changed: true,
  invited: false,
  invitation_code: false,
  sign_up_code: false,
  sign_up_known: false,
}

/** What a change is news of, for the person it is made to; null where they need not hear of it. */
export function newsOf(change: Change): { readonly accountId: string; readonly news: News } | null {
  switch (change.do) {
    case 'change_password':
      return { accountId: change.accountId, news: { kind: 'password_changed' } }
    case 'reset_own_password':
      return { accountId: change.accountId, news: { kind: 'reset_by_self' } }
    // The letter with the link belongs to its change.
    case 'follow_reset_link':
      return { accountId: change.accountId, news: { kind: 'reset_by_link' } }
    case 'issue_temporary_password':
      return { accountId: change.accountId, news: { kind: 'password_reset' } }
    case 'register_method':
      return { accountId: change.accountId, news: { kind: 'method_added', method: change.kind } }
    case 'make_recovery_codes':
      return { accountId: change.accountId, news: { kind: 'method_added', method: 'recovery_codes' } }
    case 'remove_method':
      return { accountId: change.accountId, news: { kind: 'method_removed' } }
    case 'issue_temporary_pass':
      return { accountId: change.accountId, news: { kind: 'pass_given' } }
    case 'remove_methods':
      return { accountId: change.accountId, news: { kind: 'methods_removed' } }
    case 'set_mfa_state':
      // A downgrade is never silent (SEC-09).
      return change.state === 'disabled' ? { accountId: change.accountId, news: { kind: 'second_factor_off' } } : null
    default:
      return null
  }
}
