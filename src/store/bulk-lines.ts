import { type RawBuilder, sql } from 'kysely'
import { json, row, rows, type TenantDb } from './store.ts'

export type LineOutcome = 'done' | 'same' | 'bad'

/** What came of a line: `same` where all of it was so already, `bad` with an error's code and words. */
export type LineResult = {
  readonly outcome: LineOutcome
  readonly code: string | null
  readonly message: string | null
}

/** A line of a file that is to be done. */
export type OpenLine = {
  readonly n: number
  readonly line: number
  readonly subject: string
  readonly fields: Readonly<Record<string, string>>
}

/** A line as its result tells it; no outcome yet where nobody has come to it. */
export type ToldLine = Pick<OpenLine, 'n' | 'line' | 'subject'> & {
  readonly outcome: LineOutcome | null
  readonly code: string | null
  readonly message: string | null
}

export type NewLine = Pick<OpenLine, 'n' | 'line' | 'subject'> &
  ({ readonly fields: OpenLine['fields'] } | { readonly bad: { readonly code: string; readonly message: string } })

/** Keeps lines of a job, with the result of those that are bad from the start. */
export async function insertLines(t: TenantDb, jobId: string, lines: readonly NewLine[]): Promise<void> {
  await sql`insert into bulk_lines (tenant_id, job_id, n, line, subject, fields, outcome, code, message)
    select ${t.tenantId}::uuid, ${jobId}::uuid, (l ->> 'n')::int, (l ->> 'line')::int, l ->> 'subject', l -> 'fields',
      case when l -> 'bad' is null then null else 'bad' end, l -> 'bad' ->> 'code', l -> 'bad' ->> 'message'
    from jsonb_array_elements(${json(lines)}) l`.execute(t.db)
}

/** The next lines of a job that are to be done, in their order. */
export function openLines(t: TenantDb, jobId: string, after: number, limit: number): Promise<OpenLine[]> {
  return rows(
    t,
    sql<OpenLine>`select n, line, subject, fields from bulk_lines where tenant_id = ${t.tenantId} and job_id = ${jobId}
      and n > ${after} and outcome is null order by n limit ${limit}`,
  )
}

/** Those of these subjects that a line above has been done for. */
export async function subjectsAbove(
  t: TenantDb,
  jobId: string,
  before: number,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows(
    t,
    sql<{
      subject: string
    }>`select distinct subject from bulk_lines where tenant_id = ${t.tenantId} and job_id = ${jobId}
      and subject = any(${subjects}::text[]) and n < ${before} and outcome = 'done'`,
  )
  return new Set(found.map(({ subject }) => subject))
}

/** Writes what came of lines and forgets what they said. */
export async function saveResults(t: TenantDb, jobId: string, results: ReadonlyMap<number, LineResult>): Promise<void> {
  await sql`update bulk_lines b set outcome = r ->> 'outcome', code = r ->> 'code', message = r ->> 'message', fields = null
    from jsonb_array_elements(${json([...results].map(([n, result]) => ({ n, ...result })))}) r
    where b.tenant_id = ${t.tenantId} and b.job_id = ${jobId} and b.n = (r ->> 'n')::int`.execute(t.db)
}

/** Forgets what the lines that nobody will do any more said. */
export async function forgetFields(t: TenantDb, jobId: string): Promise<void> {
  await sql`update bulk_lines set fields = null where tenant_id = ${t.tenantId} and job_id = ${jobId} and fields is not null`.execute(
    t.db,
  )
}

/** Lines of a job with what came of them, in the order of the file. */
export function toldLines(
  t: TenantDb,
  jobId: string,
  { which, after, limit }: { readonly which: 'all' | 'bad'; readonly after: number; readonly limit: number },
): Promise<ToldLine[]> {
  const some: RawBuilder<unknown> = which === 'bad' ? sql`and outcome = 'bad'` : sql``
  return rows(
    t,
    sql<ToldLine>`select n, line, subject, outcome, code, message from bulk_lines where tenant_id = ${t.tenantId}
      and job_id = ${jobId} and n > ${after} ${some} order by n limit ${limit}`,
  )
}

/** Forgets the lines of bulks that ended before then. */
export async function forgetLinesBefore(t: TenantDb, endedBefore: number): Promise<void> {
  const isAny = await row(t, sql`select 1 from bulk_lines where tenant_id = ${t.tenantId} limit 1`)
  if (isAny === null) return
  await sql`delete from bulk_lines b using jobs j where b.tenant_id = ${t.tenantId} and j.tenant_id = b.tenant_id
    and j.id = b.job_id and j.ended_at < ${endedBefore}`.execute(t.db)
}
