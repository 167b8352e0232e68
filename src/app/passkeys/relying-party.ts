import type { Config } from '../../config.ts'

/** Who passkeys are made for (WebAuthn 3 §5.1.2): the host of our first address, at those of our addresses that it covers. */
export type RelyingParty = { readonly id: string; readonly origins: readonly string[] }

/** The relying party of this server: never taken from a request (SEC-08). */
export function relyingParty(config: Pick<Config, 'origins'>): RelyingParty {
  const id = hostOf(config.origins[0] as string)
  return { id, origins: config.origins.filter((origin) => belongsTo(id, hostOf(origin))) }
}

/** Whether a passkey made for this relying party can be used at this host: it is the same, or a part of its domain. */
export function belongsTo(relyingPartyId: string, host: string): boolean {
  return host === relyingPartyId || host.endsWith(`.${relyingPartyId}`)
}

const hostOf = (origin: string) => new URL(origin).hostname
