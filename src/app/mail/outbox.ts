import { listKept } from '../../store/messages.ts'
import { withTenant } from '../../store/store.ts'
import { listTenants } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { type Letter, letterOf, textOf } from './letter.ts'

/** A letter that was written and went nowhere, or what a phone would have shown or said. */
export type Kept = { readonly to: string; readonly madeAt: number } & (
  | { readonly channel: 'mail'; readonly letter: Letter }
  | { readonly channel: 'sms' | 'voice'; readonly language: string; readonly text: string }
)

/** So many are shown. */
const most = 50

/** What the fictitious company's people were written, the newest first; null where all of it really goes out, or nobody is fictitious. */
export async function outboxOf(admit: Admit): Promise<readonly Kept[] | null> {
  if (admit.mail !== null && admit.texts !== null) return null
  const demo = (await listTenants(admit.store)).find(({ isDemo }) => isDemo)
  if (demo === undefined) return null
  const kept = await withTenant(admit.store, demo.id, (t) => listKept(t, most))
  return kept.map((message) => {
    const { recipient: to, madeAt, channel } = message
    return channel === 'mail'
      ? { to, madeAt, channel, letter: letterOf(admit, demo.id, message) }
      : { to, madeAt, channel, ...textOf(admit, demo.id, message) }
  })
}
