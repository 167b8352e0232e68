import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionsOf } from '../../src/app/sign-in/sessions-of.ts'
import { listJournal } from '../../src/store/journal.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { BareClient } from '../support/bare-client.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { registerApp } from '../support/register-app.ts'
import { listenAsApp } from '../support/app-address.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let at: Awaited<ReturnType<typeof listenAsApp>>
let client: BareClient
beforeAll(async () => {
  ;[served, at] = await Promise.all([serveDemo(), listenAsApp()])
  const back = `${at.origin}/back`
  const app = await registerApp(served, { name: 'The diary', redirectUris: [{ uri: back, kind: 'web' }] })
  client = new BareClient(served, app, back)
})
afterAll(async () => {
  await at.stop()
  await served.stop()
})

const send = graphApi(() => served)
const page = () => `${served.origin}/account/sessions`
const tom = () => person('tom')

async function signedIn(address = `${served.origin}/myapps`): Promise<Visitor> {
  const visitor = new Visitor()
  await signInAt(visitor, address, tom())
  return visitor
}

const isIn = async (visitor: Visitor) => (await visitor.open(`${served.origin}/myapps`)).text.includes('Signed in as')

type Seen = { readonly id: string; readonly apps: readonly string[]; readonly client: string | null }
const sessions = async (by = 'admin') =>
  (await send(by, 'GET', `/admit/people/${tom().id}`)).body['sessions'] as readonly Seen[]
const end = (by: string, sessionId: string, accountId = tom().id) =>
  send(by, 'POST', '/admit/changes', { changes: [{ do: 'end_session', accountId, sessionId }] })

describe('L2: where somebody is signed in', () => {
  it('is seen by the person, who signs another browser out, with the apps that were opened in it', async () => {
    const away = await signedIn(client.address())
    const { body: tokens } = await client.redeem(new URL(away.page?.url ?? '').searchParams.get('code') as string)
    const here = await signedIn()
    await here.open(page())
    expect(here.page?.text).toContain('This browser, signed in')
    expect(here.page?.text).toContain('Opened there: The diary.')
    const id = (await sessions()).find(({ apps }) => apps.includes('The diary'))?.id as string
    await here.send({ session: id }, '/end')
    expect(here.page?.text).toContain('That browser is signed out, with the apps that were opened in it.')
    expect(here.page?.text).not.toContain('The diary')
    expect(await isIn(away)).toBe(false)
    expect((await client.refresh(tokens['refresh_token'])).body).toMatchObject({ error: 'invalid_grant' })
    expect(await isIn(here)).toBe(true)
    const history = await withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
      listJournal(t, { entity: 'account', entityId: tom().id, limit: 1 }),
    )
    expect(history).toMatchObject([{ actor: tom().id, actorKind: 'self', kind: 'end_session' }])
  })

  it('is left everywhere but here at one press, and a browser that is out already is said to be', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const here = await signedIn()
    await here.open(page())
    await here.send({}, '/others')
    expect(here.page?.text).toContain('You are signed out everywhere but here.')
    expect([await isIn(one), await isIn(two), await isIn(here)]).toEqual([false, false, true])
  })

  it('may have ended meanwhile, and is said to', async () => {
    const away = await signedIn()
    const here = await signedIn()
    await here.open(page())
    const id = /name="session" value="([^"]+)"/.exec(here.page?.html ?? '')?.[1] as string
    await away.send({}, '/signout')
    await here.send({ session: id }, '/end')
    expect(here.page?.text).toContain('That browser was signed out already.')
  })

  it('SEC-14, SEC-31: nobody ends what is another’s, nor without the form of the page', async () => {
    const here = await signedIn()
    const [mine] = await sessions()
    const marc = new Visitor()
    await signInAt(marc, page(), person('marc'))
    const token = /name="token" value="([^"]+)"/.exec(marc.page?.html ?? '')?.[1] as string
    const forged = (body: Record<string, string>) =>
      marc.fetch(`${page()}/end`, {
        method: 'POST',
        headers: { origin: served.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(body).toString(),
      })
    expect((await forged({ token, session: mine?.id as string })).headers.get('location')).toContain('done=gone')
    expect((await forged({ session: mine?.id as string })).status).toBe(403)
    expect(await isIn(here)).toBe(true)
  })

  it('is seen and ended by who may end sessions, and by nobody else', async () => {
    const visitor = await signedIn()
    const [session] = await sessions()
    expect(await sessions('hana')).not.toEqual([])
    expect(refusalOf(await end('nadia', session?.id as string))).toMatchObject({ code: 'change.forbidden' })
    expect(refusalOf(await end('hana', session?.id as string, person('marc').id))).toMatchObject({
      code: 'session.not_found',
    })
    expect((await end('hana', session?.id as string)).status).toBe(200)
    expect(await isIn(visitor)).toBe(false)
    expect(refusalOf(await end('hana', session?.id as string))).toMatchObject({
      status: 404,
      code: 'session.not_found',
    })
    expect(
      (
        await send('admin', 'POST', '/admit/changes', {
          changes: [{ do: 'end_session', accountId: tom().id, sessionId: 'x' }],
        })
      ).status,
    ).toBe(400)
  })

  it('is nowhere by a session whose time is over', async () => {
    await signedIn()
    const at = (now: number) =>
      withTenant(served.running.admit.store, served.demo.tenant.id, (t) => sessionsOf(t, tom().id, now))
    expect((await at(Date.now())).length).toBeGreaterThan(0)
    expect(await at(Date.now() + 40 * 86_400_000)).toEqual([])
  })
})
