import type { With } from '../gate.ts'
import { hasUsable } from '../methods/methods.ts'
import { withProved } from '../methods/strengths.ts'
import { policiesInForce } from '../policy/match.ts'
import { unlocked } from '../lockout/lockout.ts'
import { resetObstacle } from '../recovery/reset-rules.ts'
import type { Account, Snapshot, TenantPart } from '../snapshot.ts'
import type { Change, CredentialChange } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family, Weakening } from './family.ts'
import type { DayMethod } from './method-change.ts'
import { counted, person } from './names.ts'

type State = Account['mfaState']

/** What the person proves with. */
export const credentialChanges: Family<CredentialChange['do']> = {
  issue_temporary_password: {
    title: ({ accountId }, s) => `Issue a temporary password for ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Every session of ${person(s, accountId)} ends, and a new password is to be chosen at the next sign-in.`,
      'Devices that go on trying the old password can lock the account again.',
      `It is good for ${counted(temporaryDays(s.tenant), 'day')}.`,
      'It is shown once: make sure that the one who asks for it is the person.',
    ],
    // The person is given it and types it, so the proof of the password follows.
    apply: (s, { accountId }) => {
      const after = onAccount(s, accountId, ({ passwordReportedAt: _, resetLink: __, ...account }) => ({
        ...unlocked(account),
        passwordSetAt: s.now,
        mustChangePassword: true,
        temporaryUntil: s.now + temporaryDays(s.tenant) * day,
      }))
      return after === s ? s : { ...after, proof: { ...after.proof, credential: 'verified' } }
    },
    inverse: () => null,
  },
  change_password: {
    title: ({ accountId }, s) => `${person(s, accountId)} chooses a new password at sign-in`,
    weakens: 0,
    blast: 0,
    isReversible: false,
    by: 'self',
    sideEffects: () => ['Passwords saved on other devices stop working.'],
    // Who has no password has none to change: the old one is asked for, and one that is over or set aside opens no page.
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) => {
        const { passwordSetAt, temporaryUntil = Number.POSITIVE_INFINITY, resetLink } = account
        const opens = passwordSetAt !== null && temporaryUntil > s.now && resetLink === undefined
        return opens ? withOwnPassword(account, s.now) : account
      }),
    inverse: () => null,
  },
  reset_own_password: {
    title: ({ accountId }, s) => `${person(s, accountId)} resets their own password`,
    weakens: 0,
    blast: 0,
    isReversible: false,
    by: 'self',
    sideEffects: () => ['Every session ends, and passwords saved on other devices stop working.'],
    // Whoever has just chosen it types it, so the proof of the password follows.
    apply: (s, { accountId }) => {
      const after = onAccount(s, accountId, (account) => {
        if (resetObstacle(account, s) !== null) return account
        const { passwordReportedAt: _, ...rest } = account
        return withOwnPassword(unlocked(rest), s.now)
      })
      return after === s ? s : { ...after, proof: { ...after.proof, credential: 'verified' } }
    },
    inverse: () => null,
  },
  require_password_change: {
    title: ({ accountId }, s) => `Have ${person(s, accountId)} choose a new password at the next sign-in`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) =>
        account.mustChangePassword ? account : { ...account, mustChangePassword: true },
      ),
    inverse: () => null,
  },
  report_password: {
    title: ({ accountId }, s) => `Set the password of ${person(s, accountId)} aside until it is reset`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Every session of ${person(s, accountId)} ends, and nobody signs in with the password.`,
    ],
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) =>
        account.passwordSetAt === null || account.passwordReportedAt !== undefined
          ? account
          : { ...account, passwordReportedAt: s.now },
      ),
    inverse: () => null,
  },
  set_mfa_state: {
    title: ({ accountId, state }, s) => `Set multi-factor of ${person(s, accountId)} to ${stateName[state]}`,
    weakens: ({ accountId, state }, s) => weakening(s, accountId, state),
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId, state }, s) => stateEffects(s, accountId, state),
    apply: (s, { accountId, state }) => setState(s, accountId, state),
    inverse: ({ accountId, state }, { account }) => stateBefore(account, accountId, state),
  },
  register_method: {
    title: ({ accountId, kind }, s) => `${person(s, accountId)} sets up ${setUpText[kind]} at sign-in`,
    weakens: 0,
    blast: 0,
    isReversible: true,
    by: 'self',
    sideEffects: ({ accountId }, s) =>
      s.account?.id === accountId && s.account.mfaState === 'enabled'
        ? ['Multi-factor becomes Enforced: a code is asked every time.']
        : [],
    // Registering ends with a code of the new method, which is a proof of it.
    apply: (s, { accountId, kind }) => {
      const after = onAccount(s, accountId, (account) => ({
        ...account,
        methods: [...account.methods, { id: `new-${kind}-${account.methods.length + 1}`, kind, isUsable: true }],
        mfaState: account.mfaState === 'enabled' ? 'enforced' : account.mfaState,
      }))
      return after === s ? s : { ...after, proof: withProved(after.proof, kind) }
    },
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && account.methods.length === 0 && account.mfaState !== 'enabled'
        ? { do: 'remove_methods', accountId }
        : null,
  },
  remove_methods: {
    title: ({ accountId }, s) => `Have ${person(s, accountId)} register anew for multi-factor`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      methodsText(s, accountId),
      'Whoever signs in next with the password registers a new one: make sure that it is the person.',
    ],
    apply: (s, { accountId }) => {
      const after = onAccount(s, accountId, (account) =>
        account.methods.length === 0 ? account : { ...account, methods: [] },
      )
      return after === s ? s : unproved(after)
    },
    inverse: () => null,
  },
  revoke_sessions: {
    title: ({ accountId }, s) => `End every session of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    // Whoever is to be in signs in again.
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [`${person(s, accountId)} signs in again, in every app and on every device.`],
    // Sessions are no part of what a sign-in is decided by.
    apply: (s) => s,
    inverse: () => null,
  },
  end_session: {
    title: ({ accountId }, s) => `End one session of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    // Whoever is to be in signs in again.
    isReversible: true,
    by: 'press',
    sideEffects: () => ['That browser is signed out, with the apps that were opened in it.'],
    // Sessions are no part of what a sign-in is decided by.
    apply: (s) => s,
    inverse: () => null,
  },
}

const day = 86_400_000

const setUpText: Readonly<Record<DayMethod, string>> = {
  totp: 'an authenticator app',
  passkey: 'a passkey',
  email: 'codes by e-mail',
  phone: 'codes by phone',
}

/** Days a temporary password is good for. */
export const temporaryDays = ({ temporaryPasswordDays = 7 }: Pick<TenantPart, 'temporaryPasswordDays'>): number =>
  temporaryPasswordDays

/** The account with a password that the person chose now: of a link to choose one by nothing is left. */
export function withOwnPassword({ temporaryUntil: _, resetLink: __, ...account }: Account, now: number): Account {
  return { ...account, passwordSetAt: now, mustChangePassword: false }
}

const stateName: Readonly<Record<State, string>> = { disabled: 'Disabled', enabled: 'Enabled', enforced: 'Enforced' }

/** Enabled asks for registration anew (A7): what was registered before no longer counts. */
function setState(s: Snapshot, accountId: string, state: State): Snapshot {
  const isAnew = state === 'enabled'
  const after = onAccount(s, accountId, (account) => {
    const drops = isAnew && hasUsable(account)
    if (account.mfaState === state && !drops) return account
    const methods = drops ? account.methods.map((method) => ({ ...method, isUsable: false })) : account.methods
    return { ...account, mfaState: state, methods }
  })
  return after !== s && isAnew ? unproved(after) : after
}

function stateBefore(account: Account | null, accountId: string, state: State): Change | null {
  if (account?.id !== accountId || account.mfaState === state) return null
  // Methods that ceased to count do not come back by a state, and going back to Enabled would drop them.
  if ((state === 'enabled' || account.mfaState === 'enabled') && hasUsable(account)) return null
  return { do: 'set_mfa_state', accountId, state: account.mfaState }
}

/** Switching it off weakens nothing where a policy asks for a second factor all the same. */
function weakening(s: Snapshot, accountId: string, state: State): Weakening {
  if (state !== 'disabled' || (s.account?.id === accountId && s.account.mfaState === 'disabled')) return 0
  if (s.account?.id !== accountId || s.app === null) return 2
  return policiesInForce(s as With<'account' | 'app'>, 'mfa').some(({ is }) => is === 'applies') ? 0 : 2
}

function stateEffects(s: Snapshot, accountId: string, state: State): string[] {
  const who = person(s, accountId)
  if (state === 'disabled')
    return weakening(s, accountId, state) > 0
      ? [`Nothing asks ${who} for a second factor any more.`]
      : [`A policy still asks ${who} for a second factor.`]
  return state === 'enabled'
    ? [`${who} registers a method at the next sign-in; what was registered before no longer counts.`]
    : [`${who} is asked for a second factor every time.`]
}

function methodsText(s: Snapshot, accountId: string): string {
  const n = s.account?.id === accountId ? s.account.methods.length : 0
  if (n === 0) return `What was registered for ${person(s, accountId)} ceases to work, and every session ends.`
  return `${counted(n, 'method')} of ${person(s, accountId)} ${n === 1 ? 'ceases' : 'cease'} to work, and every session ends.`
}

/** The snapshot without the proof of a second factor; the same where there was none. */
export function unproved(s: Snapshot): Snapshot {
  return s.proof.secondFactor === 'not_presented' ? s : { ...s, proof: { ...s.proof, secondFactor: 'not_presented' } }
}
