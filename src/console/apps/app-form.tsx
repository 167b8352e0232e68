import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type App, api, type Change, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { AskedFor } from './asked-for.tsx'
import { Exposed, faultIn } from './exposed.tsx'
import { faultInRoles, RoleList } from './role-list.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Whether codes of an app may be sent to the address; the server has the last word (SEC-23). */
function isRedirect(address: string, appId: string | undefined): boolean {
  const url = URL.parse(address)
  if (url === null || url.hash !== '' || address.includes('*')) return false
  if (url.protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (appId !== undefined && url.protocol === `msal${appId}:`) return true
  return url.protocol === 'https:' || /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:$/.test(url.protocol)
}

/** Registers an app, or edits its registration: where it lives, where sign-ins may end, and what it needs of people. */
export function AppForm({ app, onClose }: { readonly app: App | null; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const navigate = useNavigate()
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const plans = new Map(
    (products.data?.value ?? []).flatMap((product) => product.plans).map((plan) => [plan.id, plan.name]),
  )
  const kind = app?.redirectUris[0]?.kind ?? 'web'
  const form = useForm({
    initialValues: {
      name: app?.name ?? '',
      description: app?.description ?? '',
      homeUrl: app?.homeUrl ?? '',
      redirects: app?.redirectUris.map((one) => one.uri).join('\n') ?? '',
      kind: kind as string,
      logouts: app?.postLogoutUris.join('\n') ?? '',
      backChannel: app?.backChannelLogoutUri ?? '',
      assignmentRequired: app?.assignmentRequired ?? false,
      requiredPlan: app?.requiredPlan ?? '',
      identifierUri: app?.identifierUri ?? '',
      scopes: app?.scopes ?? [],
      roles: app?.roles ?? [],
      requiredScopes: app?.requiredScopes ?? [],
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'An app has a name.' : null),
      identifierUri: (value, { scopes }) => faultIn(value, scopes),
      roles: faultInRoles,
      homeUrl: isAddress,
      backChannel: isAddress,
      redirects: (value) => {
        const bad = lines(value).find((line) => !isRedirect(line, app?.id))
        return bad === undefined
          ? null
          : `${bad}: it is an address of https, of this machine, or of a scheme of the app’s own, with a dot in it or msal and the app’s id, and has no *.`
      },
    },
  })
  return (
    <FormDialog
      title={app === null ? 'Register an app' : `Edit ${app.name}`}
      size="lg"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        const id = app?.id ?? crypto.randomUUID()
        const isPublic = values.kind !== 'web'
        const known = new Map(app?.redirectUris.map((one) => [one.uri, one.kind]))
        const change: Change = {
          do: 'put_app',
          app: {
            id,
            name: values.name.trim(),
            description: values.description.trim() === '' ? null : values.description.trim(),
            homeUrl: values.homeUrl.trim() === '' ? null : values.homeUrl.trim(),
            redirectUris: lines(values.redirects).map((uri) => ({
              uri,
              kind: known.get(uri) ?? (values.kind as 'web'),
            })),
            postLogoutUris: lines(values.logouts),
            backChannelLogoutUri: values.backChannel.trim() === '' ? null : values.backChannel.trim(),
            isPublicClient: app?.isPublicClient ?? isPublic,
            assignmentRequired: values.assignmentRequired,
            requiredPlan: values.requiredPlan === '' ? null : values.requiredPlan,
            identifierUri: values.identifierUri.trim() === '' ? null : values.identifierUri.trim(),
            scopes: values.scopes.map((scope) => ({ ...scope, title: scope.title.trim() })),
            roles: values.roles.map((role) => ({
              ...role,
              name: role.name.trim(),
              description: role.description.trim() || role.name.trim(),
            })),
            // What is not touched is not asked again whether it is still there.
            ...(form.isDirty('requiredScopes') ? { requiredScopes: values.requiredScopes } : {}),
            appPermissions: app?.appPermissions ?? [],
          },
        }
        propose({
          title: app === null ? `Register ${values.name.trim()}` : `Edit ${app.name}`,
          changes: [change],
          then: () => {
            onClose()
            void navigate({ to: '/apps/$id', params: { id } })
          },
        })
      })}
    >
      <TextInput label="Name" data-autofocus maxLength={256} {...form.getInputProps('name')} />
      <TextInput label="What it is for" maxLength={1024} {...form.getInputProps('description')} />
      <TextInput label="Where it lives" placeholder="https://crm.example" {...form.getInputProps('homeUrl')} />
      <Select
        label="Kind"
        allowDeselect={false}
        disabled={app !== null}
        data={[
          { value: 'web', label: 'On a server, with a secret' },
          { value: 'spa', label: 'In the browser' },
          { value: 'native', label: 'On a device' },
        ]}
        {...form.getInputProps('kind')}
      />
      <Textarea
        label="Redirect addresses, one on each line"
        autosize
        minRows={2}
        spellCheck={false}
        {...form.getInputProps('redirects')}
      />
      <Textarea
        label="Addresses after signing out, one on each line"
        autosize
        minRows={1}
        spellCheck={false}
        {...form.getInputProps('logouts')}
      />
      <TextInput
        label="Where it is told that somebody signed out"
        description="OpenID Connect Back-Channel Logout: it gets a logout token there."
        placeholder="https://crm.example/backchannel-logout"
        spellCheck={false}
        {...form.getInputProps('backChannel')}
      />
      <Select
        label="Service plan people need"
        searchable
        data={[{ value: '', label: 'none' }, ...[...plans].map(([value, label]) => ({ value, label }))]}
        {...form.getInputProps('requiredPlan')}
      />
      <Checkbox
        label="Only people who are assigned"
        {...form.getInputProps('assignmentRequired', { type: 'checkbox' })}
      />
      <AskedFor
        value={form.values.requiredScopes}
        onChange={(scopes) => form.setFieldValue('requiredScopes', scopes)}
      />
      <TextInput
        label="Address others ask for its permissions by"
        placeholder="api://crm"
        maxLength={256}
        spellCheck={false}
        {...form.getInputProps('identifierUri')}
      />
      <Exposed
        identifierUri={form.values.identifierUri}
        scopes={form.values.scopes}
        onChange={(scopes) => form.setFieldValue('scopes', scopes)}
      />
      <RoleList
        roles={form.values.roles}
        saved={app?.roles ?? []}
        fault={(form.errors['roles'] as string | undefined) ?? null}
        onChange={(roles) => form.setFieldValue('roles', roles)}
      />
    </FormDialog>
  )
}

const isAddress = (value: string) =>
  value.trim() === '' || URL.canParse(value.trim()) ? null : 'An address begins with https://.'
