import { randomUUID } from 'node:crypto'
import { ruleOfGroup } from '../core/licensing/settle.ts'
import { readsClock } from '../core/membership/reads-clock.ts'
import { carryOut } from '../store/carry-out.ts'
import { holdSchedule } from '../store/jobs.ts'
import { isOutOfDate } from '../store/settle-groups.ts'
import { withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { everyTenant } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/**
 * Settles the groups whose rule looks at the clock (`-le system.now -plus p7d`) where time alone has moved somebody; nobody else's
 * change would. Of several servers one does it.
 */
export async function settleByTheClock(admit: Admit): Promise<void> {
  for (const { id } of await everyTenant(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await holdSchedule(t, 'clock')
      const at = admit.now()
      const by = {
        actor: null,
        actorKind: 'system',
        reason: 'time has gone on',
        operationId: randomUUID(),
        at,
      } as const
      for (const group of Object.values((await loadTenantPart(t)).groups)) {
        const rule = ruleOfGroup(group)
        if (rule !== null && readsClock(rule) && (await isOutOfDate(t, group, at)))
          await carryOut(t, { do: 'reprocess_group', groupId: group.id }, by)
      }
    })
}
