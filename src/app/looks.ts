import { randomUUID } from 'node:crypto'
import { holdSchedule, insertJob, isUnderWay } from '../store/jobs.ts'
import { areLooksOld } from '../store/looks.ts'
import { withTenant } from '../store/store.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/** Begins a job for each tenant whose names were kept under an earlier edition of looks, where none is under way. */
export async function beginLooks(admit: Admit): Promise<void> {
  for (const { id } of await everyTenant(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await holdSchedule(t, 'looks')
      if (!(await areLooksOld(t)) || (await isUnderWay(t, 'looks'))) return
      const by = { madeBy: null, madeByKind: 'system', madeAt: admit.now() } as const
      await insertJob(t, { id: randomUUID(), kind: 'looks', queue: 'looks', input: null, ...by })
    })
}
