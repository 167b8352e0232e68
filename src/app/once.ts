import { createHash } from 'node:crypto'
import { findArtifactRows, insertArtifactsOnce, type NewArtifact } from '../store/artifacts.ts'
import { withTenantAtOnce } from '../store/store.ts'
import { perTenant, together } from '../store/together.ts'
import type { Admit } from './admit.ts'

const puts = perTenant((store, tenantId) =>
  together((all: readonly NewArtifact[]) => withTenantAtOnce(store, tenantId, (t) => insertArtifactsOnce(t, all))),
)

const hashed = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/**
 * Something that is good for one request: who made it and what they call it. Where `again` stands it is good for several,
 * each of them once, and all from where the first came from.
 */
export type Once = {
  readonly by: string
  readonly id: string
  readonly until: number
  readonly again?: { readonly from: string; readonly request: string }
}

/**
 * Whether it has not been used so before, here or at any other server; of two at the same moment one has not. It is
 * remembered, durably, before this answers (SEC-22).
 */
export async function isFirstUse(admit: Admit, tenantId: string, once: Once): Promise<boolean> {
  const { by, id, until, again } = once
  const put = (key: string, payload: object) =>
    puts(
      admit.store,
      tenantId,
    )({
      ...{ model: 'ReplayDetection', id: key, payload, expiresAt: until },
      ...{ grantId: null, uid: null, userCode: null },
    })
  const key = hashed(by, id)
  if (again === undefined) return put(key, {})
  const from = hashed(by, id, again.from)
  if (!(await put(key, { from }))) {
    const find = { model: 'ReplayDetection', id: key }
    const [first] = await withTenantAtOnce(admit.store, tenantId, (t) => findArtifactRows(t, [find], admit.now()))
    if (first?.payload['from'] !== from) return false
  }
  return put(hashed(by, id, again.from, again.request), {})
}
