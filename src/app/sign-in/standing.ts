import type { Account, App, TenantPart } from '../../core/snapshot.ts'
import { findAccounts, findSessionsRevoked } from '../../store/accounts.ts'
import { findApp } from '../../store/apps.ts'
import { remembered, shapeNow } from '../../store/shape.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { perTenant, together } from '../../store/together.ts'
import type { Admit } from '../admit.ts'

/** What the directory says now of a person and of what all people share. */
export type Standing = {
  readonly tenant: TenantPart
  readonly account: Account | null
  /** Sessions and tokens proved before this instant are revoked. */
  readonly revokedAt: number | null
}

const standings = perTenant((store, tenantId) =>
  together((ids: readonly string[]) =>
    withTenant(store, tenantId, async (t): Promise<readonly Standing[]> => {
      // In the order of reading, what a change makes less of comes last: nobody keeps by it what was taken meanwhile.
      const part = loadTenantPart(t)
      const [tenant, found, revoked] = await Promise.all([
        part,
        findAccounts(t, { ids }, part),
        findSessionsRevoked(t, ids),
      ])
      const accounts = new Map(found.map((account) => [account.id, account]))
      return ids.map((id) => ({ tenant, account: accounts.get(id) ?? null, revokedAt: revoked.get(id) ?? null }))
    }),
  ),
)

/** Reads how a person stands, together with others who are read at the same time. */
export function standingOf(admit: Admit, tenantId: string, accountId: string): Promise<Standing> {
  return standings(admit.store, tenantId)(accountId)
}

/** What a decision reads of an app, as it was when the request came; null when there is none. */
export async function appStanding(admit: Admit, tenantId: string, appId: string): Promise<App | null> {
  const shape = await shapeNow(admit.store, tenantId)
  return shape === null ? null : remembered(shape, `app ${appId}`, (t) => findApp(t, appId))
}

/** What all people of the tenant share, as it was when the request came; null when there is no such tenant. */
export async function tenantStanding(admit: Admit, tenantId: string): Promise<TenantPart | null> {
  const shape = await shapeNow(admit.store, tenantId)
  return shape === null ? null : remembered(shape, 'tenant', loadTenantPart)
}
