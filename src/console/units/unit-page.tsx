import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { roleName, roles } from '../../core/changes/roles.ts'
import { isScopable } from '../../core/changes/within-unit.ts'
import { api, type List, type User, withQuery } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, Remove, weights } from '../parts/change-button.tsx'
import { Named, personColumn, signsInColumn } from '../parts/columns.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { useKeyset } from '../parts/keyset.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { searchFor } from '../parts/odata.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useMay } from '../session.tsx'
import type { UnitDetails } from './unit.ts'
import { UnitForm } from './units-page.tsx'

const up = { to: '/units', name: 'Units' } as const

/** A unit: who and what is in it, and who holds which role within. */
export function UnitPage() {
  const { id } = useParams({ from: '/units/$id' })
  const units = useQuery({ queryKey: ['units'], queryFn: () => api<List<UnitDetails>>('admit/units') })
  return (
    <Loaded of={units} page={{ title: 'Unit', up }}>
      {({ value }) => {
        const unit = value.find((one) => one.id === id)
        return unit === undefined ? (
          <Page title="Unit" up={up}>
            <Sheet>There is no such unit any more.</Sheet>
          </Page>
        ) : (
          <Shown unit={unit} />
        )
      }}
    </Loaded>
  )
}

function Shown({ unit }: { readonly unit: UnitDetails }) {
  const may = useMay()
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
  const { id: unitId, name } = unit
  return (
    <Page
      title={name}
      up={up}
      buttons={
        <>
          {may('put_unit') && (
            <Button {...weights.page} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )}
          <ChangeButton
            on="page"
            title={`Delete the unit ${name}`}
            changes={[{ do: 'delete_unit', unitId }]}
            then={() => navigate({ to: '/units' })}
          >
            Delete
          </ChangeButton>
        </>
      }
    >
      {unit.description !== null && <Sheet>{unit.description}</Sheet>}
      <RolesWithin unit={unit} />
      <GroupsWithin unit={unit} />
      <PeopleWithin unit={unit} />
      {isEditing && <UnitForm unit={unit} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function RolesWithin({ unit }: { readonly unit: UnitDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const { id: unitId, name } = unit
  const [role, setRole] = useState<string | null>('helpdesk')
  return (
    <Sheet title="Looked after by">
      {may('assign_role') && (
        <Group align="end">
          <Select
            label="Role"
            allowDeselect={false}
            value={role}
            data={Object.entries(roles)
              .filter(([key]) => isScopable(key))
              .map(([value, { name: label }]) => ({ value, label }))}
            onChange={setRole}
          />
          <PersonPicker
            label="Give it to"
            placeholder="Begin a name"
            onPick={(user) =>
              role !== null &&
              propose({
                title: `${user.displayName}: ${roleName(role)} within ${name}`,
                changes: [{ do: 'assign_role', accountId: user.id, role, unitId }],
              })
            }
          />
        </Group>
      )}
      <Listing
        label="Roles within the unit"
        rows={unit.roles}
        idOf={(one) => `${one.accountId} ${one.role}`}
        none="Nobody but those whose role holds everywhere."
        columns={[
          {
            title: 'Name',
            cell: (one) => <Named to="/people/$id" id={one.accountId} name={one.name} />,
          },
          { title: 'Role', cell: (one) => roleName(one.role) },
          {
            title: '',
            cell: (one) => (
              <Remove
                what={`${one.name}, ${roleName(one.role)}`}
                title={`${one.name} is no longer ${roleName(one.role)} within ${name}`}
                changes={[{ do: 'remove_role', accountId: one.accountId, role: one.role, unitId }]}
              />
            ),
          },
        ]}
      />
    </Sheet>
  )
}

function GroupsWithin({ unit }: { readonly unit: UnitDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const { id: unitId, name } = unit
  return (
    <Sheet title="Groups">
      {may('add_group_to_unit') && (
        <GroupPicker
          label="Put a group into the unit"
          fits={(group) => !unit.groups.some((one) => one.id === group.id)}
          onPick={(group) =>
            group !== null &&
            propose({
              title: `${group.displayName} into ${name}`,
              changes: [{ do: 'add_group_to_unit', unitId, groupId: group.id }],
            })
          }
        />
      )}
      <Listing
        label="Groups in the unit"
        rows={unit.groups}
        idOf={(one) => one.id}
        none="No group."
        few={12}
        columns={[
          {
            title: 'Name',
            cell: (one) => <Named to="/groups/$id" {...one} />,
          },
          {
            title: '',
            cell: (one) => (
              <Remove
                what={one.name}
                title={`Take ${one.name} out of ${name}`}
                changes={[{ do: 'remove_group_from_unit', unitId, groupId: one.id }]}
              />
            ),
          },
        ]}
      />
    </Sheet>
  )
}

function PeopleWithin({ unit }: { readonly unit: UnitDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const { id: unitId, name } = unit
  const [search, setSearch] = useState('')
  const people = useKeyset<User>(
    ['units', unitId, 'people'],
    withQuery(`directory/administrativeUnits/${unitId}/members`, {
      $top: 50,
      $search: searchFor(search),
      $select: 'id,displayName,userPrincipalName,department',
    }),
  )
  return (
    <Sheet title={`People: ${unit.people.toLocaleString()}`}>
      {may('add_to_unit') && (
        <HalfWide>
          <PersonPicker
            label="Put in"
            placeholder="Begin a name"
            onPick={(user) =>
              propose({
                title: `Put ${user.displayName} into ${name}`,
                changes: [{ do: 'add_to_unit', unitId, accountId: user.id }],
              })
            }
          />
        </HalfWide>
      )}
      <SearchBox label="Find in the unit" placeholder="Find in the unit" value={search} onSearch={setSearch} />
      {people.error !== null && <Problem error={people.error} again={() => people.refetch()} />}
      {people.data !== undefined && (
        <Listing
          label="People in the unit"
          rows={people.rows}
          idOf={(one) => one.id}
          none={search === '' ? 'Nobody.' : `Nobody in it has a name that begins with “${search}”.`}
          columns={[
            personColumn,
            signsInColumn,
            {
              title: '',
              cell: (one) => (
                <Remove
                  what={one.displayName}
                  title={`Take ${one.displayName} out of ${name}`}
                  changes={[{ do: 'remove_from_unit', unitId, accountId: one.id }]}
                />
              ),
            },
          ]}
        />
      )}
      <More of={people} />
    </Sheet>
  )
}
