import { sql } from 'kysely'
import { row, rows, type TenantDb } from './store.ts'

/** That somebody asked why somebody can or cannot sign in to an app. */
export type Question = {
  readonly at: number
  readonly kind: 'explain' | 'what_if'
  readonly actor: string | null
  readonly actorKind: 'person' | 'app' | 'command_line'
  readonly accountId: string | null
  readonly appId: string
  readonly reference: string | null
}

/** Writes down that a question was asked. */
export async function insertQuestion(t: TenantDb, q: Question): Promise<void> {
  await sql`insert into questions (tenant_id, at, kind, actor, actor_kind, account_id, app_id, reference)
    values (${t.tenantId}, ${q.at}, ${q.kind}, ${q.actor}, ${q.actorKind}, ${q.accountId}, ${q.appId}, ${q.reference})`.execute(
    t.db,
  )
}

/** How many questions somebody asked since an instant. Those they ask at the same time wait for each other and are counted one by one. */
export async function countQuestions(t: TenantDb, actor: string, since: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`questions ${t.tenantId} ${actor}`}, 0))`.execute(t.db)
  const found = await row(
    t,
    sql<{
      n: number
    }>`select count(*) as n from questions where tenant_id = ${t.tenantId} and actor = ${actor} and at > ${since}`,
  )
  return found?.n ?? 0
}

export type QuestionRow = Question & {
  readonly id: number
  readonly actorName: string | null
  readonly accountName: string | null
}

/** What was asked, the newest first; `before` is the id the page before ended with. */
export function listQuestions(
  t: TenantDb,
  filter: {
    readonly accountId?: string
    readonly actor?: string
    readonly before?: number
    readonly limit: number
  },
): Promise<QuestionRow[]> {
  const where = [sql`q.tenant_id = ${t.tenantId}`]
  if (filter.accountId !== undefined) where.push(sql`q.account_id = ${filter.accountId}::uuid`)
  if (filter.actor !== undefined) where.push(sql`q.actor = ${filter.actor}::uuid`)
  if (filter.before !== undefined) where.push(sql`q.id < ${filter.before}`)
  return rows(
    t,
    sql<QuestionRow>`select q.id, q.at, q.kind, q.actor, q.actor_kind as "actorKind", q.account_id as "accountId", q.app_id as "appId", q.reference,
      coalesce(w.display_name, p.name) as "actorName", a.display_name as "accountName" from questions q
      left join accounts w on w.tenant_id = q.tenant_id and w.id = q.actor left join apps p on p.tenant_id = q.tenant_id and p.id = q.actor
      left join accounts a on a.tenant_id = q.tenant_id and a.id = q.account_id
      where ${sql.join(where, sql` and `)} order by q.id desc limit ${filter.limit}`,
  )
}
