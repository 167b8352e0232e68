import { AppError } from '../errors.ts'
import { peopleOfUnits, presentAccounts } from '../store/directory-lists.ts'
import { type Asked, type Page, pageOf } from '../store/lists.ts'
import { withTenant } from '../store/store.ts'
import { findUnit, listUnits } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { asUser, type DirectoryRow } from './related.ts'
import { sightFor, type Viewer } from './viewer.ts'

/** Administrative units with how much is in them, the groups in them, and who holds which role within; by name. */
export function unitList(admit: Admit, viewer: Viewer) {
  sightFor(viewer, 'AdministrativeUnit.Read.All', 'roles')
  return withTenant(admit.store, viewer.tenantId, listUnits)
}

/** One administrative unit; throws `unit.not_found`. */
export function unitDetails(admit: Admit, viewer: Viewer, id: string) {
  sightFor(viewer, 'AdministrativeUnit.Read.All', 'roles')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const unit = await findUnit(t, id)
    if (unit === null) throw new AppError('unit.not_found')
    return unit
  })
}

/** People of a unit by name, one page, for who may see them; throws `unit.not_found`. */
export function unitPeople(admit: Admit, viewer: Viewer, id: string, asked: Asked): Promise<Page<DirectoryRow>> {
  const sight = sightFor(viewer, 'AdministrativeUnit.Read.All', 'people')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    if ((await findUnit(t, id)) === null) throw new AppError('unit.not_found')
    if (sight !== 'all' && !sight.unitIds.includes(id)) throw new AppError('auth.forbidden')
    const { items, ...page } = await pageOf(t, presentAccounts, asked, peopleOfUnits(t, [id]))
    return { ...page, items: items.map(asUser) }
  })
}
