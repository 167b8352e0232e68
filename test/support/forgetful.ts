import type { ResetRules } from '../../src/core/recovery/reset-rules.ts'
import type { Product } from '../../src/core/licensing/product.ts'
import type { Snapshot } from '../../src/core/snapshot.ts'
import { aSnapshot, type SnapshotEdit } from './a-snapshot.ts'

/** A subscription that includes resetting one's own password. */
export const premium: Product = {
  ...{ id: 'premium', name: 'Premium', seats: 500, seatsUsed: 100, status: 'enabled', expiresAt: null },
  plans: [{ id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'Premium', requires: [] }],
}

/** Alice, who gave a wrong password where everybody may reset their own, and what the edit and the rules say differently. */
export function forgetful(edit: SnapshotEdit = {}, rules: Partial<ResetRules> = {}): Snapshot {
  const { account, proof, tenant, ...rest } = edit
  const selfServiceReset: ResetRules = { who: 'everybody', groupId: null, proofs: 1, ...rules }
  return aSnapshot({
    ...rest,
    account: account === null ? null : { hasContactMail: true, ...account },
    proof: { credential: 'wrong', ...proof },
    tenant: { products: { ...aSnapshot().tenant.products, premium }, selfServiceReset, ...tenant },
  })
}

/** The same of somebody whose address nobody knows. */
export function unreached(s: Snapshot): Snapshot {
  if (s.account === null) return s
  const { hasContactMail: _, ...account } = s.account
  return { ...s, account }
}
