import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { demo, person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { plainApp, type Registered, registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let address: Awaited<ReturnType<typeof listenAsApp>>
let desk: Registered
let client: BareClient
const api = graphApi(() => served)

const asking = { scope: 'openid offline_access api://desk/.default' }
const title = 'asks for your permission'

/** The resource with these scopes that people may consent to. */
const resource = (id: string, ...names: string[]): Change => ({
  do: 'put_app',
  app: {
    ...plainApp(id),
    name: 'Desk API',
    identifierUri: 'api://desk',
    scopes: names.map((name) => ({ name, title: `Desk: ${name}`, consent: 'user' as const })),
  },
})
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(demo.tenant.id), changes, 'a test')

/** What people have consented to for the app by themselves, and what was for everybody. */
async function given() {
  const grants = await api('admin', 'GET', `/oauth2PermissionGrants?$filter=clientId eq '${desk.id}'`)
  return grants.body.value.map(({ consentType, principalId, scope }) => [consentType, principalId, scope])
}

beforeAll(async () => {
  served = await serveDemo()
  address = await listenAsApp()
  const redirectUris = [{ uri: `${address.origin}/callback`, kind: 'web' as const }]
  desk = await registerApp(served, { name: 'Desk', redirectUris }, [])
  client = new BareClient(served, desk, `${address.origin}/callback`)
  const { id } = await registerApp(served, { name: 'Desk API' }, [])
  await apply(resource(id, 'read'))
})
afterAll(async () => {
  await address.stop()
  await served.stop()
})

describe('SEC-24: consent', () => {
  it('is not given inside a frame of another page, nor by a form that was not of this browser', async () => {
    const visitor = new Visitor()
    const page = await signInAt(visitor, client.address(asking), person('marc'))
    expect(page.text).toContain(title)
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1] as string
    const forged = await visitor.fetch(new URL(action, page.url).href, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'yes', shown: 'openid offline_access api://desk/read' }),
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(forged.status).toBeGreaterThanOrEqual(400)
    expect(await given()).toEqual([])
  })

  it('is for what was shown: where the app asks for more by then, it is asked again', async () => {
    const visitor = new Visitor()
    const page = await signInAt(visitor, client.address(asking), person('marc'))
    expect(page.text).toContain('api://desk/read')
    const { id } = (await api('admin', 'GET', "/applications?$filter=displayName eq 'Desk API'")).body.value[0] as {
      id: string
    }
    await apply(resource(id, 'read', 'write'))

    const again = await visitor.send({ answer: 'yes' })
    expect(again.text).toContain(title)
    expect(again.text).toContain('api://desk/write')
    expect(await given()).toEqual([])

    const end = await visitor.send({ answer: 'yes', shown: 'openid api://desk/read' })
    expect(end.text, 'who says that less was shown is asked again').toContain(title)
    expect(await given()).toEqual([])
  })

  it('is only for themselves, whatever somebody without a role for more sends', async () => {
    const visitor = new Visitor()
    const page = await signInAt(visitor, client.address(asking), person('marc'))
    expect(page.text).not.toContain('for everybody')
    const end = await visitor.send({ answer: 'yes', forAll: 'yes' })
    expect(new URL(end.url).searchParams.get('code'), end.text).toBeTruthy()
    expect(await given()).toEqual([
      ['Principal', person('marc').id, 'read write'],
      ['Principal', person('marc').id, 'offline_access openid'],
    ])
  })

  it('is over at once when it is taken back: the refresh token in the hand of the app is worth nothing', async () => {
    const code = await client.code('marc', asking)
    const { body } = await client.redeem(code)
    expect(body['refresh_token']).toBeTruthy()
    const next = await client.refresh(body['refresh_token'])
    expect(next.status).toBe(200)

    await apply({ do: 'revoke_consent', appId: desk.id, accountId: person('marc').id })
    const refused = await client.refresh(next.body['refresh_token'])
    expect(refused).toMatchObject({ status: 400, body: { error: 'consent_required', error_codes: [65001] } })
    expect((await signInAt(new Visitor(), client.address(asking), person('marc'))).text).toContain(title)
  })

  it('to what does not exist is nobody’s, and neither written nor offered', async () => {
    for (const change of [
      { do: 'consent_for_all', appId: desk.id, scopes: ['openid', 'api://desk/nonsense'] },
      { do: 'consent', appId: desk.id, accountId: person('marc').id, scopes: ['api://desk/nonsense'] },
    ] as const)
      await expect(apply(change), change.do).rejects.toMatchObject({ code: 'request.invalid' })
    const asked = {
      person: { accountId: person('marc').id },
      appId: desk.id,
      scopes: ['openid', 'api://desk/nonsense'],
    }
    const { body } = await api('admin', 'POST', '/admit/explain', asked)
    expect(JSON.stringify(body)).toContain('APP-SCOPE')
    expect((body as unknown as { repair: object }).repair, 'no consent mends it').toMatchObject({ plans: [] })
    const answer = await client.answered({ scope: 'openid api://desk/nonsense' })
    expect(answer?.get('error_description')).toMatch(/^AADSTS70011: .*api:\/\/desk\/nonsense/)
  })

  it('to what is no more is over at once, and what is asked for as `.default` goes on with what there is', async () => {
    const { id } = (await api('admin', 'GET', "/applications?$filter=displayName eq 'Desk API'")).body.value[0] as {
      id: string
    }
    const scopes = ['openid', 'offline_access', 'api://desk/read', 'api://desk/write']
    await apply({ do: 'consent_for_all', appId: desk.id, scopes })
    const tokens = async (scope: string) => (await client.redeem(await client.code('marc', { scope }))).body
    const [byName, byDefault] = [
      await tokens('openid offline_access api://desk/read api://desk/write'),
      await tokens(asking.scope),
    ]
    await apply(resource(id, 'read'))
    const refused = await client.refresh(byName['refresh_token'])
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_codes: [70011] } })
    expect(refused.body['error_description']).toContain('asks for something that does not exist here')
    const next = await client.refresh(byDefault['refresh_token'])
    expect(next.status, JSON.stringify(next.body)).toBe(200)
    expect(decodeJwt(String(next.body['access_token']))['scp']).toBe('read')
  })

  it('to what an app does by itself is an administrator’s, and not everyone’s who may register apps', async () => {
    const powerful = {
      do: 'put_app',
      app: { ...plainApp(desk.id), name: 'Desk', appPermissions: ['User.ReadWrite.All'] },
    }
    const tried = await api('nadia', 'POST', '/admit/changes', { changes: [powerful] })
    expect(refusalOf(tried)).toMatchObject({ status: 403, code: 'change.forbidden' })
    const plain = await api('nadia', 'PATCH', `/applications/${desk.id}`, { description: 'For the help desk' })
    expect(plain.status, 'who registers apps may describe one').toBe(204)
  })
})
