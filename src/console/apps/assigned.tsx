import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { everybodyRole } from '../../core/consent/app-role.ts'
import type { Change } from '../api.ts'
import type { AppDetails } from './details.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, Remove } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { useMay } from '../session.tsx'

type Row = AppDetails['assigned'][number]

/** Who may use the app, and which roles they have in it. */
export function Assigned({ details: { app, assigned } }: { readonly details: AppDetails }) {
  const { propose } = useChanges()
  const may = useMay()
  const [roleId, setRole] = useState<string>(everybodyRole)
  const { id: appId, name } = app
  const given = app.roles.filter((role) => role.isEnabled && role.members.includes('people'))
  const role = given.find(({ id }) => id === roleId)
  const title = (who: string) =>
    role === undefined ? `Assign ${name} to ${who}` : `Make ${who} ${role.name} in ${name}`
  return (
    <Sheet
      title="Who is assigned"
      buttons={
        <ChangeButton
          on="sheet"
          title={app.assignmentRequired ? `Open ${name} to everybody` : `Only who is assigned to ${name}`}
          changes={[{ do: 'require_assignment', appId, required: app.assignmentRequired ? 'no' : 'yes' }]}
        >
          {app.assignmentRequired ? 'Open to everybody…' : 'Only who is assigned…'}
        </ChangeButton>
      }
    >
      <Text size="sm">
        {app.assignmentRequired ? 'Only these may open it.' : 'Everybody may open it; those assigned see its tile.'}
      </Text>
      {may('assign_app', 'assign_app_to_group') && (
        <>
          {given.length > 0 && (
            <HalfWide>
              <Select
                label="Role they get"
                allowDeselect={false}
                value={role?.id ?? everybodyRole}
                data={[
                  { value: everybodyRole, label: 'none of its own' },
                  ...given.map((one) => ({ value: one.id, label: one.name })),
                ]}
                onChange={(value) => setRole(value ?? everybodyRole)}
              />
            </HalfWide>
          )}
          <HalfWide>
            <GroupPicker
              label="Assign a group"
              placeholder="Choose"
              isLabelShown
              fits={(group) => !assigned.some((one) => one.id === group.id && hasIt(one, role?.id))}
              onPick={(group) =>
                group !== null &&
                propose({
                  title: title(group.displayName),
                  changes: [
                    role === undefined
                      ? { do: 'assign_app_to_group', appId, groupId: group.id }
                      : { do: 'give_app_role_to_group', appId, groupId: group.id, roleId: role.id },
                  ],
                })
              }
            />
            <PersonPicker
              label="Assign a person"
              placeholder="Begin a name"
              onPick={(user) =>
                propose({
                  title: title(user.displayName),
                  changes: [
                    role === undefined
                      ? { do: 'assign_app', appId, accountId: user.id }
                      : { do: 'give_app_role', appId, accountId: user.id, roleId: role.id },
                  ],
                })
              }
            />
          </HalfWide>
        </>
      )}
      <Listing
        label="Assigned"
        rows={assigned}
        idOf={(one) => one.id}
        none="Nobody is assigned."
        few={12}
        columns={[
          {
            title: 'Name',
            cell: ({ kind, id, name }) => <Named to={pages[kind]} id={id} name={name} />,
          },
          { title: 'Kind', cell: (one) => (one.kind === 'account' ? 'person' : one.kind) },
          ...(app.roles.length === 0
            ? []
            : [{ title: 'Roles', cell: (one: Row) => <Held app={app} row={one} /> } as const]),
          {
            title: '',
            cell: (one) =>
              one.kind !== 'app' && (
                <Remove
                  what={one.name}
                  title={`${one.name} no longer has ${name}`}
                  changes={[
                    one.kind === 'group'
                      ? { do: 'unassign_app_from_group', appId, groupId: one.id }
                      : { do: 'unassign_app', appId, accountId: one.id },
                  ]}
                />
              ),
          },
        ]}
      />
    </Sheet>
  )
}

const pages = { account: '/people/$id', group: '/groups/$id', app: '/apps/$id' } as const

const hasIt = ({ roleIds }: Row, roleId: string | undefined) => (roleId === undefined ? true : roleIds.includes(roleId))

/** The roles somebody has in the app, each to be taken. */
function Held({ app, row }: { readonly app: AppDetails['app']; readonly row: Row }) {
  const held = app.roles.filter(({ id }) => row.roleIds.includes(id))
  if (held.length === 0) return <span className="quiet">none</span>
  const taking = (roleId: string): Change =>
    row.kind === 'app'
      ? { do: 'take_app_role_from_app', appId: app.id, clientId: row.id, roleId }
      : row.kind === 'group'
        ? { do: 'take_app_role_from_group', appId: app.id, groupId: row.id, roleId }
        : { do: 'take_app_role', appId: app.id, accountId: row.id, roleId }
  return held.map(({ id, name, isEnabled }) => (
    <div key={id}>
      {name} {!isEnabled && <span className="quiet">disabled</span>}
      <Remove
        what={`${name} of ${row.name}`}
        title={`${row.name} is no longer ${name} in ${app.name}`}
        changes={[taking(id)]}
      />
    </div>
  ))
}
