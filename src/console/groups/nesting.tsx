import type { Change } from '../api.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

type Other = { readonly id: string; readonly name: string }

/** The groups within the group, and those that it is within. */
export function Nesting({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const { id, name, groups, parents } = group
  const list = (label: string, rows: readonly Other[], none: string, out: (other: Other) => Change) => (
    <Listing
      label={label}
      rows={rows}
      idOf={(one) => one.id}
      none={none}
      few={12}
      columns={[
        {
          title: label,
          cell: (one) => <Named to="/groups/$id" {...one} />,
        },
        {
          title: '',
          cell: (one) => (
            <Remove
              what={one.name}
              title={`${one.name} and ${name}: no longer one within the other`}
              changes={[out(one)]}
            />
          ),
        },
      ]}
    />
  )
  return (
    <Sheet title="Groups within groups">
      {!group.isRoleAssignable && may('nest_group') && (
        <GroupPicker
          label="Put a group within it"
          fits={(one) => one.id !== id && !one.isAssignableToRole && !groups.some((held) => held.id === one.id)}
          onPick={(one) =>
            one !== null &&
            propose({
              title: `${one.displayName} within ${name}`,
              changes: [{ do: 'nest_group', childId: one.id, parentId: id }],
            })
          }
        />
      )}
      {list('Groups within it', groups, 'No group is within it.', (one) => ({
        do: 'unnest_group',
        childId: one.id,
        parentId: id,
      }))}
      {list('It is within', parents, 'It is within no other group.', (one) => ({
        do: 'unnest_group',
        childId: id,
        parentId: one.id,
      }))}
    </Sheet>
  )
}
