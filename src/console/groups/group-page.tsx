import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { NameFields } from '../parts/name-fields.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { GroupLicences } from './group-licences.tsx'
import { GroupRoles } from './group-roles.tsx'
import { useMayIn } from './may-in-group.ts'
import { Members } from './members.tsx'
import { Nesting } from './nesting.tsx'
import { kindOf, Owners } from './owners.tsx'
import { RuleEditor } from './rule-editor.tsx'

const up = { to: '/groups', name: 'Groups' } as const

/** A group: who is in it and why, what it gives, the rule that fills it, and the groups around it. */
export function GroupPage() {
  const { id } = useParams({ from: '/groups/$id' })
  const group = useQuery({
    queryKey: ['group', id],
    queryFn: () => api<GroupDetails>(`admit/groups/${id}`),
    // While it is being worked out, one watches.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (isMoving(data.processing) || isMoving(data.licencesProcessing)) ? 1500 : false,
  })
  return (
    <Loaded of={group} page={{ title: 'Group', up }}>
      {(data) => <Shown group={data} />}
    </Loaded>
  )
}

const isMoving = (state: GroupDetails['processing']) => state === 'updating' || state === 'not_started'

function Shown({ group }: { readonly group: GroupDetails }) {
  const may = useMayIn(group)
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
  const { id: groupId, name } = group
  return (
    <Page
      title={name}
      up={up}
      buttons={
        <>
          {may('update_group') && (
            <Button {...weights.page} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )}
          <ChangeButton
            on="page"
            title={`Delete the group ${name}`}
            changes={[{ do: 'delete_group', groupId }]}
            then={() => navigate({ to: '/groups' })}
          >
            Delete
          </ChangeButton>
        </>
      }
    >
      <Sheet>
        <dl className="facts">
          <dt>Kind</dt>
          <dd>{kindOf(group)}</dd>
          <dt>For</dt>
          <dd>{group.description ?? <span className="quiet">not said</span>}</dd>
          {group.mailNickname !== null && (
            <>
              <dt>Mail nickname</dt>
              <dd className="mono">{group.mailNickname}</dd>
            </>
          )}
          <dt>Opens</dt>
          <dd>
            {group.apps.length === 0
              ? 'no app by itself'
              : group.apps.map((one) => (
                  <Link key={one.id} to="/apps/$id" params={{ id: one.id }}>
                    {one.name}{' '}
                  </Link>
                ))}
          </dd>
          {group.units.length > 0 && (
            <>
              <dt>Unit</dt>
              <dd>
                {group.units.map((one) => (
                  <Link key={one.id} to="/units/$id" params={{ id: one.id }}>
                    {one.name}{' '}
                  </Link>
                ))}
              </dd>
            </>
          )}
        </dl>
      </Sheet>
      <RuleEditor key={group.rule} group={group} />
      {group.isRoleAssignable && <GroupRoles group={group} />}
      <GroupLicences group={group} />
      <Owners group={group} />
      <Nesting group={group} />
      <Members group={group} />
      {isEditing && <EditGroup group={group} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function EditGroup({ group, onClose }: { readonly group: GroupDetails; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const [value, setValue] = useState({ name: group.name, description: group.description ?? '' })
  const { name, description } = value
  const set = {
    ...(name.trim() === group.name ? {} : { name: name.trim() }),
    ...(description.trim() === (group.description ?? '') ? {} : { description: description.trim() || null }),
  }
  const isDirty = Object.keys(set).length > 0
  return (
    <FormDialog
      title={`Edit ${group.name}`}
      isDirty={isDirty}
      isOff={!isDirty || name.trim() === ''}
      onClose={onClose}
      onSubmit={() => {
        propose({
          title: `Edit ${group.name}`,
          changes: [{ do: 'update_group', groupId: group.id, set }],
          then: onClose,
        })
      }}
    >
      <NameFields value={value} onChange={setValue} />
    </FormDialog>
  )
}
