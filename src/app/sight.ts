import type { Sight } from '../core/changes/who-reads.ts'
import type { Group } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import type { TenantDb } from '../store/store.ts'
import { unitsOfAccount } from '../store/units.ts'

type Seen = Exclude<Sight, 'none'>

/** The filter of a list that shows no more than the viewer may see. */
export function within(sight: Seen): { readonly unitIds?: readonly string[] } {
  return sight === 'all' ? {} : { unitIds: sight.unitIds }
}

/** Throws `auth.forbidden` unless the viewer may see this person; one who is not there is in no unit. */
export async function mustSeePerson(t: TenantDb, sight: Seen, accountId: string | null): Promise<void> {
  if (sight === 'all') return
  const units = accountId === null ? [] : await unitsOfAccount(t, accountId)
  if (!units.some((id) => sight.unitIds.includes(id))) throw new AppError('auth.forbidden')
}

/** Whether the viewer may see this group. */
export function seesGroup(sight: Sight, group: Group | undefined): boolean {
  if (sight === 'all' || sight === 'none') return sight === 'all'
  return group?.unitIds?.some((id) => sight.unitIds.includes(id)) === true
}
