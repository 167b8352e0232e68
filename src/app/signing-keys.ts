import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { randomUUID } from 'node:crypto'
import { insertKey, listKeys, lockKeys } from '../store/keys.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'

/** The tenant's private signing keys, RS256 and ES256; made on the first call and kept sealed (SEC-25). */
export function signingKeys(admit: Admit, tenantId: string): Promise<JWK[]> {
  return withTenant(admit.store, tenantId, async (t) => {
    await lockKeys(t)
    const kept = await listKeys(t)
    const jwks = kept.map(
      (key) => JSON.parse(admit.vault.open(key.sealedJwk, `signing key ${key.id}`).toString()) as JWK,
    )
    for (const alg of ['RS256', 'ES256'] as const) {
      if (kept.some((key) => key.alg === alg)) continue
      const { privateKey } = await generateKeyPair(alg, { extractable: true })
      const id = randomUUID()
      const jwk: JWK = { ...(await exportJWK(privateKey)), kid: id, alg, use: 'sig' }
      await insertKey(t, {
        id,
        alg,
        sealedJwk: admit.vault.seal(Buffer.from(JSON.stringify(jwk)), `signing key ${id}`),
        createdAt: admit.now(),
        retiredAt: null,
      })
      jwks.push(jwk)
    }
    return jwks
  })
}

/** What of the tenant's keys is published: anybody may verify with it, nobody sign (SEC-25). */
export async function publicKeys(admit: Admit, tenantId: string): Promise<JWK[]> {
  return (await signingKeys(admit, tenantId)).map(
    ({ kty, n, e, crv, x, y, kid, alg }) =>
      JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, kid, alg, use: 'sig' })) as JWK,
  )
}
