import { createHash } from 'node:crypto'
import {
  type Artifact,
  type ArtifactKey,
  consumeArtifactRows,
  deleteArtifact,
  deleteByGrant,
  findArtifactRow,
  findArtifactRows,
  type NewArtifact,
  upsertArtifacts,
} from '../store/artifacts.ts'
import { withTenant } from '../store/store.ts'
import { perTenant, together } from '../store/together.ts'
import type { Admit } from './admit.ts'

/** What the browser or client holds is stored by its hash: a stolen table opens nothing (SEC-13). */
const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url')

type Payload = Record<string, unknown>

// Many clients come at once: what they read and write of the same kind goes in one statement, and in one commit.
const puts = perTenant((store, tenantId) =>
  together((all: readonly NewArtifact[]) =>
    withTenant(store, tenantId, async (t) => {
      await upsertArtifacts(t, all)
      return all.map(() => undefined)
    }),
  ),
)
type At = ArtifactKey & { readonly now: number }
const latest = (all: readonly At[]) => Math.max(...all.map((one) => one.now))
const finds = perTenant((store, tenantId) =>
  together((all: readonly At[]) => withTenant(store, tenantId, (t) => findArtifactRows(t, all, latest(all)))),
)
const consumptions = perTenant((store, tenantId) =>
  together((all: readonly At[]) => withTenant(store, tenantId, (t) => consumeArtifactRows(t, all, latest(all)))),
)

/** Keeps something of the provider for `expiresIn` seconds. */
export async function putArtifact(
  admit: Admit,
  tenantId: string,
  model: string,
  id: string,
  payload: object,
  expiresIn: number,
): Promise<void> {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const { grantId, uid, userCode } = payload as Payload
  await puts(
    admit.store,
    tenantId,
  )({
    model,
    // A grant is found by the id that its tokens carry.
    id: model === 'Grant' ? id : keyOf(id),
    payload,
    grantId: text(grantId),
    uid: text(uid),
    userCode: text(userCode),
    expiresAt: expiresIn > 0 ? admit.now() + expiresIn * 1000 : null,
  })
}

/** What was kept, with the mark of its use; undefined when it is gone. */
export async function findArtifact(
  admit: Admit,
  tenantId: string,
  model: string,
  id: string,
): Promise<Payload | undefined> {
  const key = { model, id: model === 'Grant' ? id : keyOf(id), now: admit.now() }
  return marked(await finds(admit.store, tenantId)(key))
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
  return marked(await withTenant(admit.store, tenantId, (t) => findArtifactRow(t, model, by, admit.now())))
}

function marked(found: Artifact | null): Payload | undefined {
  if (found === null) return undefined
  return found.consumedAt === null ? found.payload : { ...found.payload, consumed: Math.floor(found.consumedAt / 1000) }
}

/** Marks a code or token as used, once; says whether it was this call that did, and not another at the same moment. */
export function consumeArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<boolean> {
  return consumptions(admit.store, tenantId)({ model, id: keyOf(id), now: admit.now() })
}

/** Removes something. */
export function destroyArtifact(admit: Admit, tenantId: string, model: string, id: string): Promise<void> {
  return withTenant(admit.store, tenantId, (t) => deleteArtifact(t, model, model === 'Grant' ? id : keyOf(id)))
}

/** Removes all that came of a grant (SEC-20). */
export function revokeGrant(admit: Admit, tenantId: string, grantId: string): Promise<void> {
  return withTenant(admit.store, tenantId, (t) => deleteByGrant(t, grantId))
}
