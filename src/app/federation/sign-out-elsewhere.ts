import { isPersonal } from '../../core/federation/personal.ts'
import { signOutUrl } from '../../probes/openid-provider.ts'
import { findProviderRow, providersOfSessions } from '../../store/identity-providers.ts'
import { withTenant } from '../../store/store.ts'
import { isId } from '../../store/accounts.ts'
import type { Admit } from '../admit.ts'
import { readSecret } from '../sign-in/session.ts'
import { reach } from './reach.ts'

/** A provider of a tenant at which somebody may be signed in still, after they signed out here. */
export type Elsewhere = { readonly tenantId: string; readonly providerId: string }

/** So many at most are offered: a browser has a few accounts, each of one provider. */
const most = 5

/** The providers by which the sessions with these secrets were begun. */
export async function providersBehind(
  admit: Admit,
  secrets: readonly (string | null)[],
): Promise<readonly Elsewhere[]> {
  const keys = secrets.flatMap((secret) => readSecret(secret) ?? [])
  const byTenant = Map.groupBy(keys, ({ tenantId }) => tenantId)
  const found = await Promise.all(
    [...byTenant].map(async ([tenantId, some]) => {
      const hashes = some.map(({ hash }) => hash)
      const ids = await withTenant(admit.store, tenantId, (t) => providersOfSessions(t, hashes))
      return ids.map((providerId) => ({ tenantId, providerId }))
    }),
  )
  return found.flat().slice(0, most)
}

/** Where one signs out at these providers too, of those that have such a place and are there. */
export async function signOutPlaces(
  admit: Admit,
  places: readonly Elsewhere[],
): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const found = await Promise.all(
    places.slice(0, most).map(async ({ tenantId, providerId }) => {
      if (!isId(tenantId) || !isId(providerId)) return []
      const provider = await withTenant(admit.store, tenantId, (t) => findProviderRow(t, providerId))
      // A personal account is one of those that the page lists as signed in still.
      const reached = provider === null || isPersonal(provider) ? null : await reach(admit, tenantId, provider)
      const url = reached?.is === 'there' ? signOutUrl(reached) : null
      return provider === null || url === null ? [] : [{ name: provider.name, url }]
    }),
  )
  return found.flat()
}
