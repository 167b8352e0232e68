import { roleName } from '../../core/changes/roles.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { personColumn } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { useMayIn } from './may-in-group.ts'

/** Who looks after the group beside administrators. */
export function Owners({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const may = useMayIn(group)
  const { id: groupId, name, owners } = group
  return (
    <Sheet title="Owners">
      {may('add_group_owner') && (
        <HalfWide>
          <PersonPicker
            label="Make an owner"
            placeholder="Begin a name"
            onPick={(user) =>
              propose({
                title: `Make ${user.displayName} an owner of ${name}`,
                changes: [{ do: 'add_group_owner', accountId: user.id, groupId }],
              })
            }
          />
        </HalfWide>
      )}
      <Listing
        label="Owners of the group"
        rows={owners}
        idOf={(one) => one.id}
        none="Nobody; administrators look after it."
        columns={[
          personColumn,
          { title: 'Signs in as', isExtra: true, cell: (one) => <span className="mono">{one.signInName}</span> },
          {
            title: '',
            cell: (one) => (
              <Remove
                what={one.displayName}
                title={`${one.displayName} is no longer an owner of ${name}`}
                changes={[{ do: 'remove_group_owner', accountId: one.id, groupId }]}
                isAllowed={may('remove_group_owner')}
              />
            ),
          },
        ]}
      />
    </Sheet>
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
