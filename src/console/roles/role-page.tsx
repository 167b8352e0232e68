import { Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { Loaded } from '../parts/loaded.tsx'
import { Nowhere } from '../parts/nowhere.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { abilitiesOf, readsOf, resetsIn } from './abilities.ts'
import { RoleHolders } from './role-holders.tsx'
import { type Role, useRoles } from './role.ts'

const up = { to: '/roles', name: 'Roles' } as const

/** A directory role: what it may do, read and reset, and who holds it by which way. */
export function RolePage() {
  const { id } = useParams({ from: '/roles/$id' })
  return (
    <Loaded of={useRoles()} page={{ title: 'Role', up }}>
      {({ value }) => {
        const role = value.find((one) => one.key === id)
        return role === undefined ? <Nowhere /> : <Shown role={role} />
      }}
    </Loaded>
  )
}

function Shown({ role }: { readonly role: Role }) {
  const does = abilitiesOf(role.key, role.changes)
  const resets = resetsIn(role.resets)
  return (
    <Page title={role.name} up={up}>
      <Sheet>
        <Text>{role.description}</Text>
        <dl className="facts">
          <dt>May</dt>
          <dd>
            {does.length === 0 ? (
              <span className="quiet">change nothing</span>
            ) : (
              does.map((words) => <div key={words}>{words}</div>)
            )}
          </dd>
          <dt>Reads</dt>
          <dd>{readsOf(role.reads)}</dd>
          {resets !== null && (
            <>
              <dt>Resets</dt>
              <dd>{resets}</dd>
            </>
          )}
          <dt>Within a unit</dt>
          <dd>{role.isScopable ? 'may be given for the members of one alone' : 'holds everywhere or not at all'}</dd>
        </dl>
      </Sheet>
      <RoleHolders role={role} />
    </Page>
  )
}
