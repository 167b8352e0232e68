import { Secret } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { secondCompany } from '../support/companies.ts'
import { delegated } from '../support/delegated.ts'
import { person } from '../support/demo.ts'
import { graphApi, refusalOf } from '../support/graph-api.ts'
import { somebodyNew } from '../support/somebody.ts'

let served: Served
beforeAll(async () => {
  served = await serveDemo()
})
afterAll(() => served.stop())

const send = graphApi(() => served)
const apply = (...changes: readonly Change[]) =>
  applyChanges(served.running.admit, commandLine(served.demo.tenant.id), changes, null)
const report = '/reports/authenticationMethods'
const details = `${report}/userRegistrationDetails`
const asked = (filter: string, more = '') =>
  send('admin', 'GET', `${details}?$top=999&$filter=${encodeURIComponent(filter)}${more}`)
const namesOf = async (filter: string) =>
  (await asked(filter)).body.value.map((one) => String(one['userPrincipalName'])).sort()

describe('what people have registered, as a report', () => {
  it('says of each what they have and can do by it', async () => {
    const { totpSecret } = person('ida')
    expect(totpSecret).toBeDefined()
    const one = await send('admin', 'GET', `${details}/${person('ida').id}`)
    expect(one.body).toEqual({
      '@odata.context': expect.stringContaining('/$entity'),
      id: person('ida').id,
      userPrincipalName: person('ida').signInName,
      userDisplayName: person('ida').displayName,
      userType: 'member',
      isAdmin: false,
      isMfaRegistered: true,
      isMfaCapable: true,
      isPasswordlessCapable: false,
      isSsprRegistered: expect.any(Boolean),
      isSsprEnabled: expect.any(Boolean),
      isSsprCapable: expect.any(Boolean),
      methodsRegistered: expect.arrayContaining(['softwareOneTimePasscode']),
      isSystemPreferredAuthenticationMethodEnabled: true,
      systemPreferredAuthenticationMethods: ['oath'],
      userPreferredMethodForSecondaryAuthentication: 'none',
      lastUpdatedDateTime: expect.stringMatching(/^\d{4}-/),
    })
    expect(await send('admin', 'GET', `${details}/${person('admin').id}`)).toMatchObject({ body: { isAdmin: true } })
    expect((await send('admin', 'GET', `${details}/00000000-0000-4000-8000-000000000000`)).status).toBe(404)
  })

  it('is filtered, sorted, counted and paged', async () => {
    const robin = await somebodyNew(served)
    const kim = await somebodyNew(served, Buffer.from(new Secret({ size: 20 }).bytes))
    const names = [robin.name, kim.name]
    const only = `startsWith(userPrincipalName,'robin.person')`
    expect(await namesOf(`${only} and isMfaRegistered eq false`)).toEqual([robin.name])
    expect(await namesOf(`${only} and isMfaRegistered eq true`)).toEqual([kim.name])
    expect(await namesOf(`${only} and not (isMfaCapable eq true)`)).toEqual([robin.name])
    expect(await namesOf(`${only} and methodsRegistered/any(m:m eq 'softwareOneTimePasscode')`)).toEqual([kim.name])
    expect(await namesOf(`${only} and userPreferredMethodForSecondaryAuthentication eq 'oath'`)).toEqual([])
    expect(await namesOf('isAdmin eq true')).toContain(person('admin').signInName)
    expect(await namesOf('isAdmin eq true')).not.toContain(robin.name)
    expect((await namesOf("userType eq 'guest'")).some((name) => names.includes(name))).toBe(false)
    const all = await send('admin', 'GET', `${details}?$count=true&$orderby=userPrincipalName desc&$top=2`)
    expect(all.body['@odata.count']).toBeGreaterThan(10)
    expect(all.body.value).toHaveLength(2)
    const next = String(all.body['@odata.nextLink'])
    const page2 = await send('admin', 'GET', next.slice(next.indexOf('/reports')))
    const [first, second] = [...all.body.value, ...page2.body.value].map((one) => String(one['userPrincipalName']))
    expect([first, second].toSorted().reverse()).toEqual([first, second])
    expect(page2.body.value).toHaveLength(2)
    for (const filter of ['lastUpdatedDateTime gt 2020-01-01T00:00:00Z', "nothing eq 'x'", "isAdmin eq 'yes'"])
      expect([filter, (await asked(filter)).status]).toEqual([filter, 400])
  })

  it('is counted by feature and by method, of guests and of administrators apart', async () => {
    const feature = async (types = 'all', roles = 'all') =>
      (
        await send(
          'admin',
          'GET',
          `${report}/usersRegisteredByFeature(includedUserTypes='${types}',includedUserRoles='${roles}')`,
        )
      ).body
    const all = await feature()
    expect(all).toMatchObject({
      '@odata.type': '#microsoft.graph.userRegistrationFeatureSummary',
      ...{ userTypes: 'all', userRoles: 'all', totalUserCount: expect.any(Number) },
      userRegistrationFeatureCounts: [
        { feature: 'ssprRegistered', userCount: expect.any(Number) },
        { feature: 'ssprEnabled', userCount: expect.any(Number) },
        { feature: 'ssprCapable', userCount: expect.any(Number) },
        { feature: 'passwordlessCapable', userCount: expect.any(Number) },
        { feature: 'mfaCapable', userCount: expect.any(Number) },
      ],
    })
    const total = async (types?: string, roles?: string) => Number((await feature(types, roles))['totalUserCount'])
    expect((await total('member')) + (await total('guest'))).toBe(await total())
    expect((await total('all', 'admin')) + (await total('all', 'user'))).toBe(await total())
    expect(await total('all', 'privilegedAdmin')).toBeGreaterThan(0)
    // Who is blocked is not counted.
    const before = await total()
    await apply({ do: 'block_account', accountId: person('olga').id })
    expect(await total()).toBe(before - 1)
    await apply({ do: 'enable_account', accountId: person('olga').id })
    const methods = await send('admin', 'GET', `${report}/usersRegisteredByMethod()`)
    expect(methods.body['userRegistrationMethodCounts']).toContainEqual({
      ...{ authenticationMethod: 'softwareOneTimePasscode', userCount: expect.any(Number) },
    })
    expect((await send('admin', 'GET', `${report}/usersRegisteredByMethod(includedUserTypes='x')`)).status).toBe(400)
  })

  it('SEC-31: is read by who may read the logs, or looks after how people prove themselves', async () => {
    const { id } = person('tom')
    const paths = [
      ...[details, `${details}/${id}`, `${report}/usersRegisteredByMethod`, `${report}/usersRegisteredByFeature`],
    ]
    const may = async (caller: Parameters<typeof send>[0]) => {
      const all = await Promise.all(paths.map(async (path) => (await send(caller, 'GET', path)).status))
      return new Set(all)
    }
    for (const caller of ['alice', 'hana', 'tom', 'leo'])
      expect([caller, await may(caller)]).toEqual([caller, new Set([403])])
    for (const role of ['reports-reader', 'security-reader', 'security-operator', 'privileged-auth-admin'] as const) {
      await apply({ do: 'assign_role', accountId: id, role })
      expect([role, await may('tom')]).toEqual([role, new Set([200])])
      await apply({ do: 'remove_role', accountId: id, role })
    }
    // Simon looks after policies and methods.
    expect(await may('simon')).toEqual(new Set([200]))
    // Of one's unit alone nobody reads it: it is of everybody.
    const unitId = crypto.randomUUID()
    await apply(
      { do: 'put_unit', unit: { id: unitId, name: 'Lyon', description: null } },
      { do: 'assign_role', accountId: id, role: 'auth-admin', unitId },
    )
    expect(await may('tom')).toEqual(new Set([403]))
    await apply({ do: 'remove_role', accountId: id, role: 'auth-admin', unitId })
  })

  it('SEC-28: takes a token for the logs', async () => {
    for (const [permission, said] of [
      ['AuditLog.Read.All', 200],
      ['User.Read.All', 403],
    ] as const) {
      const apps = await delegated(served, [permission])
      const token = await apps.of(person('admin'))
      await apps.stop()
      expect([permission, (await send(token, 'GET', details)).status]).toEqual([permission, said])
    }
  })

  it('SEC-30: shows nobody of another organisation', async () => {
    const company = await secondCompany(served.running.admit, served.origin)
    for (const caller of [company.session, company.app]) {
      const { body } = await send(caller, 'GET', `${details}?$top=999&$count=true`)
      expect(body.value.map((one) => String(one['userPrincipalName']).split('@')[1])).toEqual(
        body.value.map(() => 'other-works.example'),
      )
      expect(body['@odata.count']).toBe(2)
      expect((await send(caller, 'GET', `${details}/${person('ida').id}`)).status).toBe(404)
      const admins = await send(caller, 'GET', `${details}?$filter=isAdmin eq true`)
      expect(admins.body.value).toHaveLength(1)
      const counted = await send(caller, 'GET', `${report}/usersRegisteredByFeature()`)
      expect(counted.body['totalUserCount']).toBe(2)
    }
    expect(refusalOf(await send('alice', 'GET', details)).status).toBe(403)
  })
})
