import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCertificate } from '../../src/app/certificates.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { buildServer } from '../../src/doors/http.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { proofBy } from '../support/assertion.ts'
import { makeCertificate } from '../support/certificates.ts'
import { rowsOf, sessionOf, tenantTables } from '../support/companies.ts'
import { codeNow, Visitor } from '../support/visitor.ts'

let served: Served
/** All that was logged, at the finest level, by a server that logs into our hands. */
const logged: string[] = []
/** Bodies of all answers that said no. */
const refusals: string[] = []
/** What must be found nowhere, by what it is. */
const canaries: Record<string, string> = {}

beforeAll(async () => {
  served = await serveDemo()
  const log = pino({ level: 'trace', base: null }, { write: (line: string) => void logged.push(line) })
  Object.assign(served.running.admit, { log })
  await planted()
})
afterAll(async () => {
  await served.stop()
})

/** Really signs in, asks for tokens, makes mistakes with secrets, and keeps every secret that went over the wire. */
async function planted(): Promise<void> {
  const { demo, origin, running } = served
  const { id: tenantId } = demo.tenant
  const person = (key: string) => demo.people.find((one) => one.key === key) as (typeof demo.people)[number]
  const [alice, admin] = [person('alice'), person('admin')]
  Object.assign(canaries, { 'a password': alice.password, 'a seed': alice.totpSecret as string })

  // A wrong password, and a password typed into the field for the name.
  canaries['a wrong password'] = 'canary-wrong-7f3a91'
  canaries['a password in the wrong field'] = 'canary-field-b81c02'
  const stray = new Visitor()
  await stray.open(`${origin}/signin`)
  await stray.send({ name: alice.signInName })
  await stray.send({ password: canaries['a wrong password'] })
  await stray.open(`${origin}/signin`)
  refusals.push(
    (await stray.send({ name: canaries['a password in the wrong field'] })).html.replaceAll(/value="[^"]*"/g, ''),
  )

  // The sign-in of a person to an app, with a code, a session and whatever comes after.
  const visitor = new Visitor()
  await visitor.open(`${served.appsOrigin}/crm4/`)
  await visitor.send({ name: alice.signInName })
  await visitor.send({ password: alice.password })
  canaries['a code'] = codeNow(alice.totpSecret as string)
  await visitor.send({ code: canaries['a code'] })
  expect(visitor.page?.text).toContain('Good day, Alice Moreau')
  const host = new URL(origin).host
  canaries['a session'] = (visitor.cookie(host, '__Host-admit-session') as string).split('.')[1] as string

  // The same again by hand, to hold the authorization code and the tokens.
  const app = demo.apps.find((one) => one.key === 'crm')
  const verifier = 'canary-verifier-canary-verifier-canary-verifier-0123'
  const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString(
    'base64url',
  )
  const redirect = `${served.appsOrigin}/crm4/callback`
  const query = new URLSearchParams({
    client_id: app?.id ?? '',
    response_type: 'code',
    scope: ['openid', 'offline_access', ...(app?.asks ?? [])].join(' '),
    redirect_uri: redirect,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    nonce: 'n',
    state: 's',
  })
  const authorise = async (): Promise<string> => {
    let at = `${origin}/${tenantId}/oauth2/v2.0/authorize?${query}`
    for (let hop = 0; hop < 10 && !at.startsWith(redirect); hop++) {
      const answer = await visitor.fetch(at)
      const to = answer.headers.get('location')
      if (to === null) throw new Error(`no way on from ${at}: ${answer.status} ${await answer.text()}`)
      at = new URL(to, at).href
    }
    return new URL(at).searchParams.get('code') as string
  }
  canaries['an authorization code'] = await authorise()
  canaries['a session of the protocol'] = visitor.cookie(host, `__Host-admit-op-${tenantId.slice(0, 8)}`) as string
  const token = async (fields: Record<string, string>) => {
    const answer = await fetch(`${origin}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    const text = await answer.text()
    if (!answer.ok) refusals.push(text)
    return JSON.parse(text) as Record<string, string>
  }
  const secret = app?.secret === undefined ? {} : { client_secret: app.secret }
  if (app?.secret !== undefined) canaries['an app’s secret'] = app.secret
  const exchange = {
    grant_type: 'authorization_code',
    client_id: app?.id ?? '',
    ...secret,
    code: canaries['an authorization code'],
    redirect_uri: redirect,
    code_verifier: verifier,
  }
  const given = await token(exchange)
  for (const [name, value] of Object.entries({
    'an access token': given['access_token'],
    'an ID token': given['id_token'],
    'a refresh token': given['refresh_token'],
  }))
    if (value !== undefined) canaries[name] = value.split('.').at(-1) as string
  expect(canaries['an access token']).toBeDefined()
  // Used twice, and a wrong secret: refusals that know the secrets.
  await token(exchange)
  // What came of it is gone: others stay.
  canaries['a code nobody brought yet'] = await authorise()
  const kept = await token({ ...exchange, code: await authorise() })
  canaries['a refresh token that is good'] = kept['refresh_token'] as string
  canaries['a wrong secret'] = 'canary-secret-55ab07'
  await token({
    grant_type: 'client_credentials',
    client_id: demo.automation.id,
    client_secret: canaries['a wrong secret'],
    scope: 'https://graph.admit/.default',
  })
  const robot = await makeCertificate('P-256')
  const audience = `${origin}/${tenantId}/oauth2/v2.0/token`
  const asserted = await proofBy(demo.automation.id, audience, robot)
  canaries['an assertion'] = asserted['client_assertion']?.split('.').at(-1) as string
  const asks = { grant_type: 'client_credentials', scope: 'https://graph.admit/.default', ...asserted }
  await token(asks)
  await addCertificate(running.admit, commandLine(tenantId), demo.automation.id, { certificate: robot.pem })
  expect((await token(asks))['access_token']).toBeDefined()
  await token(asks)
  canaries['the automation’s secret'] = demo.automation.secret
  await token({
    grant_type: 'client_credentials',
    client_id: demo.automation.id,
    client_secret: demo.automation.secret,
    scope: 'https://graph.admit/.default',
  })

  // An administrator resets somebody and makes a secret: both are answered once.
  const caller: Record<string, string> = {
    ...(await sessionOf(running.admit, tenantId, admin.id)),
    'content-type': 'application/json',
  }
  canaries['an administrator’s session'] = /\.([\w-]{43})/.exec(caller['cookie'] as string)?.[1] as string
  const post = async (path: string, body?: object) => {
    const answer = await fetch(`${origin}/v1.0/${path}`, {
      method: 'POST',
      headers: caller,
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) refusals.push(text)
    return JSON.parse(text) as Record<string, string>
  }
  const reset = await post('admit/changes', {
    changes: [{ do: 'issue_temporary_password', accountId: person('bruno').id }],
  })
  canaries['a temporary password'] = reset['temporaryPassword'] as string
  const pass = await post(`users/${person('olga').id}/authentication/temporaryAccessPassMethods`, {})
  canaries['a pass'] = pass['temporaryAccessPass'] as string
  const newcomer = new Visitor()
  await newcomer.open(`${origin}/signin`)
  await newcomer.send({ name: person('olga').signInName })
  await newcomer.send({ password: canaries['a pass'] })
  expect(newcomer.page?.url).toBe(`${origin}/myapps`)
  await newcomer.open(`${origin}/account/methods`)
  await newcomer.send({}, '/codes')
  canaries['a recovery code'] = /<dd>([A-Z0-9-]{14})<\/dd>/.exec(newcomer.page?.html ?? '')?.[1] as string
  canaries['a made secret'] = (await post(`admit/apps/${app?.id}/secrets`))['secret'] as string
  // Secrets where none belongs: they are sent back to nobody.
  const { pem, keyPem } = await makeCertificate()
  canaries['a private key in place of a certificate'] = keyPem.split('\n')[3] as string
  await post(`admit/apps/${app?.id}/certificates`, { certificate: pem + keyPem })
  canaries['a password sent to Graph'] = 'canary-graph-90dd12'
  await post('users', { displayName: 5, passwordProfile: { password: canaries['a password sent to Graph'] } })
  await post('users', {
    displayName: 'Canary',
    userPrincipalName: `${randomUUID()}@meridian.example`,
    passwordProfile: { password: canaries['a password sent to Graph'] },
  })
  canaries['a token in a header'] = 'canaryheader.canaryheader.canaryheader'
  const forged = await fetch(`${origin}/v1.0/users`, {
    headers: { authorization: `Bearer ${canaries['a token in a header']}` },
  })
  refusals.push(await forged.text())

  // Errors of ours are logged with all that is said of them.
  const broken = await buildServer({
    ...running.admit,
    now: () => {
      throw new Error('the clock is broken')
    },
  })
  await broken.inject({
    url: `/v1.0/users?client-request-id=x`,
    headers: { ...caller, host, authorization: `Bearer ${given['access_token']}` },
  })
  await broken.inject({ url: '/v1.0/users', headers: { ...caller, host } })
  await broken.close()
}

/** Short ones, six digits for one, stand in other numbers by chance: they are looked for as words of their own. */
const holds = (text: string, canary: string) =>
  canary.length > 8 ? text.includes(canary) : new RegExp(`(?<![\\w.-])${canary}(?![\\w.-])`).test(text)

describe('SEC-38, SEC-22, SEC-13: secrets that were really used', () => {
  it('are many', () => {
    expect(Object.entries(canaries).filter(([, value]) => typeof value !== 'string' || value.length < 6)).toEqual([])
    expect(Object.keys(canaries).length).toBeGreaterThan(15)
  })

  it('stand in no row of any table, in the journal and the log of sign-ins no more than elsewhere', async () => {
    const { admit } = served.running
    // A sign-in under way shows what was typed as the name until it is over, after twenty minutes at the latest.
    const shown = ['a password in the wrong field']
    const { id } = served.demo.tenant
    const text = await rowsOf(admit, id)
    const kept = await rowsOf(admit, id, ['sign_in_flows'])
    expect(shown.filter((name) => holds(kept, canaries[name] as string))).toEqual([])
    expect(text.length).toBeGreaterThan(50_000)
    expect(Object.keys(canaries).filter((name) => holds(text, canaries[name] as string))).toEqual(shown)
    // As bytes too: bytea columns are shown in hexadecimal.
    const hex = (value: string) => Buffer.from(value).toString('hex')
    expect(Object.keys(canaries).filter((name) => text.includes(hex(canaries[name] as string)))).toEqual([])
    expect(await tenantTables(admit)).toEqual(expect.arrayContaining(['journal', 'sign_ins', 'artifacts', 'questions']))
  })

  it('stand in no line that is logged at any level', () => {
    const lines = logged.join('')
    expect(Object.keys(canaries).filter((name) => holds(lines, canaries[name] as string))).toEqual([])
    expect(lines).toContain('the clock is broken')
  })

  it('come back in no answer that says no', () => {
    const answers = refusals.join('\n')
    expect(refusals.length).toBeGreaterThan(4)
    expect(Object.keys(canaries).filter((name) => holds(answers, canaries[name] as string))).toEqual([])
  })

  it('are kept hashed or sealed where they must be kept', async () => {
    const { admit } = served.running
    await withTenant(admit.store, served.demo.tenant.id, async (t) => {
      const hashes = (
        await sql<{ h: string }>`select password_hash as h from accounts where password_hash is not null`.execute(t.db)
      ).rows
      expect(hashes.length).toBeGreaterThan(10)
      for (const { h } of hashes) expect(h).toMatch(/^\$argon2id\$v=19\$m=\d{5,},/)
      const secrets = (await sql<{ h: string }>`select hash as h from app_secrets`.execute(t.db)).rows
      for (const { h } of secrets) expect(h).toMatch(/^[\w-]{43}$/)
      const sessions = (await sql<{ id: string }>`select id from browser_sessions`.execute(t.db)).rows
      for (const { id } of sessions) expect(id).toMatch(/^[\w-]{43}$/)
    })
  })
})
