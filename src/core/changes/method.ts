import { mayProve } from '../methods/allowed.ts'
import { hasUsable, type Method } from '../methods/methods.ts'
import { provedByPass, stateOf, type TemporaryPass } from '../methods/temporary-pass.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import type { ChangeOf } from './change.ts'
import { onAccount } from './consequences.ts'
import { unproved } from './credential.ts'
import type { Family } from './family.ts'
import type { MethodChange } from './method-change.ts'
import { counted, moment, person } from './names.ts'

const own = { weakens: 0, blast: 0, by: 'self', inverse: () => null } as const

/** Single methods of a person, and passes for who has none at hand. */
export const methodChanges: Family<MethodChange['do']> = {
  make_recovery_codes: {
    title: ({ accountId }, s) => `${person(s, accountId)} makes recovery codes`,
    ...own,
    isReversible: false,
    sideEffects: () => ['Codes made before cease to work.'],
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) => {
        const is = { id: 'new-recovery_codes', kind: 'recovery_codes', isUsable: true } as const
        return { ...account, methods: [...account.methods.filter(({ kind }) => kind !== 'recovery_codes'), is] }
      }),
  },
  remove_method: {
    title: ({ accountId, methodId }, s) => `Remove ${methodText(s, accountId, methodId)} of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId, methodId }, s) => {
      const after = withoutMethod(s, accountId, methodId)
      return after === s || after.account === null || hasUsable(after.account)
        ? []
        : [`${person(s, accountId)} has no second factor then, and registers one where it is asked for.`]
    },
    apply: (s, { accountId, methodId }) => withoutMethod(s, accountId, methodId),
    inverse: () => null,
  },
  name_method: {
    title: ({ accountId, name }, s) =>
      name === null ? `Take the name off a method of ${person(s, accountId)}` : `Call a method “${name}”`,
    ...own,
    isReversible: true,
    sideEffects: () => [],
    // What a person calls it is no part of what a sign-in is decided by; nor is which one is asked for first.
    apply: (s) => s,
  },
  prefer_method: {
    title: ({ accountId, methodId }, s) =>
      `Ask ${person(s, accountId)} for ${methodId === null ? 'what they used last' : methodText(s, accountId, methodId)} first`,
    weakens: 0,
    blast: 1,
    by: 'press',
    isReversible: true,
    sideEffects: () => [],
    apply: (s) => s,
    inverse: () => null,
  },
  issue_temporary_pass: {
    title: ({ accountId, uses }, s) =>
      `Give ${person(s, accountId)} a Temporary Access Pass for ${uses === 'one' ? 'one sign-in' : 'several sign-ins'}`,
    weakens: 1,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `It takes the place of the password and of the second factor, ${whenText(change, s)}.`,
      ...(s.account?.id === change.accountId && s.account.temporaryPass !== undefined
        ? ['The pass given before ceases to work.']
        : []),
      'It is shown once: make sure that the one who asks for it is the person.',
    ],
    // The person is given it and types it, so the proof follows.
    apply: (s, change) => {
      if (s.account?.id === change.accountId && !mayProve('temporary_pass', s.account, s.tenant)) return s
      const pass = passOf(change, s)
      const before = s.account?.id === change.accountId ? s.account.temporaryPass : undefined
      const isThere = before !== undefined && isSamePass(before, pass)
      const after = isThere ? s : onAccount(s, change.accountId, (account) => ({ ...account, temporaryPass: pass }))
      if (s.account?.id !== change.accountId || stateOf(pass, s.now) !== 'good' || isProvedByPass(after)) return after
      return { ...after, proof: provedByPass }
    },
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && account.temporaryPass === undefined
        ? { do: 'remove_temporary_pass', accountId }
        : null,
  },
  remove_temporary_pass: {
    title: ({ accountId }, s) => `Take back the Temporary Access Pass of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [`Every session that ${person(s, accountId)} began with it ends.`],
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) => {
        if (account.temporaryPass === undefined) return account
        const { temporaryPass: _, ...rest } = account
        return rest
      }),
    inverse: () => null,
  },
  unblock_second_factor: {
    title: ({ accountId }, s) => `Take codes of ${person(s, accountId)} again`,
    weakens: 1,
    blast: 1,
    // Nobody needs the pause back: it comes by itself after wrong codes.
    isReversible: true,
    by: 'press',
    sideEffects: () => [
      'Whoever gave the wrong codes knows the password: if it was somebody else, it should be changed first.',
    ],
    apply: (s, { accountId }) => onAccount(s, accountId, unpaused),
    inverse: () => null,
  },
  forget_devices: {
    title: ({ accountId }, s) => `Revoke the remembered devices of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    // Each is remembered again by the next sign-in.
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Where ${person(s, accountId)} stays signed in, they sign in again with all that is asked.`,
      'Every place counts as new: wrong passwords of strangers lock it too, until the next sign-in there.',
    ],
    // Browsers are no part of what the directory says of a person.
    apply: (s) => s,
    inverse: () => null,
  },
}

function unpaused(account: Account): Account {
  if (account.secondFactorPausedUntil === undefined) return account
  const { secondFactorPausedUntil: _, ...rest } = account
  return rest
}

function methodText(s: Snapshot, accountId: string, methodId: string): string {
  const method = s.account?.id === accountId ? s.account.methods.find(({ id }) => id === methodId) : undefined
  return method === undefined ? 'a method' : ofKind[method.kind]
}

const ofKind: Readonly<Record<Method['kind'], string>> = {
  totp: 'the authenticator app',
  recovery_codes: 'the recovery codes',
  passkey: 'the passkey',
  email: 'codes by e-mail',
  phone: 'codes by phone',
}

function withoutMethod(s: Snapshot, accountId: string, methodId: string): Snapshot {
  const after = onAccount(s, accountId, (account) => {
    const methods = account.methods.filter(({ id }) => id !== methodId)
    return methods.length === account.methods.length ? account : { ...account, methods }
  })
  return after === s || after.account === null || hasUsable(after.account) ? after : unproved(after)
}

function passOf({ uses, minutes, startsAt }: ChangeOf<'issue_temporary_pass'>, { now }: Snapshot): TemporaryPass {
  const from = Math.max(startsAt ?? now, now)
  return { startsAt: from, endsAt: from + minutes * 60_000, uses }
}

function isSamePass(a: TemporaryPass, b: TemporaryPass): boolean {
  return a.startsAt === b.startsAt && a.endsAt === b.endsAt && a.uses === b.uses && a.usedAt === b.usedAt
}

const isProvedByPass = ({ proof }: Snapshot) =>
  proof.credential === 'verified' && proof.secondFactor === 'verified' && proof.methods?.[0] === 'temporary_pass'

function whenText({ minutes, startsAt }: ChangeOf<'issue_temporary_pass'>, { now }: Snapshot): string {
  const long = minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute')
  return startsAt === null || startsAt <= now ? `for ${long}` : `for ${long} from ${moment(startsAt)} on`
}
