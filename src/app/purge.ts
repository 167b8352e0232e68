import { randomUUID } from 'node:crypto'
import type { Instant } from '../core/snapshot.ts'
import { forgetLinesBefore } from '../store/bulk-lines.ts'
import { carryOut } from '../store/carry-out.ts'
import { listAppsDeletedBefore } from '../store/deleted-apps.ts'
import { forgetGroupsBefore } from '../store/deleted-groups.ts'
import { listDeletedBefore } from '../store/deleted.ts'
import { holdSchedule, insertJob, isUnderWay } from '../store/jobs.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/** So long a deleted person can be restored. */
export const keptDays = 30

/** People erased in one transaction. */
const piece = 50

/** The instant by which people were deleted who are erased now. */
export const dueBy = (now: Instant): Instant => now - keptDays * 86_400_000

/** Erases some of the people, and then of the apps, deleted 30 days ago and more, each with a journal entry; gives how many people, and whether more may be left. */
export async function purgeSome(
  admit: Admit,
  t: TenantDb,
): Promise<{ readonly done: number; readonly next: 'more' | 'over' }> {
  const at = admit.now()
  const due = await listDeletedBefore(t, dueBy(at), piece)
  const by = {
    actor: null,
    actorKind: 'system',
    reason: `deleted ${keptDays} days ago`,
    operationId: randomUUID(),
    at,
  } as const
  for (const accountId of due) await carryOut(t, { do: 'purge_account', accountId }, by)
  const apps = await listAppsDeletedBefore(t, dueBy(at), piece - due.length)
  for (const appId of apps) await carryOut(t, { do: 'purge_app', appId }, by)
  return { done: due.length, next: due.length + apps.length < piece ? 'over' : 'more' }
}

/** Erases everybody of a tenant who is due, and gives how many. */
export async function purgeDue(admit: Admit, tenantId: string): Promise<number> {
  for (let count = 0; ; ) {
    const { done, next } = await withTenant(admit.store, tenantId, (t) => purgeSome(admit, t))
    count += done
    if (next === 'over') return count
  }
}

/** How many of a tenant are due. */
export function countDue(admit: Admit, tenantId: string): Promise<number> {
  return withTenant(
    admit.store,
    tenantId,
    async (t) => (await listDeletedBefore(t, dueBy(admit.now()), 1_000_000)).length,
  )
}

/** Forgets what bulks of then said and the groups deleted then; begins a job for each tenant in which somebody is due and none is under way; of several servers one begins it. */
export async function beginPurges(admit: Admit): Promise<void> {
  for (const { id } of await everyTenant(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await holdSchedule(t, 'purge')
      await forgetLinesBefore(t, dueBy(admit.now()))
      await forgetGroupsBefore(t, dueBy(admit.now()))
      const isDue =
        (await listDeletedBefore(t, dueBy(admit.now()), 1)).length > 0 ||
        (await listAppsDeletedBefore(t, dueBy(admit.now()), 1)).length > 0
      if (!isDue || (await isUnderWay(t, 'purge'))) return
      const madeAt = admit.now()
      const by = { madeBy: null, madeByKind: 'system', madeAt } as const
      await insertJob(t, { id: randomUUID(), kind: 'purge', queue: 'purge', input: null, ...by })
    })
}
