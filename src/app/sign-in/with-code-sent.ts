import { isSent, type SentKind } from '../../core/methods/methods.ts'
import type { Channel } from '../../store/messages.ts'
import { listMethods } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { usualChannel } from '../codes/destination.ts'
import { type Order, sendCode } from '../codes/send-code.ts'
import { newestTo } from '../codes/sent-code.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'

type Shown = { readonly flow: Flow; readonly step: Exclude<Step, { refused: unknown }> }

/** Sends the code that the page is about to ask for, where none was: opening the page again sends nothing. */
export async function withCodeSent(
  admit: Admit,
  t: TenantDb,
  hash: string,
  flow: Flow,
  step: Shown['step'],
): Promise<Shown> {
  const order = orderFor(await placeOf(t, flow, step), flow, hash, null)
  if (order === null || !('ask' in step) || flow.sent[newestTo(flow.sent, order.to)]?.isUsed === false)
    return { flow, step }
  const { sent, problem } = await sendCode(admit, t, order)
  const failure = step.ask !== 'consent' && step.failure === null && problem !== null ? toldOf(problem) : null
  const told = failure === null ? step : { ...step, failure }
  const by = problem === null ? (sent[newestTo(sent, order.to)]?.channel ?? null) : null
  // What the page asks for stays what is asked, whatever becomes of the code meanwhile.
  const asking = { ...flow, sent, chosenMethod: order.methodId ?? flow.chosenMethod }
  if (told.ask === 'code') return { flow: asking, step: { ...told, sentBy: by } }
  if (told.ask === 'register' && told.sentTo !== null)
    return { flow: asking, step: { ...told, sentTo: { ...told.sentTo, by } } }
  return { flow: asking, step: told }
}

type Place = Pick<Order, 'kind' | 'to' | 'methodId' | 'address'> & { readonly sentKind: SentKind }

/** Where the code goes that a page asks for; null where it asks for none that is sent. */
export async function placeOf(t: TenantDb, { accountId, settingUp }: Flow, step: Step): Promise<Place | null> {
  if (!('ask' in step)) return null
  if (step.ask === 'register' && step.sentTo !== null && settingUp !== null) {
    const { kind: sentKind, address } = settingUp
    return { kind: 'set_up_code', to: address, methodId: null, address, sentKind }
  }
  if (step.ask !== 'code' || accountId === null || !isSent(step.method.kind)) return null
  const { id: to, kind: sentKind } = step.method
  const address = (await listMethods(t, accountId)).find((one) => one.id === to)?.address ?? null
  return address === null ? null : { kind: 'sign_in_code', to, methodId: to, address, sentKind }
}

/** What is to be sent there: as the one before, a text where there was none, or a call. */
export function orderFor(place: Place | null, flow: Flow, of: string, how: 'again' | 'voice' | null): Order | null {
  if (place === null || flow.accountId === null) return null
  const { sentKind, ...rest } = place
  const { accountId, sent } = flow
  const last = sent[newestTo(sent, place.to)]?.channel
  const channel: Channel = sentKind === 'phone' && how === 'voice' ? 'voice' : (last ?? usualChannel(sentKind))
  return { ...rest, accountId, of, sent, channel }
}

/** Words about a code, for the page that asks for one. */
export const toldOf = (text: string) => ({ text, reference: null })
