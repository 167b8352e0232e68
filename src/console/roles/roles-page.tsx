import { Group, SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { given } from '../parts/address.ts'
import { Named } from '../parts/columns.tsx'
import { Count } from '../parts/count.tsx'
import { isFoundIn } from '../parts/found-in.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { abilitiesOf } from './abilities.ts'
import { type Role, useHolders, useRoles } from './role.ts'

/** Every directory role: what it is for, and how many were given it. */
export function RolesPage() {
  const { search, held } = useSearch({ from: '/roles' })
  const navigate = useNavigate({ from: '/roles' })
  const roles = useRoles()
  const holders = useHolders().data
  const fits = (role: Role) =>
    (held === undefined || (holders?.get(role.id) ?? 0) > 0) &&
    isFoundIn(search, [role.name, role.description, ...abilitiesOf(role.key, role.changes)])
  return (
    <Page title="Roles">
      <Sheet>
        <Group>
          <SearchBox
            label="Find roles"
            placeholder="Find by name, or by what is to be done"
            value={search ?? ''}
            onSearch={(text) => void navigate({ search: given({ search: text, held }), replace: true })}
          />
          <SegmentedControl
            aria-label="Which roles"
            value={held === undefined ? 'all' : 'held'}
            onChange={(which) =>
              void navigate({ search: given({ search, held: which === 'held' ? 'yes' : undefined }) })
            }
            data={[
              { value: 'all', label: 'All' },
              { value: 'held', label: 'Held by somebody' },
            ]}
          />
        </Group>
        <Loaded of={roles}>
          {({ value }) => {
            const found = value.filter(fits)
            return (
              <>
                <Count of={found.length} one="role" many="roles" />
                <Listing
                  label="Roles"
                  rows={found}
                  idOf={(role) => role.key}
                  none={search === undefined ? 'Nobody holds a role.' : `No role is for “${search}”.`}
                  columns={[
                    { title: 'Name', cell: (role) => <Named to="/roles/$id" id={role.key} name={role.name} /> },
                    { title: 'For', cell: (role) => role.description },
                    {
                      title: 'Given',
                      isShort: true,
                      cell: (role) => holders !== undefined && timesOf(holders.get(role.id) ?? 0),
                    },
                  ]}
                />
              </>
            )
          }}
        </Loaded>
      </Sheet>
    </Page>
  )
}

const timesOf = (count: number) =>
  count === 0 ? <span className="quiet">to nobody</span> : count === 1 ? 'once' : `${count.toLocaleString()} times`
