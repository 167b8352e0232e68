import { isResetOpen } from '../../core/recovery/reset-rules.ts'
import type { Admit } from '../admit.ts'
import { tenantStanding } from '../sign-in/standing.ts'

/** Whether anybody of the organisation may reset a forgotten password; of one that nobody knows, so it is supposed. */
export async function isResetOpenAt(admit: Admit, tenantId: string | null): Promise<boolean> {
  const tenant = tenantId === null ? null : await tenantStanding(admit, tenantId)
  return tenant === null || isResetOpen(tenant, admit.now())
}
