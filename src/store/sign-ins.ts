import { type RawBuilder, sql } from 'kysely'
import type { Outcome } from '../core/decide.ts'
import type { Place, Proof } from '../core/snapshot.ts'
import { json, row, rows, type TenantDb } from './store.ts'

export type SignInKind = 'interactive' | 'single_sign_on' | 'refresh' | 'client'

/** One decision as it was made, with what is needed to make it again. */
export type SignIn = {
  readonly at: number
  readonly kind: SignInKind
  readonly accountId: string | null
  readonly signInName: string | null
  readonly appId: string | null
  readonly instanceId: string | null
  readonly ip: string | null
  readonly client: string | null
  readonly correlationId: string
  readonly reference: string
  readonly outcome: Outcome
  readonly code: string | null
  readonly number: number | null
  readonly asked: {
    readonly redirectUri: string | null
    readonly scopes: readonly string[]
    readonly proof: Proof
    readonly place?: Place
  }
  readonly snapshotDigest: string
  readonly gateListVersion: string
  readonly trace: readonly string[]
}

export type SignInRow = SignIn & {
  readonly id: number
  readonly displayName: string | null
  readonly appName: string | null
}

/** Writes decisions into the log, in their order. */
export async function insertSignIns(t: TenantDb, all: readonly SignIn[]): Promise<void> {
  await sql`insert into sign_ins (tenant_id, at, kind, account_id, sign_in_name, app_id, instance_id, ip, client, correlation_id, reference, outcome, code, number, asked, snapshot_digest, gate_list_version, trace)
    select ${t.tenantId}::uuid, (s ->> 'at')::bigint, s ->> 'kind', (s ->> 'accountId')::uuid, s ->> 'signInName', s ->> 'appId', (s ->> 'instanceId')::uuid, s ->> 'ip', s ->> 'client',
      s ->> 'correlationId', s ->> 'reference', s ->> 'outcome', s ->> 'code', (s ->> 'number')::integer, s -> 'asked', s ->> 'snapshotDigest', s ->> 'gateListVersion', s -> 'trace'
    from jsonb_array_elements(${json(all)}) with ordinality e(s, n) order by n`.execute(t.db)
}

/** What is read of a sign-in `s`, with the names of its account `a` and app `p`. */
export const signInColumns = sql`s.id, s.at, s.kind, s.account_id as "accountId", s.sign_in_name as "signInName", s.app_id as "appId", s.instance_id as "instanceId", s.ip, s.client,
  s.correlation_id as "correlationId", s.reference, s.outcome, s.code, s.number, s.asked, s.snapshot_digest as "snapshotDigest", s.gate_list_version as "gateListVersion", s.trace,
  a.display_name as "displayName", p.name as "appName"`
const whole = sql`select ${signInColumns}
  from sign_ins s left join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id left join apps p on p.tenant_id = s.tenant_id and p.id::text = s.app_id`

/** The decision with this reference number, not older than `since`; null otherwise. */
export function findSignIn(t: TenantDb, reference: string, since: number): Promise<SignInRow | null> {
  return row(
    t,
    sql<SignInRow>`${whole} where s.tenant_id = ${t.tenantId} and s.reference = ${reference} and s.at >= ${since}`,
  )
}

/** The log, the newest first; `before` is the id the page before ended with. */
export function listSignIns(
  t: TenantDb,
  filter: {
    readonly accountId?: string
    readonly outcome?: string
    readonly appId?: string
    /** As it was typed, whatever its capitals. */
    readonly signInName?: string
    readonly correlationId?: string
    readonly before?: number
    readonly limit: number
  },
): Promise<SignInRow[]> {
  const where: RawBuilder<unknown>[] = [sql`s.tenant_id = ${t.tenantId}`]
  if (filter.accountId !== undefined) where.push(sql`s.account_id = ${filter.accountId}::uuid`)
  if (filter.outcome !== undefined) where.push(sql`s.outcome = ${filter.outcome}`)
  if (filter.appId !== undefined) where.push(sql`s.app_id = ${filter.appId}`)
  if (filter.signInName !== undefined) where.push(sql`lower(s.sign_in_name) = lower(${filter.signInName})`)
  if (filter.correlationId !== undefined) where.push(sql`s.correlation_id = ${filter.correlationId}`)
  if (filter.before !== undefined) where.push(sql`s.id < ${filter.before}`)
  return rows(t, sql<SignInRow>`${whole} where ${sql.join(where, sql` and `)} order by s.id desc limit ${filter.limit}`)
}

/** How many sign-ins there were since an instant, how many were refused, and by what. */
export async function countSignIns(
  t: TenantDb,
  since: number,
): Promise<{
  readonly signInsToday: number
  readonly refusedToday: number
  readonly causes: readonly { readonly code: string; readonly count: number }[]
}> {
  const found = await rows(
    t,
    sql<{
      outcome: string
      code: string | null
      n: number
    }>`select outcome, code, count(*) as n from sign_ins where tenant_id = ${t.tenantId} and at >= ${since} group by outcome, code`,
  )
  const refused = found.filter((one) => one.outcome === 'refuse')
  return {
    signInsToday: found.reduce((sum, one) => sum + one.n, 0),
    refusedToday: refused.reduce((sum, one) => sum + one.n, 0),
    causes: refused.map((one) => ({ code: one.code ?? '', count: one.n })).sort((a, b) => b.count - a.count),
  }
}
