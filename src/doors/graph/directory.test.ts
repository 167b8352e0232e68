import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { plainApp } from '../../../test/support/register-app.ts'
import { type Caller, secondCompany, sessionOf } from '../../../test/support/companies.ts'
import { applyChanges } from '../../app/apply-changes.ts'
import { commandLine } from '../../app/viewer.ts'
import { withTenant } from '../../store/store.ts'

type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly value: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[]
    readonly error?: { readonly code: string; readonly innerError: { readonly code: string } }
  }
}

let served: Served
let other: Awaited<ReturnType<typeof secondCompany>>
beforeAll(async () => {
  served = await serveDemo()
  other = await secondCompany(served.running.admit, served.origin)
})
afterAll(() => served.stop())

async function send(
  method: string,
  path: string,
  body?: object,
  headers: Caller = {},
  caller: Caller = other.session,
): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : `${served.origin}/v1.0/${path}`, {
    method,
    headers: { ...caller, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Answer['body'],
  }
}
const get = (path: string, headers: Caller = {}) => send('GET', path, undefined, headers)

let made = 0
async function person(more: object = {}): Promise<string> {
  made += 1
  const { body } = await send('POST', 'users', {
    userPrincipalName: `p${made}@other-works.example`,
    displayName: `Person ${made}`,
    ...more,
  })
  return body.id
}
const at = (id: string, of = 'directoryObjects') => ({ '@odata.id': `${served.origin}/v1.0/${of}/${id}` })

describe('two administrators at one thing', () => {
  it('the second is told that it was changed meanwhile', async () => {
    const id = await person()
    const first = await get(`users/${id}`)
    const tag = String(first.body['@odata.etag'])
    expect(first.headers.get('etag')).toBe(tag)
    const edit = (jobTitle: string, match: string) => send('PATCH', `users/${id}`, { jobTitle }, { 'if-match': match })
    expect((await edit('One', tag)).status).toBe(204)
    const second = await edit('Two', tag)
    expect([second.status, second.body.error?.code]).toEqual([412, 'Request_PreconditionFailed'])
    const now = await get(`users/${id}`)
    expect(now.body['jobTitle']).toBe('One')
    expect((await edit('Three', String(now.body['@odata.etag']))).status).toBe(204)
    expect((await edit('Four', '*')).status).toBe(204)
    expect((await edit('Five', '"nonsense"')).status).toBe(412)
    expect((await send('DELETE', `users/${id}`, undefined, { 'if-match': tag })).status).toBe(412)
    expect((await get(`users/${id}`)).body['jobTitle']).toBe('Four')
  })
  it('of twenty at once with the same tag one alone gets through, on people, groups and apps', async () => {
    for (const [path, field] of [
      [`users/${await person()}`, 'jobTitle'],
      [`groups/${other.ids.group}`, 'description'],
      [`applications/${other.ids.app}`, 'description'],
    ] as const) {
      const { body } = await get(path)
      const caller = path.startsWith('applications') ? other.app : other.session
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          send(
            'PATCH',
            path,
            { [field]: `by ${i}` },
            { 'if-match': String(body['@odata.etag']) },
            path.startsWith('applications') ? other.session : caller,
          ),
        ),
      )
      expect([path, answers.map(({ status }) => status).sort()]).toEqual([
        path,
        [204, ...Array.from({ length: 19 }, () => 412)],
      ])
    }
  })
})

describe('what the caller prefers', () => {
  it('gets nothing, or what came of it', async () => {
    const id = await person()
    const shown = await send('PATCH', `users/${id}`, { city: 'Lyon' }, { prefer: 'return=representation' })
    expect([shown.status, shown.body['city'], shown.headers.get('preference-applied')]).toEqual([
      200,
      'Lyon',
      'return=representation',
    ])
    const group = await send('POST', 'groups', { displayName: 'Quiet' }, { prefer: 'return=minimal' })
    expect([group.status, group.text, group.headers.get('preference-applied')]).toEqual([204, '', 'return=minimal'])
    const address = String(group.headers.get('location'))
    expect(group.headers.get('odata-entityid')).toBe(address)
    expect((await get(address)).body['displayName']).toBe('Quiet')
    expect((await get('users', { prefer: 'odata.maxpagesize=1' })).body.value).toHaveLength(1)
  })
})

describe('people', () => {
  it('are led and lead', async () => {
    const [boss, worker] = [await person(), await person()]
    expect((await get(`users/${worker}/manager`)).status).toBe(404)
    expect((await send('PUT', `users/${worker}/manager/$ref`, at(boss, 'users'))).status).toBe(204)
    expect((await get(`users/${worker}/manager`)).body).toMatchObject({
      id: boss,
      '@odata.type': '#microsoft.graph.user',
    })
    expect((await get(`users/${boss}/directReports`)).body.value.map(({ id }) => id)).toEqual([worker])
    expect((await get(`users/${worker}?$expand=manager($select=id,displayName)`)).body['manager']).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: boss,
      displayName: expect.any(String),
    })
    expect((await send('DELETE', `users/${worker}/manager/$ref`)).status).toBe(204)
    expect((await get(`users/${worker}/manager`)).status).toBe(404)
  })
  it('are deleted, come back, and go for good with all that was tied to them', async () => {
    const [id, led] = [await person(), await person()]
    await send('PUT', `users/${led}/manager/$ref`, at(id, 'users'))
    await send('POST', `groups/${other.ids.group}/members/$ref`, at(id))
    expect((await send('DELETE', `directory/deletedItems/${id}`)).status).toBe(409)
    expect((await send('DELETE', `users/${id}`)).status).toBe(204)
    expect((await get(`users/${id}`)).status).toBe(404)
    expect((await get('directory/deletedItems/microsoft.graph.user')).body.value.map((one) => one.id)).toContain(id)
    expect((await send('POST', `directory/deletedItems/${id}/restore`)).body.id).toBe(id)
    await send('DELETE', `users/${id}`)
    expect((await send('DELETE', `directory/deletedItems/${id}`)).status).toBe(204)
    expect((await get(`directory/deletedItems/${id}`)).status).toBe(404)
    expect((await get(`users/${led}/manager`)).status).toBe(404)
    expect((await get(`groups/${other.ids.group}/members`)).body.value.map((one) => one.id)).not.toContain(id)
  })
})

describe('SEC-31: somebody without a role', () => {
  it('sees and ends what is theirs, and nothing of others', async () => {
    const { admit } = served.running
    const id = other.ids.person
    await send('POST', `groups/${other.ids.group}/members/$ref`, at(id))
    await send('PUT', `users/${id}/manager/$ref`, at(await person(), 'users'))
    const caller = await sessionOf(admit, other.tenantId, id)
    const as = (method: string, path: string, body?: object) => send(method, path, body, {}, caller)
    expect((await as('GET', 'me')).body.id).toBe(id)
    expect((await as('GET', `users/${id}`)).status).toBe(200)
    // Of a group no more than its name: not its rule, nor what it gives.
    const [group] = (await as('GET', 'me/memberOf')).body.value
    expect(Object.keys(group ?? {}).sort()).toEqual(['@odata.type', 'description', 'displayName', 'id'])
    expect((await as('POST', 'me/getMemberGroups', {})).body.value).toEqual([other.ids.group])
    for (const path of [
      'me/manager',
      'me/directReports',
      'me?$expand=manager',
      'users',
      `users/${other.ids.admin}`,
      'groups',
      'users/delta',
      'organization',
      'directoryRoles',
      'auditLogs/directoryAudits',
      `users/${other.ids.admin}/memberOf`,
      `users/${other.ids.admin}/licenseDetails`,
    ])
      expect([path, (await as('GET', path)).status]).toEqual([path, 403])
    expect((await as('POST', `users/${other.ids.admin}/revokeSignInSessions`)).status).toBe(403)
    expect((await as('POST', 'me/revokeSignInSessions')).status).toBe(200)
    expect((await as('GET', 'me')).status).toBe(401)
  })
})

describe('groups', () => {
  it('hold people and groups, nested ones too, and say who is in them', async () => {
    const [a, b] = [await person(), await person()]
    const inner = (await send('POST', 'groups', { displayName: 'Inner', 'members@odata.bind': [at(a)['@odata.id']] }))
      .body.id
    const outer = (await send('POST', 'groups', { displayName: 'Outer' })).body.id
    const patch = { 'members@odata.bind': [at(b)['@odata.id'], at(inner, 'groups')['@odata.id']] }
    expect((await send('PATCH', `groups/${outer}`, patch)).status).toBe(204)
    const ids = async (path: string) => (await get(path)).body.value.map(({ id }) => id)
    expect(await ids(`groups/${outer}/members`)).toEqual([inner, b])
    expect(await ids(`groups/${outer}/members/microsoft.graph.user`)).toEqual([b])
    expect((await ids(`groups/${outer}/transitiveMembers`)).sort()).toEqual([inner, a, b].sort())
    expect((await get(`groups/${outer}/transitiveMembers/$count`, { consistencylevel: 'eventual' })).text).toBe('3')
    expect(await ids(`users/${a}/memberOf`)).toEqual([inner])
    expect(await ids(`users/${a}/transitiveMemberOf`)).toEqual([inner, outer])
    expect(await ids(`groups/${inner}/memberOf`)).toEqual([outer])
    expect(
      (await send('POST', `users/${a}/checkMemberGroups`, { groupIds: [outer, other.ids.group] })).body.value,
    ).toEqual([outer])
    expect((await send('POST', `users/${a}/getMemberGroups`, {})).body.value).toEqual([inner, outer])
    // One by one, the pages are the whole.
    const pages: string[] = []
    for (let next: string | undefined = `groups/${outer}/transitiveMembers?$top=1`; next !== undefined; ) {
      const page = await get(next)
      pages.push(...page.body.value.map(({ id }) => id))
      next = page.body['@odata.nextLink'] as string | undefined
    }
    expect(pages).toEqual(await ids(`groups/${outer}/transitiveMembers`))
    expect((await send('POST', `groups/${inner}/members/$ref`, at(outer))).status).toBe(409)
    expect((await send('POST', `groups/${inner}/members/$ref`, at(crypto.randomUUID()))).status).toBe(404)
    expect((await send('DELETE', `groups/${outer}/members/${inner}/$ref`)).status).toBe(204)
    expect(await ids(`groups/${outer}/transitiveMembers`)).toEqual([b])
  })
  it('with a rule tell leaf by leaf why somebody is in', async () => {
    const id = await person({ department: 'Tea' })
    const rule = 'user.department -eq "Tea" -and user.accountEnabled -eq false'
    const group = (
      await send('POST', 'groups', { displayName: 'Tea', membershipRule: rule, groupTypes: ['DynamicMembership'] })
    ).body
    expect(group).toMatchObject({
      groupTypes: ['DynamicMembership'],
      membershipRule: rule,
      membershipRuleProcessingState: 'On',
    })
    const { body } = await send('POST', `groups/${group.id}/evaluateDynamicMembership`, { memberId: id })
    expect(body).toMatchObject({
      membershipRule: rule,
      membershipRuleEvaluationResult: false,
      membershipRuleEvaluationDetails: {
        expressionResult: false,
        expressionEvaluationDetails: [
          {
            expression: 'user.department -eq "Tea"',
            expressionResult: true,
            propertyToEvaluate: { propertyName: 'department', propertyValue: 'Tea' },
          },
          { expressionResult: false },
        ],
      },
    })
    expect((await send('PATCH', `groups/${group.id}`, { membershipRuleProcessingState: 'Paused' })).status).toBe(204)
    expect((await get(`groups/${group.id}`)).body['membershipRuleProcessingState']).toBe('Paused')
  })
  it('with a rule read what Graph calls otherwise, however it was written, and plans, and groups', async () => {
    const fields = { mobilePhone: '+33611', businessPhones: ['+332', '+333'], officeLocation: 'B2', faxNumber: '+334' }
    const id = await person({ department: 'Names', mailNickname: 'names' })
    expect(
      (await send('PATCH', `users/${id}`, { ...fields, passwordPolicies: 'DisablePasswordExpiration' })).status,
    ).toBe(204)
    const matched = async (rule: string) => {
      const { body } = await send('POST', 'admit/rule', { rule: `user.department -eq "Names" -and (${rule})` })
      return body['matches']
    }
    for (const rule of [
      'user.mobile -eq "+33611"',
      'user.telephoneNumber -eq "+332"',
      'user.physicalDeliveryOfficeName -eq "b2"',
      'user.facsimileTelephoneNumber -startsWith "+33"',
      'user.mailNickName -eq "names"',
      'user.passwordPolicies -eq "DisablePasswordExpiration"',
    ])
      expect([rule, await matched(rule)]).toEqual([rule, 1])
    await send('PATCH', `users/${id}`, { mobilePhone: '+33999' })
    expect(await matched('user.mobile -eq "+33611"')).toBe(0)
  })
  it('are refused a rule that nobody could work out, and made with their owners', async () => {
    const id = await person({ department: 'Owners' })
    const bound = [`https://graph.microsoft.com/v1.0/users/${id}`]
    const made = await send('POST', 'groups', { displayName: 'Owned', 'owners@odata.bind': bound })
    expect(made.status).toBe(201)
    expect((await get(`groups/${made.body.id}/owners`)).body.value.map((one) => one.id)).toEqual([id])
    const empty = await send('POST', 'groups', { displayName: 'No rule', groupTypes: ['DynamicMembership'] })
    expect(empty.status).toBe(400)
    const asks = { membershipRule: `user.memberOf -any (group.objectId -in ["${made.body.id}"])` }
    const reader = (await send('POST', 'groups', { displayName: 'Reader', ...asks })).body
    expect((await send('PATCH', `groups/${made.body.id}`, asks)).status).toBe(400)
    const circle = { membershipRule: `user.memberOf -any (group.objectId -in ["${reader.id}"])` }
    const { status, body } = await send('POST', 'groups', { displayName: 'Circle', ...circle })
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('“Reader”')])
  })
  it('come back from the deleted items, with who was in them', async () => {
    const id = await person({ department: 'Back' })
    const bound = [`https://graph.microsoft.com/v1.0/users/${id}`]
    const group = (await send('POST', 'groups', { displayName: 'Back', 'members@odata.bind': bound })).body
    expect((await send('DELETE', `groups/${group.id}`)).status).toBe(204)
    const deleted = (await get('directory/deletedItems/microsoft.graph.group')).body.value
    expect(deleted.find((one) => one.id === group.id)).toMatchObject({ displayName: 'Back', securityEnabled: true })
    expect((await get(`directory/deletedItems/${group.id}`)).body).toMatchObject({ displayName: 'Back' })
    expect((await send('POST', `directory/deletedItems/${group.id}/restore`)).status).toBe(200)
    expect((await get(`groups/${group.id}/members`)).body.value.map((one) => one.id)).toEqual([id])
    expect((await get(`directory/deletedItems/${group.id}`)).status).toBe(404)
  })
  it('give licences where a country says where: no other text is one', async () => {
    const id = await person({ department: 'Places' })
    for (const usageLocation of ['Atlantis', 'ZZ', 'F'])
      expect((await send('PATCH', `users/${id}`, { usageLocation })).status).toBe(400)
    expect((await send('PATCH', `users/${id}`, { usageLocation: 'SE' })).status).toBe(204)
  })
  it('tell how far their rule is followed, and why it is not', async () => {
    const membershipRule = 'user.department -eq "Coffee"'
    const given = { displayName: 'Coffee', membershipRule, groupTypes: ['DynamicMembership'] }
    const { id } = (await send('POST', 'groups', given)).body
    const status = async () => (await get(`groups/${id}?$select=membershipRuleProcessingStatus`)).body
    const kept = (state: string, error: string | null) =>
      withTenant(served.running.admit.store, other.tenantId, (t) =>
        sql`update groups set processing = ${state}, processing_error = ${error} where id = ${id}`.execute(t.db),
      )
    expect(await status()).toMatchObject({
      membershipRuleProcessingStatus: {
        status: 'Succeeded',
        lastMembershipUpdated: expect.any(String),
        errorMessage: null,
      },
    })
    await kept('not_started', null)
    expect(await status()).toMatchObject({
      membershipRuleProcessingStatus: { status: 'NotStarted', errorMessage: null },
    })
    await kept('error', 'job.gave_up')
    expect(await status()).toMatchObject({
      membershipRuleProcessingStatus: { status: 'Failed', errorMessage: expect.stringContaining('never went well') },
    })
  })
})

describe('delta of groups', () => {
  async function round(path: string) {
    const told: Record<string, unknown>[] = []
    for (
      let page = await get(path, { prefer: 'odata.maxpagesize=2' });
      ;
      page = await get(String(page.body['@odata.nextLink']), { prefer: 'odata.maxpagesize=2' })
    ) {
      expect([page.status, page.text.slice(0, 200)]).toEqual([200, expect.any(String)])
      told.push(...page.body.value)
      if (page.body['@odata.deltaLink'] !== undefined) return { told, link: String(page.body['@odata.deltaLink']) }
    }
  }
  it('tells who joined and left, by hand, by nesting and by a rule', async () => {
    const [a, b] = [await person({ department: 'Cocoa' }), await person()]
    const cocoa = (
      await send('POST', 'groups', { displayName: 'Cocoa', membershipRule: 'user.department -eq "Cocoa"' })
    ).body.id
    const hand = (await send('POST', 'groups', { displayName: 'By hand' })).body.id
    const whole = await round('groups/delta')
    const members = (told: readonly Record<string, unknown>[], group: string) =>
      told.filter(({ id }) => id === group).flatMap((one) => (one['members@delta'] ?? []) as { id: string }[])
    expect(members(whole.told, cocoa).map(({ id }) => id)).toEqual([a])
    expect(whole.told.find(({ id }) => id === hand)).toMatchObject({ displayName: 'By hand' })
    expect((await round(whole.link)).told).toEqual([])

    await send('PATCH', `users/${b}`, { department: 'Cocoa' })
    await send('PATCH', `users/${a}`, { department: 'Milk' })
    await send('POST', `groups/${hand}/members/$ref`, at(b))
    await send('POST', `groups/${hand}/members/$ref`, at(cocoa))
    const after = await round(whole.link)
    const byId = (x: { id: string }, y: { id: string }) => (x.id < y.id ? -1 : 1)
    expect(members(after.told, cocoa).sort(byId)).toEqual(
      [
        { '@odata.type': '#microsoft.graph.user', id: a, '@removed': { reason: 'deleted' } },
        { '@odata.type': '#microsoft.graph.user', id: b },
      ].sort(byId),
    )
    expect(members(after.told, hand).sort(byId)).toEqual(
      [
        { '@odata.type': '#microsoft.graph.user', id: b },
        { '@odata.type': '#microsoft.graph.group', id: cocoa },
      ].sort(byId),
    )
    // A rule that changes takes and brings people without an entry each.
    await send('PATCH', `groups/${cocoa}`, { membershipRule: 'user.department -eq "Milk"' })
    const changed = await round(after.link)
    expect(members(changed.told, cocoa).sort(byId)).toMatchObject([{ id: a }, { id: b, '@removed': {} }].sort(byId))
    await send('DELETE', `groups/${hand}/members/${cocoa}/$ref`)
    await send('DELETE', `groups/${cocoa}`)
    expect((await round(changed.link)).told).toContainEqual({ id: cocoa, '@removed': { reason: 'deleted' } })
    // Nobody follows the other company, and nothing is noted of it.
    const { admit } = served.running
    const demo = served.demo.tenant.id
    const group = {
      id: crypto.randomUUID(),
      name: 'Nobody follows',
      description: null,
      rule: 'user.accountEnabled -eq true',
    }
    await applyChanges(admit, commandLine(demo), [{ do: 'create_group', group }], null)
    const noted = async (tenantId: string) =>
      withTenant(
        admit.store,
        tenantId,
        async (t) =>
          (
            await sql<{ n: number }>`select count(*) as n from member_changes where tenant_id = ${tenantId}`.execute(
              t.db,
            )
          ).rows[0]?.n,
      )
    expect([await noted(demo), (await noted(other.tenantId)) === 0]).toEqual([0, false])
  })
  it('SEC-30: takes no token of another list or another company', async () => {
    const { link } = await round('users/delta')
    const token = new URL(link).searchParams.get('$deltatoken') as string
    expect((await get(`groups/delta?$deltatoken=${token}`)).status).toBe(400)
    expect((await get(`users/delta?$select=city&$deltatoken=${token}`)).status).toBe(400)
    const latest = await get('users/delta?$deltatoken=latest')
    expect(latest.body.value).toEqual([])
    expect(latest.body['@odata.deltaLink']).toBeDefined()
  })
})

describe('roles, apps and what they were granted', () => {
  it('are given and taken in both shapes of Graph', async () => {
    const id = await person()
    const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
    const path = 'roleManagement/directory/roleAssignments'
    const given = await send('POST', path, { principalId: id, roleDefinitionId: helpdesk, directoryScopeId: '/' })
    expect([given.status, given.body['roleDefinitionId']]).toEqual([201, helpdesk])
    expect((await get(`${path}?$filter=${encodeURIComponent(`principalId eq '${id}'`)}`)).body.value).toMatchObject([
      { id: given.body.id },
    ])
    const expanded = await get(`${path}?$expand=principal&$filter=${encodeURIComponent(`principalId eq '${id}'`)}`)
    expect(expanded.body.value).toMatchObject([{ principal: { '@odata.type': '#microsoft.graph.user', id } }])
    expect((await get(`roleManagement/directory/roleDefinitions/${helpdesk}`)).body['description']).toMatch(/back in/)
    expect((await get(`directoryRoles/${helpdesk}/members`)).body.value.map((one) => one.id)).toEqual([id])
    expect((await get(`users/${id}/memberOf`)).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.directoryRole', id: helpdesk },
    ])
    expect((await send('DELETE', `${path}/${given.body.id}`)).status).toBe(204)
    expect((await get(`directoryRoles/${helpdesk}/members`)).body.value).toEqual([])
    expect((await send('POST', `directoryRoles/${helpdesk}/members/$ref`, at(id))).status).toBe(204)
    expect((await send('DELETE', `directoryRoles/${helpdesk}/members/${id}/$ref`)).status).toBe(204)
  })
  it('an app exposes permissions and asks for those of others, in the shapes of Graph, and for none that is not there', async () => {
    const scopeId = crypto.randomUUID()
    const uri = `api://desk-${scopeId.slice(0, 8)}`
    const scope = {
      ...{ id: scopeId, value: 'tickets.read', type: 'Admin', isEnabled: true },
      ...{ adminConsentDisplayName: 'Read tickets', adminConsentDescription: 'All of them, of everybody.' },
      ...{ userConsentDisplayName: 'Read your tickets', userConsentDescription: '' },
    }
    const api = { oauth2PermissionScopes: [scope] }
    const made = await send('POST', 'applications', { displayName: 'Desk', identifierUris: [uri], api })
    expect(made.status, made.text).toBe(201)
    const shown = { id: scopeId, value: 'tickets.read', type: 'Admin', userConsentDisplayName: 'Read your tickets' }
    expect(made.body['api']).toMatchObject({
      oauth2PermissionScopes: [{ ...shown, userConsentDescription: scope.adminConsentDescription }],
    })
    expect(made.body['requiredResourceAccess']).toEqual([])
    const principal = await get(`servicePrincipals/${made.body.id}`)
    expect(principal.body['oauth2PermissionScopes']).toMatchObject([shown])

    const ofGraph = (await get('servicePrincipals/00000000-ad01-4000-8000-000000000003')).body
    const [first] = ofGraph['oauth2PermissionScopes'] as readonly { readonly id: string; readonly value: string }[]
    const asks = [
      { resourceAppId: made.body.id, resourceAccess: [{ id: scopeId, type: 'Scope' }] },
      { resourceAppId: '00000003-0000-0000-c000-000000000000', resourceAccess: [{ id: first?.id, type: 'Scope' }] },
    ]
    const client = await send('POST', 'applications', { displayName: 'Desk page', requiredResourceAccess: asks })
    expect(client.status, client.text).toBe(201)
    const access = (await get(`applications/${client.body.id}?$select=requiredResourceAccess`)).body
    expect(access['requiredResourceAccess']).toEqual(
      expect.arrayContaining([asks[0], { ...asks[1], resourceAppId: '00000000-ad01-4000-8000-000000000003' }]),
    )
    const settings = (await get(`admit/apps/${client.body.id}`)).body['app'] as { requiredScopes: readonly string[] }
    expect(settings.requiredScopes).toEqual([`${uri}/tickets.read`, `https://graph.admit/${first?.value}`])

    // What is not said stays; what is asked for nothing takes away.
    const path = `applications/${client.body.id}`
    expect((await send('PATCH', path, { description: 'for the desk' })).status).toBe(204)
    expect((await get(path)).body['requiredResourceAccess']).toHaveLength(2)
    expect((await send('PATCH', path, { requiredResourceAccess: [] })).status).toBe(204)
    expect((await get(path)).body['requiredResourceAccess']).toEqual([])
    expect((await send('PATCH', `applications/${made.body.id}`, { displayName: 'The desk' })).status).toBe(204)
    expect((await get(`applications/${made.body.id}`)).body['api']).toMatchObject({ oauth2PermissionScopes: [shown] })

    const refused = async (body: object) => {
      const answer = await send('PATCH', path, body)
      return [
        answer.status,
        /there is no app|has no permission|has an address|privileged|its own|taken out/.test(answer.text),
      ]
    }
    const asking = (resourceAppId: unknown, id: unknown, type = 'Scope') => ({
      requiredResourceAccess: [{ resourceAppId, resourceAccess: [{ id, type }] }],
    })
    for (const body of [
      asking(crypto.randomUUID(), scopeId),
      asking(made.body.id, crypto.randomUUID()),
      asking(made.body.id, scopeId, 'Role'),
      { api },
      { identifierUris: [`${uri}2`], api: { oauth2PermissionScopes: [scope, scope] } },
      { identifierUris: [`${uri}2`], api: { oauth2PermissionScopes: [{ ...scope, isEnabled: false }] } },
    ])
      expect([body, ...(await refused(body))]).toEqual([body, 400, true])
    const app = { ...plainApp(String(client.body.id)), name: 'Desk page', requiredScopes: [`${uri}/nothing`] }
    const tried = await send('POST', 'admit/changes', { changes: [{ do: 'put_app', app }] })
    expect([tried.status, tried.text.includes('nothing here exposes')]).toEqual([400, true])
  })
  it('apps are assigned to people and groups', async () => {
    const id = await person()
    const base = `servicePrincipals/${other.ids.app}/appRoleAssignedTo`
    for (const principalId of [id, other.ids.group]) {
      const given = await send('POST', base, {
        principalId,
        resourceId: other.ids.app,
        appRoleId: '00000000-0000-0000-0000-000000000000',
      })
      expect([given.status, given.body['principalId']]).toEqual([201, principalId])
    }
    const all = (await get(base)).body.value
    expect(all.map((one) => one['principalType']).sort()).toEqual(['Group', 'User'])
    const [own] = (await get(`users/${id}/appRoleAssignments`)).body.value
    expect(own).toMatchObject({ resourceId: other.ids.app, resourceDisplayName: 'Other app', principalId: id })
    for (const one of all) expect((await send('DELETE', `${base}/${one.id}`)).status).toBe(204)
    expect((await get(base)).body.value).toEqual([])
  })
  it('SEC-22: secrets are called, begin and end as they were asked for, and are good in between alone', async () => {
    const token = async (secret: unknown) => {
      const response = await fetch(`${served.origin}/${other.tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          ...{ grant_type: 'client_credentials', client_id: other.ids.app, client_secret: String(secret) },
          scope: 'https://graph.admit/.default',
        }),
      })
      const body = (await response.json()) as { error_codes?: number[] }
      return response.status === 200 ? 'let in' : body.error_codes?.[0]
    }
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
    // Scripts that make a service principal for an app find it there.
    const appIds = [other.ids.app, crypto.randomUUID()]
    const answers = await Promise.all(appIds.map((appId) => send('POST', 'servicePrincipals', { appId })))
    expect(answers.map(({ status }) => status)).toEqual([409, 404])
    for (const of of ['applications', 'servicePrincipals']) {
      const add = (passwordCredential?: object) =>
        send('POST', `${of}/${other.ids.app}/addPassword`, passwordCredential && { passwordCredential })
      const [start, end] = [at(-3600), at(3)]
      const soon = await add({ displayName: 'Deploy', startDateTime: start, endDateTime: end })
      expect(soon.body).toMatchObject({
        ...{ displayName: 'Deploy', startDateTime: start, endDateTime: end },
        hint: String(soon.body['secretText']).slice(0, 3),
      })
      const later = await add({ startDateTime: at(3600), endDateTime: at(7200) })
      expect(await token(soon.body['secretText'])).toBe('let in')
      expect(await token(later.body['secretText'])).toBe(7000215)
      const shown = await get(`${of}/${other.ids.app}?$select=passwordCredentials`)
      expect(shown.body['passwordCredentials']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ keyId: soon.body['keyId'], displayName: 'Deploy', endDateTime: end }),
        ]),
      )
      await expect.poll(() => token(soon.body['secretText']), { timeout: 10_000, interval: 200 }).toBe(7000222)
      for (const dates of [
        { endDateTime: at(-1) },
        { startDateTime: at(60), endDateTime: at(30) },
        { endDateTime: 'tomorrow' },
      ])
        expect((await add(dates)).status).toBe(400)
      for (const { body } of [soon, later])
        expect((await send('POST', `${of}/${other.ids.app}/removePassword`, { keyId: body['keyId'] })).status).toBe(204)
      expect(await token(soon.body['secretText'])).toBe(7000215)
    }
  }, 30_000)
  it('secrets come once and go', async () => {
    const added = await send('POST', `applications/${other.ids.app}/addPassword`, {})
    expect(String(added.body['secretText']).length).toBeGreaterThan(30)
    const shown = await get(`applications/${other.ids.app}?$select=passwordCredentials`)
    expect(shown.body['passwordCredentials']).toContainEqual(
      expect.objectContaining({ keyId: added.body['keyId'], secretText: null }),
    )
    expect(shown.text).not.toContain(String(added.body['secretText']))
    const gone = { keyId: added.body['keyId'] }
    expect((await send('POST', `applications/${other.ids.app}/removePassword`, gone)).status).toBe(204)
    expect((await send('POST', `applications/${other.ids.app}/removePassword`, gone)).status).toBe(404)
  })
  it('consent for everybody is granted, narrowed and taken back', async () => {
    const api = '00000000-ad01-4000-8000-000000000003'
    const body = { clientId: other.ids.app, consentType: 'AllPrincipals', resourceId: api, scope: 'openid User.Read' }
    const made = await send('POST', 'oauth2PermissionGrants', body)
    expect([made.status, made.body['scope']]).toEqual([201, 'User.Read openid'])
    expect((await send('PATCH', `oauth2PermissionGrants/${made.body.id}`, { scope: 'openid' })).status).toBe(204)
    const filter = encodeURIComponent(`clientId eq '${other.ids.app}'`)
    expect((await get(`oauth2PermissionGrants?$filter=${filter}`)).body.value).toMatchObject([
      { scope: 'openid', principalId: null },
    ])
    expect((await send('POST', 'oauth2PermissionGrants', { ...body, scope: 'No.Such' })).status).toBe(400)
    expect((await send('DELETE', `oauth2PermissionGrants/${made.body.id}`)).status).toBe(204)
    expect((await get(`oauth2PermissionGrants/${made.body.id}`)).status).toBe(404)
  })
  it('things are found by nothing but their ids; the organisation and its domains are shown', async () => {
    const { group, person: one } = other.ids
    const found = await send('POST', 'directoryObjects/getByIds', {
      ids: [group, one, crypto.randomUUID()],
      types: ['user', 'group'],
    })
    expect(found.body.value.map((thing) => thing['@odata.type'])).toEqual([
      '#microsoft.graph.group',
      '#microsoft.graph.user',
    ])
    expect((await get(`directoryObjects/${group}`)).body['@odata.type']).toBe('#microsoft.graph.group')
    expect((await get('organization')).body.value).toMatchObject([{ id: other.tenantId, displayName: 'Other Works' }])
    expect((await get('domains/other-works.example')).body).toMatchObject({ isVerified: true, isDefault: true })
  })
})

describe('$batch', () => {
  const batch = (requests: readonly object[], headers: Caller = {}) => send('POST', '$batch', { requests }, headers)
  it.each([
    ['twenty-one requests', Array.from({ length: 21 }, (_, i) => ({ id: String(i), method: 'GET', url: '/me' }))],
    [
      'an id twice',
      [
        { id: '1', method: 'GET', url: '/me' },
        { id: '1', method: 'GET', url: '/me' },
      ],
    ],
    [
      'a circle',
      [
        { id: '1', method: 'GET', url: '/me', dependsOn: ['2'] },
        { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
      ],
    ],
    ['another host', [{ id: '1', method: 'GET', url: 'https://elsewhere.example/v1.0/me' }]],
    ['a way out', [{ id: '1', method: 'GET', url: '/../../healthz' }]],
    ['another host without a scheme', [{ id: '1', method: 'GET', url: '//elsewhere.example/me' }]],
    ['a batch within', [{ id: '1', method: 'POST', url: '/$batch', body: { requests: [] } }]],
    ...['/$%62atch', '/v1.0/$bat%63h?x=1'].map((url): [string, object[]] => [
      `a batch within by another spelling, ${url}`,
      [{ id: '1', method: 'POST', url, body: { requests: [{ id: '1', method: 'GET', url: '/me' }] } }],
    ]),
  ])('SEC-28: takes no batch with %s', async (_, requests) => expect((await batch(requests)).status).toBe(400))
  it('is of one caller: no request within is somebody else', async () => {
    const headers = { Authorization: 'Bearer a.b.c', Cookie: 'x=y', Host: 'evil.example' }
    const { body } = await batch([{ id: '1', method: 'GET', url: '/me', headers }])
    expect(body['responses']).toMatchObject([{ id: '1', status: 200, body: { id: other.ids.admin } }])
    const stranger = await send('POST', '$batch', { requests: [{ id: '1', method: 'GET', url: '/me' }] }, {}, {})
    expect(stranger.status).toBe(401)
  })
  it('answers each by itself, in the order asked', async () => {
    const { body } = await batch([
      {
        id: 'a',
        method: 'POST',
        url: '/groups',
        body: { displayName: 'In a batch' },
        headers: { Prefer: 'return=minimal' },
      },
      { id: 'b', method: 'GET', url: "/v1.0/groups?$filter=displayName eq 'In a batch'", dependsOn: ['a'] },
      { id: 'c', method: 'GET', url: 'users/$count', headers: { ConsistencyLevel: 'eventual' } },
      { id: 'd', method: 'PATCH', url: `/users/${other.ids.person}`, body: { nonsense: 1 } },
      { id: 'e', method: 'GET', url: '/me', dependsOn: ['d'] },
    ])
    const responses = body['responses'] as {
      id: string
      status: number
      headers: object
      body: { value?: unknown[] }
    }[]
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['a', 204],
      ['b', 200],
      ['c', 200],
      ['d', 400],
      ['e', 424],
    ])
    expect(responses[1]?.body.value).toHaveLength(1)
    expect(responses[2]?.body).toMatch(/^\d+$/)
  })
})

describe('the log of what was done', () => {
  it('is filtered by who, what and when', async () => {
    const id = await person()
    await send('POST', `groups/${other.ids.group}/members/$ref`, at(id))
    const found = async (filter: string) =>
      (await get(`auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`)).body.value
    expect(
      (await found(`initiatedBy/user/id eq '${other.ids.admin}' and targetResources/any(t:t/id eq '${id}')`)).length,
    ).toBe(2)
    expect(
      await found(
        `initiatedBy/user/userPrincipalName eq 'admin@other-works.example' and targetResources/any(t:t/id eq '${id}')`,
      ),
    ).toHaveLength(2)
    expect(
      await found(`initiatedBy/app/appId eq '${other.ids.app}' and targetResources/any(t:t/id eq '${id}')`),
    ).toEqual([])
    expect(
      await found(`activityDisplayName eq 'Add to group' and targetResources/any(t:t/id eq '${id}')`),
    ).toHaveLength(1)
    for (const one of await found("category eq 'RoleManagement'")) expect(one['activityDisplayName']).toMatch(/role$/)
    expect((await found("category eq 'RoleManagement' and result eq 'success'")).length).toBeGreaterThan(0)
    const unit = (await send('POST', 'directory/administrativeUnits', { displayName: 'North' })).body
    expect(unit).toMatchObject({ displayName: 'North', description: null })
    const put = await send('POST', `directory/administrativeUnits/${unit.id}/members/$ref`, at(id, 'users'))
    expect(put.status, put.text).toBe(204)
    const ofUnits = await found("category eq 'AdministrativeUnit'")
    expect(ofUnits.map((one) => one['activityDisplayName']).sort()).toEqual(['Add to unit', 'Put unit'])
    expect(ofUnits.map((one) => one['category'])).toEqual(['AdministrativeUnit', 'AdministrativeUnit'])
    expect(await found(`targetResources/any(t:t/id eq '${unit.id}')`)).toMatchObject([
      { targetResources: [{ displayName: 'North', type: 'AdministrativeUnit' }] },
    ])
    for (const one of await found("category eq 'UserManagement'")) expect(one['category']).toBe('UserManagement')
    expect(await found("category eq 'Other'")).toEqual([])
    expect(await found("result eq 'failure'")).toEqual([])
    expect(await found('activityDateTime lt 2001-01-01')).toEqual([])
    expect((await get('auditLogs/directoryAudits?$orderby=activityDateTime&$top=2')).body.value).toHaveLength(2)
    const [last] = await found(`targetResources/any(t:t/id eq '${id}')`)
    expect((await get(`auditLogs/directoryAudits/${last?.id}`)).body.id).toBe(last?.id)
  })
  it('SEC-37: is given as a table without formulas', async () => {
    const id = await person({ jobTitle: '=HYPERLINK("http://x")' })
    await send('PATCH', `users/${id}`, { jobTitle: '@SUM(1)', displayName: '+1 cmd' })
    const filter = encodeURIComponent(`targetResources/any(t:t/id eq '${id}')`)
    const table = await get(`admit/directoryAudits/export?$filter=${filter}`)
    expect(table.headers.get('content-type')).toContain('text/csv')
    const lines = table.text.split('\r\n')
    expect(lines[0]).toMatch(/^\ufeff?number,time,activity/)
    expect(lines.length).toBeGreaterThan(3)
    expect(table.text).toContain('SUM(1)')
    for (const cell of table.text.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
  })
})

// The last of all: with the password the session ends.
describe('whoever asks', () => {
  it('changes their own password knowing the one they have, and every session begun before ends (SEC-03)', async () => {
    const change = (currentPassword: string, newPassword: string) =>
      send('POST', 'me/changePassword', { currentPassword, newPassword })
    expect((await change('wrong', 'a long enough phrase 9')).body.error?.innerError.code).toBe('password.wrong')
    expect((await change('granite kettle 77', 'short')).body.error?.innerError.code).toBe('password.too_weak')
    expect((await change('granite kettle 77', 'marble teapot 78 shelf')).status).toBe(204)
    expect((await get('me')).status).toBe(401)
  })
})
