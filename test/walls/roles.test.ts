import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import type { Viewer } from '../../src/app/viewer.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { mayEver, roles } from '../../src/core/changes/roles.ts'
import { changeSchema } from '../../src/doors/graph/change-schema.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { makeCertificate } from '../support/certificates.ts'
import { type Caller, rowsOf, secondCompany, sessionOf } from '../support/companies.ts'
import { fromSchema } from '../support/from-schema.ts'

let served: Served
let company: Awaited<ReturnType<typeof secondCompany>>

beforeAll(async () => {
  served = await serveDemo()
  company = await secondCompany(served.running.admit, served.origin)
})
afterAll(() => served.stop())

/** One change of each kind, about a person, a group and an app that are there. */
const changes = () =>
  changeSchema.options.map((option) => {
    const { person, group, app } = company.ids
    const [change] = fc.sample(fromSchema(option, [person]), { numRuns: 1, seed: 3 })
    const place = { groupId: group, appId: app, accountId: person }
    const known = Object.entries(place).filter(([name]) => name in (change as object))
    return usual({ ...(change as object), ...Object.fromEntries(known) } as unknown as Change)
  })

/** Of kinds that ask another role for some of their fields, the one without. */
function usual(change: Change): Change {
  if (change.do === 'create_account') return { ...change, account: { ...change.account, userType: 'member' } }
  if (change.do === 'update_account') return { ...change, set: { displayName: 'Other' } }
  if (change.do === 'set_attribute') return { ...change, name: 'department', value: 'Sales' }
  if (change.do === 'fill_in_profile') return { ...change, details: ['city'] }
  if (change.do === 'create_group') return { ...change, group: { ...change.group, isRoleAssignable: 'no' } }
  return change.do === 'put_app' ? { ...change, app: { ...change.app, appPermissions: [] } } : change
}

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code ?? null

describe('SEC-31: who holds no role that may do it is refused, whatever the kind of change', () => {
  it.each([null, ...Object.keys(roles)])('holder of %s', async (role) => {
    const { admit } = served.running
    const viewer: Viewer = {
      tenantId: company.tenantId,
      accountId: company.ids.admin,
      name: 'Somebody',
      roles: role === null ? [] : [role],
      permissions: null,
      via: 'console',
    }
    const before = await rowsOf(admit, company.tenantId)
    const unable = changes().filter((change) => role === null || !mayEver(role, change.do))
    expect(unable.length).toBeGreaterThan(role === 'global-admin' ? 5 : 15)
    for (const change of unable) {
      const error = await applyChanges(admit, viewer, [change], null).catch((error: unknown) => error)
      expect([change.do, codeOf(error)]).toEqual([change.do, 'change.forbidden'])
    }
    expect(await rowsOf(admit, company.tenantId)).toBe(before)
  })
})

const { pem } = await makeCertificate('P-256')

/** Requests that write, and a role of the demo company whose holders may make each; the helpdesk and a plain person may not. */
const writes = (ids: Record<string, string>): readonly [string, string, string, object | undefined, string][] => [
  ['POST', '/users', 'leo', { displayName: 'New', userPrincipalName: 'new.one@meridian.example' }, 'hana'],
  ['PATCH', `/users/${ids['person']}`, 'leo', { department: 'Finance' }, 'nadia'],
  ['DELETE', `/users/${ids['person']}`, 'leo', undefined, 'hana'],
  ['POST', '/groups', 'leo', { displayName: 'New group' }, 'simon'],
  ['PATCH', `/groups/${ids['group']}`, 'leo', { description: 'other' }, 'hana'],
  [
    'POST',
    `/groups/${ids['group']}/members/$ref`,
    'leo',
    { '@odata.id': `https://x.example/v1.0/users/${ids['person']}` },
    'nadia',
  ],
  ['DELETE', `/groups/${ids['group']}/members/${ids['person']}/$ref`, 'leo', undefined, 'nadia'],
  ['DELETE', `/groups/${ids['group']}`, 'leo', undefined, 'hana'],
  [
    'POST',
    `/users/${ids['person']}/assignLicense`,
    'leo',
    { addLicenses: [], removeLicenses: [ids['product']] },
    'hana',
  ],
  ['POST', '/applications', 'nadia', { displayName: 'New app' }, 'leo'],
  ['PATCH', `/applications/${ids['app']}`, 'nadia', { description: 'other' }, 'leo'],
  ['PATCH', `/servicePrincipals/${ids['app']}`, 'nadia', { accountEnabled: true }, 'leo'],
  ['DELETE', `/applications/${ids['app']}`, 'nadia', undefined, 'hana'],
  ['POST', `/admit/apps/${ids['app']}/secrets`, 'nadia', undefined, 'leo'],
  ['POST', `/admit/apps/${ids['app']}/certificates`, 'nadia', { certificate: pem }, 'leo'],
  ['PATCH', `/applications/${ids['app']}`, 'nadia', { keyCredentials: [] }, 'leo'],
  ['PATCH', `/servicePrincipals/${ids['app']}`, 'nadia', { keyCredentials: [] }, 'leo'],
  [
    'POST',
    '/admit/changes',
    'admin',
    { changes: [{ do: 'assign_role', accountId: ids['person'], role: 'global-admin' }] },
    'leo',
  ],
  ['POST', '/admit/changes', 'simon', { changes: [{ do: 'delete_policy', policyId: ids['policy'] }] }, 'hana'],
  ['POST', '/admit/changes', 'hana', { changes: [{ do: 'unlock_account', accountId: ids['person'] }] }, 'nadia'],
  ['POST', '/admit/changes', 'admin', { changes: [{ do: 'set_user_consent', state: 'off' }] }, 'simon'],
  ['POST', '/admit/changes', 'admin', { changes: [{ do: 'allow_method', kind: 'voice', to: 'nobody' }] }, 'simon'],
  ['PATCH', '/admit/attributeCollection', 'admin', { members: { inputs: [{ attribute: 'country' }] } }, 'simon'],
  ['POST', '/admit/changes', 'admin', { changes: [{ do: 'require_details', of: 'member', details: [] }] }, 'leo'],
  [
    'PATCH',
    '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Sms',
    'admin',
    { state: 'disabled' },
    'simon',
  ],
  ['POST', '/admit/changes', 'simon', { changes: [{ do: 'set_lockout', threshold: 12, seconds: 90 }] }, 'leo'],
]

describe('SEC-31: over HTTP', () => {
  const callers: Record<string, Caller> = {}
  const idOf = (key: string) => served.demo.people.find((one) => one.key === key)?.id as string
  const send = async (
    key: string,
    [method, path, , body]: readonly [string, string, string, object | undefined, string],
  ) => {
    callers[key] ??= await sessionOf(served.running.admit, served.demo.tenant.id, idOf(key))
    const response = await fetch(`${served.origin}/v1.0${path}`, {
      method,
      headers: { ...callers[key], ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, text: await response.text() }
  }
  const all = () => {
    const { demo } = served
    return writes({
      person: idOf('alice'),
      group: demo.groups[2]?.id as string,
      app: demo.apps.find((one) => one.key === 'ledger')?.id as string,
      product: demo.products[0]?.id as string,
      policy: (demo.policies[0] as unknown as { id: string }).id,
    })
  }

  it('refuses whoever has no role, or a role for something else, and changes nothing', async () => {
    const { admit } = served.running
    callers['alice'] = await sessionOf(admit, served.demo.tenant.id, idOf('alice'))
    for (const key of new Set(all().map((one) => one[4])))
      callers[key] = await sessionOf(admit, served.demo.tenant.id, idOf(key))
    const before = await rowsOf(admit, served.demo.tenant.id)
    for (const one of all())
      for (const key of ['alice', one[4]])
        expect([key, one[0], one[1], (await send(key, one)).status]).toEqual([key, one[0], one[1], 403])
    expect(await rowsOf(admit, served.demo.tenant.id)).toBe(before)
  })

  it('does not take one’s own id in capitals for somebody else’s', async () => {
    const capitals = idOf('leo').toUpperCase()
    const changes = [{ do: 'add_to_group', accountId: capitals, groupId: served.demo.groups[2]?.id }]
    expect((await send('leo', ['POST', '/admit/changes', '', { changes }, ''])).status).toBe(403)
    const ref = { '@odata.id': `https://x.example/v1.0/users/${capitals}` }
    expect((await send('leo', ['POST', `/groups/${served.demo.groups[2]?.id}/members/$ref`, '', ref, ''])).status).toBe(
      403,
    )
  })

  it('needs the session’s proof that a page of ours sent it', async () => {
    const { 'x-admit-csrf': _, ...without } = await sessionOf(
      served.running.admit,
      served.demo.tenant.id,
      idOf('admin'),
    )
    callers['forged'] = without
    for (const one of all()) expect([one[1], (await send('forged', one)).status]).toEqual([one[1], 403])
  })

  it('lets those do it whose role it is', async () => {
    // What takes something away comes after what needs it, and what makes the person an administrator after all.
    const place = ([method, path, , body]: ReturnType<typeof all>[number]) =>
      JSON.stringify(body ?? '').includes('assign_role') ? 2 : method === 'DELETE' && !path.includes('$ref') ? 1 : 0
    const ordered = [...all()].sort((a, b) => place(a) - place(b))
    const refused: unknown[] = []
    for (const one of ordered) {
      const { status, text } = await send(one[2], one)
      // What has become impossible by then says so; it is not the role that is in the way.
      if (status === 403) refused.push([one[2], one[1], text])
      expect(status).toBeLessThan(500)
    }
    expect(refused).toEqual([])
  })
})

describe('SEC-31: a token does no more than its permissions, and no more than its person', () => {
  const person: Change = { do: 'set_attribute', accountId: '', name: 'department', value: 'Sales' }
  it.each([
    [['User.Read'], ['global-admin'], 'auth.forbidden'],
    [['Group.ReadWrite.All'], ['global-admin'], 'auth.forbidden'],
    [['User.ReadWrite.All'], [], 'change.forbidden'],
    [['User.ReadWrite.All'], ['helpdesk'], 'change.forbidden'],
    [['User.ReadWrite.All'], ['user-admin'], null],
  ])('%j of a holder of %j', async (permissions, held, code) => {
    const viewer: Viewer = {
      tenantId: company.tenantId,
      accountId: company.ids.admin,
      name: 'Somebody',
      roles: held,
      permissions,
      via: 'token',
    }
    const change = { ...person, accountId: company.ids.person } as Change
    const error = await applyChanges(served.running.admit, viewer, [change], null).then(
      () => null,
      (error: unknown) => error,
    )
    expect(codeOf(error)).toBe(code)
  })
})
