import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Made, makeCertificate } from '../../../test/support/certificates.ts'
import { type Caller, secondCompany } from '../../../test/support/companies.ts'
import { type Served, serveDemo } from '../../../test/setup/server.ts'

type Credential = Readonly<Record<string, unknown>> & { readonly keyId: string }
type Answer = {
  readonly status: number
  readonly text: string
  readonly body: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly keyCredentials: readonly Credential[]
    readonly value: readonly { readonly id: string; readonly keyCredentials: readonly Credential[] }[]
    readonly error?: { readonly code: string; readonly message: string; readonly innerError: { readonly code: string } }
  }
}

let served: Served
let other: Awaited<ReturnType<typeof secondCompany>>
let [one, two, three] = [] as unknown as [Made, Made, Made]
beforeAll(async () => {
  served = await serveDemo()
  other = await secondCompany(served.running.admit, served.origin)
  ;[one, two, three] = await Promise.all([
    makeCertificate('P-256', { subject: 'CN=One, O=Other', to: 90 }),
    makeCertificate('P-256', { subject: 'CN=Two' }),
    makeCertificate('P-256', { subject: 'O=Three' }),
  ])
})
afterAll(() => served.stop())

async function send(method: string, path: string, body?: object, headers: Caller = {}): Promise<Answer> {
  const response = await fetch(`${served.origin}/v1.0/${path}`, {
    method,
    headers: {
      ...('authorization' in headers ? {} : other.session),
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] }
}

const app = () => `applications/${other.ids.app}`
const credentials = async (select = 'id,keyCredentials') =>
  (await send('GET', `${app()}?$select=${select}`)).body.keyCredentials
const replace = (list: readonly object[], more: object = {}, headers: Caller = {}) =>
  send('PATCH', app(), { ...more, keyCredentials: list }, headers)
const names = async () => (await credentials()).map((credential) => credential['displayName'])
const code = ({ body }: Answer) => body.error?.innerError.code
const audits = async () => (await send('GET', `admit/journal?limit=10`)).text

describe('keyCredentials', () => {
  it('are shown as Graph shows them: only where they are asked for, the certificate only where nothing else is', async () => {
    expect((await replace([{ key: one.der, type: 'AsymmetricX509Cert', usage: 'Verify' }])).status).toBe(204)
    const [shown] = await credentials()
    expect(shown).toEqual({
      keyId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      displayName: 'One',
      startDateTime: expect.stringMatching(/Z$/),
      endDateTime: expect.stringMatching(/Z$/),
      customKeyIdentifier: one.sha256.toString('base64'),
      key: null,
    })
    expect(Date.parse(String(shown?.['endDateTime'])) - Date.now()).toBeGreaterThan(89 * 86_400_000)
    expect(await credentials('keyCredentials')).toEqual([{ ...shown, key: one.der }])
    expect((await send('GET', app())).body.keyCredentials).toBeUndefined()
    expect(
      (await send('GET', `servicePrincipals/${other.ids.app}?$select=id,keyCredentials`)).body.keyCredentials,
    ).toEqual([shown])
    const listed = (await send('GET', 'applications?$select=id,keyCredentials')).body.value
    expect(listed.find(({ id }) => id === other.ids.app)?.keyCredentials).toEqual([shown])
  })

  it('are replaced as a list: known ones stay, new ones come, others go, and the list read whole may be sent back', async () => {
    await replace([{ key: one.der }])
    const [first] = await credentials()
    const keyId = first?.keyId
    expect((await replace([{ keyId }, { key: two.pem, displayName: 'Second' }])).status).toBe(204)
    expect(await names()).toEqual(['One', 'Second'])
    expect((await credentials())[0]).toEqual(first)
    expect((await replace(await credentials('keyCredentials'))).status).toBe(204)
    expect((await replace(await credentials())).status).toBe(204)
    expect(await names()).toEqual(['One', 'Second'])
    const given = crypto.randomUUID()
    expect((await replace([{ keyId: given, key: three.der }])).status).toBe(204)
    expect(await credentials()).toMatchObject([{ keyId: given, displayName: 'O=Three' }])
    expect((await replace([])).status).toBe(204)
    expect(await credentials()).toEqual([])
  })

  it('come and go together with what else is changed, or not at all', async () => {
    await replace([])
    const refused = await replace([{ key: one.der }, { key: one.der }], { description: 'changed' })
    expect([refused.status, code(refused)]).toEqual([409, 'app.certificate_exists'])
    const { body } = await send('GET', app())
    expect(body['description']).not.toBe('changed')
    expect(await credentials()).toEqual([])
    const tag = String(body['@odata.etag'])
    expect((await replace([{ key: one.der }], { description: 'changed' }, { 'if-match': tag })).status).toBe(204)
    expect((await send('GET', app())).body['description']).toBe('changed')
    expect((await replace([], {}, { 'if-match': tag })).status).toBe(412)
    expect(await names()).toEqual(['One'])
    const [added, saved] = JSON.parse(await audits()).value as { kind: string; operationId: string; payload: object }[]
    expect([saved?.kind, added?.kind, added?.operationId === saved?.operationId]).toEqual([
      'put_app',
      'add_certificate',
      true,
    ])
  })

  it('are those of the service principal too, where they are replaced as well', async () => {
    const list = [{ key: one.der }, { key: two.der }]
    const principal = `servicePrincipals/${other.ids.app}`
    expect((await send('PATCH', principal, { keyCredentials: list })).status).toBe(204)
    expect(await names()).toEqual(['One', 'Two'])
    expect((await send('PATCH', principal, { accountEnabled: true, keyCredentials: [{ key: two.der }] })).status).toBe(
      204,
    )
    expect(await names()).toEqual(['Two'])
    expect((await send('PATCH', principal, { accountEnabled: true })).status).toBe(204)
    expect(await names()).toEqual(['Two'])
    expect((await send('PATCH', principal, { keyCredentials: [] })).status).toBe(204)
  })

  it('may come with a new app', async () => {
    const made = await send('POST', 'applications', { displayName: 'With a key', keyCredentials: [{ key: two.der }] })
    expect(made.status).toBe(201)
    const { body } = await send('GET', `applications/${made.body.id}?$select=keyCredentials`)
    expect(body.keyCredentials).toMatchObject([{ displayName: 'Two', key: two.der }])
    expect((await send('DELETE', `applications/${made.body.id}`)).status).toBe(204)
  })

  it('are refused where they are none, and say why', async () => {
    await replace([])
    const key = one.der
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    const old = await makeCertificate('P-256', { from: -20, to: -1 })
    for (const [list, wanted] of [
      [[{ keyId: crypto.randomUUID() }], 'app.certificate_not_found'],
      [[{ key: 'hello' }], 'app.certificate_unreadable'],
      [[{ key: one.keyPem }], 'app.certificate_has_private_key'],
      [[{ key: (await makeCertificate('RSA 1024')).der }], 'app.certificate_key_unfit'],
      [[{ key: old.der }], 'app.certificate_over'],
      [[{ key, endDateTime: at(-1) }], 'app.certificate_over'],
      [[{ key, startDateTime: at(20), endDateTime: at(10) }], 'app.certificate_over'],
      [[{ key, type: 'X509CertAndPassword' }], 'request.invalid'],
      [[{ key, usage: 'Sign' }], 'request.invalid'],
      [[{}], 'request.invalid'],
      [[{ key, secret: 'x' }], 'request.invalid'],
      [Array.from({ length: 101 }, () => ({ key })), 'request.invalid'],
    ] as const) {
      const answer = await replace(list)
      expect([code(answer), answer.status]).toEqual([wanted, answer.status])
      expect(answer.status).toBeLessThan(500)
      expect(answer.text).not.toContain(one.keyPem.slice(40, 100))
    }
    expect(await credentials()).toEqual([])
    expect((await replace([{ key, endDateTime: at(1000) }])).status).toBe(204)
    const [shown] = await credentials()
    expect(Date.parse(String(shown?.['endDateTime']))).toBeLessThan(Date.now() + 91 * 86_400_000)
    const api = '00000000-ad01-4000-8000-000000000003'
    const own = await send('PATCH', `applications/${api}`, { keyCredentials: [{ key }] })
    expect([own.status, code(own)]).toEqual([409, 'app.is_own'])
  })
})

describe('one by one', () => {
  const of = () => `admit/apps/${other.ids.app}/certificates`

  it('SEC-22: a certificate is added and removed, and both stand in the journal without it', async () => {
    await replace([])
    const made = await send('POST', of(), { certificate: three.pem, displayName: 'Deploys' })
    expect([made.status, made.body]).toMatchObject([
      201,
      { displayName: 'Deploys', subject: 'O=Three', thumbprint: three.sha256.toString('hex') },
    ])
    const again = await send('POST', of(), { certificate: three.der })
    expect([again.status, code(again)]).toEqual([409, 'app.certificate_exists'])
    expect((await send('DELETE', `${of()}/${made.body.id}`)).status).toBe(204)
    const gone = await send('DELETE', `${of()}/${made.body.id}`)
    expect([gone.status, code(gone)]).toEqual([404, 'app.certificate_not_found'])
    const journal = await audits()
    const entries = JSON.parse(journal).value as {
      kind: string
      entityId: string
      payload: { before?: object; after?: object }
    }[]
    expect(entries.slice(0, 2)).toMatchObject([
      {
        kind: 'remove_certificate',
        entityId: other.ids.app,
        payload: { before: { thumbprint: three.sha256.toString('hex') } },
      },
      {
        kind: 'add_certificate',
        payload: { after: { displayName: 'Deploys', thumbprint: three.sha256.toString('hex') } },
      },
    ])
    expect(journal).not.toContain(three.der.slice(0, 60))
  })

  it('of ten that add the same at once one does', async () => {
    await replace([])
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('POST', of(), { certificate: two.pem })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
    const replaced = await Promise.all([one, two, three].map(({ der }) => replace([{ key: der }])))
    expect(replaced.map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await credentials()).toHaveLength(1)
  })

  it('an app that makes one stands in the journal as who did it', async () => {
    const made = await send('POST', 'applications', { displayName: 'Plain' }, other.app)
    for (const [path, body] of [
      ['certificates', { certificate: one.pem }],
      ['secrets', undefined],
    ] as const) {
      expect((await send('POST', `admit/apps/${made.body.id}/${path}`, body, other.app)).status).toBeLessThan(300)
      const [entry] = JSON.parse(await audits()).value as { actor: string; actorKind: string }[]
      expect([path, entry?.actorKind, entry?.actor]).toEqual([path, 'app', other.ids.app])
    }
    // Its own permissions are more than it may give, so it gives itself no further proof (SEC-31).
    expect((await send('POST', of(), { certificate: one.pem }, other.app)).status).toBe(403)
  })

  it('SEC-30: nobody reaches the apps of another organisation', async () => {
    const theirs = served.demo.automation.id
    expect((await send('POST', `admit/apps/${theirs}/certificates`, { certificate: one.pem })).status).toBe(404)
    expect((await send('DELETE', `admit/apps/${theirs}/certificates/${crypto.randomUUID()}`)).status).toBe(404)
    expect((await send('PATCH', `applications/${theirs}`, { keyCredentials: [] })).status).toBe(404)
  })
})
