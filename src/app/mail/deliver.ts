import { isMailAddress } from '../../core/naming/mail-address.ts'
import type { Instant } from '../../core/snapshot.ts'
import { type DueMessage, endMessage, type Message, postponeMessage, takeMessage } from '../../store/messages.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { letterOf, lifetimeOf, textOf } from './letter.ts'
import { linkOf } from './link.ts'
import { linkHours } from '../../core/recovery/reset-link.ts'
import type { Answer } from './mailer.ts'
import { isCode } from './news.ts'

const hour = 3_600_000

/** The first wait after a try that failed, in milliseconds; each is twice as long as the one before, four hours at most. */
const firstWait = 2_000

/** How long it is tried again. */
export const triedFor = 24 * hour

/** A text is tried so often: whoever waits for a code asks for another meanwhile. */
const triesOfText = 3

/**
 * Sends a message, or has it be tried again later. The transaction stays open meanwhile, so that of two servers one sends it:
 * it is sent twice only where a process dies after the mail server took it and before that is written down.
 */
export function deliver(admit: Admit, { tenantId, messageId }: DueMessage): Promise<void> {
  return withTenant(admit.store, tenantId, async (t) => {
    const message = await takeMessage(t, messageId)
    if (message === null) return
    if (admit.now() - message.madeAt > lifeOf(message))
      return end(admit, t, message, 'given_up', 'its code or link is over')
    if ((message.channel === 'mail' ? admit.mail : admit.texts) === null) {
      if (message.isDemo) await end(admit, t, message, 'kept', 'shown in the outbox')
      return
    }
    const said = message.channel === 'mail' ? await mail(admit, t, message) : await text(admit, t, message)
    if (said === null) return
    if (said.is !== 'later') return end(admit, t, message, said.is, said.said)
    const next = admit.now() + waitAfter(message.tries)
    return later(admit, t, { ...message, tries: message.tries + 1 }, { said: said.said, next })
  })
}

/** Gives a letter to the mail server; null where that is to wait, or it is done with. */
async function mail(admit: Admit, t: TenantDb, message: Message): Promise<Answer | null> {
  if (admit.mail === null) return null
  if (!isMailAddress(message.recipient)) return { is: 'refused', said: 'this is no address' }
  const restsUntil = admit.mail.restsUntil()
  if (restsUntil !== null) {
    await later(admit, t, message, { said: null, next: restsUntil })
    return null
  }
  return admit.mail.send({
    id: message.id,
    to: message.recipient,
    name: message.displayName,
    organisation: message.organisation,
    letter: letterOf(admit, t.tenantId, message),
  })
}

/** Gives a text or a call to the gateway. */
async function text(admit: Admit, t: TenantDb, message: Message): Promise<Answer | null> {
  const { id, recipient: to, channel } = message
  if (admit.texts === null || channel === 'mail') return null
  return admit.texts.send({ id, to, channel, ...textOf(admit, t.tenantId, message) })
}

/** How long it is worth sending, in milliseconds: a code or a link that is over helps nobody. */
function lifeOf({ kind }: Message): number {
  if (kind === 'reset_link') return linkHours * hour
  return isCode(kind) ? lifetimeOf(kind) : Number.POSITIVE_INFINITY
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
  const isText = message.channel !== 'mail'
  if (
    next - tryingSince > triedFor ||
    next - message.madeAt > lifeOf(message) ||
    (isText && message.tries >= triesOfText)
  ) {
    const why = lifeOf(message) < triedFor ? 'its code would be over' : 'the mail server was away for a day'
    await end(admit, t, message, 'given_up', said ?? why)
    return
  }
  const to = { next, answer: said, tries: message.tries, tryingSince }
  await postponeMessage(t, message.id, to, now, isText ? 'text' : 'mail')
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
