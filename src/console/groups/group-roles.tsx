import { Select } from '@mantine/core'
import { roleName, roles } from '../../core/changes/roles.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import type { GroupDetails } from './group.ts'

/** The roles that everybody in a role-assignable group holds through it. */
export function GroupRoles({ group: { id: groupId, name, roles: held } }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const isHeld = (key: string) => held.some((one) => one.role === key && one.unitId === null)
  return (
    <Sheet title="Roles">
      {may('assign_group_role') && (
        <Select
          aria-label="Give the group a role"
          placeholder="Give the group a role…"
          searchable
          maw={360}
          value={null}
          data={Object.entries(roles)
            .filter(([key]) => !isHeld(key))
            .map(([value, role]) => ({ value, label: role.name }))}
          onChange={(role) =>
            role !== null &&
            propose({
              title: `${name}: ${roleName(role)}`,
              changes: [{ do: 'assign_group_role', groupId, role }],
            })
          }
        />
      )}
      <Listing
        label="Roles of the group"
        rows={held}
        idOf={({ role, unitId }) => `${role} ${unitId}`}
        none="No role yet."
        columns={[
          { title: 'Role', cell: ({ role }) => <Named to="/roles/$id" id={role} name={roleName(role)} /> },
          { title: 'Where', cell: ({ unit }) => unit ?? 'everywhere' },
          {
            title: '',
            cell: ({ role, unitId }) => (
              <Remove
                what={roleName(role)}
                title={`${name}: no longer ${roleName(role)}`}
                changes={[{ do: 'remove_group_role', groupId, role, ...(unitId === null ? {} : { unitId }) }]}
              />
            ),
          },
        ]}
      />
    </Sheet>
  )
}
