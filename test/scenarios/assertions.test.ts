import { constants, createHmac, createPublicKey, randomUUID, sign } from 'node:crypto'
import { request } from 'node:http'
import { exportJWK } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCertificate, removeCertificate } from '../../src/app/certificates.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Changed, proofBy } from '../support/assertion.ts'
import { BareClient } from '../support/bare-client.ts'
import { type Made, makeCertificate } from '../support/certificates.ts'
import { secondCompany } from '../support/companies.ts'
import { registerApp } from '../support/register-app.ts'
import { type ServedWebApp, serveWebApp } from '../support/served-web-app.ts'

let given: ServedWebApp
let served: ServedWebApp['served']
let app: ServedWebApp['app']
let web: ServedWebApp['web']
let rsa: Made
let ec: Made
let client: BareClient

const scope = 'api://web/.default'
const tenantId = () => served.demo.tenant.id
const viewer = () => commandLine(tenantId())
const tokenEndpoint = () => `${served.origin}/${tenantId()}/oauth2/v2.0/token`
const certify = (appId: string, { pem }: Made) =>
  addCertificate(served.running.admit, viewer(), appId, { certificate: pem })

beforeAll(async () => {
  given = await serveWebApp()
  ;({ served, app, web } = given)
  ;[rsa, ec] = await Promise.all([makeCertificate(), makeCertificate('P-256')])
  for (const one of [rsa, ec]) await certify(web.id, one)
  client = new BareClient(served, { id: web.id, secret: '' }, `${app.origin}/callback`)
})
afterAll(() => given.stop())

const proof = (changed: Changed = {}, by: Pick<Made, 'key' | 'sha256'> = rsa) =>
  proofBy(web.id, tokenEndpoint(), by, changed)

/** What asking for a token of its own comes to: let in, or the number it is refused by and what is said. */
async function asked(fields: Record<string, string>, at = tokenEndpoint()) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope, ...fields })
  const response = await fetch(at, { method: 'POST', body: form })
  const body = (await response.json()) as { error_codes?: number[]; error_description?: string; error?: string }
  return response.status === 200
    ? { is: 'let in' as const, says: '' }
    : { is: body.error_codes?.[0], says: String(body.error_description) }
}
const outcome = async (fields: Promise<Record<string, string>>) => (await asked(await fields)).is

const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead

describe('an app with a secret and certificates', () => {
  it('uses either', async () => {
    expect(await outcome(proof())).toBe('let in')
    expect((await asked({ client_id: web.id, client_secret: web.secret })).is).toBe('let in')
    expect((await asked({ ...(await proof()), client_secret: web.secret })).is).toBe(900144)
  })

  it('may name the certificate by any of its names, in any header, or not at all', async () => {
    const [sha256, sha1] = [rsa.sha256, rsa.sha1]
    const x5t = { 'x5t#S256': undefined }
    for (const header of [
      {},
      x5t,
      { ...x5t, x5t: sha1.toString('base64url') },
      { x5t: sha1.toString('base64url'), kid: sha1.toString('hex').toUpperCase() },
      ...[sha256, sha1]
        .flatMap((name) => [name.toString('hex'), name.toString('base64url')])
        .map((kid) => ({ ...x5t, kid })),
      { alg: 'RS256' },
    ])
      expect([header, await outcome(proof({ header }))]).toEqual([header, 'let in'])
    // An end between two seconds is one too.
    expect(await outcome(proof({ claims: { exp: Date.now() / 1000 + 60.00031 } }))).toBe('let in')
    const other = await makeCertificate('P-384')
    await certify(web.id, other)
    expect(await outcome(proof({}, other))).toBe('let in')
  })

  it('is for our token endpoint by the name it was asked at, or for the issuer', async () => {
    const issuer = `${served.origin}/${tenantId()}/v2.0`
    expect(await outcome(proof({ claims: { aud: issuer } }))).toBe('let in')
    expect(await outcome(proof({ claims: { aud: ['https://elsewhere.example', issuer] } }))).toBe('let in')
    for (const named of ['meridian.example', 'common', 'organizations']) {
      const at = tokenEndpoint().replace(tenantId(), named)
      expect((await asked(await proof({ claims: { aud: at } }), at)).is).toBe('let in')
      expect((await asked(await proof(), at)).is).toBe('let in')
      // Who asserts need not say besides who they are.
      const { client_id: _, ...alone } = await proof()
      expect((await asked(alone, at)).is).toBe('let in')
    }
    expect(await outcome(proof({ claims: { aud: tokenEndpoint().replace(tenantId(), 'common') } }))).toBe(700023)
  })
})

describe('SEC-21: an assertion is refused', () => {
  it.each<readonly [string, number, () => Promise<Record<string, string>>, RegExp]>([
    ['for another audience', 700023, () => proof({ claims: { aud: 'https://elsewhere.example' } }), /aud must be/],
    [
      'for another tenant',
      700023,
      () => proof({ claims: { aud: tokenEndpoint().replace(/[0-9a-f-]{36}/, randomUUID()) } }),
      /aud must be/,
    ],
    ['without an audience', 700023, () => proof({ claims: { aud: undefined } }), /aud must be/],
    ['after its end', 700024, () => proof({ claims: { exp: seconds(-60) } }), /has expired/],
    ['before its beginning', 700024, () => proof({ claims: { nbf: seconds(120) } }), /not valid yet/],
    ['that lives for two days', 700024, () => proof({ claims: { exp: seconds(172_800) } }), /a day ahead/],
    ['that never ends', 50013, () => proof({ claims: { exp: undefined } }), /expiration/],
    ['without a jti', 50013, () => proof({ claims: { jti: undefined } }), /jti/],
    ['of another issuer', 50013, () => proof({ claims: { iss: randomUUID() } }), /iss/],
    ['with a secret’s algorithm', 50013, () => hs256('kept as a hash'), /must be signed with PS256, RS256, ES256/],
    ['signed with the certificate as a secret', 50013, () => hs256(rsa.pem), /must be signed with/],
    ['without a signature', 50013, () => unsigned(), /must be signed with/],
  ])('%s', async (_, number, fields, says) => {
    const answer = await asked(await fields())
    expect([answer.is, answer.says]).toEqual([number, expect.stringMatching(says)])
    expect(answer.says).toMatch(new RegExp(`^AADSTS${number}: .*Trace ID: .*Correlation ID: `))
  })

  it('of another app, another tenant’s app, or under another app’s id', async () => {
    const other = await registerApp(served, { name: 'Another app' })
    const theirs = await secondCompany(served.running.admit, served.origin)
    const mine = await makeCertificate('P-256')
    await addCertificate(served.running.admit, commandLine(theirs.tenantId), theirs.ids.app, { certificate: mine.pem })
    const byThem = (appId: string, at = tokenEndpoint()) => proofBy(appId, at, mine)
    const theirEndpoint = tokenEndpoint().replace(tenantId(), theirs.tenantId)
    expect(
      (
        await asked(
          { ...(await byThem(theirs.ids.app, theirEndpoint)), scope: 'https://graph.admit/.default' },
          theirEndpoint,
        )
      ).is,
    ).toBe('let in')
    expect(await outcome(byThem(theirs.ids.app))).toBe(700016)
    expect(await outcome(byThem(web.id))).toBe(700027)
    expect(await outcome(byThem(other.id))).toBe(700027)
    expect((await asked({ ...(await proof()), client_id: other.id })).is).toBe(900144)
    expect(await outcome(proofBy(other.id, tokenEndpoint(), rsa))).toBe(700027)
  })

  it('whose header brings a key of its own, or names a certificate that is not the app’s', async () => {
    const stranger = await makeCertificate()
    const jwk = await exportJWK(createPublicKey(stranger.key))
    const nameless = { 'x5t#S256': undefined }
    const where = 'https://127.0.0.1:9/keys'
    for (const header of [
      nameless,
      { ...nameless, jwk },
      { ...nameless, x5c: [stranger.der] },
      { ...nameless, jku: where },
      { ...nameless, x5u: where },
      { ...nameless, kid: jwk.n },
      { 'x5t#S256': rsa.sha256.toString('base64url'), jwk, x5c: [stranger.der] },
    ]) {
      const answer = await asked(await proof({ header }, stranger))
      expect([Object.keys(header), answer.is]).toEqual([Object.keys(header), 700027])
    }
    expect((await asked(await proof({}, stranger))).says).toMatch(/names a certificate that is not registered/)
    expect((await asked(await proof({ header: nameless }, stranger))).says).toMatch(/signature was not made with/)
    // The key is right, and the name is of another: of one there, of none, of no form.
    for (const header of [
      { 'x5t#S256': ec.sha256.toString('base64url') },
      { x5t: stranger.sha1.toString('base64url') },
      { kid: 'robot' },
      { 'x5t#S256': 7 },
    ])
      expect([header, await outcome(proof({ header }))]).toEqual([header, 700027])
  })

  it('whose header asks for what nobody knows, or which was altered', async () => {
    const marked = (header: object) => {
      const { client_assertion: right = '', ...fields } = signedAnew
      const data = `${part({ alg: 'PS256', kid: rsa.sha256.toString('hex'), ...header })}.${right.split('.')[1]}`
      const signature = sign('sha256', Buffer.from(data), { key: rsa.key, padding: pss, saltLength: 32 })
      return { ...fields, client_assertion: `${data}.${signature.toString('base64url')}` }
    }
    const signedAnew = await proof()
    expect((await asked(marked({ crit: ['urgent'], urgent: true }))).is).toBe(700027)
    expect((await asked(marked({}))).is).toBe('let in')
    const [head, body, signature] = String((await proof())['client_assertion']).split('.')
    const other = (await proof())['client_assertion']?.split('.')[1]
    for (const forged of [`${head}.${other}.${signature}`, `${head}.${body}.`, `${head}.${body}`, 'x', '..'])
      expect((await asked({ ...(await proof()), client_assertion: forged })).is).toSatisfy(
        (is) => is === 700027 || is === 50013,
      )
  })

  it('which is no signed JWT, or of an app that proves itself with nothing', async () => {
    const body = String((await proof())['client_assertion']).split('.')[1]
    for (const client_assertion of [`x.${body}.x`, `${part({})}.${body}.x`, `${part([])}.${body}.x`])
      expect((await asked({ ...(await proof()), client_assertion })).is).toBe(50013)
    const { id } = await registerApp(served, {
      name: 'A page',
      redirectUris: [{ uri: `${app.origin}/page`, kind: 'spa' }],
    })
    await withTenant(served.running.admit.store, tenantId(), (t) =>
      sql`delete from app_secrets where app_id = ${id}`.execute(t.db),
    )
    const answer = await asked(await proofBy(id, tokenEndpoint(), rsa))
    expect([answer.is, answer.says]).toEqual([700027, expect.stringMatching(/has no certificate here/)])
  })

  it('SEC-22: that comes again, wherever it went first, and of two hundred at the same moment two hundred less one', async () => {
    // Named by `kid`, which no Microsoft library does alone: it is good for one request of any kind.
    const kid = { header: { 'x5t#S256': undefined, kid: rsa.sha256.toString('hex') } }
    const one = await proof(kid)
    expect((await asked(one)).is).toBe('let in')
    expect(await asked(one)).toEqual({ is: 50013, says: expect.stringMatching(/was used before/) })
    expect((await asked({ ...one, scope: 'https://graph.admit/.default' })).is).toBe(50013)
    const introspected = await client.post('/oauth2/v2.0/introspect', { ...one, token: 'x' })
    expect([introspected.status, introspected.body['error_codes']]).toEqual([401, [50013]])

    // The Microsoft libraries send one with several requests: each of them once.
    const theirs = await proof({ claims: { nbf: seconds(0), exp: seconds(600) } })
    expect((await asked(theirs)).is).toBe('let in')
    expect((await asked(theirs)).is).toBe(50013)
    expect((await asked({ ...theirs, 'client-request-id': randomUUID() })).is).toBe('let in')
    const long = await proof({ claims: { nbf: seconds(0), exp: seconds(601) } })
    expect((await asked(long)).is).toBe('let in')
    expect((await asked({ ...long, 'client-request-id': randomUUID() })).is).toBe(50013)

    for (const equal of [await proof(kid), await proof()]) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => asked(equal)))
      expect(answers.filter(({ is }) => is === 'let in')).toHaveLength(1)
      expect(answers.filter(({ is }) => is === 50013)).toHaveLength(199)
    }
  }, 60_000)

  it('SEC-22: of the Microsoft libraries too where it comes from another place than before', async () => {
    const theirs = await proof()
    const from = (localAddress: string) => {
      const { port, host, pathname } = new URL(tokenEndpoint())
      const fields = { grant_type: 'client_credentials', scope, 'client-request-id': randomUUID(), ...theirs }
      const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
      return new Promise<number | undefined>((done, failed) => {
        const to = { host: '127.0.0.1', port, path: pathname, method: 'POST', headers, localAddress }
        const sent = request(to, (answer) => done(answer.resume().statusCode)).on('error', failed)
        sent.end(new URLSearchParams(fields).toString())
      })
    }
    expect(await from('127.0.0.2')).toBe(200)
    expect(await from('127.0.0.2')).toBe(200)
    expect(await from('127.0.0.3')).toBe(401)
    expect(await from('127.0.0.2')).toBe(200)
  })
})

describe('SEC-22: a certificate', () => {
  const inTenant = (statement: ReturnType<typeof sql>) =>
    withTenant(served.running.admit.store, tenantId(), (t) => statement.execute(t.db))

  it('is good from its beginning to its end, and gone at once when it is removed', async () => {
    const robot = await registerApp(served, { name: 'A robot' }, ['api://web/read'])
    await inTenant(sql`delete from app_secrets where app_id = ${robot.id}`)
    const by = () => proofBy(robot.id, tokenEndpoint(), ec)
    const none = await asked(await by())
    expect([none.is, none.says]).toEqual([700027, expect.stringMatching(/has no certificate here/)])
    const { id } = await certify(robot.id, ec)
    expect(await outcome(by())).toBe('let in')
    await inTenant(sql`update app_certificates set expires_at = ${Date.parse('2020-02-03')} where id = ${id}`)
    const over = await asked(await by())
    expect([over.is, over.says]).toEqual([700027, expect.stringMatching(/expired on 2020-02-03/)])
    // It has nothing else, and is no public app for that.
    const bare = await asked({ client_id: robot.id })
    expect(bare.is).toBe(7000218)
    await inTenant(
      sql`update app_certificates set starts_at = ${Date.parse('2300-02-03')}, expires_at = ${Date.parse('2301-01-01')} where id = ${id}`,
    )
    expect((await asked(await by())).says).toMatch(/good from 2300-02-03 on/)
    await inTenant(sql`update app_certificates set starts_at = 1 where id = ${id}`)
    expect(await outcome(by())).toBe('let in')
    await removeCertificate(served.running.admit, viewer(), robot.id, id)
    expect(await outcome(by())).toBe(700027)
  })

  it('that has expired makes no public app of one that runs in the browser or on a desk', async () => {
    const uri = `${app.origin}/native`
    const tool = await registerApp(served, { name: 'A tool', redirectUris: [{ uri, kind: 'native' }] })
    await inTenant(sql`delete from app_secrets where app_id = ${tool.id}`)
    const { id } = await certify(tool.id, ec)
    await inTenant(sql`update app_certificates set expires_at = 1 where id = ${id}`)
    const bare = new BareClient(served, { id: tool.id, secret: '' }, uri)
    const { status, body } = await bare.redeem(await bare.code('tom'))
    expect([status, body['error_codes']]).toEqual([401, [7000218]])
  })

  it('of a public app proves nothing, and it is told why', async () => {
    const { id } = served.demo.publicClient
    await expect(certify(id, ec)).rejects.toMatchObject({ code: 'change.not_possible' })
    expect(await asked(await proofBy(id, tokenEndpoint(), ec))).toEqual({
      is: 700025,
      says: expect.stringMatching(/is public/),
    })
  })
})

const pss = constants.RSA_PKCS1_PSS_PADDING
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

async function hs256(secret: string): Promise<Record<string, string>> {
  const right = await proof()
  const body = String(right['client_assertion']).split('.')[1]
  const head = part({ alg: 'HS256', typ: 'JWT' })
  const signature = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')
  return { ...right, client_assertion: `${head}.${body}.${signature}` }
}

async function unsigned(): Promise<Record<string, string>> {
  const right = await proof()
  const body = String(right['client_assertion']).split('.')[1]
  const head = part({ alg: 'none', 'x5t#S256': rsa.sha256.toString('base64url') })
  return { ...right, client_assertion: `${head}.${body}.` }
}
