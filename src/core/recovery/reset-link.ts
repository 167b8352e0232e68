import { grantsOf } from '../changes/held-roles.ts'
import { providerOf } from '../federation/identity-provider.ts'
import type { Account, Instant, Snapshot, TenantPart } from '../snapshot.ts'
import { hasAddress, heldOf, kindsOf, openTo, type ResetMethod, resetKindName } from './reset-methods.ts'

/** A link that an administrator had sent to a person, to choose a new password by. */
export type ResetLink = {
  readonly sentAt: Instant
  /** It is good for nothing although its time is not over: it did not arrive, or they are reached elsewhere by now. */
  readonly isLost?: true
}

/** For how long such a link is good, in hours. */
export const linkHours = 24

/** Until when a link is good that was sent then. */
export const resetLinkEndsAt = (sentAt: Instant): Instant => sentAt + linkHours * 3_600_000

/**
 * How many proofs whoever follows a link gives, the link itself among them. Whoever administers gives two, as in a reset of their own; so
 * does who is asked for codes by mail at sign-in: the mailbox alone would be both, the new password and what is asked for after it.
 */
export const proofsByLink = (account: Account): 1 | 2 =>
  grantsOf(account).length > 0 || account.methods.some(({ kind, isUsable }) => kind === 'email' && isUsable) ? 2 : 1

/** What a person has to prove with beside the link, in the order in which it is asked for. */
export const besideLink = (account: Account, tenant: TenantPart): readonly ResetMethod[] =>
  heldOf(account, tenant).filter((one) => one !== 'email')

/** Why nobody can be sent a link, or follow the one they were sent. `reported`: whoever had the account may have changed where letters go. */
export type NoLink =
  | ('deleted' | 'blocked' | 'not_accepted' | 'federated' | 'emergency' | 'reported')
  | ('no_mail' | 'no_address' | 'undeliverable' | 'no_second')

/** What keeps a person from choosing a new password by a link that an administrator has sent to them; null where nothing does. */
export function linkObstacle(account: Account, { tenant }: Pick<Snapshot, 'tenant'>): NoLink | null {
  if (account.deletedAt !== null) return 'deleted'
  // Whom an administrator keeps out is not let back in by a letter; nor is who was invited and has not accepted.
  if (!account.isEnabled) return 'blocked'
  if ((account.invitation?.state ?? 'accepted') !== 'accepted') return 'not_accepted'
  if (providerOf(tenant, account) !== null) return 'federated'
  if (account.isEmergency) return 'emergency'
  if (account.passwordReportedAt !== undefined) return 'reported'
  if (tenant.unsent?.includes('email') === true) return 'no_mail'
  if (!hasAddress(account)) return 'no_address'
  if (account.mailUndeliverableAt !== undefined) return 'undeliverable'
  return kindsOf(besideLink(account, tenant)).length + 1 < proofsByLink(account) ? 'no_second' : null
}

/** Whether the person could still choose a new password by the link that was sent to them. */
export function mayFollow(account: Account, s: Pick<Snapshot, 'tenant' | 'now'>): boolean {
  const { resetLink: link } = account
  const isGood = link !== undefined && link.isLost !== true && s.now < resetLinkEndsAt(link.sentAt)
  return isGood && linkObstacle(account, s) === null
}

/** The link as a remedy of every gate that a new password opens: following it where one was sent, else having one sent. */
export function byLink(
  account: Account,
  s: Pick<Snapshot, 'tenant' | 'now'>,
): readonly { readonly do: 'send_reset_link' | 'follow_reset_link'; readonly accountId: string }[] {
  if (mayFollow(account, s)) return [{ do: 'follow_reset_link', accountId: account.id }]
  return linkObstacle(account, s) === null ? [{ do: 'send_reset_link', accountId: account.id }] : []
}

/** Why no link can be sent to a person, in whole sentences, for whoever would send it. */
export function whyNoLink(obstacle: NoLink, account: Account, tenant: TenantPart): string {
  switch (obstacle) {
    case 'deleted':
      return 'The account is deleted.'
    case 'blocked':
      return 'Sign-in is blocked.'
    case 'not_accepted':
      return 'The invitation is not accepted: invite them again.'
    case 'federated':
      return 'Another provider looks after the password.'
    case 'emergency':
      return 'An emergency account is never reset by mail.'
    case 'reported':
      return 'Somebody else has had the account, and may have changed where letters go.'
    case 'no_mail':
      return 'No mail server is set up here.'
    case 'no_address':
      return 'There is no e-mail address on file that is read without the password.'
    case 'undeliverable':
      return 'What was sent to the address on file did not arrive.'
    case 'no_second': {
      const why =
        grantsOf(account).length > 0
          ? 'Whoever administers gives a second proof beside the link'
          : 'Codes by e-mail are a second factor of theirs, and the mailbox alone would be both'
      const kinds = kindsOf(openTo(account, tenant)).filter((kind) => kind !== 'email')
      return kinds.length === 0
        ? `${why}: nothing else proves here.`
        : `${why}: on file is neither ${kinds.map((kind) => resetKindName[kind]).join(' nor ')}.`
    }
  }
}
