import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { appendJournal, type By } from '../store/journal.ts'
import { forgetKeys, insertKey, type KeyRow, listKeys, lockKeys, retireKeys } from '../store/keys.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { findTenantRow } from '../store/tenants.ts'
import { takeTurn } from '../store/turn.ts'
import { AppError } from '../errors.ts'
import type { Admit } from './admit.ts'

const day = 86_400_000

/** Keys sign for ninety days. What they have signed is verified for another day, which no token outlives (SEC-25). */
const signsFor = 90 * day
const overlap = day

/** The tenant's keys, RS256 and ES256, those that sign before those that only verify; made and renewed on the way, kept sealed. */
export function signingKeys(admit: Admit, tenantId: string): Promise<JWK[]> {
  return withTenant(admit.store, tenantId, async (t) => {
    await lockKeys(t)
    const now = admit.now()
    const kept = await listKeys(t, now - overlap)
    if (kept.some((key) => key.retiredAt === null && now - key.createdAt > signsFor)) await retireKeys(t, now)
    await makeMissing(admit, t)
    return (await listKeys(t, now - overlap)).map((key) => opened(admit, key))
  })
}

/**
 * New keys sign from now on. The former ones go on verifying for a day; `at once` ends that too, for keys that somebody
 * may have stolen: everybody has to be given new tokens then.
 */
export async function rotateKeys(
  admit: Admit,
  tenantId: string,
  former: 'verify for a day' | 'end at once',
  by: Pick<By, 'actor' | 'actorKind' | 'reason'>,
): Promise<void> {
  const at = admit.now()
  await withTenant(admit.store, tenantId, async (t) => {
    await takeTurn(t)
    await lockKeys(t)
    if (former === 'end at once') await forgetKeys(t)
    else await retireKeys(t, at)
    await makeMissing(admit, t)
    await appendJournal(t, { ...by, operationId: randomUUID(), at }, [
      { kind: 'rotate_keys', entity: 'tenant', entityId: 'tenant', payload: { after: { former } } },
    ])
  })
  rings.get(admit)?.delete(tenantId)
}

/** The keys that tokens are verified with, those that sign first, without anything secret. */
export function publishedKeys(admit: Admit, tenantId: string): Promise<readonly Omit<KeyRow, 'sealedJwk'>[]> {
  return withTenant(admit.store, tenantId, async (t) =>
    (await listKeys(t, admit.now() - overlap)).map(({ sealedJwk: _, ...key }) => key),
  )
}

async function makeMissing(admit: Admit, t: TenantDb): Promise<void> {
  const kept = await listKeys(t, admit.now())
  for (const alg of ['RS256', 'ES256'] as const) {
    if (kept.some((key) => key.alg === alg && key.retiredAt === null)) continue
    // Making one is work, and a forged token may name any tenant.
    if ((await findTenantRow(t, t.tenantId)) === null) throw new AppError('tenant.not_found')
    const { privateKey } = await generateKeyPair(alg, { extractable: true })
    const id = randomUUID()
    const jwk: JWK = { ...(await exportJWK(privateKey)), kid: id, alg, use: 'sig' }
    const sealedJwk = admit.vault.seal(Buffer.from(JSON.stringify(jwk)), `signing key ${id}`)
    await insertKey(t, { id, alg, sealedJwk, createdAt: admit.now(), retiredAt: null })
  }
}

function opened(admit: Admit, key: KeyRow): JWK {
  return JSON.parse(admit.vault.open(key.sealedJwk, `signing key ${key.id}`).toString()) as JWK
}

type Ring = { readonly keys: Promise<readonly JWK[]>; readonly readAt: number }
const rings = new WeakMap<Admit, Map<string, Ring>>()

/** The tenant's keys as they were at most `age` milliseconds ago; the same list for as long as none has come or gone. */
export function keyRing(admit: Admit, tenantId: string, age = 60_000): Promise<readonly JWK[]> {
  const ours = rings.get(admit) ?? new Map<string, Ring>()
  rings.set(admit, ours)
  const before = ours.get(tenantId)
  const readAt = admit.now()
  if (before !== undefined && readAt - before.readAt < age) return before.keys
  const keys = read(admit, tenantId, before?.keys)
  ours.set(tenantId, { keys, readAt })
  keys.catch(() => ours.delete(tenantId))
  return keys
}

async function read(
  admit: Admit,
  tenantId: string,
  former: Promise<readonly JWK[]> | undefined,
): Promise<readonly JWK[]> {
  const [fresh, known] = await Promise.all([signingKeys(admit, tenantId), former])
  const names = (keys: readonly JWK[]) => keys.map((key) => key.kid).join()
  return known !== undefined && names(known) === names(fresh) ? known : fresh
}

/** What of keys is published: anybody may verify with it, nobody sign. */
export function publicParts(keys: readonly JWK[]): JWK[] {
  return keys.map(
    ({ kty, n, e, crv, x, y, kid, alg }) =>
      JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, kid, alg, use: 'sig' })) as JWK,
  )
}
