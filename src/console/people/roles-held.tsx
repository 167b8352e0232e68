import { Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleName, roles } from '../../core/changes/roles.ts'
import { isScopable } from '../../core/changes/within-unit.ts'
import { api, type List, type Person, type Unit } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

const everywhere = 'everywhere'

/** The roles a person holds, where each holds and by which way it came. */
export function RolesHeld({ person }: { readonly person: Person }) {
  const may = useMay()
  const { account } = person
  return (
    <Sheet title="Roles">
      {may('assign_role') && <GiveRole person={person} />}
      <Listing
        label="Roles"
        rows={person.roles}
        idOf={({ role, unitId, groupId }) => `${role} ${unitId} ${groupId}`}
        none="No administrator role."
        columns={[
          { title: 'Role', cell: ({ role }) => <Named to="/roles/$id" id={role} name={roleName(role)} /> },
          { title: 'Where', cell: ({ unit }) => unit ?? everywhere },
          {
            title: 'By',
            cell: ({ group, groupId }) =>
              groupId === null ? 'direct' : <Named to="/groups/$id" id={groupId} name={group ?? groupId} />,
          },
          {
            title: '',
            cell: ({ role, unitId, groupId }) =>
              groupId === null && (
                <Remove
                  what={roleName(role)}
                  title={`Take a role from ${account.displayName}`}
                  changes={[{ do: 'remove_role', accountId: account.id, role, ...(unitId === null ? {} : { unitId }) }]}
                />
              ),
          },
        ]}
      />
    </Sheet>
  )
}

/** Chooses a role to give, for the whole organisation or for one of its administrative units. */
function GiveRole({ person: { account, roles: held } }: { readonly person: Person }) {
  const { propose } = useChanges()
  const [unitId, setUnit] = useState(everywhere)
  const { data } = useQuery({ queryKey: ['choices', 'units'], queryFn: () => api<List<Unit>>('admit/units') })
  const units = data?.value ?? []
  const isHeld = (role: string) =>
    held.some((one) => one.role === role && one.groupId === null && (one.unitId ?? everywhere) === unitId)
  return (
    <Group gap="xs">
      <Select
        aria-label="Give a role"
        placeholder="Give a role…"
        searchable
        maw={360}
        value={null}
        data={Object.entries(roles)
          .filter(([key]) => !isHeld(key) && (unitId === everywhere || isScopable(key)))
          .map(([value, role]) => ({ value, label: role.name }))}
        onChange={(role) =>
          role !== null &&
          propose({
            title: `Give a role to ${account.displayName}`,
            changes: [{ do: 'assign_role', accountId: account.id, role, ...(unitId === everywhere ? {} : { unitId }) }],
          })
        }
      />
      {units.length > 0 && (
        <Select
          aria-label="Where the role holds"
          allowDeselect={false}
          maw={240}
          value={unitId}
          data={[
            { value: everywhere, label: everywhere },
            ...units.map((unit) => ({ value: unit.id, label: `within ${unit.name}` })),
          ]}
          onChange={(value) => setUnit(value ?? everywhere)}
        />
      )}
    </Group>
  )
}
