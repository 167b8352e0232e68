import { useQuery } from '@tanstack/react-query'
import { api, type Change, type List, type Unit, type User, withQuery } from '../api.ts'
import { Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { useKeyset } from '../parts/keyset.ts'
import { Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { quoted } from '../parts/odata.ts'
import { Sheet } from '../parts/page.tsx'
import { GiveRole } from './give-role.tsx'
import { type Assignment, type Role, unitOf } from './role.ts'

/** Who holds a role: people it was given to, groups, and the people in these, everywhere or within a unit. */
export function RoleHolders({ role }: { readonly role: Role }) {
  const { data } = useQuery({ queryKey: ['units'], queryFn: () => api<List<Unit>>('admit/units') })
  const units = data?.value ?? []
  const held = useKeyset<Assignment>(
    ['roles', 'assignments'],
    withQuery('roleManagement/directory/roleAssignments', {
      $filter: `roleDefinitionId eq ${quoted(role.id)}`,
      $expand: 'principal',
      $top: 100,
    }),
  )
  return (
    <Sheet title="Who holds it">
      <GiveRole role={role} units={units} held={held.rows} />
      {held.error !== null && <Problem error={held.error} again={() => held.refetch()} />}
      {held.error === null && held.data !== undefined && (
        <Listing
          label="Who holds it"
          rows={held.rows}
          idOf={(one) => one.id}
          none="Nobody holds it."
          columns={[
            { title: 'Name', cell: (one) => <Holder of={one} /> },
            {
              title: 'Where',
              cell: (one) => {
                const unitId = unitOf(one)
                if (unitId === null) return 'everywhere'
                const name = units.find((unit) => unit.id === unitId)?.name ?? unitId
                return <Named to="/units/$id" id={unitId} name={name} />
              },
            },
            { title: 'By', cell: (one) => (isOfGroup(one) ? <ThroughGroup groupId={one.principalId} /> : 'direct') },
            {
              title: '',
              cell: (one) =>
                one.principal != null && (
                  <Remove
                    what={one.principal.displayName}
                    title={`${one.principal.displayName}: no longer ${role.name}`}
                    changes={[taking(one, role.key)]}
                  />
                ),
            },
          ]}
        />
      )}
      <More of={held} />
    </Sheet>
  )
}

const isOfGroup = ({ principal }: Assignment) => principal?.['@odata.type'] === '#microsoft.graph.group'

function Holder({ of }: { readonly of: Assignment }) {
  if (of.principal == null) return <span className="quiet">somebody you may not see</span>
  return (
    <Named to={isOfGroup(of) ? '/groups/$id' : '/people/$id'} id={of.principalId} name={of.principal.displayName} />
  )
}

function taking(one: Assignment, role: string): Change {
  const unitId = unitOf(one)
  const where = unitId === null ? {} : { unitId }
  return isOfGroup(one)
    ? { do: 'remove_group_role', groupId: one.principalId, role, ...where }
    : { do: 'remove_role', accountId: one.principalId, role, ...where }
}

/** As many are named as can be read at a glance; the page of the group has them all. */
const few = 12

/** The people who hold the role as long as they are in the group. */
function ThroughGroup({ groupId }: { readonly groupId: string }) {
  const { data, error } = useQuery({
    queryKey: ['groups', 'holding', groupId],
    queryFn: () =>
      api<List<User>>(
        withQuery(`groups/${groupId}/transitiveMembers/microsoft.graph.user`, {
          $select: 'id,displayName',
          $count: 'true',
          $top: few,
        }),
      ),
  })
  if (error !== null) return 'the group'
  if (data === undefined) return null
  const more = (data['@odata.count'] ?? data.value.length) - data.value.length
  return (
    <>
      {data.value.length === 0 ? 'the group, and nobody is in it' : 'being in the group: '}
      {data.value.map((user, at) => (
        <span key={user.id}>
          {at > 0 && ', '}
          <Named to="/people/$id" id={user.id} name={user.displayName} />
        </span>
      ))}
      {more > 0 && ` and ${more.toLocaleString()} more`}
    </>
  )
}
