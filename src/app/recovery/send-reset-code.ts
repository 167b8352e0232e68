import type { ResetMethod, SentMethod } from '../../core/recovery/reset-methods.ts'
import type { Instant } from '../../core/snapshot.ts'
import { type Channel, countMessages, insertMessages } from '../../store/messages.ts'
import type { TenantDb } from '../../store/store.ts'
import { helpersOf } from '../who-can-help.ts'
import type { Reset } from './under-way.ts'

/** Nobody: what is done for a name that nobody has is done for this id, so that it takes as long (SEC-01). */
export const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Messages about resets that one person gets in an hour from places of theirs, and as many from all others, however they go: whoever
 * asks for them elsewhere, to keep the person out, takes none from them.
 */
const mostInAnHour = 5

const channels: Readonly<Record<SentMethod, Channel>> = { email: 'mail', sms: 'sms', voice: 'voice' }

/**
 * Sends the next code of a reset as it is asked for, or by the first way that the person has where nobody said how; gives the reset with it.
 * To whoever has no such way nothing goes, and who may not reset is told by mail who helps: it does the same, and takes as long (SEC-01).
 */
export async function sendResetCode(
  t: TenantDb,
  hash: string,
  reset: Reset,
  asked: SentMethod | null,
  now: Instant,
): Promise<Reset> {
  const { accountId, methods } = reset
  const nth = reset.codes + 1
  const by = asked ?? usualOf(methods ?? [])
  const kinds = ['reset_code', 'reset_not_open'] as const
  const place = reset.place ?? 'strange'
  const recent = await countMessages(t, accountId ?? nobody, kinds, now - 3_600_000, place)
  const helpers = (await helpersOf(t)).map(({ name, mail }) => `${name}, ${mail}`)
  const isTheirs = methods === null || methods.includes(by)
  const to = accountId !== null && isTheirs && recent < mostInAnHour ? accountId : nobody
  const message =
    methods === null ? { kind: kinds[1], facts: { helpers } } : { kind: kinds[0], facts: { reset: hash, nth } }
  await insertMessages(t, [to], message, now, { channel: methods === null ? 'mail' : channels[by], place })
  // One that nobody was sent leaves the one before good.
  const code = to === accountId && methods !== null ? { nth, by, at: now } : reset.code
  return { ...reset, asked, codes: nth, codeAt: now, code, failure: null }
}

const usualOf = (methods: readonly ResetMethod[]): SentMethod => {
  const [first] = methods
  return first === undefined || first === 'totp' ? 'email' : first
}
