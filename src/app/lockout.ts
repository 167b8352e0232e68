import { defaultLockout, type LockoutRules } from '../core/lockout/lockout.ts'
import { forgetAddressesBefore } from '../store/known-addresses.ts'
import { forgetFailuresBefore } from '../store/lockouts.ts'
import { forgetTriesBefore, listWaiting, type WaitingSource } from '../store/sign-in-sources.ts'
import { withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { seesAddresses } from './addresses-seen.ts'
import { asAdministrator } from './directory.ts'
import { rememberedFor } from './sign-in/familiar.ts'
import { hasPermission, type Viewer } from './viewer.ts'

/** How wrong passwords lock accounts, and which addresses wait; null where the viewer may not see where people come from. */
export type Lockout = LockoutRules & { readonly waiting: readonly WaitingSource[] | null }

/** How it is in the viewer's organisation. */
export function lockoutOf(admit: Admit, viewer: Viewer): Promise<Lockout> {
  const seesPlaces = seesAddresses(viewer) && hasPermission(viewer, ['AuditLog.Read.All'])
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => ({
    ...((await loadTenantPart(t)).lockout ?? defaultLockout),
    waiting: seesPlaces ? await listWaiting(t, admit.now()) : null,
  }))
}

/** Forgets wrong passwords, addresses people signed in from and tries that are too old to count. */
export async function forgetOldTries(admit: Admit): Promise<void> {
  const now = admit.now()
  const day = 86_400_000
  for (const { id } of await everyTenant(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await forgetFailuresBefore(t, now - day)
      await forgetTriesBefore(t, now - day)
      await forgetAddressesBefore(t, now - rememberedFor)
    })
}
