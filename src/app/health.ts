import { listTenants } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/** Whether the database answers within a second. */
export async function isDatabaseThere(admit: Admit): Promise<boolean> {
  const timeout = new Promise<false>((done) => setTimeout(done, 1000, false).unref())
  const asked = listTenants(admit.store).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, timeout])
}
