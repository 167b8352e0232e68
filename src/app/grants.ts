import type { Change } from '../core/changes/change.ts'
import { AppError } from '../errors.ts'
import { listConsents } from '../store/app-lists.ts'
import { findAccount } from '../store/accounts.ts'
import { type AppRow, findAppSettings, listApps } from '../store/apps.ts'
import type { TenantDb } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import { apiAppId } from './own-apps.ts'
import type { Viewer } from './viewer.ts'

/** What an app was allowed to ask of a resource: for everybody, or for one person who consented. */
export type Grant = {
  readonly clientId: string
  readonly resourceId: string
  /** Null where it holds for everybody. */
  readonly principalId: string | null
  /** As clients ask for them of that resource: without its address. */
  readonly scopes: readonly string[]
}

/** People's own consents, a page of them; those for everybody come before the first. */
export function grantPage(
  admit: Admit,
  viewer: Viewer,
  filter: { readonly clientId?: string; readonly principalId?: string },
  after: readonly [string, string] | null,
  limit: number,
): Promise<{ readonly items: readonly Grant[]; readonly next: readonly [string, string] | null }> {
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => {
    const apps = await listApps(t)
    const forAll =
      after === null && filter.principalId === undefined
        ? apps.filter((app) => filter.clientId === undefined || app.id === filter.clientId)
        : []
    const own = await listConsents(t, {
      ...(filter.clientId === undefined ? {} : { appId: filter.clientId }),
      ...(filter.principalId === undefined ? {} : { accountId: filter.principalId }),
      after,
      limit: limit + 1,
    })
    const items = own.slice(0, limit)
    const last = items.at(-1)
    return {
      items: [
        ...forAll.flatMap((app) => grantsOf(apps, app.id, null, app.adminConsent)),
        ...items.flatMap((one) => grantsOf(apps, one.appId, one.accountId, one.scopes)),
      ],
      next: own.length > limit && last !== undefined ? [last.accountId, last.appId] : null,
    }
  })
}

/** One grant; throws `grant.not_found`. */
export function grantOf(admit: Admit, viewer: Viewer, key: Omit<Grant, 'scopes'>): Promise<Grant> {
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => {
    const found = (await allOf(t, key)).find((grant) => grant.resourceId === key.resourceId)
    if (found === undefined) throw new AppError('grant.not_found')
    return found
  })
}

/**
 * The changes that leave exactly these scopes granted for everybody to an app, of one resource; none of them, and it is taken
 * back. What is granted of other resources stays.
 */
export function grantForAll(
  admit: Admit,
  viewer: Viewer,
  key: Omit<Grant, 'scopes' | 'principalId'>,
  scopes: readonly string[],
): Promise<readonly Change[]> {
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => {
    const apps = await listApps(t)
    const client = apps.find((app) => app.id === key.clientId)
    const resource = apps.find((app) => app.id === key.resourceId)
    if (client === undefined || resource === undefined) throw new AppError('app.not_found')
    const { permissions } = await loadTenantPart(t)
    // What is no permission any more is not consented to anew.
    const others = client.adminConsent.filter(
      (scope) => resourceOf(apps, scope).id !== resource.id && Object.hasOwn(permissions, scope),
    )
    const wanted = [...others, ...scopes.map((scope) => fullScope(resource, scope))]
    const isLess = client.adminConsent.some((scope) => !wanted.includes(scope))
    return [
      ...(isLess ? [{ do: 'revoke_consent_for_all' as const, appId: client.id }] : []),
      ...(wanted.length === 0 ? [] : [{ do: 'consent_for_all' as const, appId: client.id, scopes: wanted }]),
    ]
  })
}

/** The change that takes a person's consent back; throws where other resources would go with it. */
export function endOfConsent(admit: Admit, viewer: Viewer, key: Omit<Grant, 'scopes'>): Promise<readonly Change[]> {
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => {
    const all = await allOf(t, key)
    if (!all.some((grant) => grant.resourceId === key.resourceId)) throw new AppError('grant.not_found')
    if (all.length > 1 || key.principalId === null)
      throw new AppError('change.not_possible', {
        hint: 'the consent is to several resources; it is taken back as a whole',
      })
    return [{ do: 'revoke_consent', appId: key.clientId, accountId: key.principalId }]
  })
}

async function allOf(t: TenantDb, { clientId, principalId }: Omit<Grant, 'scopes'>): Promise<readonly Grant[]> {
  const apps = await listApps(t)
  if (principalId === null)
    return grantsOf(apps, clientId, null, (await findAppSettings(t, clientId))?.adminConsent ?? [])
  const account = await findAccount(t, principalId)
  const scopes = account?.consents.find((consent) => consent.appId === clientId)?.scopes ?? []
  return grantsOf(apps, clientId, principalId, scopes)
}

function grantsOf(
  apps: readonly AppRow[],
  clientId: string,
  principalId: string | null,
  scopes: readonly string[],
): readonly Grant[] {
  const resources = new Map<string, string[]>()
  for (const scope of scopes) {
    const { id, name } = resourceOf(apps, scope)
    resources.set(id, [...(resources.get(id) ?? []), name])
  }
  return [...resources].map(([resourceId, names]) => ({ clientId, resourceId, principalId, scopes: names }))
}

/** Scopes of OpenID Connect itself, which have no address, are of our own API, as they are of Graph elsewhere. */
function resourceOf(apps: readonly AppRow[], scope: string): { readonly id: string; readonly name: string } {
  const found = apps.find((app) => app.identifierUri !== null && scope.startsWith(`${app.identifierUri}/`))
  return found?.identifierUri == null
    ? { id: apiAppId, name: scope }
    : { id: found.id, name: scope.slice(found.identifierUri.length + 1) }
}

const withoutAddress = ['openid', 'profile', 'email', 'offline_access']

function fullScope(resource: AppRow, scope: string): string {
  if (resource.id === apiAppId && withoutAddress.includes(scope)) return scope
  if (!resource.scopes.some(({ name }) => name === scope))
    throw new AppError('request.invalid', { field: 'scope', hint: `no scope ${scope}` })
  return `${resource.identifierUri}/${scope}`
}
