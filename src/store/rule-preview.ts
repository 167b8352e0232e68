import { type RawBuilder, sql } from 'kysely'
import { everybody, membersOf } from './settle-groups.ts'
import { row, rows, type TenantDb } from './store.ts'

type Named = { readonly id: string; readonly name: string }

export type RuleEffect = {
  readonly matches: number
  readonly joining: number
  readonly leaving: number
  /** The first of them by name. */
  readonly joins: readonly Named[]
  readonly leaves: readonly Named[]
}

/** Whom a rule would take, and who would join and leave the group with it, where one is named; the directory says so, however many they are. */
export async function ruleEffect(
  t: TenantDb,
  rule: string,
  groupId: string | null,
  { named, now }: { readonly named: number; readonly now: number },
): Promise<RuleEffect> {
  const condition = (await membersOf(t, { rule }, everybody, now)) ?? sql`false`
  const present = sql`a.tenant_id = ${t.tenantId} and a.deleted_at is null`
  const isIn = sql`exists (select 1 from group_members m
    where m.tenant_id = a.tenant_id and m.group_id = ${groupId}::uuid and m.account_id = a.id)`
  const joins = sql`${present} and ${condition} and not ${isIn}`
  const leaves = sql`${present} and ${isIn} and (${condition}) is not true`
  const counted = (where: RawBuilder<unknown>) => sql`(select count(*) from accounts a where ${where})`
  const first = (where: RawBuilder<unknown>) =>
    rows(
      t,
      sql<Named>`select a.id, a.display_name as name from accounts a where ${where}
        order by a.display_key, a.id limit ${named}`,
    )
  const counts = await row(
    t,
    sql<{
      matches: number
      joining: number
      leaving: number
    }>`select ${counted(sql`${present} and ${condition}`)} as matches, ${counted(joins)} as joining, ${counted(leaves)} as leaving`,
  )
  const { matches = 0, joining = 0, leaving = 0 } = counts ?? {}
  return { matches, joining, leaving, joins: await first(joins), leaves: await first(leaves) }
}
