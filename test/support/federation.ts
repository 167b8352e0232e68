import { randomUUID } from 'node:crypto'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { secretLabel } from '../../src/app/federation/reach.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import type { IdentityProvider } from '../../src/core/federation/identity-provider.ts'
import type { Served } from '../setup/server.ts'
import { aProvider } from './providers.ts'
import { Visitor } from './visitor.ts'

/** Carries out changes of the demo company as the machine's owner. */
export const applying =
  (served: () => Served) =>
  (...changes: readonly Change[]) =>
    applyChanges(served().running.admit, commandLine(served().demo.tenant.id), changes, null)

/** Adds a provider to the demo company as it would be after its check. */
export async function federate(
  served: Served,
  settings: Partial<IdentityProvider> & { readonly id: string; readonly issuer: string },
  secret: string | null,
): Promise<IdentityProvider> {
  const { admit } = served.running
  const { id: tenantId } = served.demo.tenant
  const provider = aProvider({ client: secret === null ? 'public' : 'confidential', ...settings })
  const put = { do: 'put_identity_provider', provider } as const
  await applyChanges(
    admit,
    commandLine(tenantId),
    secret === null ? [put] : [put, { do: 'set_provider_secret', providerId: provider.id }],
    null,
    null,
    undefined,
    secret === null ? {} : { clientSecret: admit.vault.seal(Buffer.from(secret), secretLabel(tenantId, provider.id)) },
  )
  return provider
}

/** A member of the demo company under this name, without a password. */
export async function makeMember(served: Served, signInName: string, displayName = signInName): Promise<string> {
  const id = randomUUID()
  await applying(() => served)({
    do: 'create_account',
    account: { id, signInName, displayName, userType: 'member', isEnabled: true, attributes: {} },
  })
  return id
}

/** A browser that typed a name at our own pages, and went wherever that leads: to a provider, and back. */
export async function through(served: Served, name: string, returnTo = '/myapps'): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.open(`${served.origin}/signin?returnTo=${returnTo}`)
  await visitor.send({ name })
  return visitor
}

/** A browser that typed a name and is about to leave; the page that says where to. */
export async function leaving(
  served: Served,
  name: string,
): Promise<{ readonly visitor: Visitor; readonly page: Response }> {
  const visitor = new Visitor()
  const { html } = await visitor.open(`${served.origin}/signin?returnTo=/myapps`)
  const token = /name="token" value="([\w-]+)"/.exec(html)?.[1] as string
  await visitor.fetch(`${served.origin}/signin/begin/name?returnTo=/myapps`, {
    method: 'POST',
    body: new URLSearchParams({ token, name }),
    headers: { origin: served.origin },
  })
  return { visitor, page: await visitor.fetch(`${served.origin}/signin/flow`) }
}

/** Where a browser that is about to leave is sent. */
export async function sentTo(served: Served, visitor: Visitor): Promise<string> {
  const left = await visitor.fetch(`${served.origin}/signin/flow/leave`)
  return left.headers.get('location') as string
}

/** The heading of the page a browser is at. */
export const heading = ({ page }: Visitor): string | undefined =>
  /<h1>([^<]+)<\/h1>/.exec(page?.html ?? '')?.[1]?.replaceAll('&#39;', "'")

/** The reference number on it. */
export const referenceOn = ({ page }: Visitor): string =>
  /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(page?.text ?? '')?.[0] ?? ''
