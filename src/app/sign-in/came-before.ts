import { findProvider } from '../../core/federation/identity-provider.ts'
import { isPersonal, realmId } from '../../core/federation/personal.ts'
import { ownName } from '../../core/guests/invitation.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { listBrowserSessions } from '../../store/sessions.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { normalisedName } from '../sign-in-name.ts'
import { accountsIn, type Browser, hashesIn } from './browser.ts'
import type { Flow } from './flow.ts'

/** The addresses of the personal accounts that a browser is signed in with, as they are looked up. */
export async function personalNames(admit: Admit, { sessions }: Browser): Promise<readonly string[]> {
  const hashes = hashesIn(realmId, sessions)
  if (hashes.length === 0) return []
  const found = await withTenant(admit.store, realmId, (t) =>
    accountsIn(t, { sessions: hashes, known: [] }, admit.now()),
  )
  return found.filter(({ state }) => state === 'signed in').map((one) => normalisedName(one.ownName))
}

/**
 * The sign-in of a named guest on the way to the provider that they come by, where this very browser has shown that it is theirs: it
 * signed them in by it before, or is signed in with their personal account. Whoever else names them sees the page of everybody (SEC-01).
 */
export async function cameBefore(t: TenantDb, flow: Flow, names: readonly string[]): Promise<Flow> {
  const { signInName, credential, accountId, chosenProvider = null, browserSessions = [], provider = null } = flow
  if (signInName === null || credential !== 'not_presented' || accountId !== null) return flow
  if (chosenProvider !== null || provider !== null || (browserSessions.length === 0 && names.length === 0)) return flow
  const [account, tenant] = [await findAccountByName(t, signInName), await loadTenantPart(t)]
  const ways = (account?.identities ?? []).flatMap(({ providerId }) => findProvider(tenant, providerId) ?? [])
  const way = ways.find(({ guests }) => guests === 'welcome')
  if (account === null || way === undefined) return flow
  const own = ownName(account)
  const came = (await listBrowserSessions(t, browserSessions)).some(
    (one) => one.accountId === account.id && one.methods.includes('provider'),
  )
  return came || (isPersonal(way) && names.includes(normalisedName(own)))
    ? { ...flow, chosenProvider: way.id, loginHint: own }
    : flow
}
