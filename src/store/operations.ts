import { sql } from 'kysely'
import { rows, type TenantDb } from './store.ts'

/** Something that was done at once to an account, by the id of its entries in the journal. */
export type Operation = { readonly id: string; readonly at: number }

/** So many are told of. */
const most = 100

/** When a change of this kind was made to an account, the newest first: by one operation where one is named. */
export function listOperations(
  t: TenantDb,
  accountId: string,
  kind: string,
  operationId: string | null,
): Promise<Operation[]> {
  return rows(
    t,
    sql<Operation>`select operation_id as id, at from journal
      where tenant_id = ${t.tenantId} and entity = 'account' and entity_id = ${accountId} and kind = ${kind}
        and (${operationId}::uuid is null or operation_id = ${operationId}::uuid)
      order by seq desc limit ${most}`,
  )
}
