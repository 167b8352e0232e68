import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient, verifier } from '../support/bare-client.ts'
import { secondCompany } from '../support/companies.ts'
import { plainApp, type Registered, registerApp } from '../support/register-app.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let app: Registered
let client: BareClient
let other: Awaited<ReturnType<typeof secondCompany>>
let at: Awaited<ReturnType<typeof listenAsApp>>
let redirectUri: string

beforeAll(async () => {
  served = await serveDemo()
  at = await listenAsApp()
  redirectUri = `${at.origin}/callback`
  app = await registerApp(served, { name: 'A web app', redirectUris: [{ uri: redirectUri, kind: 'web' }] })
  client = new BareClient(served, app, redirectUri)
  other = await secondCompany(served.running.admit, served.origin)
})
afterAll(async () => {
  await at.stop()
  await served.stop()
})

const shared = (address: string) => address.replace(served.demo.tenant.id, 'common')

describe('common, where there are several organisations', () => {
  it('is the organisation that has the app, for people and for the app itself', async () => {
    const page = await new Visitor().open(shared(client.address()))
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Meridian')])

    const code = await client.code('alice')
    const answer = await fetch(`${served.origin}/common/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: 'Bearer' }])
  })

  it('is told by a name or a domain as well, and by neither is nobody', async () => {
    const nobody = '11111111-2222-4333-8444-555555555555'
    const open = (fields: Record<string, string>) => new Visitor().open(shared(client.address(fields)))
    expect((await open({ client_id: nobody })).status).toBe(404)
    for (const hint of [{ login_hint: 'admin@other-works.example' }, { domain_hint: 'other-works.example' }])
      expect((await open({ client_id: nobody, ...hint })).text, JSON.stringify(hint)).toContain('Other Works')
  })

  it('gives nobody an app of that name instead, when two organisations have one with the same id', async () => {
    const { admit } = served.running
    const change = (one: Change) => applyChanges(admit, commandLine(other.tenantId), [one], null)
    await change({ do: 'put_app', app: plainApp(app.id) })
    const page = await new Visitor().open(shared(client.address()))
    expect(page.status, 'it is not clear whose').toBe(404)
    const hinted = await new Visitor().open(shared(client.address({ login_hint: 'alice@meridian.example' })))
    expect(hinted.text).toContain('Meridian')
    await change({ do: 'delete_app', appId: app.id })
    expect((await new Visitor().open(shared(client.address()))).status).toBe(200)
  })
})
