import { AppError } from '../../errors.ts'
import { listApps } from '../../store/apps.ts'
import { listInstances } from '../../store/instances.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'

/** Throws `request.invalid` unless somebody may be sent there: a page of ours, or an address that an app has registered, to the letter (SEC-16). */
export async function mustBeKnownPlace(admit: Admit, t: TenantDb, url: string): Promise<void> {
  if (isOfOurs(admit, url) || (await registered(t)).has(url)) return
  throw new AppError('request.invalid', {
    field: 'inviteRedirectUrl',
    hint: 'Send guests to an address that one of your apps has registered, or to a page of this server.',
  })
}

function isOfOurs(admit: Admit, url: string): boolean {
  const parsed = URL.parse(url)
  // What is read from it is what stands in it: nothing was mended on the way.
  return (
    parsed !== null && admit.config.origins.includes(parsed.origin) && parsed.href === url && parsed.username === ''
  )
}

async function registered(t: TenantDb): Promise<ReadonlySet<string>> {
  const others = (await listApps(t)).filter(({ isOwn }) => !isOwn)
  const apps = others.flatMap(({ homeUrl, redirectUris, postLogoutUris }) => [
    ...(homeUrl === null ? [] : [homeUrl]),
    ...redirectUris.filter(({ kind }) => kind !== 'native').map(({ uri }) => uri),
    ...postLogoutUris,
  ])
  return new Set([...apps, ...(await listInstances(t)).map(({ url }) => url)])
}
