import { unlocked } from '../lockout/lockout.ts'
import { isNamed } from '../naming/is-named.ts'
import { nameKey } from '../naming/sign-in-name.ts'
import type { Account, Snapshot } from '../snapshot.ts'
import type { AccountChange, AccountEdit, NewAccount } from './change.ts'
import { licencesAtRest, restoredLicences } from '../licensing/restored.ts'
import { onAccount, onAccountSettled, settled, withLicences } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { person, shown, spoken } from './names.ts'

/** The person's entry in the directory. */
export const accountChanges: Family<AccountChange['do']> = {
  create_account: {
    title: ({ account }) => `Create an account for ${account.signInName}`,
    weakens: ({ account }) => (account.userType === 'guest' ? 1 : 0),
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `${change.account.displayName} has no password until one is issued.`,
      ...movesOf(s, create(s, change.account)),
    ],
    apply: (s, { account }) => create(s, account),
    inverse: ({ account }, before) =>
      before.account?.id === account.id ? null : { do: 'delete_account', accountId: account.id },
  },
  update_account: {
    title: ({ accountId, set }, s) => `Change ${edited(set)} of ${person(s, accountId)}`,
    weakens: ({ set }) =>
      set.isEmergency === true || set.passwordNeverExpires === true ? 2 : set.userType === 'member' ? 1 : 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId, set }, s) => [
      ...(set.signInName === undefined ? [] : [`${person(s, accountId)} signs in as ${set.signInName} from now on.`]),
      ...(set.userType === 'member'
        ? ['Apps that are kept for members open, and policies for guests no longer apply.']
        : []),
      ...movesOf(s, update(s, accountId, set)),
    ],
    apply: (s, { accountId, set }) => update(s, accountId, set),
    inverse: ({ accountId, set }, { account }) => {
      if (account?.id !== accountId) return null
      const keys = Object.keys(set) as (keyof AccountEdit)[]
      const was = Object.fromEntries(keys.filter((key) => account[key] !== set[key]).map((key) => [key, account[key]]))
      return Object.keys(was).length === 0 ? null : { do: 'update_account', accountId, set: was as AccountEdit }
    },
  },
  add_alias: {
    title: ({ accountId, name }, s) => `Let ${person(s, accountId)} sign in as ${name} too`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId, name }) => addAlias(s, accountId, name),
    inverse: (change, s) =>
      addAlias(s, change.accountId, change.name) === s && s.account?.id === change.accountId
        ? null
        : { do: 'remove_alias', accountId: change.accountId, name: change.name },
  },
  remove_alias: {
    title: ({ accountId, name }, s) => `Let ${person(s, accountId)} no longer sign in as ${name}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { accountId, name }) => removeAlias(s, accountId, name),
    inverse: ({ accountId, name }, s) => {
      if (s.account?.id !== accountId) return null
      const was = s.account.aliases?.find((one) => nameKey(one) === nameKey(name))
      return was === undefined ? null : { do: 'add_alias', accountId, name: was }
    },
  },
  set_attribute: {
    title: ({ accountId, name, value }, s) =>
      value === null
        ? `Clear the ${spoken(name)} of ${person(s, accountId)}`
        : `Set the ${spoken(name)} of ${person(s, accountId)} to ${shown(value)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, setAttribute(s, change.accountId, change.name, change.value)),
    apply: (s, { accountId, name, value }) => setAttribute(s, accountId, name, value),
    inverse: ({ accountId, name, value }, { account }) => {
      if (account?.id !== accountId) return null
      const was = account.attributes[name] ?? null
      return isSameValue(was, value) ? null : { do: 'set_attribute', accountId, name, value: was }
    },
  },
  enable_account: {
    title: ({ accountId }, s) => `Turn sign-in back on for ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => movesOf(s, setEnabled(s, accountId, true)),
    apply: (s, { accountId }) => setEnabled(s, accountId, true),
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && account.isEnabled ? null : { do: 'block_account', accountId },
  },
  block_account: {
    title: ({ accountId }, s) => `Block sign-in for ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Every session of ${person(s, accountId)} ends.`,
      ...movesOf(s, setEnabled(s, accountId, false)),
    ],
    apply: (s, { accountId }) => setEnabled(s, accountId, false),
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && !account.isEnabled ? null : { do: 'enable_account', accountId },
  },
  unlock_account: {
    title: ({ accountId }, s) => `Unlock ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    // Nobody needs the lock back: it comes by itself after wrong passwords.
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      s.account?.id === accountId && s.account.failedAttempts > 0
        ? `The count of ${s.account.failedAttempts} wrong passwords begins at zero again.`
        : 'The count of wrong passwords begins at zero again.',
    ],
    apply: (s, { accountId }) => onAccount(s, accountId, unlocked),
    inverse: () => null,
  },
  delete_account: {
    title: ({ accountId }, s) => `Delete ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Every session of ${person(s, accountId)} ends; groups, licences and roles are kept for 30 days, for when it is restored.`,
      ...movesOf(s, remove(s, accountId)),
    ],
    apply: (s, { accountId }) => remove(s, accountId),
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && account.deletedAt !== null ? null : { do: 'restore_account', accountId },
  },
  restore_account: {
    title: ({ accountId }, s) => `Restore the deleted account of ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      'Groups, licences and roles come back as they were, as far as there are seats.',
      ...movesOf(s, restore(s, accountId)),
    ],
    apply: (s, { accountId }) => restore(s, accountId),
    inverse: ({ accountId }, { account }) =>
      account?.id === accountId && account.deletedAt === null ? null : { do: 'delete_account', accountId },
  },
  purge_account: {
    title: ({ accountId }, s) => `Erase the deleted account of ${person(s, accountId)} for good`,
    weakens: 0,
    blast: 1,
    isReversible: false,
    by: 'press',
    sideEffects: ({ accountId }, s) => [
      `Nobody can restore ${person(s, accountId)} any more; the name is free, and what the journal held of the person is erased.`,
    ],
    apply: (s, { accountId }) =>
      s.account?.id === accountId && s.account.deletedAt !== null ? { ...s, account: null } : s,
    inverse: () => null,
  },
  reprocess_account: {
    title: ({ accountId }, s) => `Work out groups and licences of ${person(s, accountId)} anew`,
    weakens: 0,
    blast: 1,
    // What follows from the directory anyway needs no way back.
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, reprocess(s, change.accountId)),
    apply: (s, { accountId }) => reprocess(s, accountId),
    inverse: () => null,
  },
}

function create(s: Snapshot, made: NewAccount): Snapshot {
  const { signInName } = s.attempt
  if (s.account !== null || signInName === null || nameKey(signInName) !== nameKey(made.signInName)) return s
  return settled({ ...s, account: accountFor(made) })
}

/** The account as it is when it has just been made. */
export function accountFor(made: NewAccount): Account {
  return {
    ...made,
    deletedAt: null,
    lockedUntil: null,
    failedAttempts: 0,
    passwordSetAt: null,
    passwordNeverExpires: false,
    mustChangePassword: false,
    mfaState: 'disabled',
    methods: [],
    managerId: null,
    memberOf: [],
    licences: [],
    roles: [],
    assignedApps: [],
    consents: [],
    instanceUsers: [],
    isEmergency: false,
  }
}

const words: Readonly<Record<keyof AccountEdit, string>> = {
  signInName: 'the sign-in name',
  displayName: 'the display name',
  isEmergency: 'the emergency mark',
  managerId: 'the manager',
  passwordNeverExpires: 'the password expiry',
  userType: 'the user type',
}

function edited(set: AccountEdit): string {
  return (Object.keys(set) as (keyof AccountEdit)[]).map((key) => words[key]).join(' and ') || 'nothing'
}

function update(s: Snapshot, accountId: string, set: AccountEdit): Snapshot {
  return onAccountSettled(s, accountId, (account) => {
    const keys = Object.keys(set) as (keyof AccountEdit)[]
    if (keys.every((key) => account[key] === set[key])) return account
    const { aliases, ...edited } = { ...account, ...set }
    // An alias that becomes the name is an alias no longer.
    const left = aliases?.filter((one) => nameKey(one) !== nameKey(edited.signInName)) ?? []
    return left.length === 0 ? edited : { ...edited, aliases: left }
  })
}

/** In the order of their keys, as the directory keeps them. */
function addAlias(s: Snapshot, accountId: string, name: string): Snapshot {
  return onAccount(s, accountId, (account) => {
    if (isNamed(account, name)) return account
    const aliases = [...(account.aliases ?? []), name].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1))
    return { ...account, aliases }
  })
}

function removeAlias(s: Snapshot, accountId: string, name: string): Snapshot {
  return onAccount(s, accountId, (account) => {
    const { aliases = [], ...others } = account
    const left = aliases.filter((one) => nameKey(one) !== nameKey(name))
    if (left.length === aliases.length) return account
    return left.length === 0 ? others : { ...account, aliases: left }
  })
}

function setAttribute(s: Snapshot, accountId: string, name: string, value: Account['attributes'][string]): Snapshot {
  return onAccountSettled(s, accountId, (account) => {
    if (isSameValue(account.attributes[name] ?? null, value)) return account
    const { [name]: _, ...others } = account.attributes
    return { ...account, attributes: value === null ? others : { ...account.attributes, [name]: value } }
  })
}

function isSameValue(a: Account['attributes'][string], b: Account['attributes'][string]): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  return a.length === b.length && a.every((one, i) => one === b[i])
}

function setEnabled(s: Snapshot, accountId: string, isEnabled: boolean): Snapshot {
  return onAccountSettled(s, accountId, (account) =>
    account.isEnabled === isEnabled ? account : { ...account, isEnabled },
  )
}

function reprocess(s: Snapshot, accountId: string): Snapshot {
  return s.account?.id === accountId ? settled(s) : s
}

/** A deleted account keeps what it has, and its seats are free. */
function remove(s: Snapshot, accountId: string): Snapshot {
  const after = onAccount(s, accountId, (account) =>
    account.deletedAt === null ? { ...account, deletedAt: s.now } : account,
  )
  return after === s ? s : withLicences(after, licencesAtRest(s.account?.licences ?? []))
}

function restore(s: Snapshot, accountId: string): Snapshot {
  const after = onAccount(s, accountId, (account) =>
    account.deletedAt === null ? account : { ...account, deletedAt: null },
  )
  if (after === s || after.account === null) return s
  return settled(withLicences(after, restoredLicences(after.account.licences, after.tenant)))
}
