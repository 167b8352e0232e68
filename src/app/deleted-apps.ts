import { isDeletedApp, listDeletedApps } from '../store/deleted-apps.ts'
import { remembered, shapeNow } from '../store/shape.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** Deleted apps that can be restored. */
export function deletedApps(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Application.Read.All', (t) => listDeletedApps(t, admit.now()))
}

/** Whether the id is that of a deleted app; for who may restore it, which asks who they are. */
export function isAppDeleted(admit: Admit, viewer: Viewer, id: string): Promise<boolean> {
  return withTenant(admit.store, viewer.tenantId, (t) => isDeletedApp(t, id))
}

/** The same for the protocol, of a client that it does not find. */
export async function isClientDeleted(admit: Admit, tenantId: string, id: string): Promise<boolean> {
  const shape = await shapeNow(admit.store, tenantId)
  return shape !== null && remembered(shape, `deleted client ${id}`, (t) => isDeletedApp(t, id))
}
