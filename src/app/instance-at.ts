import type { Instance } from '../core/instance.ts'
import { findInstanceAt } from '../store/instances.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'

/** The instance of an app that is at an address; null where none is. */
export function instanceAt(admit: Admit, tenantId: string, appId: string, address: string): Promise<Instance | null> {
  return withTenant(admit.store, tenantId, (t) => findInstanceAt(t, appId, address))
}
