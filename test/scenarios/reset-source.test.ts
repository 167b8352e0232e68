import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { personDetails } from '../../src/app/directory.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { rows, withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { secondCompany } from '../support/companies.ts'
import { person } from '../support/demo.ts'
import { signInAt } from '../support/sign-in.ts'
import { believesVisitors, VisitorFrom } from '../support/visitor-from.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo(believesVisitors)
}, 60_000)
afterAll(() => served.stop())

/** Asks to reset the password of a name; gives the page. */
async function asked(visitor: VisitorFrom, name: string) {
  await visitor.open(`${served.origin}/reset`)
  return visitor.send({ name })
}

const written = () =>
  withTenant(served.running.admit.store, served.demo.tenant.id, (t) =>
    rows(t, sql`select 1 from messages where tenant_id = ${t.tenantId} and kind in ('reset_code', 'reset_not_open')`),
  ).then((all) => all.length)

const names = Array.from({ length: 21 }, (_, i) => `nobody${i}@meridian.example`)

it('SEC-40: an address that comes with the names of many waits, whoever has them, and browsers that know their person do not', async () => {
  const theirs = new VisitorFrom('203.0.113.9')
  expect((await signInAt(theirs, `${served.origin}/myapps`, person('marc'))).text).toContain('My apps')
  const at = (ip: string) => (name: string) => asked(new VisitorFrom(ip), name)
  const ask = at('203.0.113.40')
  // The same one again is no further name.
  for (const name of [names[0] as string, ...names]) expect((await ask(name)).text).toContain('Enter the code we sent')
  const before = await written()
  // SEC-01: of a name that is there, and of one that is not.
  const refused = []
  for (const name of [person('tom').signInName, 'yet.another@meridian.example']) {
    const page = await ask(name)
    expect(page.status).toBe(429)
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(page.text).toContain('Reset your password')
    expect(page.text).toMatch(/Try again in \d+ seconds/)
    refused.push(page.html.replaceAll(name, '').replace(/in \d+ seconds|name="token" value="[^"]+"/g, ''))
  }
  expect(new Set(refused).size).toBe(1)
  expect(await written()).toBe(before)
  // Nor does the address get in by passwords meanwhile; others are left alone.
  const password = new VisitorFrom('203.0.113.40')
  await password.open(`${served.origin}/myapps`)
  await password.send({ name: person('tom').signInName })
  expect((await password.send({ password: 'whatever it is' })).status).toBe(429)
  expect((await at('203.0.113.41')(person('tom').signInName)).text).toContain('Enter the code we sent')
  // Who holds the very browser is let through from there, for themselves and nobody else.
  theirs.from = '203.0.113.40'
  expect((await asked(theirs, person('lena').signInName)).status).toBe(429)
  expect((await asked(theirs, person('marc').signInName)).text).toContain('Enter the code we sent')
})

it('SEC-40: who signs in with the new password is forgiven: an office where many reset theirs is no attacker', async () => {
  const office = '203.0.113.60'
  for (let i = 0; i < 20; i++)
    expect((await asked(new VisitorFrom(office), `somebody${i}@meridian.example`)).status).toBe(200)
  const alice = new VisitorFrom(office)
  expect((await signInAt(alice, `${served.origin}/myapps`, person('omar'))).text).toContain('My apps')
  for (const [name, status] of [
    ['one.more', 200],
    ['two.more', 200],
    ['three.more', 429],
  ] as const)
    expect((await asked(new VisitorFrom(office), `${name}@meridian.example`)).status, name).toBe(status)
})

it('an organisation whose letters nothing sends is offered no reset link, and is told why', async () => {
  const { admit } = served.running
  const { tenantId, ids } = await secondCompany(admit, served.origin)
  const viewer = commandLine(tenantId)
  const accountId = ids.person as string
  await applyChanges(
    admit,
    viewer,
    [{ do: 'set_contact', accountId, contact: 'email', value: 'reached@home.example' }],
    null,
  )
  expect((await personDetails(admit, viewer, accountId)).noLink).toBe('No mail server is set up here.')
  await expect(applyChanges(admit, viewer, [{ do: 'send_reset_link', accountId }], null)).rejects.toMatchObject({
    code: 'reset_link.not_possible',
    details: { because: 'no_mail', hint: expect.stringContaining('Issue a temporary password instead.') },
  })
})
