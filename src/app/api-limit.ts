import { AppError } from '../errors.ts'
import { takeRequests } from '../store/api-callers.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import type { Viewer } from './viewer.ts'

/** Requests are taken from the database so many at a time: the limit holds for all servers, and few requests ask for it. */
const atOnce = 50

type Lease = { readonly minute: number; left: number; taking: Promise<void> | null }
const leases = new WeakMap<Admit, Map<string, Lease>>()

/**
 * Counts one request of a caller (SEC-40): each person and each app of a tenant has so many a minute. Throws `rate.limited`
 * with the seconds until the next.
 */
export async function spendRequest(admit: Admit, viewer: Viewer): Promise<void> {
  const now = admit.now()
  const minute = Math.floor(now / 60_000)
  const caller = viewer.accountId ?? viewer.appId ?? viewer.via
  const lease = leaseOf(admit, `${viewer.tenantId} ${caller}`, minute)
  for (let tries = 0; tries < 3; tries++) {
    if (lease.left > 0) {
      lease.left -= 1
      return
    }
    lease.taking ??= take(admit, viewer.tenantId, caller, lease).finally(() => {
      lease.taking = null
    })
    await lease.taking
  }
  throw new AppError('rate.limited', { retryAfter: Math.max(1, Math.ceil(((minute + 1) * 60_000 - now) / 1000)) })
}

async function take(admit: Admit, tenantId: string, caller: string, lease: Lease): Promise<void> {
  lease.left += await withTenant(admit.store, tenantId, (t) => takeRequests(t, caller, lease.minute, atOnce))
}

function leaseOf(admit: Admit, key: string, minute: number): Lease {
  const all = leases.get(admit) ?? new Map<string, Lease>()
  leases.set(admit, all)
  const known = all.get(key)
  if (known?.minute === minute) return known
  // What was of an earlier minute is worth nothing now.
  if (all.size > 10_000) for (const [other, lease] of all) if (lease.minute !== minute) all.delete(other)
  const made: Lease = { minute, left: 0, taking: null }
  all.set(key, made)
  return made
}
