import { isMailAddress } from '../../core/naming/mail-address.ts'
import type { Instant } from '../../core/snapshot.ts'
import { type DueMessage, endMessage, type Message, postponeMessage, takeMessage } from '../../store/messages.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { letterOf } from './letter.ts'
import { linkOf } from './link.ts'

const hour = 3_600_000

/** The first wait after a try that failed, in milliseconds; each is twice as long as the one before, four hours at most. */
const firstWait = 2_000

/** How long it is tried again. */
export const triedFor = 24 * hour

/**
 * Sends a message, or has it be tried again later. The transaction stays open meanwhile, so that of two servers one sends it:
 * it is sent twice only where a process dies after the mail server took it and before that is written down.
 */
export function deliver(admit: Admit, { tenantId, messageId }: DueMessage): Promise<void> {
  return withTenant(admit.store, tenantId, async (t) => {
    const message = await takeMessage(t, messageId)
    if (message === null) return
    if (admit.mail === null) {
      if (message.isDemo) await end(admit, t, message, 'kept', 'shown in the outbox')
      return
    }
    if (!isMailAddress(message.recipient)) return end(admit, t, message, 'refused', 'this is no address')
    const restsUntil = admit.mail.restsUntil()
    if (restsUntil !== null) return later(admit, t, message, { said: null, next: restsUntil })
    const answer = await admit.mail.send({
      id: message.id,
      to: message.recipient,
      name: message.displayName,
      organisation: message.organisation,
      letter: letterOf(admit, t.tenantId, message),
    })
    if (answer.is !== 'later') return end(admit, t, message, answer.is, answer.said)
    const next = admit.now() + waitAfter(message.tries)
    return later(admit, t, { ...message, tries: message.tries + 1 }, { said: answer.said, next })
  })
}

/** How long to wait after so many tries and one more. */
export function waitAfter(tries: number): number {
  return Math.min(firstWait * 2 ** Math.min(tries, 20), 4 * hour)
}

async function later(
  admit: Admit,
  t: TenantDb,
  message: Message,
  { said, next }: { readonly said: string | null; readonly next: Instant },
): Promise<void> {
  const now = admit.now()
  const tryingSince = message.tryingSince ?? now
  if (next - tryingSince > triedFor) {
    await end(admit, t, message, 'given_up', said ?? 'the mail server was away for a day')
    return
  }
  await postponeMessage(t, message.id, { next, answer: said, tries: message.tries, tryingSince }, now)
}

async function end(
  admit: Admit,
  t: TenantDb,
  message: Message,
  state: 'sent' | 'kept' | 'bounced' | 'refused' | 'given_up',
  answer: string,
): Promise<void> {
  const link = state === 'sent' || state === 'kept' ? linkOf(admit, t.tenantId, message) : null
  await endMessage(t, message.id, { state, answer, link }, admit.now())
  if (state === 'refused' || state === 'given_up' || state === 'bounced')
    admit.log.warn({ tenantId: t.tenantId, message: message.id, kind: message.kind, state }, 'a message did not arrive')
}
