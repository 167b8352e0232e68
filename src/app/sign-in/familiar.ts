import ipaddr from 'ipaddr.js'
import type { Instant, Place } from '../../core/snapshot.ts'
import { devicesForgottenAt, hasKnownAddress, isKnownAddress, rememberAddress } from '../../store/known-addresses.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { clientName } from '../mail/client-name.ts'
import { tell } from '../mail/tell.ts'
import type { Flow } from './flow.ts'
import { knowsBrowser } from './known-browser.ts'

/** Where an attempt comes from, as the door knows it: the address, and what the browser keeps of whom it signed in. */
export type From = {
  readonly ip: string | null
  readonly client: string | null
  readonly kept: string | null
  /** What the person says of the computer. */
  readonly computer?: 'own' | 'shared'
}

/** An address somebody has not signed in from for so long is a strange one. */
export const rememberedFor = 90 * 86_400_000

/** An address as it is counted: an IPv6 one by its first 64 bits, which are one household's; null where it is none. */
export function sourceOf(ip: string | null): string | null {
  if (ip === null || !ipaddr.isValid(ip)) return null
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  return `${new ipaddr.IPv6([...(address as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`
}

/** Whether the person has signed in from there before, and whether it is their very browser. */
export async function placeOf(
  admit: Admit,
  t: TenantDb,
  accountId: string,
  { ip, kept }: Pick<From, 'ip' | 'kept'>,
): Promise<{ readonly place: Place; readonly by: 'browser' | 'address' | null }> {
  const person = { tenantId: t.tenantId, accountId, devicesForgottenAt: await devicesForgottenAt(t, accountId) }
  if (knowsBrowser(admit, kept, person)) return { place: 'familiar', by: 'browser' }
  const address = sourceOf(ip)
  const isKnown = address !== null && (await isKnownAddress(t, accountId, address, admit.now() - rememberedFor))
  return isKnown ? { place: 'familiar', by: 'address' } : { place: 'strange', by: null }
}

/** From now on it is no new place. The person is told of one, unless they have never signed in before. */
export async function signedInFrom(t: TenantDb, flow: Flow, now: Instant): Promise<void> {
  const accountId = flow.accountId as string
  if (flow.place === 'strange' && (await hasKnownAddress(t, accountId)))
    await tell(t, accountId, { kind: 'new_place', ip: flow.ip, client: clientName(flow.client) }, now)
  // What comes from a computer of many people is not by that from a place of theirs.
  if (flow.computer !== 'shared') await rememberPlace(t, accountId, flow.ip, now)
}

/** From now on the address is one the person signed in from. */
export async function rememberPlace(t: TenantDb, accountId: string, ip: string | null, now: Instant): Promise<void> {
  const address = sourceOf(ip)
  if (address !== null) await rememberAddress(t, accountId, address, now)
}
