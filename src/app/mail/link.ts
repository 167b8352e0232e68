import { createHmac } from 'node:crypto'
import type { Message } from '../../store/messages.ts'
import type { Admit } from '../admit.ts'
import { readSecret } from '../sign-in/session.ts'
import { isAboutProofs, type NewsKind } from './news.ts'

/** How long *This was not me* can be answered, from when the message was made. */
export const linkLifetime = 3 * 86_400_000

/** The link of a message: where it leads, what is kept of it, and until when it is good. */
export type Link = { readonly url: string; readonly hash: string; readonly until: number }

/**
 * *This was not me*, for a message that holds it. Its secret follows from the message's id and a key that is not in the
 * database: it is the same at every try, and is kept nowhere. The address is the configured one, whatever host anybody asked
 * (SEC-11).
 */
export function linkOf(admit: Admit, tenantId: string, message: Pick<Message, 'id' | 'kind' | 'madeAt'>): Link | null {
  if (!isAboutProofs[message.kind as NewsKind]) return null
  const secret = createHmac('sha256', admit.vault.keyFor('not me'))
    .update(`${tenantId} ${message.id}`)
    .digest('base64url')
  const link = `${tenantId}.${secret}`
  return {
    url: `${admit.config.origins[0]}/not-me?link=${link}`,
    hash: readSecret(link)?.hash as string,
    until: message.madeAt + linkLifetime,
  }
}
