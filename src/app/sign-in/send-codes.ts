import type { SentKind } from '../../core/methods/methods.ts'
import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { readDestination } from '../codes/destination.ts'
import { sendCode } from '../codes/send-code.ts'
import { conclude } from './conclude.ts'
import { judge } from './judge.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'
import { orderFor, placeOf, toldOf } from './with-code-sent.ts'

/** Sends another code, as a text or in a call where the person wants one, or says why none is sent. */
export function sendAnother(admit: Admit, id: string, how: 'again' | 'voice'): Promise<Step> {
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const { step } = await judge(admit, t, flow, now)
    const order = step === null ? null : orderFor(await placeOf(t, flow, step), flow, hash, how)
    if (order === null) return conclude(admit, t, hash, flow, now)
    const { sent, problem } = await sendCode(admit, t, order)
    return conclude(admit, t, hash, { ...flow, sent, failure: problem === null ? null : toldOf(problem) }, now)
  })
}

/** Takes where the person wants codes to be sent, who is asked to set up a second factor; the page then asks for the first. */
export function setUpSent(admit: Admit, id: string, kind: SentKind, typed: string): Promise<Step> {
  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    // Only who is asked to register may: a person with a method proves that one instead (SEC-09).
    const { step } = await judge(admit, t, flow, now)
    if (step === null || !('ask' in step) || step.ask !== 'register') return conclude(admit, t, hash, flow, now)
    if (!step.mayBeSent.includes(kind)) throw new AppError('request.invalid', { field: 'kind' })
    const settingUp = readDestination(kind, typed)
    return conclude(admit, t, hash, { ...flow, settingUp, failure: null }, now)
  })
}

/** Goes back from the address or number to all that can be set up. */
export function leaveSent(admit: Admit, id: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(admit, t, hash, { ...flow, settingUp: null, failure: null }, admit.now()),
  )
}
