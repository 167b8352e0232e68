import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Admit } from '../../src/app/admit.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { addSecret } from '../../src/app/clients.ts'
import { makeTenantIn } from '../../src/app/make-tenant.ts'
import { apiIdentifierUri } from '../../src/app/own-apps.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { startSession } from '../../src/app/sign-in/session.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { findPasswordHash } from '../../src/store/credentials.ts'
import { type TenantDb, withTenant } from '../../src/store/store.ts'
import { plainApp } from './register-app.ts'

/** What a caller of the API sends to be known. */
export type Caller = Readonly<Record<string, string>>

/** The headers of somebody at our own pages: a browser's session, made without the pages. Who has no password yet gets one: nobody signs in without. */
export async function sessionOf(admit: Admit, tenantId: string, accountId: string): Promise<Caller> {
  const now = admit.now()
  await withTenant(admit.store, tenantId, async (t) => {
    if ((await findPasswordHash(t, accountId)) === null) await givePassword(t, accountId, now)
  })
  const proofs = {
    accountId,
    authAt: now,
    secondFactorAt: now,
    methods: ['password', 'totp'] as const,
    ip: null,
    client: null,
  }
  const { secret } = await withTenant(admit.store, tenantId, (t) => startSession(t, proofs, now, null))
  return { cookie: `__Host-admit-session=${secret}`, 'x-admit-csrf': '1' }
}

async function givePassword(t: TenantDb, accountId: string, at: number): Promise<void> {
  await carryOut(
    t,
    { do: 'change_password', accountId },
    { actor: null, actorKind: 'system', reason: null, operationId: null, at: at - 60_000 },
    { passwordHash: await hashPassword('granite kettle 77') },
  )
}

/** The headers of an app that acts by itself, with a token it really asked for. */
export async function appCaller(origin: string, tenantId: string, id: string, secret: string): Promise<Caller> {
  const answer = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: `${apiIdentifierUri}/.default`,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token?: string }
  if (token === undefined) throw new Error(`no token: ${answer.status}`)
  return { authorization: `Bearer ${token}` }
}

/** Another organisation on the same server, with an administrator of everything and an app that may do everything. */
export async function secondCompany(admit: Admit, origin: string) {
  const tenantId = randomUUID()
  const ids = { admin: randomUUID(), person: randomUUID(), group: randomUUID(), app: randomUUID() }
  const at = admit.now()
  await withTenant(admit.store, tenantId, (t) =>
    makeTenantIn(t, { name: 'Other Works', defaultDomain: 'other-works.example', isDemo: false }, at),
  )
  const account = (id: string, local: string) => ({
    do: 'create_account' as const,
    account: {
      id,
      signInName: `${local}@other-works.example`,
      displayName: `Other ${local}`,
      userType: 'member' as const,
      isEnabled: true,
      attributes: {},
    },
  })
  await applyChanges(
    admit,
    commandLine(tenantId),
    [
      account(ids.admin, 'admin'),
      account(ids.person, 'person'),
      { do: 'assign_role', accountId: ids.admin, role: 'global-admin' },
      { do: 'create_group', group: { id: ids.group, name: 'Other people', description: null, rule: null } },
      { do: 'put_app', app: { ...plainApp(ids.app), name: 'Other app', appPermissions: everyPermission } },
    ],
    null,
  )
  // Somebody must be able to sign in to the console, or every risky change is refused for that alone.
  await withTenant(admit.store, tenantId, (t) => givePassword(t, ids.admin, at))
  const { secret } = await withTenant(admit.store, tenantId, (t) =>
    addSecret(t, ids.app, { actor: null, actorKind: 'system', at }),
  )
  return {
    tenantId,
    ids,
    session: await sessionOf(admit, tenantId, ids.admin),
    app: await appCaller(origin, tenantId, ids.app, secret),
  }
}

export const everyPermission = [
  ...['User.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All', 'Application.ReadWrite.All'],
  ...['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess', 'AuditLog.Read.All', 'Organization.Read.All'],
  ...['LicenseAssignment.ReadWrite.All', 'RoleManagement.Read.Directory', 'Admit.Explain.All', 'Admit.Repair.All'],
]

/** Every table that belongs to tenants. */
export async function tenantTables(admit: Admit): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'tenant_id' order by table_name`.execute(admit.store.db)
  return found.rows.map((one) => one.name)
}

/** How often each caller asked: no part of the directory. */
const counters = ['api_callers']

/** All rows of a tenant as text, table by table. */
export async function rowsOf(admit: Admit, tenantId: string, without: readonly string[] = []): Promise<string> {
  const tables = (await tenantTables(admit)).filter((table) => ![...counters, ...without].includes(table))
  return withTenant(admit.store, tenantId, async (t) => {
    const parts = tables.map(
      (table) =>
        sql`select ${table} || coalesce(string_agg(r, e'\n' order by r), '') as rows
          from ${sql.table(table)} x, lateral (select (to_jsonb(x) - 'last_seen_at')::text as r) as text
          where x.tenant_id = ${tenantId}`,
    )
    const all = await sql<{ rows: string }>`${sql.join(parts, sql` union all `)}`.execute(t.db)
    return all.rows.map((one) => one.rows).join('\n')
  })
}
