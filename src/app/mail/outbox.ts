import { listKept } from '../../store/messages.ts'
import { withTenant } from '../../store/store.ts'
import { everyTenant } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { type Letter, letterOf, textOf } from './letter.ts'

/** A letter that was written and went nowhere, or what a phone would have shown or said. */
export type Kept = { readonly to: string; readonly madeAt: number } & (
  | { readonly channel: 'mail'; readonly letter: Letter }
  | { readonly channel: 'sms' | 'voice'; readonly language: string; readonly text: string }
)

/** So many are shown. */
const most = 50

/**
 * What the fictitious company's people were written, and its guests at their personal accounts, the newest first; null where all of it
 * really goes out, or nobody is fictitious.
 */
export async function outboxOf(admit: Admit): Promise<readonly Kept[] | null> {
  if (admit.mail !== null && admit.texts !== null) return null
  const demos = (await everyTenant(admit.store)).filter(({ isDemo }) => isDemo)
  if (demos.length === 0) return null
  const kept = await Promise.all(demos.map(({ id }) => keptOf(admit, id)))
  return kept
    .flat()
    .toSorted((a, b) => b.madeAt - a.madeAt)
    .slice(0, most)
}

async function keptOf(admit: Admit, tenantId: string): Promise<readonly Kept[]> {
  const kept = await withTenant(admit.store, tenantId, (t) => listKept(t, most))
  return kept.map((message) => {
    const { recipient: to, madeAt, channel } = message
    return channel === 'mail'
      ? { to, madeAt, channel, letter: letterOf(admit, tenantId, message) }
      : { to, madeAt, channel, ...textOf(admit, tenantId, message) }
  })
}
