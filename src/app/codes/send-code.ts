import { isAllowed } from '../../core/methods/allowed.ts'
import { findAccount } from '../../store/accounts.ts'
import { countMessages, insertCode, type Channel } from '../../store/messages.ts'
import { holdFailures } from '../../store/lockouts.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { newestTo, type Sent } from './sent-code.ts'
import type { Sentence } from '../words/sentence.ts'

/** Codes that one sign-in sends, wherever to. */
const mostCodes = 3

/**
 * Codes that go to one person in an hour, whoever asks for them: those for signing in, and as many for setting methods up. So nobody is kept
 * from signing in by what was tried before on their own page.
 */
const mostInAnHour = 10

/** How long to wait before another is sent to the same place, in milliseconds. */
const pause = 30_000

/** What is to be sent: for what, to whom and where. */
export type Order = {
  readonly kind: 'sign_in_code' | 'set_up_code'
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

const ruledBy = { mail: 'email', sms: 'sms', voice: 'voice' } as const
const instead: Readonly<Record<Channel, Channel>> = { mail: 'mail', sms: 'voice', voice: 'sms' }

/** How the code may go to the person: as asked, or a call for a text and a text for a call; null where neither is allowed. */
async function allowedChannel(t: TenantDb, { accountId, channel }: Order): Promise<Channel | null> {
  const tenant = await loadTenantPart(t)
  if (tenant.methodRules === undefined) return channel
  const account = await findAccount(t, accountId)
  if (account === null) return null
  return [channel, instead[channel]].find((one) => isAllowed(ruledBy[one], account, tenant)) ?? null
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
  const { kind, accountId, of, sent, to, methodId, address } = order
  const now = admit.now()
  const refused = (problem: Sentence) => ({ sent, problem })
  const last = sent[newestTo(sent, to)]
  if (sent.length >= mostCodes)
    return refused('No more codes are sent for this. Use another way, or start again later.')
  if (last !== undefined && !last.isUsed && now - last.at < pause)
    return refused('A code is on its way. Wait half a minute before you ask for another.')
  const channel = await allowedChannel(t, order)
  if (channel === null) return refused('Your organisation does not allow codes to be sent so. Use another way.')
  // Held, so that of several sign-ins at the same moment each counts what the others sent.
  await holdFailures(t, accountId, 'second_factor')
  if ((await countMessages(t, accountId, [kind], now - 3_600_000)) >= mostInAnHour)
    return refused('Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.')
  await insertCode(t, { kind, accountId, facts: { of, nth: sent.length }, channel, methodId, to: address }, now)
  return { sent: [...sent, { to, channel, at: now, isUsed: false }], problem: null }
}
