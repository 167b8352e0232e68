import { createHash } from 'node:crypto'
import type { AppSettings } from '../core/changes/change.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { type AppRow, listApps } from '../store/apps.ts'
import type { Admit } from './admit.ts'
import { asReaderOfApps } from './directory.ts'
import { apiAppId } from './own-apps.ts'
import type { Viewer } from './viewer.ts'

type Scope = AppSettings['scopes'][number]

/** A permission of a resource as registrations name it: by ids of both. */
export type WantedAccess = { readonly resourceAppId: string; readonly ids: readonly string[] }

/** Microsoft Graph as a resource: what it gives access to, our own API gives here. */
const graphAppId = '00000003-0000-0000-c000-000000000000'

/** Scopes of OpenID Connect itself are of our own API, as they are of Graph elsewhere. */
const ofOpenId = ['openid', 'profile', 'email', 'offline_access']

/** The id of a permission: what its registration gave it, else one that follows from the app and the name. */
export function scopeIdOf(appId: string, { id, name }: Pick<Scope, 'id' | 'name'>): string {
  if (id !== undefined) return id
  const bytes = createHash('sha256').update(`${appId} ${name}`).digest()
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** What the app exposes, as others ask for it: the id, and the scope with its address. */
function offeredBy(app: AppRow): readonly (readonly [id: string, scope: string])[] {
  const own = app.scopes.map((one) => [scopeIdOf(app.id, one), `${app.identifierUri}/${one.name}`] as const)
  return app.id !== apiAppId ? own : [...own, ...ofOpenId.map((name) => [scopeIdOf(app.id, { name }), name] as const)]
}

/** The scopes that a registration asks for by ids, that of an app that is there or of a new one, of resources that are here; throws `request.invalid` for what is not there. */
export function scopesFor(
  admit: Admit,
  viewer: Viewer,
  appId: string | null,
  wanted: readonly WantedAccess[],
): Promise<readonly string[]> {
  return asReaderOfApps(admit, viewer, appId === null ? [] : [appId], async (t) => {
    const apps = await listApps(t)
    const refuse = (hint: string) => new AppError('request.invalid', { field: 'requiredResourceAccess', hint })
    return [
      ...new Set(
        wanted.flatMap(({ resourceAppId, ids }) => {
          const resource = apps.find((app) => app.id === (resourceAppId === graphAppId ? apiAppId : resourceAppId))
          if (resource === undefined) throw refuse(`there is no app ${resourceAppId}`)
          const offered = new Map(resource.identifierUri === null ? [] : offeredBy(resource))
          return ids.map((id) => {
            const scope = offered.get(id)
            if (scope === undefined) throw refuse(`${resource.name} has no permission ${id}`)
            return scope
          })
        }),
      ),
    ]
  })
}

/** What apps ask for by ids of resources and permissions, by app; what is there no more is left out. */
export function accessOf(admit: Admit, viewer: Viewer, appIds: readonly string[]) {
  return asReaderOfApps(admit, viewer, appIds, async (t) => {
    const apps = await listApps(t)
    const offers = apps
      .filter((app) => app.identifierUri !== null)
      .map((app) => ({ resourceAppId: app.id, offered: offeredBy(app) }))
    return new Map(
      apps
        .filter((app) => appIds.includes(app.id))
        .map((app): [string, readonly WantedAccess[]] => [
          app.id,
          offers
            .map(({ resourceAppId, offered }) => ({
              resourceAppId,
              ids: offered.filter(([, scope]) => app.requiredScopes.includes(scope)).map(([id]) => id),
            }))
            .filter(({ ids }) => ids.length > 0),
        ]),
    )
  })
}

/** Throws `request.invalid` where an app asks for what nothing here exposes. */
export function mustBeThere({ requiredScopes = [], identifierUri, scopes }: AppSettings, { tenant }: Snapshot): void {
  const own = scopes.map((scope) => `${identifierUri}/${scope.name}`)
  const missing = requiredScopes.find((scope) => !Object.hasOwn(tenant.permissions, scope) && !own.includes(scope))
  if (missing !== undefined)
    throw new AppError('request.invalid', { field: 'requiredScopes', hint: `nothing here exposes ${missing}` })
}
