import { listKept } from '../../store/messages.ts'
import { withTenant } from '../../store/store.ts'
import { listTenants } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { type Letter, letterOf } from './letter.ts'

/** A letter that was written and went nowhere. */
export type Kept = { readonly to: string; readonly madeAt: number; readonly letter: Letter }

/** So many are shown. */
const most = 50

/** What the fictitious company's people were written, the newest first; null where mail really goes out, or nobody is fictitious. */
export async function outboxOf(admit: Admit): Promise<readonly Kept[] | null> {
  if (admit.mail !== null) return null
  const demo = (await listTenants(admit.store)).find(({ isDemo }) => isDemo)
  if (demo === undefined) return null
  const kept = await withTenant(admit.store, demo.id, (t) => listKept(t, most))
  return kept.map((message) => ({
    to: message.recipient,
    madeAt: message.madeAt,
    letter: letterOf(admit, demo.id, message),
  }))
}
