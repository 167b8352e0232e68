import { type RawBuilder, sql } from 'kysely'
import { row, rows, type TenantDb } from './store.ts'

/** What became of telling an app that somebody is signed out. */
export type LogoutState = 'waiting' | 'done' | 'refused' | 'given_up'

/** An app that is to be told of a sign-out, with what it is told. */
export type Logout = {
  readonly id: string
  readonly appId: string
  readonly accountId: string
  readonly grantId: string
  readonly madeAt: number
  readonly tries: number
  /** Where the app is told; null where it says so no more. */
  readonly uri: string | null
  readonly signedWith: 'RS256' | 'ES256'
}

/** A logout that is due, as the queue carries it. */
export type DueLogout = { readonly tenantId: string; readonly logoutId: string }

/**
 * Ends the sessions that a statement finds, and with them every token that was given in them (L2), unless a refresh is to be told why not:
 * apps that want to be told are told as soon as the transaction commits. `which` says which of `browser_sessions s` are meant.
 */
export async function endSessionsWhere(
  t: TenantDb,
  which: RawBuilder<unknown>,
  now: number,
  tokens: 'end' | 'are_refused' = 'end',
): Promise<void> {
  await sql`with ended as (
      update browser_sessions s set ended_at = ${now} where s.tenant_id = ${t.tenantId} and s.ended_at is null and ${which} returning s.id, s.account_id),
    given as (select e.id, e.account_id, g.grant_id from ended e join session_grants g on g.tenant_id = ${t.tenantId} and g.session_id = e.id),
    gone as (delete from artifacts f using given where ${tokens === 'end'} and f.tenant_id = ${t.tenantId} and f.grant_id = given.grant_id),
    due as (insert into logouts (tenant_id, id, app_id, account_id, session_id, grant_id, made_at)
      select ${t.tenantId}, gen_random_uuid(), p.id, given.account_id, given.id, given.grant_id, ${now} from given
      join artifacts f on f.tenant_id = ${t.tenantId} and f.model = 'Grant' and f.id = given.grant_id
      join apps p on p.tenant_id = ${t.tenantId} and p.id::text = f.payload ->> 'clientId' and p.back_channel_logout_uri is not null
      returning id)
    select ${job(t, sql`id`, 0)} from due`.execute(t.db)
}

/** Ends every session that an account has now. Its tokens are refused by what revoked them, which is said at a refresh. */
export function endSessionsOf(t: TenantDb, accountIds: readonly string[], now: number): Promise<void> {
  const theirs = sql`s.account_id = any(${accountIds}::uuid[]) and least(s.auth_at, s.started_at) < ${now}`
  return endSessionsWhere(t, theirs, now, 'are_refused')
}

const job = (t: TenantDb, id: RawBuilder<unknown>, inMillis: number) =>
  sql`graphile_worker.add_job('logout', json_build_object('tenantId', ${t.tenantId}::text, 'logoutId', ${id}),
    run_at := now() + ${inMillis}::float8 * interval '1 millisecond', job_key := 'logout ' || ${id}::text)`

/** A logout that waits, for whoever is first to ask until the transaction ends; null where it waits no more, or another server has it. */
export async function takeLogout(t: TenantDb, id: string): Promise<Logout | null> {
  const lock = sql<{
    mine: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`admit logout ${id}`}, 0)) as mine`
  if ((await row(t, lock))?.mine !== true) return null
  return row(
    t,
    sql<Logout>`select l.id, l.app_id as "appId", l.account_id as "accountId", l.grant_id as "grantId", l.made_at as "madeAt", l.tries,
      p.back_channel_logout_uri as uri, p.signed_with as "signedWith"
      from logouts l join apps p on p.tenant_id = l.tenant_id and p.id = l.app_id
      where l.tenant_id = ${t.tenantId} and l.id = ${id} and l.state = 'waiting'`,
  )
}

/** Writes down what became of a logout. */
export async function endLogout(
  t: TenantDb,
  id: string,
  { state, answer }: { readonly state: Exclude<LogoutState, 'waiting'>; readonly answer: string },
  now: number,
): Promise<void> {
  await sql`update logouts set state = ${state}, answer = ${answer}, ended_at = ${now} where tenant_id = ${t.tenantId} and id = ${id}`.execute(
    t.db,
  )
}

/** Has a logout be tried again after so many milliseconds. */
export async function postponeLogout(t: TenantDb, id: string, answer: string, inMillis: number): Promise<void> {
  await sql`update logouts set tries = tries + 1, answer = ${answer} where tenant_id = ${t.tenantId} and id = ${id}`.execute(
    t.db,
  )
  await sql`select ${job(t, sql`${id}::text`, inMillis)}`.execute(t.db)
}

/** An app that has not said that a person is signed out there; `isAsked`: it is being told for the first time. */
export type AppNotTold = { readonly name: string; readonly isAsked: boolean }

/** The apps that were to be told of the end of these sessions and have not said that they know, in the order of names. */
export function appsNotTold(t: TenantDb, sessionIds: readonly string[]): Promise<AppNotTold[]> {
  return rows(
    t,
    sql<AppNotTold>`select p.name, bool_or(l.state = 'waiting' and l.tries = 0) as "isAsked" from logouts l
      join apps p on p.tenant_id = l.tenant_id and p.id = l.app_id
      where l.tenant_id = ${t.tenantId} and l.session_id = any(${sessionIds}) and l.state <> 'done' group by p.name order by p.name`,
  )
}

/** A sign-out that an app was told of, or was to be. */
export type LogoutRow = {
  readonly id: string
  readonly account: string | null
  readonly madeAt: number
  readonly state: LogoutState
  readonly tries: number
  readonly answer: string | null
}

/** The newest sign-outs that an app has not answered as it should. */
export function listUnanswered(t: TenantDb, appId: string): Promise<LogoutRow[]> {
  return rows(
    t,
    sql<LogoutRow>`select l.id, a.display_name as account, l.made_at as "madeAt", l.state, l.tries, l.answer from logouts l
      left join accounts a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${t.tenantId} and l.app_id = ${appId} and l.state <> 'done' and (l.state <> 'waiting' or l.tries > 0)
      order by l.made_at desc, l.id limit 20`,
  )
}

/** Forgets sign-outs that were made before an instant. */
export async function forgetLogoutsBefore(t: TenantDb, before: number): Promise<void> {
  await sql`delete from logouts where tenant_id = ${t.tenantId} and made_at < ${before} and state <> 'waiting'`.execute(
    t.db,
  )
}
