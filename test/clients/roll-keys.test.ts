import { ConfidentialClientApplication } from '@azure/msal-node'
import { Client, type GraphError } from '@microsoft/microsoft-graph-client'
import type { KeyCredential } from '@microsoft/microsoft-graph-types'
import { SignJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addCertificate, certificatesOf, removeCertificate } from '../../src/app/certificates.ts'
import { apiIdentifierUri } from '../../src/app/own-apps.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Made, makeCertificate } from '../support/certificates.ts'
import { registerApp } from '../support/register-app.ts'
import { type ServedWebApp, serveWebApp } from '../support/served-web-app.ts'

/** An app that rolls its own keys as Graph documents it, with Microsoft's libraries as their makers give them out. */
let given: ServedWebApp
let robot: { readonly id: string; readonly secret: string }
let [first, second, ec] = [] as unknown as [Made, Made, Made]
const tenantId = () => given.served.demo.tenant.id
const owner = () => commandLine(tenantId())
const admit = () => given.served.running.admit

beforeAll(async () => {
  given = await serveWebApp()
  ;[first, second, ec] = await Promise.all([makeCertificate(), makeCertificate(), makeCertificate('P-384')])
})
afterAll(() => given.stop())

/** It has one certificate and no permission at all. */
beforeEach(async () => {
  robot = await registerApp(given.served, { name: `A robot ${crypto.randomUUID()}` })
  await addCertificate(admit(), owner(), robot.id, { certificate: first.pem })
})

async function token(by: Made, appId = robot.id): Promise<string> {
  const library = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: `${given.https}/${tenantId()}`,
      knownAuthorities: [new URL(given.https).host],
      clientCertificate: { privateKey: by.keyPem, thumbprintSha256: by.sha256.toString('hex') },
    },
  })
  const result = await library.acquireTokenByClientCredential({ scopes: [`${apiIdentifierUri}/.default`] })
  return result?.accessToken as string
}
const graph = (accessToken: string) =>
  Client.init({
    baseUrl: `${given.https}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(given.https).hostname]),
    authProvider: (done) => done(null, accessToken),
  })

const audience = '00000002-0000-0000-c000-000000000000'
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead
/** The proof of Graph's documentation, with what a test wants changed. */
function proof(by: Pick<Made, 'key' | 'sha1'>, claims: object = {}, header: object = {}): Promise<string> {
  const alg = by.key.asymmetricKeyType === 'ec' ? 'ES384' : 'RS256'
  return new SignJWT({ aud: audience, iss: robot.id, nbf: seconds(0), exp: seconds(600), ...claims })
    .setProtectedHeader({ alg, typ: 'JWT', x5t: by.sha1.toString('base64url'), ...header } as never)
    .sign(by.key)
}

const credential = (one: Made) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key: one.der })
type Called = {
  readonly status: number
  readonly code: string | null
  readonly says: string
  readonly made: KeyCredential
}
async function called(client: Client, path: string, body: object): Promise<Called> {
  try {
    const made = ((await client.api(path).post(body)) ?? {}) as KeyCredential
    return { status: 200, code: null, says: '', made }
  } catch (error) {
    const { statusCode, body: text } = error as GraphError
    const told = JSON.parse(text as string) as {
      readonly message: string
      readonly innerError: { readonly code: string }
    }
    return { status: statusCode, code: told.innerError.code, says: text as string, made: {} }
  }
}
const addKey = async (by: string | Promise<string>, key: Made, client?: Client, noun = 'applications') =>
  called(client ?? graph(await token(first)), `/${noun}/${robot.id}/addKey`, {
    keyCredential: credential(key),
    passwordCredential: null,
    proof: await by,
  })
const removeKey = async (by: string | Promise<string>, keyId: string, client: Client, noun = 'applications') =>
  called(client, `/${noun}/${robot.id}/removeKey`, { keyId, proof: await by })
const held = async () => (await certificatesOf(admit(), owner(), [robot.id])).get(robot.id) ?? []

describe.each(['applications', 'servicePrincipals'])(
  'SEC-22, SEC-31: keys rolled by the app itself, as one of %s',
  (noun) => {
    it('with no permission: the next one is added, signed in with, and the last one taken away', async () => {
      const added = await addKey(proof(first), second, undefined, noun)
      expect(added).toMatchObject({ status: 200, made: { type: 'AsymmetricX509Cert', usage: 'Verify' } })
      const [old, fresh] = await held()
      expect(fresh).toMatchObject({ id: added.made.keyId, thumbprint: second.sha256.toString('hex') })

      const client = graph(await token(second))
      expect(await removeKey(proof(second), old?.id as string, client, noun)).toMatchObject({ status: 200 })
      expect(await held()).toEqual([fresh])
      await expect(token(first)).rejects.toThrow('700027')
      // Of any kind of key, and signed as the app likes.
      expect(await addKey(proof(second, {}, { alg: 'PS256' }), ec, client, noun)).toMatchObject({ status: 200 })
      expect(await removeKey(proof(ec), fresh?.id as string, client, noun)).toMatchObject({ status: 200 })
      expect(await held()).toHaveLength(1)
    })
  },
)

describe('SEC-22: a proof is refused', () => {
  it('that is not the app’s own, not for the directory, or not of now, and says so', async () => {
    const client = graph(await token(first))
    const stranger = await makeCertificate()
    const hour = { nbf: seconds(0), exp: seconds(3600) }
    for (const [by, says] of [
      [proof(stranger), 'not signed with the key'],
      [proof({ ...stranger, sha1: first.sha1 }), 'not signed with the key'],
      [proof(ec), 'not signed with the key'],
      [proof(first, { aud: `${given.https}/${tenantId()}` }), 'aud must be'],
      [proof(first, { aud: [audience, 'https://elsewhere.example'] }), 'aud must be'],
      [proof(first, { iss: given.web.id }), 'iss must be'],
      [proof(first, { exp: seconds(-1), nbf: seconds(-500) }), 'has expired'],
      [proof(first, { nbf: seconds(400), exp: seconds(900) }), 'not valid yet'],
      [proof(first, hour), 'ten minutes'],
      [proof(first, { exp: undefined }), 'ten minutes'],
      [proof(first, { nbf: undefined }), 'ten minutes'],
      [unsigned(), 'must be signed with'],
      [altered(), 'not signed with the key'],
      ['x', 'no signed JWT'],
      ['a.b.c', 'no signed JWT'],
    ] as const) {
      const answer = await addKey(by, second, client)
      expect([says, answer.status, answer.code]).toEqual([says, 403, 'app.proof_wrong'])
      expect(answer.says).toContain(says)
    }
    expect(await held()).toHaveLength(1)
  })

  it('that was made with the key of a certificate that has expired, is not good yet, or is gone', async () => {
    const client = graph(await token(first))
    await addCertificate(admit(), owner(), robot.id, { certificate: ec.pem })
    const { id = '' } = (await held()).find(({ thumbprint }) => thumbprint === ec.sha256.toString('hex')) ?? {}
    const dated = (from: number, to: number) =>
      withTenant(admit().store, tenantId(), (t) =>
        sql`update app_certificates set starts_at = ${from}, expires_at = ${to} where id = ${id}`.execute(t.db),
      )
    await dated(1, Date.now() - 1000)
    expect(await addKey(proof(ec), second, client)).toMatchObject({ code: 'app.proof_wrong' })
    await dated(Date.now() + 60_000, Date.now() + 90_000)
    expect(await addKey(proof(ec), second, client)).toMatchObject({ code: 'app.proof_wrong' })
    await dated(1, Date.now() + 90_000)
    const good = await proof(ec)
    expect(await addKey(good, second, client)).toMatchObject({ status: 200 })
    await removeCertificate(admit(), owner(), robot.id, id)
    expect(await addKey(good, await makeCertificate('P-256'), client)).toMatchObject({ code: 'app.proof_wrong' })
    for (const { id: left } of await held()) await removeCertificate(admit(), owner(), robot.id, left)
    const none = await addKey(proof(first), second, client)
    expect([none.code, none.says]).toEqual(['app.proof_wrong', expect.stringContaining('An administrator adds')])
  })

  it('that comes again for the same: what was taken away does not come back by it', async () => {
    const client = graph(await token(first))
    const one = await proof(first)
    const { made } = await addKey(one, second, client)
    // Microsoft’s documentation lets one proof serve for ten minutes: for something else it is good.
    expect(await removeKey(one, made.keyId as string, client)).toMatchObject({ status: 200 })
    expect(await addKey(one, second, client)).toMatchObject({
      code: 'app.proof_wrong',
      says: expect.stringContaining('used for this before'),
    })
    expect(await held()).toHaveLength(1)
    const again = await proof(first, { exp: seconds(599) })
    const all = await Promise.all(Array.from({ length: 10 }, () => addKey(again, second, client)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})

describe('SEC-31: a key is rolled by nobody', () => {
  it('but the app, or who may change its registration, whatever the proof', async () => {
    await addCertificate(admit(), owner(), given.web.id, { certificate: second.pem })
    const client = graph(await token(second, given.web.id))
    expect(await addKey(proof(first), second, client)).toMatchObject({ status: 403, code: 'change.forbidden' })
    const [{ id } = { id: '' }] = await held()
    expect(await removeKey(proof(first), id, client)).toMatchObject({ status: 403, code: 'change.forbidden' })
    expect(await held()).toHaveLength(1)
  })

  it('and a certificate that is no good is refused as it is everywhere', async () => {
    const client = graph(await token(first))
    for (const [body, code] of [
      [{ keyCredential: credential(first) }, 'app.certificate_exists'],
      [{ keyCredential: { ...credential(first), key: first.keyPem } }, 'app.certificate_has_private_key'],
      [{ keyCredential: { ...credential(second), type: 'X509CertAndPassword' } }, 'request.invalid'],
      [{ keyCredential: { type: 'AsymmetricX509Cert', usage: 'Verify' } }, 'request.invalid'],
      [{ keyCredential: credential(second), passwordCredential: { secretText: 'x' } }, 'request.invalid'],
    ] as const) {
      const answer = await called(client, `/applications/${robot.id}/addKey`, { ...body, proof: await proof(first) })
      expect([code, answer.code]).toEqual([code, code])
      expect(answer.says).not.toContain(first.keyPem.slice(40, 100))
    }
    const nothing = await removeKey(proof(first), crypto.randomUUID(), client)
    expect(nothing).toMatchObject({ status: 404, code: 'app.certificate_not_found' })
  })
})

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

async function unsigned(): Promise<string> {
  const [, body] = (await proof(first)).split('.')
  return `${part({ alg: 'none', typ: 'JWT' })}.${body}.`
}
async function altered(): Promise<string> {
  const [head, , signature] = (await proof(first)).split('.')
  const body = part({ aud: audience, iss: robot.id, nbf: seconds(0), exp: seconds(300) })
  return `${head}.${body}.${signature}`
}
