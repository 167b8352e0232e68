import { sql } from 'kysely'
import type { ProvedBy } from '../core/methods/methods.ts'
import type { SessionKind } from '../core/sessions/stay.ts'
import { endSessionsWhere } from './logouts.ts'
import { everywhere, rolesHeld } from './roles-held.ts'
import { changed, json, row, rows, type TenantDb } from './store.ts'

/** What tells whether a session still stands. */
export type SessionState = {
  readonly kind: SessionKind
  readonly authAt: number
  readonly startedAt: number
  readonly lastSeenAt: number
  readonly endedAt: number | null
  readonly isEnabled: boolean
  readonly deletedAt: number | null
  readonly sessionsRevokedAt: number | null
  /** What it was proved with. */
  readonly methods: readonly ProvedBy[]
  /** When the person's pass ends; null where they have none. */
  readonly passUntil: number | null
  /** For how many days the tenant lets people stay signed in. */
  readonly stayDays: number
}

/** Whose session it is. */
type SessionPerson = {
  readonly accountId: string
  readonly signInName: string
  readonly displayName: string
  /** A guest's invitation. */
  readonly invitation: { readonly address: string } | null
}

const whose = sql`s.account_id as "accountId", a.sign_in_name as "signInName", a.display_name as "displayName",
      (select jsonb_build_object('address', i.address) from invitations i where i.tenant_id = s.tenant_id and i.account_id = s.account_id) as invitation`

export type SessionRow = SessionState &
  SessionPerson & {
    readonly secondFactorAt: number | null
    /** Roles held everywhere, and those within units. */
    readonly roles: readonly string[]
    readonly scoped: readonly { readonly role: string; readonly unitId: string }[]
  }

/** The columns of a session's state, of the session, its account and its tenant. */
const state = sql`s.kind, s.auth_at as "authAt", s.started_at as "startedAt", s.last_seen_at as "lastSeenAt", s.ended_at as "endedAt", a.is_enabled as "isEnabled", a.deleted_at as "deletedAt",
      a.sessions_revoked_at as "sessionsRevokedAt", o.stay_days as "stayDays", s.methods,
      (select p.ends_at from temporary_passes p where p.tenant_id = s.tenant_id and p.account_id = s.account_id) as "passUntil"`

/** A browser session and what of its person decides whether it still stands; null when there is none. */
export function findSessionRow(t: TenantDb, id: string): Promise<SessionRow | null> {
  return row(
    t,
    sql<SessionRow>`select ${state}, ${whose}, s.second_factor_at as "secondFactorAt",
      coalesce((select jsonb_agg(distinct h.role order by h.role) from ${rolesHeld} h where h.tenant_id = s.tenant_id and h.account_id = s.account_id
        and h.unit_id = ${everywhere}), '[]') as roles,
      coalesce((select jsonb_agg(distinct jsonb_build_object('role', h.role, 'unitId', h.unit_id)) from ${rolesHeld} h where h.tenant_id = s.tenant_id
        and h.account_id = s.account_id and h.unit_id <> ${everywhere}), '[]') as scoped
      from browser_sessions s join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id join tenants o on o.id = s.tenant_id where s.tenant_id = ${t.tenantId} and s.id = ${id}`,
  )
}

/** A person whom a browser has signed in, by the session it has of them. */
export type BrowserSession = SessionState & SessionPerson & { readonly id: string }

/** Those of a browser's sessions that are in the tenant, in the order given. */
export async function listBrowserSessions(t: TenantDb, ids: readonly string[]): Promise<readonly BrowserSession[]> {
  if (ids.length === 0) return []
  const found = await rows(
    t,
    sql<BrowserSession>`select ${state}, ${whose}, s.id
      from browser_sessions s join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id join tenants o on o.id = s.tenant_id
      where s.tenant_id = ${t.tenantId} and s.id in (select jsonb_array_elements_text(${json(ids)}))`,
  )
  return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Keeps a new browser session, by the hash of its secret. */
export async function insertSession(
  t: TenantDb,
  session: {
    readonly id: string
    readonly accountId: string
    readonly startedAt: number
    readonly authAt: number
    readonly secondFactorAt: number | null
    readonly methods: readonly ProvedBy[]
    readonly kind: SessionKind
    readonly ip: string | null
    readonly client: string | null
  },
): Promise<void> {
  await sql`insert into browser_sessions (tenant_id, id, account_id, started_at, auth_at, second_factor_at, methods, kind, last_seen_at, ip, client)
    values (${t.tenantId}, ${session.id}, ${session.accountId}, ${session.startedAt}, ${session.authAt}, ${session.secondFactorAt}, ${json(session.methods)}, ${session.kind}, ${session.startedAt}, ${session.ip}, ${session.client})`.execute(
    t.db,
  )
}

/** Makes another of a session that stands, with all that was proved in it; false where there is none. */
export async function copySession(t: TenantDb, id: string, as: string): Promise<boolean> {
  return (
    (await changed(
      t,
      sql`insert into browser_sessions (tenant_id, id, account_id, started_at, auth_at, second_factor_at, methods, kind, last_seen_at, ip, client)
        select tenant_id, ${as}, account_id, started_at, auth_at, second_factor_at, methods, kind, last_seen_at, ip, client
        from browser_sessions where tenant_id = ${t.tenantId} and id = ${id} and ended_at is null`,
    )) === 1
  )
}

/** Notes that somebody is there. */
export async function touchSession(t: TenantDb, id: string, now: number): Promise<void> {
  await sql`update browser_sessions set last_seen_at = ${now} where tenant_id = ${t.tenantId} and id = ${id}`.execute(
    t.db,
  )
}

/** Keeps that the strongest was proved in a session, and with what. */
export async function proveSession(t: TenantDb, id: string, now: number, methods: readonly ProvedBy[]): Promise<void> {
  await sql`update browser_sessions set second_factor_at = ${now}, methods = ${json(methods)} where tenant_id = ${t.tenantId} and id = ${id}`.execute(
    t.db,
  )
}

/** Ends a session, and with it every token that was given in it (L2). */
export async function endSessionRow(t: TenantDb, id: string, now: number): Promise<void> {
  await endSessionsWhere(t, sql`s.id = ${id}`, now)
}

/** Ends the sessions of an account that outlive their browsers. */
export async function endLastingSessions(t: TenantDb, accountId: string, now: number): Promise<void> {
  await endSessionsWhere(t, sql`s.account_id = ${accountId} and s.kind = 'lasting'`, now)
}

/** Has what was given in a session belong to the one that takes its place: who proves anew who they are signs no app out. */
export async function moveGrants(t: TenantDb, from: string, to: string): Promise<void> {
  await sql`update session_grants set session_id = ${to} where tenant_id = ${t.tenantId} and session_id = ${from}`.execute(
    t.db,
  )
}

/** Notes in which sessions grants were given: what came of them ends with the session. */
export async function linkGrants(
  t: TenantDb,
  given: readonly { readonly sessionId: string; readonly grantId: string }[],
): Promise<void> {
  await sql`insert into session_grants (tenant_id, session_id, grant_id)
    select s.tenant_id, s.id, g ->> 'grantId' from jsonb_array_elements(${json(given)}) g
    join browser_sessions s on s.tenant_id = ${t.tenantId} and s.id = g ->> 'sessionId' order by 2, 3 on conflict do nothing`.execute(
    t.db,
  )
}

/** A session that nobody has ended, with the browser it is of and the apps that hold tokens of it. */
export type OpenSession = SessionState & {
  readonly id: string
  readonly ip: string | null
  readonly client: string | null
  readonly apps: readonly string[]
}

/** The sessions of an account that nobody has ended, the one last seen first; some may be over by time. */
export function listSessions(t: TenantDb, accountId: string): Promise<OpenSession[]> {
  return rows(
    t,
    sql<OpenSession>`select ${state}, s.id, s.ip, s.client,
      coalesce((select jsonb_agg(distinct p.name order by p.name) from session_grants g
        join artifacts f on f.tenant_id = g.tenant_id and f.grant_id = g.grant_id and f.model = 'RefreshToken'
        join apps p on p.tenant_id = g.tenant_id and p.id::text = f.payload ->> 'clientId'
        where g.tenant_id = s.tenant_id and g.session_id = s.id), '[]') as apps
      from browser_sessions s join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id join tenants o on o.id = s.tenant_id
      where s.tenant_id = ${t.tenantId} and s.account_id = ${accountId} and s.ended_at is null order by s.last_seen_at desc limit 100`,
  )
}
