import { createHmac } from 'node:crypto'
import { linkHours } from '../../core/recovery/reset-link.ts'
import type { Message } from '../../store/messages.ts'
import type { Admit } from '../admit.ts'
import { readSecret } from '../sign-in/session.ts'
import { isAboutProofs, type NewsKind } from './news.ts'

/** How long *This was not me* can be answered, from when the message was made. */
export const linkLifetime = 3 * 86_400_000

/** What a link is for: where it leads, the key its secret follows from, and how long it is good. */
type Use = { readonly path: string; readonly key: string; readonly lifetime: number }

const notMe: Use = { path: '/not-me', key: 'not me', lifetime: linkLifetime }
const reset: Use = { path: '/reset/link', key: 'reset link', lifetime: linkHours * 3_600_000 }

/** The link of a message: where it leads, what is kept of it, and until when it is good. */
export type Link = { readonly url: string; readonly hash: string; readonly until: number }

/**
 * The link of a message that holds one: *This was not me*, or the one by which a new password is chosen. Its secret follows from the
 * message's id and a key that is not in the database: it is the same at every try, and is kept nowhere. The address is the configured
 * one, whatever host anybody asked (SEC-11).
 */
export function linkOf(admit: Admit, tenantId: string, message: Pick<Message, 'id' | 'kind' | 'madeAt'>): Link | null {
  const use = useOf(message.kind as NewsKind)
  if (use === null) return null
  const secret = createHmac('sha256', admit.vault.keyFor(use.key))
    .update(`${tenantId} ${message.id}`)
    .digest('base64url')
  const link = `${tenantId}.${secret}`
  return {
    url: `${admit.config.origins[0]}${use.path}?link=${link}`,
    hash: readSecret(link)?.hash as string,
    until: message.madeAt + use.lifetime,
  }
}

function useOf(kind: NewsKind): Use | null {
  if (kind === 'reset_link') return reset
  return isAboutProofs[kind] ? notMe : null
}
