import { Badge, Button, Code, CopyButton, Group, Menu, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type AppDetails, api, type Change, type List, type Product } from '../api.ts'
import type { Group as GroupRow } from '../groups/group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { When } from '../parts/when.tsx'
import { AppForm } from './app-form.tsx'
import { InstanceList } from './instance-list.tsx'

const up = { to: '/apps', name: 'Apps' } as const

/** An app: its registration, who may use it, its instances and secrets, and every policy that reaches it. */
export function AppPage() {
  const { id } = useParams({ from: '/apps/$id' })
  const app = useQuery({ queryKey: ['app', id], queryFn: () => api<AppDetails>(`admit/apps/${id}`) })
  return (
    <Loaded of={app} page={{ title: 'App', up }}>
      {(data) => <Shown details={data} />}
    </Loaded>
  )
}

function Shown({ details }: { readonly details: AppDetails }) {
  const { app, policies } = details
  const { propose } = useChanges()
  const [isEditing, setEditing] = useState(false)
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const plan = products.data?.value.flatMap((product) => product.plans).find((one) => one.id === app.requiredPlan)
  const appId = app.id
  const one = (title: string, change: Change) => (
    <Menu.Item onClick={() => propose({ title: `${title}: ${app.name}`, changes: [change] })}>{title}</Menu.Item>
  )
  return (
    <Page
      title={app.name}
      up={up}
      buttons={
        !app.isOwn && (
          <>
            <Button variant="default" onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default">Do…</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {app.isEnabled
                  ? one('Switch off', { do: 'disable_app', appId })
                  : one('Switch on', { do: 'enable_app', appId })}
                {app.scopes.length > 0 &&
                  one('Consent for everybody', {
                    do: 'consent_for_all',
                    appId,
                    scopes: app.scopes.map((scope) => scope.name),
                  })}
                {app.adminConsent.length > 0 &&
                  one('Take consent for everybody back', { do: 'revoke_consent_for_all', appId })}
                <Menu.Divider />
                {one('Delete', { do: 'delete_app', appId })}
              </Menu.Dropdown>
            </Menu>
          </>
        )
      }
    >
      <Sheet>
        {(!app.isEnabled || app.isOwn) && (
          <Group gap="xs">
            {!app.isEnabled && <Badge color="red">switched off</Badge>}
            {app.isOwn && <Badge color="gray">part of Admit</Badge>}
          </Group>
        )}
        <dl className="facts">
          <dt>Client id</dt>
          <dd className="mono">{app.id}</dd>
          <dt>For</dt>
          <dd>{app.description ?? <span className="quiet">not said</span>}</dd>
          <dt>Lives at</dt>
          <dd className="mono">{app.homeUrl ?? '–'}</dd>
          <dt>Redirect addresses</dt>
          <dd className="mono">
            {app.redirectUris.length === 0
              ? '–'
              : app.redirectUris.map((uri) => (
                  <div key={uri.uri}>
                    {uri.uri} <span className="quiet">{uri.kind}</span>
                  </div>
                ))}
          </dd>
          <dt>Needs</dt>
          <dd>
            {app.requiredPlan === null
              ? 'no licence'
              : (plan?.name ?? <span className="mono">{app.requiredPlan}</span>)}
          </dd>
          <dt>Consented for all</dt>
          <dd className="mono">{app.adminConsent.length === 0 ? 'nothing' : app.adminConsent.join(' ')}</dd>
          <dt>Acts by itself with</dt>
          <dd className="mono">{app.appPermissions.length === 0 ? 'nothing' : app.appPermissions.join(', ')}</dd>
        </dl>
      </Sheet>
      {!app.isOwn && <Assigned details={details} />}
      {!app.isOwn && <InstanceList appId={appId} instances={details.instances} />}
      <Sheet title="Policies that reach it">
        {policies.length === 0 ? (
          <Text size="sm" c="dimmed">
            None.
          </Text>
        ) : (
          <ul>
            {policies.map((policy) => (
              <li key={policy.id}>
                <Link to="/policies">{policy.name}</Link>{' '}
                <Badge color="gray">{policy.state.replaceAll('_', ' ')}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      {!app.isOwn && !app.isPublicClient && <Secrets details={details} />}
      {isEditing && <AppForm app={app} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function Assigned({ details: { app, assigned } }: { readonly details: AppDetails }) {
  const { propose } = useChanges()
  const groups = useQuery({ queryKey: ['groups', 'all'], queryFn: () => api<List<GroupRow>>('admit/groups?limit=500') })
  const appId = app.id
  const free = (groups.data?.value ?? []).filter((group) => !assigned.some((one) => one.id === group.id))
  return (
    <Sheet
      title="Who is assigned"
      buttons={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            propose({
              title: app.assignmentRequired ? `Open ${app.name} to everybody` : `Only who is assigned to ${app.name}`,
              changes: [{ do: 'require_assignment', appId, required: app.assignmentRequired ? 'no' : 'yes' }],
            })
          }
        >
          {app.assignmentRequired ? 'Open to everybody…' : 'Only who is assigned…'}
        </Button>
      }
    >
      <Text size="sm">
        {app.assignmentRequired ? 'Only these may open it.' : 'Everybody may open it; those assigned see its tile.'}
      </Text>
      <Listing
        label="Assigned"
        rows={assigned}
        idOf={(one) => one.id}
        none="Nobody is assigned."
        columns={[
          {
            title: 'Name',
            cell: (one) =>
              one.kind === 'group' ? (
                <Link className="row" to="/groups/$id" params={{ id: one.id }}>
                  {one.name}
                </Link>
              ) : (
                <Link className="row" to="/people/$id" params={{ id: one.id }}>
                  {one.name}
                </Link>
              ),
          },
          { title: 'Kind', cell: (one) => (one.kind === 'group' ? 'group' : 'person') },
          {
            title: '',
            cell: (one) => (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() =>
                  propose({
                    title: `${one.name} no longer has ${app.name}`,
                    changes: [
                      one.kind === 'group'
                        ? { do: 'unassign_app_from_group', appId, groupId: one.id }
                        : { do: 'unassign_app', appId, accountId: one.id },
                    ],
                  })
                }
              >
                Remove
              </Button>
            ),
          },
        ]}
      />
      <Group align="end">
        <Select
          label="Assign a group"
          placeholder="Choose"
          searchable
          value={null}
          data={free.map((group) => ({ value: group.id, label: group.name }))}
          onChange={(groupId) =>
            groupId !== null &&
            propose({
              title: `Assign ${app.name} to ${free.find((group) => group.id === groupId)?.name}`,
              changes: [{ do: 'assign_app_to_group', appId, groupId }],
            })
          }
        />
        <PersonPicker
          label="Assign a person"
          placeholder="Begin a name"
          onPick={(user) =>
            propose({
              title: `Assign ${app.name} to ${user.displayName}`,
              changes: [{ do: 'assign_app', appId, accountId: user.id }],
            })
          }
        />
      </Group>
    </Sheet>
  )
}

function Secrets({ details: { app, secrets } }: { readonly details: AppDetails }) {
  const client = useQueryClient()
  const [secret, setSecret] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: () => api<{ id: string; secret: string }>(`admit/apps/${app.id}/secrets`, {}),
    onSuccess: (made) => {
      setSecret(made.secret)
      void client.invalidateQueries({ queryKey: ['app', app.id] })
    },
  })
  return (
    <Sheet
      title="Secrets"
      buttons={
        <Button size="compact-sm" variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          New secret
        </Button>
      }
    >
      {make.error !== null && <Problem error={make.error} />}
      <Listing
        label="Secrets"
        rows={secrets}
        idOf={(one) => one.id}
        none="It has no secret."
        columns={[
          { title: 'Name', cell: (one) => one.displayName ?? '' },
          { title: 'Begins with', cell: (one) => <span className="mono">{one.hint}…</span> },
          { title: 'Made', cell: (one) => <When at={one.createdAt} /> },
          { title: 'Ends', cell: (one) => (one.expiresAt === null ? 'never' : <When at={one.expiresAt} />) },
        ]}
      />
      <Modal opened={secret !== null} onClose={() => setSecret(null)} title={`New secret of ${app.name}`}>
        <Stack>
          <Text>It is shown this once: put it where the app keeps its secrets.</Text>
          <Code block>{secret}</Code>
          <CopyButton value={secret ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Stack>
      </Modal>
    </Sheet>
  )
}
