import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { roleName } from '../../core/changes/roles.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'

/** Who looks after the group beside administrators. */
export function Owners({ group: { id: groupId, name, owners } }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  return (
    <Sheet title="Owners">
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
      <Listing
        label="Owners of the group"
        rows={owners}
        idOf={(one) => one.id}
        none="Nobody; administrators look after it."
        columns={[
          {
            title: 'Name',
            cell: (one) => (
              <Link className="row" to="/people/$id" params={{ id: one.id }}>
                {one.displayName}
              </Link>
            ),
          },
          { title: 'Signs in as', isExtra: true, cell: (one) => one.signInName },
          {
            title: '',
            cell: (one) => (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() =>
                  propose({
                    title: `${one.displayName} is no longer an owner of ${name}`,
                    changes: [{ do: 'remove_group_owner', accountId: one.id, groupId }],
                  })
                }
              >
                Remove
              </Button>
            ),
          },
        ]}
      />
    </Sheet>
  )
}

/** What kind of group it is, and which roles its members hold through it. */
export function kindOf({ kind, isRoleAssignable, roles }: GroupDetails): string {
  const what = kind === 'microsoft365' ? 'Microsoft 365 group' : 'Security group'
  if (!isRoleAssignable) return what
  const held = roles.map((one) => `${roleName(one.role)}${one.unit === null ? '' : ` within ${one.unit}`}`)
  return `${what}, for roles: ${held.length === 0 ? 'none yet' : held.join(', ')}`
}
