import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Change } from '../api.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'

type Named = { readonly id: string; readonly name: string }

/** The groups within the group, and those that it is within. */
export function Nesting({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const { id, name, groups, parents } = group
  const list = (label: string, rows: readonly Named[], none: string, out: (other: Named) => Change) => (
    <Listing
      label={label}
      rows={rows}
      idOf={(one) => one.id}
      none={none}
      columns={[
        {
          title: label,
          cell: (one) => (
            <Link className="row" to="/groups/$id" params={{ id: one.id }}>
              {one.name}
            </Link>
          ),
        },
        {
          title: '',
          cell: (one) => (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Remove: ${one.name}`}
              onClick={() =>
                propose({ title: `${one.name} and ${name}: no longer one within the other`, changes: [out(one)] })
              }
            >
              Remove
            </Button>
          ),
        },
      ]}
    />
  )
  return (
    <Sheet title="Groups within groups">
      {list('Groups within it', groups, 'No group is within it.', (one) => ({
        do: 'unnest_group',
        childId: one.id,
        parentId: id,
      }))}
      {!group.isRoleAssignable && (
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
      {list('It is within', parents, 'It is within no other group.', (one) => ({
        do: 'unnest_group',
        childId: id,
        parentId: one.id,
      }))}
    </Sheet>
  )
}
