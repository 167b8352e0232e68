import { type Invitation, invitationDays, linkEndsAt } from '../guests/invitation.ts'
import { unlocked } from '../lockout/lockout.ts'
import { isNamed } from '../naming/is-named.ts'
import { nameKey } from '../naming/sign-in-name.ts'
import type { Account, Instant, Snapshot } from '../snapshot.ts'
import { findProvider } from '../federation/identity-provider.ts'
import { onAccount, onAccountSettled } from './consequences.ts'
import { withOwnPassword } from './credential.ts'
import type { Family } from './family.ts'
import { withIdentity } from './federation.ts'
import type { GuestChange } from './guest-change.ts'
import { grantsOf } from './held-roles.ts'
import type { Change } from './change.ts'
import { appName, moment, person } from './names.ts'

/** People from outside: how they are asked in, how long they may stay, and which apps take them. */
export const guestChanges: Family<GuestChange['do']> = {
  invite_guest: {
    title: ({ accountId, address }, s) =>
      `Invite ${person(s, accountId)} ${isInvited(s, accountId) ? 'again ' : ''}at ${address}`,
    weakens: (change, s) => (isFirstInvitation(change, s) ? 0 : 1),
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId, address }, s) => [
      `A link is sent to ${address}; it is good once, and for ${invitationDays} days. Links that were sent before end.`,
      ...(hasProof(s, accountId)
        ? [
            `What ${person(s, accountId)} signed in with until now ends, and so does every session; groups, licences and roles stay.`,
          ]
        : []),
    ],
    // They open the link, show that the address is theirs and choose a password: so the proof of it follows.
    apply: (s, { accountId, address }) => {
      const after = onAccountSettled(s, accountId, (account) => invited(account, address, s.now))
      return after === s ? s : { ...after, proof: { ...after.proof, credential: 'verified', ...unproved } }
    },
    inverse: () => null,
  },
  withdraw_invitation: {
    title: ({ accountId }, s) => `Withdraw the invitation of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    // Whoever is to come all the same is invited again.
    isReversible: true,
    by: 'press',
    sideEffects: () => ['The link that was sent ends.'],
    apply: (s, { accountId }) =>
      onAccount(s, accountId, (account) =>
        account.invitation?.state === 'pending'
          ? { ...account, invitation: { ...account.invitation, state: 'withdrawn', changedAt: s.now } }
          : account,
      ),
    inverse: () => null,
  },
  accept_invitation: {
    title: ({ accountId }, s) => `${person(s, accountId)} accepts the invitation by the link in it`,
    weakens: 0,
    blast: 0,
    isReversible: false,
    by: 'self',
    sideEffects: ({ accountId, providerId }, s) => [
      `${person(s, accountId)} shows that the invited address is theirs, and ${providerId === undefined ? 'chooses a password' : 'signs in by the provider from then on'}.`,
    ],
    apply: (s, { accountId, providerId }) => {
      const provider = findProvider(s.tenant, providerId)
      if (providerId !== undefined && provider?.guests !== 'welcome') return s
      const after = onAccount(s, accountId, (account) => {
        const { invitation } = account
        if (invitation?.state !== 'pending' || linkEndsAt(invitation) <= s.now) return account
        const own = provider === null ? withOwnPassword(account, s.now) : withIdentity(account, provider.id)
        return { ...own, invitation: accepted(invitation, s.now) }
      })
      if (after === s) return s
      const by = provider === null ? {} : { methods: ['provider'] as const }
      return { ...after, proof: { ...after.proof, ...by, credential: 'verified' } }
    },
    inverse: () => null,
  },
  set_access_period: {
    title: ({ accountId, from, until }, s) => `Let ${person(s, accountId)} in ${periodText(from, until)}`,
    weakens: ({ accountId, until }, { account }) =>
      account?.id === accountId && (until ?? Infinity) > (account.accessUntil ?? Infinity) ? 1 : 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId, from, until }) => onAccount(s, accountId, (account) => withPeriod(account, from, until)),
    inverse: ({ accountId, from, until }, { account }) =>
      account?.id !== accountId || withPeriod(account, from, until) === account
        ? null
        : {
            do: 'set_access_period',
            accountId,
            from: account.accessFrom ?? null,
            until: account.accessUntil ?? null,
          },
  },
  set_app_audience: {
    title: ({ appId, audience }, s) =>
      audience === 'members' ? `Keep ${appName(s, appId)} for members` : `Open ${appName(s, appId)} to guests too`,
    weakens: ({ audience }) => (audience === 'everybody' ? 3 : 0),
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, audience }, s) => [
      audience === 'members'
        ? `Guests do not open ${appName(s, appId)} any more, whatever they are assigned.`
        : `Guests who are entitled to ${appName(s, appId)} open it.`,
    ],
    apply: (s, { appId, audience }) => {
      if (s.app?.id !== appId || s.app.membersOnly === (audience === 'members')) return s
      return { ...s, app: { ...s.app, membersOnly: audience === 'members' } }
    },
    inverse: ({ appId, audience }, { app }) =>
      app?.id === appId && app.membersOnly === (audience === 'members')
        ? null
        : { do: 'set_app_audience', appId, audience: audience === 'members' ? 'everybody' : 'members' },
  },
}

/**
 * Whether nothing of the person's is replaced by it: a guest who never came in, holds no role, and is written to at an address
 * that the directory has of them. All else may put one person in the place of another.
 */
export function isFirstInvitation(change: Change, { account }: Snapshot): boolean {
  if (change.do !== 'invite_guest' || account?.id !== change.accountId || account.userType !== 'guest') return false
  const { invitation, attributes, signInName } = account
  if (account.passwordSetAt !== null || account.methods.length > 0 || account.temporaryPass !== undefined) return false
  if (account.identities !== undefined) return false
  if (grantsOf(account).length > 0) return false
  const known = invitation === undefined ? [attributes['mail'], signInName] : [invitation.address]
  return invitation?.state !== 'accepted' && known.some((one) => isSameAddress(one, change.address))
}

/** Whether two addresses find the same account. */
export function isSameAddress(one: unknown, other: string): boolean {
  return typeof one === 'string' && nameKey(one) === nameKey(other)
}

function invited(account: Account, address: string, now: Instant): Account {
  if (account.userType !== 'guest' || account.deletedAt !== null) return account
  const freed = withOwnPassword(unlocked(account), now)
  const { aliases = [], invitation, passwordReportedAt: _, temporaryPass: __, identities: ___, ...others } = freed
  const kept = aliases.filter((one) => !isSameAddress(one, invitation?.address ?? '') || isSameAddress(one, address))
  const names = isNamed({ ...others, aliases: kept }, address)
    ? kept
    : [...kept, address].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1))
  const next = accepted({ address, state: 'pending', changedAt: now, sentAt: now }, now)
  return {
    ...others,
    attributes: { ...others.attributes, mail: address },
    methods: [],
    invitation: next,
    ...(names.length === 0 ? {} : { aliases: names }),
  }
}

const accepted = (invitation: Invitation, now: Instant): Invitation => ({
  ...invitation,
  state: 'accepted',
  changedAt: now,
})

const unproved = { secondFactor: 'not_presented' } as const

function isInvited({ account }: Snapshot, accountId: string): boolean {
  return account?.id === accountId && account.invitation !== undefined
}

function hasProof({ account }: Snapshot, accountId: string): boolean {
  return (
    account?.id === accountId &&
    (account.passwordSetAt !== null || account.methods.length > 0 || account.identities !== undefined)
  )
}

function withPeriod(account: Account, from: Instant | null, until: Instant | null): Account {
  const { accessFrom = null, accessUntil = null, ...others } = account
  if (accessFrom === from && accessUntil === until) return account
  return {
    ...others,
    ...(from === null ? {} : { accessFrom: from }),
    ...(until === null ? {} : { accessUntil: until }),
  }
}

function periodText(from: Instant | null, until: Instant | null): string {
  if (from === null && until === null) return 'without an end'
  const parts = [from === null ? [] : [`from ${moment(from)}`], until === null ? [] : [`until ${moment(until)}`]]
  return parts.flat().join(' ')
}
