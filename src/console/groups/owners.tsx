import { roleName } from '../../core/changes/roles.ts'
import { OwnersSheet } from '../parts/owners-sheet.tsx'
import type { GroupDetails } from './group.ts'
import { useMayIn } from './may-in-group.ts'

/** Who looks after the group beside administrators. */
export function Owners({ group }: { readonly group: GroupDetails }) {
  const { id: groupId, name, owners } = group
  return (
    <OwnersSheet
      {...{ what: 'group', name, owners, may: useMayIn(group) }}
      add={(accountId) => ({ do: 'add_group_owner', accountId, groupId })}
      remove={(accountId) => ({ do: 'remove_group_owner', accountId, groupId })}
    />
  )
}

/** What kind of group it is, and which roles its members hold through it. */
export function kindOf({ kind, isSecurity, visibility, isRoleAssignable, roles }: GroupDetails): string {
  const what =
    kind === 'microsoft365'
      ? `${visibility ?? ''} Microsoft 365 group${isSecurity ? ' for security too' : ''}`.trim()
      : 'Security group'
  if (!isRoleAssignable) return what
  const held = roles.map((one) => `${roleName(one.role)}${one.unit === null ? '' : ` within ${one.unit}`}`)
  return `${what}, for roles: ${held.length === 0 ? 'none yet' : held.join(', ')}`
}
