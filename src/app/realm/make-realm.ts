import { randomUUID } from 'node:crypto'
import { realmId } from '../../core/federation/personal.ts'
import { carryOut } from '../../store/carry-out.ts'
import { appendJournal } from '../../store/journal.ts'
import { withTenant } from '../../store/store.ts'
import { bumpShape } from '../../store/tenant-part.ts'
import { findTenantRow, holdRealm, insertTenant, listTenants, putOwnApps } from '../../store/tenants.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { ownApps } from '../make-tenant.ts'
import { portalAppId } from '../own-apps.ts'

/** What pages and letters call it, where the name of an organisation stands. */
export const realmName = 'Personal accounts'

/** Under which the people of it have a name besides their address. Nobody can own it (RFC 2606), and no mail goes there. */
export const realmDomain = 'consumers.invalid'

/** The one app it needs: what people see of their own account. */
const portal = ownApps.filter(({ id }) => id === portalAppId)

/**
 * Makes the tenant of personal accounts, which is no organisation: nobody administers it, and it has no app but that of one's own pages.
 * Nothing happens where it is there, but that its app becomes what it is in this version.
 */
export async function makeRealm(admit: Admit): Promise<void> {
  if (admit.config.personalAccounts === 'off') return
  // What the people of a fictitious company are sent is shown, and their guests'.
  const isDemo = (await listTenants(admit.store)).some((one) => one.isDemo)
  await withTenant(admit.store, realmId, async (t) => {
    await holdRealm(t)
    const at = admit.now()
    if ((await findTenantRow(t, realmId)) !== null) {
      await takeTurn(t)
      if ((await putOwnApps(t, portal, at)) > 0) await bumpShape(t)
      return
    }
    const by = { actor: null, actorKind: 'system', reason: 'personal accounts', operationId: randomUUID(), at } as const
    await insertTenant(t, { name: realmName, isDemo, kind: 'personal' })
    await takeTurn(t)
    await putOwnApps(t, portal, at)
    await appendJournal(t, by, [
      { kind: 'make_tenant', entity: 'tenant', entityId: 'tenant', payload: { after: { name: realmName } } },
    ])
    await carryOut(t, { do: 'put_domain', domain: { name: realmDomain, isVerified: true, isDefault: true } }, by)
    // The address that somebody signed up with is what a reset needs, and the only thing that is known of them.
    const rules = { who: 'everybody', groupId: null, proofs: 1, registration: 'off', reconfirmDays: 0 } as const
    await carryOut(t, { do: 'set_self_service_reset', rules }, by)
  })
}
