import { createHash } from 'node:crypto'
import {
  type Artifact,
  type ArtifactKey,
  consumeArtifactRows,
  deleteByGrant,
  findArtifactRow,
  findArtifactRows,
} from '../store/artifacts.ts'
import { withTenant, withTenantAtOnce } from '../store/store.ts'
import { perTenant, together } from '../store/together.ts'
import type { Admit } from './admit.ts'
import { nameOf, type Writes } from './writes.ts'

type Payload = Record<string, unknown>

/** What the browser or client holds is stored by its hash: a stolen table opens nothing (SEC-13). */
const hashed = (id: string) => createHash('sha256').update(id).digest('base64url')

// A grant is found by the id that its tokens carry.
const keyOf = (model: string, id: string): ArtifactKey => ({ model, id: model === 'Grant' ? id : hashed(id) })

/** The id of what was found without the secret: it can be kept anew or removed by it, and looked for by nobody. */
const byHash = (hash: string) => `#${hash}`
const heldKeyOf = (model: string, id: string): ArtifactKey =>
  id.startsWith('#') ? { model, id: id.slice(1) } : keyOf(model, id)

/** The payload without the secrets that the provider has in it: its own id, and the cookie of the session an interaction began with. */
function withoutSecrets(model: string, { jti, ...payload }: Payload): Payload {
  if (model === 'Grant') return { jti, ...payload }
  const { session } = payload
  if (typeof session !== 'object' || session === null) return payload
  const { cookie: _, ...kept } = session as Payload
  return { ...payload, session: kept }
}

// Many clients come at once: what they read and use of the same kind goes in one statement.
type At = ArtifactKey & { readonly now: number }
const latest = (all: readonly At[]) => Math.max(...all.map((one) => one.now))
const finds = perTenant((store, tenantId) =>
  together((all: readonly At[]) => withTenantAtOnce(store, tenantId, (t) => findArtifactRows(t, all, latest(all)))),
)
const consumptions = perTenant((store, tenantId) =>
  together((all: readonly At[]) => withTenantAtOnce(store, tenantId, (t) => consumeArtifactRows(t, all, latest(all)))),
)

/** Has something of the provider be kept for `expiresIn` seconds. */
export function putArtifact(
  admit: Admit,
  writes: Writes,
  model: string,
  id: string,
  payload: object,
  expiresIn: number,
): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const { grantId, uid, userCode } = payload as Payload
  const key = heldKeyOf(model, id)
  writes.gone.delete(nameOf(key))
  writes.put.set(nameOf(key), {
    ...key,
    payload: withoutSecrets(model, payload as Payload),
    grantId: text(grantId),
    uid: text(uid),
    userCode: text(userCode),
    expiresAt: expiresIn > 0 ? admit.now() + expiresIn * 1000 : null,
  })
}

/** What is kept, or what the request has put there itself, with the mark of its use; undefined when it is gone. */
export async function findArtifact(
  admit: Admit,
  tenantId: string,
  writes: Writes,
  model: string,
  id: string,
): Promise<Payload | undefined> {
  const key = keyOf(model, id)
  const name = nameOf(key)
  const put = writes.put.get(name)
  if (put !== undefined) return { ...(JSON.parse(JSON.stringify(put.payload)) as Payload), jti: id }
  if (writes.gone.has(name)) return undefined
  const ahead = writes.ahead.get(name)
  if (ahead !== undefined && writes.ahead.delete(name)) return ahead
  const found = await finds(admit.store, tenantId)({ ...key, now: admit.now() })
  const grantId = found?.payload['grantId']
  if (found?.grant != null) writes.ahead.set(nameOf(keyOf('Grant', grantId as string)), found.grant)
  return marked(found, id)
}

/** A session or interaction by its uid. */
export function findArtifactByUid(
  admit: Admit,
  tenantId: string,
  model: string,
  uid: string,
): Promise<Payload | undefined> {
  return find(admit, tenantId, model, { uid })
}

/** A device code by what the person types. */
export function findArtifactByUserCode(
  admit: Admit,
  tenantId: string,
  model: string,
  userCode: string,
): Promise<Payload | undefined> {
  return find(admit, tenantId, model, { userCode })
}

async function find(
  admit: Admit,
  tenantId: string,
  model: string,
  by: Parameters<typeof findArtifactRow>[2],
): Promise<Payload | undefined> {
  const found = await withTenant(admit.store, tenantId, (t) => findArtifactRow(t, model, by, admit.now()))
  return found === null ? undefined : marked(found, byHash(found.id))
}

function marked(found: Artifact | null, jti: string): Payload | undefined {
  if (found === null) return undefined
  const consumed = found.consumedAt === null ? {} : { consumed: Math.floor(found.consumedAt / 1000) }
  return { ...found.payload, jti, ...consumed }
}

/** Marks a code as used, once and at once; says whether it was this call that did, and not another at the same moment. */
export function consumeArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<boolean> {
  return consumptions(admit.store, tenantId)({ ...heldKeyOf(model, id), now: admit.now() })
}

/** Has something be marked as used. */
export function markUsed(writes: Writes, model: string, id: string): void {
  const key = heldKeyOf(model, id)
  writes.used.set(nameOf(key), key)
}

/** Has something be removed. */
export function destroyArtifact(writes: Writes, model: string, id: string): void {
  const key = heldKeyOf(model, id)
  writes.put.delete(nameOf(key))
  writes.gone.set(nameOf(key), key)
}

/** Removes all that came of a grant, at once (SEC-20). */
export async function revokeGrant(admit: Admit, tenantId: string, writes: Writes, grantId: string): Promise<void> {
  for (const [name, { model, id, grantId: of }] of writes.put)
    if (of === grantId || (model === 'Grant' && id === grantId)) writes.put.delete(name)
  writes.ahead.clear()
  await withTenant(admit.store, tenantId, (t) => deleteByGrant(t, grantId))
}
