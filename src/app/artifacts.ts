import { createHash } from 'node:crypto'
import {
  consumeArtifactRow,
  deleteArtifact,
  deleteByGrant,
  findArtifactRow,
  upsertArtifact,
} from '../store/artifacts.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'

/** What the browser or client holds is stored by its hash: a stolen table opens nothing (SEC-13). */
const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url')

type Payload = Record<string, unknown>

/** Keeps something of the provider for `expiresIn` seconds. */
export function putArtifact(
  admit: Admit,
  tenantId: string,
  model: string,
  id: string,
  payload: object,
  expiresIn: number,
): Promise<void> {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const { grantId, uid, userCode } = payload as Payload
  // A grant is found by the id that its tokens carry.
  const key = model === 'Grant' ? id : keyOf(id)
  const expiresAt = expiresIn > 0 ? admit.now() + expiresIn * 1000 : null
  return withTenant(admit.store, tenantId, (t) =>
    upsertArtifact(t, model, key, {
      payload,
      grantId: text(grantId),
      uid: text(uid),
      userCode: text(userCode),
      expiresAt,
    }),
  )
}

/** What was kept, with the mark of its use; undefined when it is gone. */
export function findArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<Payload | undefined> {
  return find(admit, tenantId, model, { id: model === 'Grant' ? id : keyOf(id) })
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
  if (found === null) return undefined
  return found.consumedAt === null ? found.payload : { ...found.payload, consumed: Math.floor(found.consumedAt / 1000) }
}

/** Marks a code or token as used. */
export async function consumeArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<void> {
  await consumedFirst(admit, tenantId, model, id)
}

/** Marks a code or token as used; of several who do so at the same moment one gets true. */
export function consumedFirst(admit: Admit, tenantId: string, model: string, id: string): Promise<boolean> {
  return withTenant(admit.store, tenantId, (t) => consumeArtifactRow(t, model, keyOf(id), admit.now()))
}

/** Removes something. */
export function destroyArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<void> {
  return withTenant(admit.store, tenantId, (t) => deleteArtifact(t, model, model === 'Grant' ? id : keyOf(id)))
}

/** Removes all that came of a grant (SEC-20). */
export function revokeGrant(admit: Admit, tenantId: string, grantId: string): Promise<void> {
  return withTenant(admit.store, tenantId, (t) => deleteByGrant(t, grantId))
}
