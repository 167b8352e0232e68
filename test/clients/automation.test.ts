import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../setup/server.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./msal-script.mjs', import.meta.url))
let served: Served
let token: string

async function msal(secret: string): Promise<Record<string, string>> {
  const { running, demo } = served
  const https = running.config.origins.find((origin) => origin.startsWith('https://localhost')) as string
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: running.caPath as string,
    AUTHORITY: `${https}/${demo.tenant.id}`,
    CLIENT_ID: demo.automation.id,
    CLIENT_SECRET: secret,
  }
  const { stdout } = await run(process.execPath, [script], { env })
  return JSON.parse(stdout) as Record<string, string>
}

async function api(
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const response = await fetch(`${served.origin}/v1.0${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(init.headers as Record<string, string>),
    },
  })
  return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> }
}

beforeAll(async () => {
  served = await serveDemo()
  token = (await msal(served.demo.automation.secret))['accessToken'] ?? ''
})
afterAll(() => served.stop())

describe('@azure/msal-node, unmodified, over https', () => {
  it('gets a token by client credentials', () => expect(token.split('.')).toHaveLength(3))
  it('SEC-22: reads the known number when the secret is wrong', async () => {
    expect((await msal('not the secret'))['message']).toContain('AADSTS7000215')
  })
})

describe('the API with that token', () => {
  it('lists people, a page at a time', async () => {
    const { status, body } = await api('/users?$top=5&$select=displayName')
    expect(status).toBe(200)
    expect(body['value']).toHaveLength(5)
    expect(body['@odata.nextLink']).toContain('skiptoken')
  })
  it('filters by equality', async () => {
    const { body } = await api(`/users?$filter=${encodeURIComponent("userPrincipalName eq 'alice@meridian.example'")}`)
    expect(body['value']).toMatchObject([{ displayName: 'Alice Moreau' }])
  })
  it('makes, changes and deletes a person', async () => {
    const made = await api('/users', {
      method: 'POST',
      body: JSON.stringify({
        userPrincipalName: 'new@meridian.example',
        displayName: 'New Person',
        department: 'Sales',
        usageLocation: 'FR',
      }),
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const path = `/users/${made.body['id']}`
    expect((await api(path, { method: 'PATCH', body: JSON.stringify({ department: 'Finance' }) })).status).toBe(204)
    expect((await api(path)).body).toMatchObject({ department: 'Finance' })
    expect((await api(path, { method: 'DELETE' })).status).toBe(204)
  })
  it('explains, with the very decision of the sign-in', async () => {
    const bruno = served.demo.people.find((one) => one.key === 'bruno')
    const crm = served.demo.apps.find((one) => one.key === 'crm')
    const { status, body } = await api('/admit/explain', {
      method: 'POST',
      body: JSON.stringify({ person: { accountId: bruno?.id }, appId: crm?.id }),
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body['explanation']).toMatchObject({ standing: 'refuse', findings: [{ code: 'LIC-HAS', root: 'GRP-RULE' }] })
  })
  it('SEC-28: refuses fields nobody knows and bodies that are no JSON', async () => {
    expect(
      (
        await api('/users', {
          method: 'POST',
          body: JSON.stringify({ userPrincipalName: 'x@meridian.example', displayName: 'X', roles: ['global-admin'] }),
        })
      ).status,
    ).toBe(400)
    expect((await api('/users', { method: 'POST', body: '{' })).status).toBe(400)
  })
  it('SEC-21: refuses a token that was altered, and none at all', async () => {
    expect(
      (await fetch(`${served.origin}/v1.0/users`, { headers: { authorization: `Bearer ${token.slice(0, -6)}AAAAAA` } }))
        .status,
    ).toBe(401)
    expect((await fetch(`${served.origin}/v1.0/users`)).status).toBe(401)
  })
  it('SEC-31: does not let an app give itself roles', async () => {
    const alice = served.demo.people.find((one) => one.key === 'alice')
    const { status } = await api('/admit/changes', {
      method: 'POST',
      body: JSON.stringify({ changes: [{ do: 'assign_role', accountId: alice?.id, role: 'global-admin' }] }),
    })
    expect(status).toBe(403)
  })
  it('SEC-39: answers only to its own names, and leads whoever came by another to them', async () => {
    const answer = await new Promise<{ readonly status: number | undefined; readonly html: string }>((done) => {
      const headers = { host: 'evil.example', accept: 'text/html' }
      request(`${served.origin}/myapps`, { headers }, async (response) =>
        done({ status: response.statusCode, html: await text(response) }),
      ).end()
    })
    expect(answer.status).toBe(421)
    expect(answer.html).toContain('This is not an address of ours')
    expect(answer.html).toContain(`href="${served.origin}/myapps"`)
    expect(answer.html).not.toContain('evil.example')
  })
})
