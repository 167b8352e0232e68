import type { Entity } from '../store/entities.ts'
import { withTenant } from '../store/store.ts'
import { journalNumber, versionsOf } from '../store/versions.ts'
import type { Admit } from './admit.ts'
import type { Viewer } from './viewer.ts'

/** The number of the last change of an entity that the viewer was shown; 0 where it was never changed. */
export async function versionOf(admit: Admit, viewer: Viewer, entity: Entity, id: string): Promise<number> {
  const found = await withTenant(admit.store, viewer.tenantId, (t) => versionsOf(t, entity, [id]))
  return found.get(id) ?? 0
}

/** How far the journal of the viewer's tenant is: the number of its last entry. */
export function journalNumberFor(admit: Admit, viewer: Viewer): Promise<number> {
  return withTenant(admit.store, viewer.tenantId, journalNumber)
}
