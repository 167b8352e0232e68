import type { RoleChange } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { person } from './names.ts'
import { roleName } from './roles.ts'

/** Directory roles of people. */
export const roleChanges: Family<RoleChange['do']> = {
  assign_role: {
    title: ({ accountId, role }, s) => `Make ${person(s, accountId)} ${roleName(role)}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, roleChanges.assign_role.apply(s, change)),
    apply: (s, { accountId, role }) =>
      onAccount(s, accountId, (account) =>
        account.roles.includes(role) ? account : { ...account, roles: [...account.roles, role].sort() },
      ),
    inverse: ({ accountId, role }, { account }) =>
      account?.id === accountId && account.roles.includes(role) ? null : { do: 'remove_role', accountId, role },
  },
  remove_role: {
    title: ({ accountId, role }, s) => `Take the role ${roleName(role)} from ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, roleChanges.remove_role.apply(s, change)),
    apply: (s, { accountId, role }) =>
      onAccount(s, accountId, (account) =>
        account.roles.includes(role) ? { ...account, roles: account.roles.filter((one) => one !== role) } : account,
      ),
    inverse: ({ accountId, role }, { account }) =>
      account?.id === accountId && !account.roles.includes(role) ? null : { do: 'assign_role', accountId, role },
  },
}
