import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { consoleAppId, portalAppId } from '../../src/app/own-apps.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import type { Policy } from '../../src/core/snapshot.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { signInAt } from '../support/sign-in.ts'
import { believesVisitors, VisitorFrom } from '../support/visitor-from.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo(believesVisitors)
})
afterAll(() => served.stop())

const [office, elsewhere] = ['203.0.113.5', '198.18.0.7']
const person = (key: string) => served.demo.people.find((one) => one.key === key)!
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)

const nobody = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
function policyFor(appId: string, more: Partial<Policy>): Change {
  const emergency = served.demo.people.filter(({ key }) => key.startsWith('breakglass')).map(({ id }) => id)
  return {
    do: 'put_policy',
    policy: {
      id: appId,
      name: 'Our own pages',
      state: 'on',
      users: { include: { ...nobody, all: true }, exclude: { ...nobody, accountIds: emergency } },
      apps: { include: [appId], exclude: [] },
      locations: null,
      grant: 'mfa',
      note: null,
      ...more,
    },
  }
}

/** What the console and its API answer to this browser: statuses, and the code of the API. */
async function answers(visitor: VisitorFrom) {
  const api = await visitor.fetch(`${served.origin}/v1.0/admit/session`)
  const list = await visitor.fetch(`${served.origin}/v1.0/users?$top=1`)
  const { error } = (await api.json()) as { error?: { code: string } }
  return {
    page: (await visitor.fetch(`${served.origin}/admin`)).status,
    plain: (await visitor.fetch(`${served.origin}/admin/plain`)).status,
    api: [api.status, list.status],
    code: error?.code ?? null,
  }
}

const letIn = { page: 200, plain: 200, api: [200, 200], code: null }

describe('a policy for one of our own pages is asked there, whatever the session was begun for', () => {
  it('a second factor: the console leads to it, its API says that more is to be proved, and neither does a thing before', async () => {
    const visitor = new VisitorFrom(office)
    expect((await signInAt(visitor, `${served.origin}/myapps`, person('hana'))).text).toContain('My apps')
    expect(await answers(visitor)).toEqual(letIn)
    const form = await visitor.open(`${served.origin}/admin/plain?person=leo@meridian.example&place=${consoleAppId}`)

    await apply(policyFor(consoleAppId, {}))
    expect(await answers(visitor)).toEqual({
      ...{ page: 303, plain: 303 },
      ...{ api: [401, 401], code: 'auth.more_proof_needed' },
    })
    const token = /name="token" value="([^"]+)"/.exec(form.html)?.[1] as string
    const repair = await visitor.fetch(`${served.origin}/admin/plain/repair`, {
      method: 'POST',
      headers: { origin: served.origin },
      body: new URLSearchParams({ token, person: 'leo@meridian.example', place: consoleAppId, plan: 'any' }),
    })
    expect(repair.status).toBe(401)
    const written = await visitor.fetch(`${served.origin}/v1.0/admit/changes`, {
      method: 'POST',
      headers: { origin: served.origin, 'x-admit-csrf': '1', 'content-type': 'application/json' },
      body: JSON.stringify({
        changes: [{ do: 'set_attribute', accountId: person('alice').id, name: 'city', value: 'x' }],
      }),
    })
    expect(written.status).toBe(401)
    expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('My apps')

    expect((await visitor.open(`${served.origin}/admin/plain`)).text).toContain('Enter your code')
    await signInAt(visitor, `${served.origin}/admin/plain`, person('hana'))
    expect(await answers(visitor)).toEqual(letIn)
  })

  it('a place: a session taken elsewhere opens nothing there, and the page says why, with a reference', async () => {
    const visitor = new VisitorFrom(office)
    await apply(policyFor(consoleAppId, { state: 'off' }))
    await signInAt(visitor, `${served.origin}/admin`, person('hana'))
    await apply(
      { do: 'put_location', location: { id: portalAppId, name: 'Desk', isTrusted: false, ranges: [`${office}/32`] } },
      policyFor(consoleAppId, { grant: 'block', locations: { include: 'any', exclude: [portalAppId] } }),
    )
    expect(await answers(visitor)).toEqual(letIn)
    visitor.from = elsewhere
    expect(await answers(visitor)).toEqual({
      ...{ page: 303, plain: 303 },
      ...{ api: [403, 403], code: 'auth.not_admitted' },
    })
    const told = await visitor.open(`${served.origin}/admin`)
    expect(told.status).toBe(403)
    expect(told.text).toMatch(/Reference [A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)
    visitor.from = office
    expect(await answers(visitor)).toEqual(letIn)
  })

  it('My apps as well: nobody reads what the person has there before it is proved', async () => {
    const visitor = new VisitorFrom(office)
    await signInAt(visitor, `${served.origin}/myapps`, person('marc'))
    await apply(policyFor(portalAppId, {}))
    const page = await visitor.open(`${served.origin}/myapps`)
    expect(page.text).toMatch(/Enter your code|Set up/)
    await apply(policyFor(portalAppId, { state: 'off' }))
    expect((await visitor.open(`${served.origin}/myapps`)).text).toContain('My apps')
  })
})
