import type { Instance } from '../instance.ts'
import { type SessionRules, sessionRulesOf, usualSession } from '../sessions/session-rules.ts'
import type { Account, InstanceUser, Snapshot } from '../snapshot.ts'
import type { InstanceChange } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { instanceName, moment, person } from './names.ts'

/** Instances of apps, and who is in them with which security roles. */
export const instanceChanges: Family<InstanceChange['do']> = {
  put_instance: {
    title: ({ instance }, s) => `${s.instance?.id === instance.id ? 'Change' : 'Add'} the instance ${instance.name}`,
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { instance }) =>
      s.instance?.id === instance.id ? { ...s, instance: { ...s.instance, ...instance } } : s,
    inverse: ({ instance }, s) => {
      if (s.instance?.id !== instance.id) return null
      const { state: _state, maintenanceUntil: _until, session: _session, ...was } = s.instance
      return { do: 'put_instance', instance: was }
    },
  },
  set_instance_state: {
    title: ({ instanceId, state, until }, s) => {
      const name = instanceName(s, instanceId)
      if (state === 'enabled') return `Open ${name} again`
      if (state === 'disabled') return `Close ${name}`
      return `Put ${name} into maintenance${until === null ? '' : ` until ${moment(until)}`}`
    },
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ instanceId, state }, s) => {
      const name = instanceName(s, instanceId)
      if (state !== 'enabled') return [`Nobody enters ${name} until it is opened again.`]
      const isUnderWork = s.instance?.id === instanceId && s.instance.state === 'maintenance'
      return [
        `All people of ${name} can enter.`,
        ...(isUnderWork ? ['Whoever is working on it is not finished: ask first.'] : []),
      ]
    },
    apply: (s, { instanceId, state, until }) => {
      const { instance } = s
      if (instance?.id !== instanceId || (instance.state === state && instance.maintenanceUntil === until)) return s
      return { ...s, instance: { ...instance, state, maintenanceUntil: until } }
    },
    inverse: ({ instanceId, state, until }, { instance }) =>
      instance?.id !== instanceId || (instance.state === state && instance.maintenanceUntil === until)
        ? null
        : { do: 'set_instance_state', instanceId, state: instance.state, until: instance.maintenanceUntil },
  },
  set_session_rules: {
    title: ({ instanceId, rules }, s) =>
      `Let a session in ${instanceName(s, instanceId)} last ${rules.minutes} minutes`,
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ instanceId, rules }, s) => {
      const was = s.instance?.id === instanceId ? sessionRulesOf(s.instance) : rules
      return was.minutes <= rules.minutes
        ? []
        : [`Whoever signed in more than ${rules.minutes} minutes ago is asked to sign in again at once.`]
    },
    apply: (s, { instanceId, rules }) =>
      s.instance?.id !== instanceId || isSame(sessionRulesOf(s.instance), rules)
        ? s
        : { ...s, instance: withSession(s.instance, rules) },
    inverse: ({ instanceId, rules }, { instance }) =>
      instance?.id !== instanceId || isSame(sessionRulesOf(instance), rules)
        ? null
        : { do: 'set_session_rules', instanceId, rules: sessionRulesOf(instance) },
  },
  put_instance_user: {
    title: ({ instanceId, accountId }, s) => `Add ${person(s, accountId)} to ${instanceName(s, instanceId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { instanceId, accountId }) => admit(s, instanceId, accountId),
    inverse: ({ instanceId, accountId }, s) =>
      admit(s, instanceId, accountId) === s && s.account?.id === accountId
        ? null
        : { do: 'disable_instance_user', instanceId, accountId },
  },
  disable_instance_user: {
    title: ({ instanceId, accountId }, s) => `Disable ${person(s, accountId)} in ${instanceName(s, instanceId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { instanceId, accountId }) =>
      onUser(s, instanceId, accountId, (user) => (user.isEnabled ? { ...user, isEnabled: false } : user)),
    inverse: ({ instanceId, accountId }, { account }) => {
      const user = account?.id === accountId ? userOf(account, instanceId) : undefined
      return account?.id === accountId && !user?.isEnabled ? null : { do: 'put_instance_user', instanceId, accountId }
    },
  },
  give_instance_role: {
    title: ({ instanceId, accountId, role }, s) =>
      `Give ${person(s, accountId)} the security role ${role} in ${instanceName(s, instanceId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ instanceId, role }, s) => {
      if (s.instance?.id !== instanceId) return []
      const place = s.instance.roles.indexOf(role)
      return place <= 0 ? [] : [`${role} is more than ${s.instance.roles[0]}, the least of its roles.`]
    },
    apply: (s, { instanceId, accountId, role }) => {
      // Refused, as by the directory, for a role the instance has not.
      if (s.instance?.id === instanceId && !s.instance.roles.includes(role)) return s
      return onUser(s, instanceId, accountId, (user) =>
        user.roles.includes(role) ? user : { ...user, roles: [...user.roles, role] },
      )
    },
    inverse: ({ instanceId, accountId, role }, { account }) => {
      const user = account?.id === accountId ? userOf(account, instanceId) : undefined
      const isNothing = account?.id === accountId && (user === undefined || user.roles.includes(role))
      return isNothing ? null : { do: 'take_instance_role', instanceId, accountId, role }
    },
  },
  take_instance_role: {
    title: ({ instanceId, accountId, role }, s) =>
      `Take the security role ${role} in ${instanceName(s, instanceId)} from ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { instanceId, accountId, role }) =>
      onUser(s, instanceId, accountId, (user) =>
        user.roles.includes(role) ? { ...user, roles: user.roles.filter((one) => one !== role) } : user,
      ),
    inverse: ({ instanceId, accountId, role }, { account, instance }) => {
      const isGone = instance?.id === instanceId && !instance.roles.includes(role)
      const user = account?.id === accountId ? userOf(account, instanceId) : undefined
      const isNothing = account?.id === accountId && !user?.roles.includes(role)
      return isNothing || isGone ? null : { do: 'give_instance_role', instanceId, accountId, role }
    },
  },
}

/** What is usual is left out. */
function withSession({ session: _, ...instance }: Instance, rules: SessionRules): Instance {
  return isSame(rules, usualSession) ? instance : { ...instance, session: rules }
}

const isSame = (a: SessionRules, b: SessionRules) => a.minutes === b.minutes && a.warnMinutes === b.warnMinutes

function userOf(account: Account, instanceId: string): InstanceUser | undefined {
  return account.instanceUsers.find((user) => user.instanceId === instanceId)
}

function onUser(
  s: Snapshot,
  instanceId: string,
  accountId: string,
  edit: (user: InstanceUser) => InstanceUser,
): Snapshot {
  return onAccount(s, accountId, (account) => {
    const was = userOf(account, instanceId)
    if (was === undefined) return account
    const user = edit(was)
    if (user === was) return account
    return { ...account, instanceUsers: account.instanceUsers.map((one) => (one === was ? user : one)) }
  })
}

/** Makes or re-enables the person's record; a new one has no role yet. */
function admit(s: Snapshot, instanceId: string, accountId: string): Snapshot {
  return onAccount(s, accountId, (account) => {
    const was = userOf(account, instanceId)
    if (was?.isEnabled) return account
    const others = account.instanceUsers.filter((user) => user !== was)
    const user = { instanceId, isEnabled: true, roles: was?.roles ?? [] }
    return { ...account, instanceUsers: [...others, user].sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1)) }
  })
}
