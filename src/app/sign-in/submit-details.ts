import type { Detail } from '../../core/profile/details.ts'
import { AppError } from '../../errors.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { readDetails } from '../read-details.ts'
import { conclude } from './conclude.ts'
import { judge } from './judge.ts'
import type { Step } from './step.ts'
import { asSelf, within } from './under-way.ts'
import { say } from '../words/say.ts'

/**
 * Takes the details that somebody typed of themselves: those that are missing and theirs to say, and no others, in one change. Throws
 * `request.invalid` with what is wrong with each (`problems`) where any will not do; nothing is written then.
 */
export function submitDetails(
  admit: Admit,
  id: string,
  typed: Readonly<Partial<Record<Detail, string>>>,
): Promise<Step> {
  return within(admit, id, async (t, hash, flow) => {
    // From here on no rule comes that would read what is being said.
    await takeOwnTurn(t)
    const now = admit.now()
    const { step } = await judge(admit, t, flow, now)
    if (step === null || !('ask' in step) || step.ask !== 'details' || flow.accountId === null)
      return conclude(admit, t, hash, flow, now)
    const { values, problems } = readDetails(step.details, typed)
    const wrong = Object.keys(problems).length
    if (wrong > 0)
      throw new AppError('request.invalid', {
        hint:
          wrong === 1
            ? say('One of the fields below needs another look.')
            : say('{count} fields below need another look.', { count: wrong }),
        problems,
      })
    const change = { do: 'complete_profile', accountId: flow.accountId, details: step.details } as const
    await asSelf(t, flow, now, change, { details: values })
    return conclude(admit, t, hash, { ...flow, failure: null }, now)
  })
}
