import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Prepared, preparePeople } from '../../bench/support/people.ts'
import { signIn } from '../../bench/support/sign-in.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { rows, type TenantDb, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'

let served: Served
let prepared: Prepared
let authority: string

beforeAll(async () => {
  served = await serveDemo()
  prepared = await preparePeople(served.running.config.databaseUrl as string, 4)
  authority = `${served.origin}/${served.demo.tenant.id}`
})
afterAll(() => served.stop())

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) =>
  withTenant(served.running.admit.store, served.demo.tenant.id, work)

function change(one: Change): Promise<unknown> {
  const by = { actor: null, actorKind: 'system', reason: 'test', operationId: null, at: Date.now() } as const
  return inTenant((t) => carryOut(t, one, by))
}

type Answer = { readonly status: number; readonly body: Record<string, string> & { error_codes?: number[] } }

async function token(form: Readonly<Record<string, string>>, correlationId: string = randomUUID()): Promise<Answer> {
  const response = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'client-request-id': correlationId },
    body: new URLSearchParams(form),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const clientGrant = (correlationId?: string) => {
  const { id, secret } = served.demo.automation
  return token(
    { grant_type: 'client_credentials', client_id: id, client_secret: secret, scope: 'api://crm/.default' },
    correlationId,
  )
}

const refresh = (refreshToken: string) =>
  token({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: prepared.app.id,
    client_secret: prepared.app.secret,
  })

const logged = (correlationId: string) =>
  inTenant((t) =>
    rows(
      t,
      sql`select kind, outcome, app_id, number from sign_ins where tenant_id = ${t.tenantId} and correlation_id = ${correlationId}`,
    ),
  )

/** While the database refuses to keep this kind of sign-in. */
async function withoutRowsOf(kind: string, work: () => Promise<void>): Promise<void> {
  const table = (change: string) => inTenant((t) => sql.raw(`alter table sign_ins ${change}`).execute(t.db))
  await table(`add constraint refused check (kind <> '${kind}') not valid`)
  await work().finally(() => table('drop constraint refused'))
}

const person = (n: number) => prepared.people[n] as Prepared['people'][number]
const idOf = async (n: number) => {
  const found = await inTenant((t) =>
    rows(t, sql<{ id: string }>`select id from accounts where name_key = ${person(n).signInName}`),
  )
  return found[0]?.id as string
}

describe('an app that comes for itself', () => {
  it('has a row in the log for every token, fifty at once', async () => {
    const ids = Array.from({ length: 50 }, () => randomUUID())
    const answers = await Promise.all(ids.map((id) => clientGrant(id)))
    expect(answers.map((one) => one.status)).toEqual(ids.map(() => 200))
    for (const id of ids)
      expect(await logged(id)).toEqual([
        { kind: 'client', outcome: 'admit', app_id: served.demo.automation.id, number: null },
      ])
  })
  it('is given no token whose row cannot be written, and one again when it can', async () => {
    await withoutRowsOf('client', async () => {
      const { status, body } = await clientGrant()
      expect([status, body['error'], body['access_token']]).toEqual([500, 'server_error', undefined])
    })
    expect((await clientGrant()).status).toBe(200)
  })
  it('is refused at the next request once it is switched off, with a row, and let in once it is on again', async () => {
    const appId = served.demo.automation.id
    await change({ do: 'disable_app', appId })
    const correlationId = randomUUID()
    expect(await clientGrant(correlationId)).toMatchObject({ status: 400, body: { error_codes: [7000112] } })
    expect(await logged(correlationId)).toEqual([{ kind: 'client', outcome: 'refuse', app_id: appId, number: 7000112 }])
    await change({ do: 'enable_app', appId })
    expect((await clientGrant()).status).toBe(200)
  })
  it('SEC-22: is refused at the next request once its secret has run out or is gone, however that came about', async () => {
    const appId = served.demo.automation.id
    expect((await clientGrant()).status).toBe(200)
    await inTenant((t) => sql`update app_secrets set expires_at = 1 where app_id = ${appId}`.execute(t.db))
    expect((await clientGrant()).body['error']).toBe('invalid_client')
    await inTenant((t) => sql`update app_secrets set expires_at = null where app_id = ${appId}`.execute(t.db))
    expect((await clientGrant()).status).toBe(200)
    await inTenant((t) => sql`delete from app_secrets where app_id = ${appId}`.execute(t.db))
    expect((await clientGrant()).body['error']).toBe('invalid_client')
  })
})

describe('a refresh', () => {
  it('is whole or nothing: where its row cannot be written, its token is as good as before', async () => {
    const { refresh_token } = await signIn(authority, prepared.app, person(2))
    await withoutRowsOf('refresh', async () => {
      const { status, body } = await refresh(refresh_token)
      expect([status, body['error'], body['refresh_token']]).toEqual([500, 'server_error', undefined])
    })
    const consumed = await inTenant((t) =>
      rows(t, sql`select id from artifacts where model = 'RefreshToken' and consumed_at is not null`),
    )
    expect(consumed).toEqual([])
    expect((await refresh(refresh_token)).status).toBe(200)
  })
  it('is refused at the next request once the person is blocked', async () => {
    const first = await signIn(authority, prepared.app, person(0))
    const second = await refresh(first.refresh_token)
    expect(second.status).toBe(200)
    await change({ do: 'block_account', accountId: await idOf(0) })
    expect(await refresh(second.body['refresh_token'] as string)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_codes: [50057] },
    })
  })
  it('is refused at the next request once the app is switched off, and let through once it is on again', async () => {
    const first = await signIn(authority, prepared.app, person(1))
    await change({ do: 'disable_app', appId: prepared.app.id })
    expect((await refresh(first.refresh_token)).status).toBe(400)
    await change({ do: 'enable_app', appId: prepared.app.id })
    expect((await refresh(first.refresh_token)).status).toBe(200)
  })
})
