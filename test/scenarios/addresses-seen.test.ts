import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertSignIns } from '../../src/store/sign-ins.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { aSignIn } from '../support/a-sign-in.ts'
import { appCaller, type Caller, sessionOf } from '../support/companies.ts'
import { person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'

let served: Served
let reference: string
const address = '203.0.113.77'
const callers: Record<string, Caller> = {}
const idOf = (key: string) => served.demo.apps.find((one) => one.key === key)?.id as string

beforeAll(async () => {
  served = await serveDemo()
  const { admit } = served.running
  const tenantId = served.demo.tenant.id
  const olga = person('olga')
  const signIn = aSignIn({ accountId: olga.id, signInName: olga.signInName, ip: address, appId: idOf('crm') })
  reference = signIn.reference
  await withTenant(admit.store, tenantId, (t) => insertSignIns(t, [signIn]))
  for (const key of ['admin', 'hana']) callers[key] = await sessionOf(admit, tenantId, person(key).id)
  const app = await registerApp(served, { name: 'Log reader', appPermissions: ['AuditLog.Read.All'] })
  callers['app'] = await appCaller(served.origin, tenantId, app.id, app.secret)
})
afterAll(() => served.stop())

async function get(who: string, path: string) {
  const answer = await fetch(`${served.origin}/v1.0/${path}`, { headers: callers[who] ?? {} })
  return { status: answer.status, text: await answer.text() }
}

const byAddress = `auditLogs/signIns?$filter=${encodeURIComponent(`ipAddress eq '${address}'`)}`
const either = `auditLogs/signIns?$filter=${encodeURIComponent(`not (status/errorCode eq 1 or ipAddress eq '${address}')`)}`
const lists = () => [
  `admit/signIns?accountId=${person('olga').id}`,
  'auditLogs/signIns',
  `auditLogs/signIns/${reference}`,
  `admit/people/${person('olga').id}`,
  'admit/export/signIns',
]

describe('SEC-33: where people come from', () => {
  it('is in no list that the help desk reads, though the sign-ins are', async () => {
    for (const path of lists()) {
      const { status, text } = await get('hana', path)
      expect([status, text.includes(reference), text.includes(address)], path).toEqual([200, true, false])
    }
    expect(JSON.parse((await get('hana', 'admit/lockout')).text)).toMatchObject({ waiting: null })
  })

  it('is not found out by asking for it either', async () => {
    for (const path of [byAddress, either]) expect((await get('hana', path)).status, path).toBe(403)
    expect(
      (await get('hana', `auditLogs/signIns?$filter=${encodeURIComponent('status/errorCode eq 50000')}`)).status,
    ).toBe(200)
  })

  it.each(['admin', 'app'])('is read by whoever reads the logs whole: %s', async (who) => {
    for (const path of who === 'app' ? lists().slice(1, 3) : lists())
      expect((await get(who, path)).text, path).toContain(address)
    expect((await get(who, byAddress)).text).toContain(reference)
  })

  it('is told of the one attempt that the help desk asks about, and that it asked is noted', async () => {
    const answer = await fetch(`${served.origin}/v1.0/admit/explain`, {
      method: 'POST',
      headers: { ...callers['hana'], 'content-type': 'application/json' },
      body: JSON.stringify({ reference }),
    })
    expect(await answer.json()).toMatchObject({ asked: { ip: address } })
    const { text } = await get('admin', `admit/questions?accountId=${person('olga').id}`)
    expect(JSON.parse(text)).toMatchObject({ value: [{ kind: 'explain', reference }] })
  })
})
