import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SessionKind } from '../../core/sessions/stay.ts'
import type { Admit } from '../admit.ts'
import { mostAccounts } from './browser.ts'

/** A person's answer to *Stay signed in?* */
export type StayAnswer = 'yes' | 'no'

type Person = { readonly tenantId: string; readonly accountId: string }

const form = /^[\w-]{22}(?:\.[\w-]{22})*$/

/** What the person wanted not to be asked again in this browser; null where they did not say so, or not here. */
export function keptAnswer(admit: Admit, kept: string | null, person: Person): StayAnswer | null {
  const marks = kept !== null && form.test(kept) && kept.length <= 256 ? kept.split('.') : []
  const says = (answer: StayAnswer) => {
    const ours = Buffer.from(markOf(admit, person, answer))
    return marks.map((mark) => timingSafeEqual(ours, Buffer.from(mark))).includes(true)
  }
  return says('yes') ? 'yes' : says('no') ? 'no' : null
}

/** What the browser is to keep so that the person is not asked again. Whose answers they are, only we can tell. */
export function withAnswer(admit: Admit, kept: string | null, person: Person, answer: StayAnswer): string {
  const before = kept !== null && form.test(kept) ? kept.split('.') : []
  const both = (['yes', 'no'] as const).map((one) => markOf(admit, person, one))
  const others = before.filter((mark) => !both.includes(mark))
  return [markOf(admit, person, answer), ...others].slice(0, mostAccounts).join('.')
}

function markOf(admit: Admit, { tenantId, accountId }: Person, answer: StayAnswer): string {
  return createHmac('sha256', admit.vault.keyFor('stay signed in'))
    .update(`${tenantId} ${accountId} ${answer}`)
    .digest('base64url')
    .slice(0, 22)
}

/** The kind that a new session is of, or null: the person is to be asked. */
export function kindOfSession(
  asked: { readonly isShared: boolean; readonly answer: StayAnswer | null },
  /** The session that it takes the place of, where that stands. */
  former: SessionKind | null,
  stayDays: number,
): SessionKind | null {
  if (asked.isShared || former === 'shared') return 'shared'
  if (stayDays === 0) return 'browser'
  if (asked.answer !== null) return asked.answer === 'yes' ? 'lasting' : 'browser'
  // Who proves once more that it is them has answered before.
  return former
}
