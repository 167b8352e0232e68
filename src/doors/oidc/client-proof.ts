import { createHash } from 'node:crypto'
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { isFirstUse } from '../../app/once.ts'
import { type Assertion, assertionIn, longestAssertion, tooLong } from './client-assertion.ts'
import { factsOf } from './request-facts.ts'

/** Refuses an assertion whose signature was found good and that would live too long. */
export function assertShortLived(_: unknown, claims: { readonly exp?: unknown }): void {
  if (Number(claims.exp) > Date.now() / 1000 + longestAssertion) throw new errors.InvalidClientAuth(tooLong)
}

/** Has assertions be for our token endpoint by whatever name of the tenant it was asked at, and be used once (SEC-22). */
export function checkAssertions(provider: Provider, admit: Admit, tenantId: string): void {
  const { prototype } = provider.OIDCContext as unknown as { prototype: Context }
  const { clientJwtAuthExpectedAudience } = prototype
  prototype.clientJwtAuthExpectedAudience = function (this: Context) {
    const { origin } = new URL(this.issuer)
    const named = factsOf(this.ctx).named
    return clientJwtAuthExpectedAudience.call(this).add(`${origin}/${named}/oauth2/v2.0/token`)
  }

  // The provider looks, and then writes: of two at the same moment both would be the first.
  provider.ReplayDetection.unique = async (by: string, id: string, exp: number) => {
    const ctx = Provider.ctx as KoaContextWithOIDC
    const assertion = assertionIn(ctx.oidc.params)
    const isRepeatable = assertion?.claims['jti'] === id && isMadeForMany(assertion)
    const again = isRepeatable ? { again: { from: factsOf(ctx).ip ?? '', request: digestOf(ctx) } } : {}
    return isFirstUse(admit, tenantId, { by, id, until: Math.ceil(exp * 1000), ...again })
  }
}

type Context = { issuer: string; ctx: KoaContextWithOIDC; clientJwtAuthExpectedAudience(): Set<string> }

/**
 * Whether its maker means to send it with more than one request. The Microsoft libraries for Node and Python sign one
 * for ten minutes and send it with all they ask meanwhile: that is how they name the certificate, and part of what is signed.
 * (ADR 28)
 */
function isMadeForMany({ header, claims }: Assertion): boolean {
  const isTheirs = header['kid'] === undefined && (header['x5t#S256'] !== undefined || header['x5t'] !== undefined)
  const begins = claims['nbf'] ?? claims['iat']
  return isTheirs && Number(claims['exp']) - Number(begins) <= 600
}

/** Which request it is: where it is sent, and everything in it. */
function digestOf(ctx: KoaContextWithOIDC): string {
  const sent = Object.entries({ ...ctx.query, ...ctx.oidc.body }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([ctx.oidc.route, sent]))
    .digest('base64url')
}
