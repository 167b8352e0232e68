import { AppError } from '../errors.ts'
import { listAccounts } from '../store/accounts.ts'
import { withTenant } from '../store/store.ts'
import { findUnit, listUnits } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { sightFor, type Viewer } from './viewer.ts'

/** Administrative units with how much is in them, the groups in them, and who holds which role within; by name. */
export function unitList(admit: Admit, viewer: Viewer) {
  sightFor(viewer, 'Directory.Read.All', 'roles')
  return withTenant(admit.store, viewer.tenantId, listUnits)
}

/** One administrative unit; throws `unit.not_found`. */
export function unitDetails(admit: Admit, viewer: Viewer, id: string) {
  sightFor(viewer, 'Directory.Read.All', 'roles')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const unit = await findUnit(t, id)
    if (unit === null) throw new AppError('unit.not_found')
    return unit
  })
}

/** People of a unit by name, one page, for who may see them; throws `unit.not_found`. */
export function unitPeople(
  admit: Admit,
  viewer: Viewer,
  id: string,
  page: { readonly limit: number; readonly after?: readonly [string, string] },
) {
  const sight = sightFor(viewer, 'Directory.Read.All', 'people')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const unit = await findUnit(t, id)
    if (unit === null) throw new AppError('unit.not_found')
    if (sight !== 'all' && !sight.unitIds.includes(id)) throw new AppError('auth.forbidden')
    return { ...(await listAccounts(t, { ...page, unitIds: [id] })), count: unit.people }
  })
}
