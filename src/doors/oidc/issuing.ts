import { randomBytes } from 'node:crypto'
import type { Admit } from '../../app/admit.ts'
import type { ClientRecord } from '../../app/clients.ts'
import { ofEveryToken } from './claims.ts'
import type { RequestFacts } from './request-facts.ts'
import type { SigningKey } from './signing-key.ts'

/** Where tokens are made: the tenant at one of our origins, with its keys. */
export type Issuer = { readonly tenantId: string; readonly issuer: string; readonly keys: readonly SigningKey[] }

/** Whence it is asked for. */
export type AskedFrom = Pick<RequestFacts, 'ip' | 'client' | 'correlationId'>

/** How long an access token is good for, in seconds. */
export const lifetime = 3600

/** The claims that every access token has, as the provider makes them. */
export function accessToken(admit: Admit, at: Issuer, client: ClientRecord, audience: string) {
  const iat = Math.floor(admit.now() / 1000)
  return {
    jti: randomBytes(32).toString('base64url'),
    iat,
    exp: iat + lifetime,
    client_id: client.id,
    iss: at.issuer,
    aud: audience,
    ...ofEveryToken(at.tenantId, client.id, iat),
  }
}
