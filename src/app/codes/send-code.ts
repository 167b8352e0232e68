import { countMessages, insertCode, type Channel } from '../../store/messages.ts'
import { holdFailures } from '../../store/lockouts.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { newestTo, type Sent } from './sent-code.ts'

/** Codes that one sign-in sends, wherever to. */
const mostCodes = 3

/** Codes that go to one person in an hour, whoever asks for them. */
const mostInAnHour = 10

/** How long to wait before another is sent to the same place, in milliseconds. */
const pause = 30_000

const kinds = ['sign_in_code', 'set_up_code'] as const

/** What is to be sent: for what, to whom and where. */
export type Order = {
  readonly kind: (typeof kinds)[number]
  readonly accountId: string
  /** The hash of the secret of the browser that asks. */
  readonly of: string
  readonly sent: readonly Sent[]
  /** The method it is a code of, or the address that is being set up. */
  readonly to: string
  readonly methodId: string | null
  readonly address: string
  readonly channel: Channel
}

/**
 * Sends another code when the transaction commits, and gives all that were sent with it; or why none is: whoever has the password and
 * asks again and again tires nobody out.
 */
export async function sendCode(
  admit: Admit,
  t: TenantDb,
  order: Order,
): Promise<{ readonly sent: readonly Sent[]; readonly problem: string | null }> {
  const { kind, accountId, of, sent, to, methodId, address, channel } = order
  const now = admit.now()
  const refused = (problem: string) => ({ sent, problem })
  const last = sent[newestTo(sent, to)]
  if (sent.length >= mostCodes)
    return refused('No more codes are sent for this. Use another way, or start again later.')
  if (last !== undefined && !last.isUsed && now - last.at < pause)
    return refused('A code is on its way. Wait half a minute before you ask for another.')
  // Held, so that of several sign-ins at the same moment each counts what the others sent.
  await holdFailures(t, accountId, 'second_factor')
  if ((await countMessages(t, accountId, kinds, now - 3_600_000)) >= mostInAnHour)
    return refused('Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.')
  await insertCode(t, { kind, accountId, facts: { of, nth: sent.length }, channel, methodId, to: address }, now)
  return { sent: [...sent, { to, channel, at: now, isUsed: false }], problem: null }
}
