import { sql } from 'kysely'
import type { MethodKind } from '../core/methods/methods.ts'
import { rows, type TenantDb } from './store.ts'

/** A method of a person with what is to be told of it; its secret stays where it is. */
export type MethodRow = {
  readonly id: string
  readonly kind: MethodKind
  /** What the person calls it; null where they never said. */
  readonly name: string | null
  readonly isUsable: boolean
  /** Since when it is the one asked for first; null where it is not. */
  readonly defaultSince: number | null
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** All methods of an account, those no longer usable too, the oldest first. */
export function listMethods(t: TenantDb, accountId: string): Promise<MethodRow[]> {
  return rows(
    t,
    sql<MethodRow>`select id, kind, name, is_usable as "isUsable", default_since as "defaultSince", created_at as "createdAt", last_used_at as "lastUsedAt"
      from methods where tenant_id = ${t.tenantId} and account_id = ${accountId} order by created_at, id`,
  )
}
