import { randomUUID } from 'node:crypto'
import type { Admit } from '../../app/admit.ts'
import { deliverLogout, type LogoutToken } from '../../app/sign-out/deliver-logout.ts'
import type { DueLogout } from '../../store/logouts.ts'
import { keyRing } from '../../app/signing-keys.ts'
import { pairwiseSubject } from './claims.ts'
import { sidOf } from './sid.ts'
import { SigningKey, signedJwt } from './signing-key.ts'

/** How long a logout token is good for, in seconds. */
const lifetime = 120

/** Makes logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4): of the issuer of our first address. */
export function logoutTokens(admit: Admit): LogoutToken {
  return async (tenantId, { appId, accountId, grantId, signedWith }) => {
    const keys = (await keyRing(admit, tenantId)).map((jwk) => new SigningKey(jwk))
    const iat = Math.floor(admit.now() / 1000)
    return signedJwt(keys, signedWith, 'logout+jwt', {
      iss: `${admit.config.origins[0]}/${tenantId}/v2.0`,
      aud: appId,
      sub: pairwiseSubject(admit, tenantId, appId, accountId),
      sid: sidOf(grantId),
      ...{ iat, exp: iat + lifetime, jti: randomUUID() },
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
  }
}

/** What tells apps of sign-outs, as they come from the queue. */
export function appTeller(admit: Admit): (due: DueLogout) => Promise<void> {
  const token = logoutTokens(admit)
  return (due) => deliverLogout(admit, due, token)
}
