import type { Admit } from '../admit.ts'
import { conclude } from './conclude.ts'
import type { StayAnswer } from './stay-answer.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'

/** Takes whether the person stays signed in, and whether they are asked again. */
export function submitStay(
  admit: Admit,
  id: string,
  given: { readonly answer: StayAnswer; readonly ask: 'again' | 'never' },
): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(admit, t, hash, { ...flow, stay: given.answer, askStay: given.ask }, admit.now()),
  )
}
