import type { SentKind } from '../../core/methods/methods.ts'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import { AppError } from '../../errors.ts'
import type { Channel } from '../../store/messages.ts'
import type { TenantDb } from '../../store/store.ts'
import { findTenantRow } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'

/** Where codes are to be sent to: an e-mail address, or a number as E.164 writes it. */
export type Destination = { readonly kind: SentKind; readonly address: string }

/** Where somebody wants codes to be sent, as they typed it; throws `request.invalid` where that is no address or number. */
export function readDestination(kind: SentKind, typed: string): Destination {
  if (kind === 'email') {
    const address = typed.trim()
    if (isMailAddress(address)) return { kind, address }
    throw new AppError('request.invalid', { field: 'address', hint: 'This is no e-mail address.' })
  }
  const address = typed.replace(/[\s()./-]/g, '').replace(/^00/, '+')
  if (/^\+[1-9]\d{6,14}$/.test(address)) return { kind, address }
  throw new AppError('request.invalid', {
    field: 'address',
    hint: 'This is no number with its country, such as +44 20 7946 0018.',
  })
}

/** How codes go there when nobody says how: a number gets a text message. */
export const usualChannel = (kind: SentKind): Channel => (kind === 'email' ? 'mail' : 'sms')

/** Where codes can be sent to here: only where something is set up that sends them. What the fictitious company is sent is shown. */
export async function sendable(admit: Admit, t: TenantDb): Promise<readonly SentKind[]> {
  const isShown = (await findTenantRow(t, t.tenantId))?.isDemo === true
  const ways = { email: admit.mail !== null || isShown, phone: admit.texts !== null || isShown }
  return (['email', 'phone'] as const).filter((kind) => ways[kind])
}
