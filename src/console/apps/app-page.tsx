import { Badge, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List, type Product } from '../api.ts'
import type { AppDetails } from './details.ts'
import { Unanswered } from './unanswered.tsx'
import { type Acts, ActsMenu } from '../parts/acts-menu.tsx'
import { weights } from '../parts/change-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { AppForm } from './app-form.tsx'
import { AppOwners } from './app-owners.tsx'
import { Assigned } from './assigned.tsx'
import { Certificates } from './certificates.tsx'
import { InstanceList } from './instance-list.tsx'
import { Secrets } from './secrets.tsx'

const up = { to: '/apps', name: 'Apps' } as const

/** An app: its registration, who may use it, its instances, secrets and certificates, and every policy that reaches it. */
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
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const plan = products.data?.value.flatMap((product) => product.plans).find((one) => one.id === app.requiredPlan)
  const appId = app.id
  return (
    <Page
      title={app.name}
      up={up}
      buttons={
        !app.isOwn && (
          <>
            {may('put_app') && (
              <Button {...weights.page} onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
            <ActsMenu on={app.name} parts={actsOn(app)} />
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
          <dd>
            {app.homeUrl === null ? (
              <span className="quiet">not said</span>
            ) : (
              <span className="mono">{app.homeUrl}</span>
            )}
          </dd>
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
          <dt>Takes</dt>
          <dd>{app.membersOnly ? 'members only' : 'members and guests'}</dd>
          <dt>Exposes</dt>
          <dd>
            {app.scopes.length === 0 ? (
              <span className="quiet">nothing</span>
            ) : (
              app.scopes.map(({ name, title, consent }) => (
                <div key={name}>
                  <span className="mono">{`${app.identifierUri}/${name}`}</span> {title}
                  {consent === 'admin' && <span className="quiet"> an administrator consents</span>}
                </div>
              ))
            )}
          </dd>
          <dt>Roles in it</dt>
          <dd>
            {app.roles.length === 0 ? (
              <span className="quiet">none</span>
            ) : (
              app.roles.map(({ id, name, value, isEnabled }) => (
                <div key={id}>
                  {name} {value !== null && <span className="mono">{value}</span>}
                  {!isEnabled && <span className="quiet"> disabled</span>}
                </div>
              ))
            )}
          </dd>
          <dt>Asks for</dt>
          <dd>{listed(app.requiredScopes)}</dd>
          <dt>Consented for all</dt>
          <dd>{listed(app.adminConsent)}</dd>
          <dt>Told of sign-outs</dt>
          <dd>
            {app.backChannelLogoutUri === null ? (
              <span className="quiet">no</span>
            ) : (
              <span className="mono">{app.backChannelLogoutUri}</span>
            )}
          </dd>
          <dt>Acts by itself with</dt>
          <dd>{listed(app.appPermissions)}</dd>
        </dl>
      </Sheet>
      {!app.isOwn && <Assigned details={details} />}
      {!app.isOwn && <AppOwners details={details} />}
      {!app.isOwn && <InstanceList appId={appId} instances={details.instances} />}
      {details.unanswered.length > 0 && <Unanswered rows={details.unanswered} />}
      <Sheet title="Policies that reach it">
        {policies.length === 0 ? (
          <Text size="sm" c="dimmed">
            None.
          </Text>
        ) : (
          <ul>
            {policies.map((policy) => (
              <li key={policy.id}>
                <Link to="/policies" search={{ search: policy.name }}>
                  {policy.name}
                </Link>{' '}
                <Badge color="gray">{policy.state.replaceAll('_', ' ')}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      {!app.isOwn && !app.isPublicClient && <Secrets details={details} />}
      {!app.isOwn && !app.isPublicClient && <Certificates details={details} />}
      {isEditing && <AppForm app={app} onClose={() => setEditing(false)} />}
    </Page>
  )
}

/** What can be done to the app as it stands. */
function actsOn(app: AppDetails['app']): readonly Acts[] {
  const { id: appId, isEnabled, membersOnly, requiredScopes, adminConsent } = app
  // What it is registered to ask for; where nothing is, what it exposes, for an app most often asks for its own.
  const exposed = app.scopes.map((scope) => `${app.identifierUri}/${scope.name}`)
  const names = requiredScopes.length > 0 ? requiredScopes : exposed
  return [
    {
      acts: [
        isEnabled ? ['Switch off', { do: 'disable_app', appId }] : ['Switch on', { do: 'enable_app', appId }],
        membersOnly
          ? ['Open to guests', { do: 'set_app_audience', appId, audience: 'everybody' }]
          : ['Keep for members', { do: 'set_app_audience', appId, audience: 'members' }],
        ...(names.length === 0
          ? []
          : ([['Consent for everybody', { do: 'consent_for_all', appId, scopes: names }]] as const)),
        ...(adminConsent.length === 0
          ? []
          : ([['Take consent for everybody back', { do: 'revoke_consent_for_all', appId }]] as const)),
      ],
    },
    { acts: [['Delete', { do: 'delete_app', appId }]] },
  ]
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? <span className="quiet">nothing</span> : <span className="mono">{names.join(' ')}</span>
