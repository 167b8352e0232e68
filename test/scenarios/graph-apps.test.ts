import { randomUUID } from 'node:crypto'
import type { AppRole, Application, OptionalClaims } from '@microsoft/microsoft-graph-types'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { deletedApps } from '../../src/app/deleted-apps.ts'
import { templateOf } from '../../src/app/import/role-templates.ts'
import { beginPurges, purgeDue } from '../../src/app/purge.ts'
import { wishedClaims } from '../../src/app/token-claims.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { alice } from '../support/a-snapshot.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient } from '../support/bare-client.ts'
import { sessionOf } from '../support/companies.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { changesBy, graphApi, refusalOf } from '../support/graph-api.ts'
import { resultOf } from '../support/organisation.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { signInAt } from '../support/sign-in.ts'
import { Visitor } from '../support/visitor.ts'

let served: Served
let address: Awaited<ReturnType<typeof listenAsApp>>
beforeAll(async () => {
  served = await serveDemo()
  address = await listenAsApp()
})
afterAll(async () => {
  await address.stop()
  await served.stop()
})

const send = graphApi(() => served)
const zero = '00000000-0000-0000-0000-000000000000'
const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` })
const marc = () => person('marc').id

function aRole(value: string, more: AppRole = {}): AppRole {
  const words = { displayName: `The ${value}`, description: `Is a ${value}` }
  return { id: randomUUID(), value, ...words, allowedMemberTypes: ['User'], isEnabled: true, ...more }
}

async function made(body: Application): Promise<Application & { readonly id: string }> {
  const answer = await send('admin', 'POST', '/applications', { displayName: 'Made', ...body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as never
}
const patch = (id: string, body: Application, by = 'admin') => send(by, 'PATCH', `/applications/${id}`, body)

/** An app that people sign in to, which is a resource too, and what tokens say to it of Marc. */
async function signedInTo(settings: Application = {}) {
  const app = await registerApp(served, {
    name: `Signed in to ${randomUUID()}`,
    redirectUris: [{ uri: `${address.origin}/callback`, kind: 'web' }],
  })
  const uri = `api://${app.id}`
  const scope = { id: randomUUID(), value: 'use', userConsentDisplayName: 'Use it', type: 'User' }
  const api = { oauth2PermissionScopes: [scope] }
  expect((await patch(app.id, { identifierUris: [uri], api, ...settings })).status).toBe(204)
  await send('admin', 'POST', '/oauth2PermissionGrants', {
    ...{ clientId: app.id, resourceId: app.id, consentType: 'AllPrincipals' },
    scope: 'use',
  })
  return { app, uri, ...(await tokensOf(app, uri)) }
}

async function tokensOf(app: Registered, uri: string) {
  const client = new BareClient(served, app, `${address.origin}/callback`)
  const asked = { scope: `openid profile offline_access ${uri}/use` }
  const read = ({ body }: Awaited<ReturnType<BareClient['redeem']>>) => {
    expect(body, JSON.stringify(body)).toHaveProperty('id_token')
    return { id: decodeJwt(String(body['id_token'])), access: decodeJwt(String(body['access_token'])) }
  }
  const first = await client.redeem(await client.code('marc', asked))
  const again = await client.refresh(first.body['refresh_token'])
  return { client, first, ...read(first), again: read(again) }
}

describe('roles of an app', () => {
  it('are made and changed, and one that is enabled is disabled before it goes', async () => {
    const [reader, editor] = [aRole('Reader'), aRole('Editor', { allowedMemberTypes: ['User', 'Application'] })]
    const { id, appRoles } = await made({ appRoles: [reader, editor] })
    expect(appRoles).toEqual([reader, editor].map((one) => ({ ...one, origin: 'Application' })))
    const principal = await send('admin', 'GET', `/servicePrincipals/${id}`)
    expect(principal.body['appRoles']).toEqual(appRoles)

    expect(refusalOf(await patch(id, { appRoles: [editor] }))).toMatchObject({ status: 400, code: 'app.role_enabled' })
    expect((await patch(id, { appRoles: [{ ...reader, isEnabled: false }, editor] })).status).toBe(204)
    expect((await patch(id, { appRoles: [editor] })).status).toBe(204)
    const after = await send('admin', 'GET', `/applications/${id}?$select=appRoles`)
    expect(after.body['appRoles']).toMatchObject([{ id: editor.id }])

    const more = [editor, aRole('Owner')]
    const patched = await send('admin', 'PATCH', `/servicePrincipals/${id}`, {
      ...{ appRoles: more, appRoleAssignmentRequired: true },
    })
    expect(patched.status).toBe(204)
    expect((await send('admin', 'GET', `/servicePrincipals/${id}`)).body).toMatchObject({
      ...{ appRoles: more, appRoleAssignmentRequired: true },
    })

    for (const [wrong, what] of [
      [[editor, aRole('Edi tor')], 'a space'],
      [[editor, aRole('.Editor')], 'a dot first'],
      [[editor, aRole('editor')], 'the value of another'],
      [[editor, { ...aRole('Other'), id: editor.id ?? '' }], 'the id of another'],
      [[editor, aRole('Other', { id: zero })], 'the id of none'],
      [[editor, aRole('Other', { allowedMemberTypes: [] })], 'nobody to have it'],
    ] as const)
      expect(refusalOf(await patch(id, { appRoles: [...more, ...wrong.slice(1)] })), what).toMatchObject({
        ...{ status: 400, code: 'request.invalid' },
      })
  })

  it('are given to people and groups beside the app as a whole, and taken', async () => {
    const [reader, editor, off] = [aRole('Reader'), aRole('Editor'), aRole('Off', { isEnabled: false })]
    const { id } = await made({ appRoles: [reader, editor, off] })
    const base = `/servicePrincipals/${id}/appRoleAssignedTo`
    const give = (appRoleId: string | undefined, principalId = marc()) =>
      send('admin', 'POST', base, { principalId, resourceId: id, appRoleId })
    expect(refusalOf(await give(randomUUID()))).toMatchObject({ status: 404, code: 'app.role_not_found' })
    expect((await give(off.id ?? '')).status, 'a disabled one').toBe(404)

    const given = [await give(zero), await give(reader.id), await give(editor.id)]
    expect(given.map(({ status, body }) => [status, body['appRoleId']])).toEqual([
      [201, zero],
      [201, reader.id],
      [201, editor.id],
    ])
    const group = idOf(demo.groups, 'CRM users')
    expect((await give(reader.id, group)).status).toBe(201)
    const rows = (await send('admin', 'GET', `${base}?$top=999`)).body.value
    expect(new Set(rows.map((one) => one['id'])).size).toBe(4)
    const other = await made({})
    const elsewhere = `/servicePrincipals/${other.id}/appRoleAssignedTo/${given[0]?.body['id']}`
    expect((await send('admin', 'DELETE', elsewhere)).status, 'of another app').toBe(404)
    const pages = [await send('admin', 'GET', `${base}?$top=3`)]
    const next = String(pages[0]?.body['@odata.nextLink']).split('/v1.0')[1] as string
    pages.push(await send('admin', 'GET', next))
    expect(pages.flatMap(({ body }) => body.value.map((one) => one['id']))).toEqual(rows.map((one) => one['id']))

    const own = async () =>
      (await send('admin', 'GET', `/users/${marc()}/appRoleAssignments?$top=999`)).body.value.filter(
        (one) => one['resourceId'] === id,
      )
    for (const { body } of [...given]) {
      const before = (await own()).length
      expect((await send('admin', 'DELETE', `${base}/${body['id']}`)).status).toBe(204)
      expect(await own()).toHaveLength(before - 1)
      expect((await send('admin', 'DELETE', `${base}/${body['id']}`)).status, 'twice').toBe(404)
    }
    const seen = await send('admin', 'GET', `/groups/${group}/appRoleAssignments?$top=999`)
    expect(seen.body.value).toContainEqual(expect.objectContaining({ appRoleId: reader.id, resourceId: id }))
  })

  it('come back where an assignment that is ended is taken back', async () => {
    const role = aRole('Reader')
    const { id: appId } = await made({ appRoles: [role] })
    const of = { appId, accountId: marc() }
    const change = async (...changes: object[]) => (await changesBy(send, 'admin')(...changes)).body['undo']
    const given = { do: 'give_app_role', ...of, roleId: role.id }
    expect(await change(given)).toEqual([{ do: 'unassign_app', ...of }])
    expect(await change(given), 'who has it already').toEqual([])
    expect(await change({ do: 'unassign_app', ...of })).toEqual([given])
    await change({ do: 'assign_app', ...of })
    expect(await change(given)).toEqual([{ ...given, do: 'take_app_role' }])
    expect(await change({ do: 'unassign_app', ...of }), 'of two no single change').toEqual([])
  })

  it('come back with a group that is restored, as far as the app has them still', async () => {
    const [kept, dropped] = [aRole('Kept'), aRole('Dropped')]
    const { id } = await made({ appRoles: [kept, dropped] })
    const group = await send('admin', 'POST', '/groups', { displayName: `Comes back to ${id}` })
    const principalId = String(group.body['id'])
    const base = `/servicePrincipals/${id}/appRoleAssignedTo`
    for (const { id: appRoleId } of [kept, dropped])
      expect((await send('admin', 'POST', base, { principalId, resourceId: id, appRoleId })).status).toBe(201)
    await send('admin', 'DELETE', `/groups/${principalId}`)
    for (const appRoles of [[kept, { ...dropped, isEnabled: false }], [kept]])
      expect((await patch(id, { appRoles })).status).toBe(204)
    expect((await send('admin', 'POST', `/directory/deletedItems/${principalId}/restore`)).status).toBe(200)
    const { body } = await send('admin', 'GET', base)
    expect(body.value.map((one) => [one['principalId'], one['appRoleId']])).toEqual([[principalId, kept.id]])
  })

  it('stand in ID tokens and in access tokens for the app, at the sign-in and at a refresh', async () => {
    const roles = [aRole('Reader'), aRole('Editor'), aRole('Off'), aRole('Nobody')]
    const { app, uri, id, access } = await signedInTo({ appRoles: roles })
    expect([id['roles'], access['roles']]).toEqual([undefined, undefined])
    const group = await send('admin', 'POST', '/groups', {
      ...{ displayName: 'Readers', mailEnabled: false, mailNickname: 'r', securityEnabled: true },
    })
    const groupId = String(group.body['id'])
    await send('admin', 'POST', `/groups/${groupId}/members/$ref`, reference(marc()))
    // What a group above them is given is not theirs.
    const above = String((await send('admin', 'POST', '/groups', { displayName: 'Above readers' })).body['id'])
    await send('admin', 'POST', `/groups/${above}/members/$ref`, reference(groupId))
    const give = (role: AppRole | undefined, principalId: string) =>
      send('admin', 'POST', `/servicePrincipals/${app.id}/appRoleAssignedTo`, {
        ...{ principalId, resourceId: app.id, appRoleId: role?.id },
      })
    await give(roles[0], groupId)
    await give(roles[1], marc())
    await give(roles[2], marc())
    expect((await give(roles[3], above)).status).toBe(201)
    await patch(app.id, { appRoles: roles.map((one) => (one.value === 'Off' ? { ...one, isEnabled: false } : one)) })
    const said = await tokensOf(app, uri)
    for (const token of [said.id, said.access, said.again.id, said.again.access])
      expect(token['roles']).toEqual(['Editor', 'Reader'])
  })
})

describe('roles of an app for other apps', () => {
  it('are given by who lets apps act by themselves, and stand in the tokens of those', async () => {
    const role = aRole('Sync', { allowedMemberTypes: ['Application'] })
    const forPeople = aRole('Reader')
    const uri = `api://${randomUUID()}`
    const scope = { id: randomUUID(), value: 'use', userConsentDisplayName: 'Use it', type: 'User' }
    const resource = await made({
      ...{ appRoles: [role, forPeople], identifierUris: [uri], api: { oauth2PermissionScopes: [scope] } },
    })
    const robot = await registerApp(served, { name: 'A robot' })
    const base = `/servicePrincipals/${robot.id}/appRoleAssignments`
    const give = (by: string, { id }: AppRole = role) =>
      send(by, 'POST', base, { principalId: robot.id, resourceId: resource.id, appRoleId: id })
    const roles = async () => {
      const answer = await new BareClient(served, robot, '').token({
        ...{ grant_type: 'client_credentials', scope: `${uri}/.default` },
      })
      return decodeJwt(String(answer.body['access_token']))['roles']
    }
    expect((await give('nadia')).status, 'an Application Administrator').toBe(403)
    expect((await give('admin', forPeople)).status).toBe(404)
    expect((await give('admin', { id: zero })).status).toBe(404)
    expect(await roles()).toEqual([])
    const given = await give('admin')
    expect([given.status, given.body['principalType']]).toEqual([201, 'ServicePrincipal'])
    expect(await roles()).toEqual(['Sync'])
    const secret = await send('nadia', 'POST', `/applications/${robot.id}/addPassword`, {})
    expect(secret.status, 'SEC-31: who may not give it the role').toBe(403)
    const listed = await send('admin', 'GET', `/servicePrincipals/${resource.id}/appRoleAssignedTo`)
    expect(listed.body.value).toMatchObject([{ principalDisplayName: 'A robot', appRoleId: role.id }])
    expect((await send('admin', 'GET', base)).body.value).toMatchObject([{ resourceId: resource.id }])

    // What is deleted for good leaves nothing behind; until then it comes back with its roles.
    await send('admin', 'DELETE', `/applications/${robot.id}`)
    await send('admin', 'POST', `/directory/deletedItems/${robot.id}/restore`)
    expect(await roles()).toEqual(['Sync'])
    expect((await send('nadia', 'DELETE', `${base}/${given.body['id']}`)).status).toBe(204)
    expect((await send('nadia', 'DELETE', `${base}/${given.body['id']}`)).status).toBe(404)
    expect(await roles()).toEqual([])
    await give('admin')
    await send('admin', 'DELETE', `/applications/${robot.id}`)
    expect((await send('admin', 'DELETE', `/directory/deletedItems/${robot.id}`)).status).toBe(204)
    const left = await send('admin', 'GET', `/servicePrincipals/${resource.id}/appRoleAssignedTo`)
    expect(left.body.value).toEqual([])
  })
})

describe('what tokens say to an app', () => {
  it('is the groups it asks for, or where they are where there are too many', async () => {
    const [both, mailAlone] = await Promise.all(
      [true, false].map(async (securityEnabled) => {
        const { body } = await send('admin', 'POST', '/groups', {
          ...{
            displayName: `Team ${securityEnabled}`,
            groupTypes: ['Unified'],
            mailNickname: `team.${securityEnabled}`,
          },
          ...{ mailEnabled: true, securityEnabled, 'members@odata.bind': [reference(marc())['@odata.id']] },
        })
        return body['id']
      }),
    )
    const { app, uri, id } = await signedInTo({ groupMembershipClaims: 'SecurityGroup' })
    const groups = id['groups'] as string[]
    expect(groups.length).toBeGreaterThan(1)
    expect(groups, 'a team that is a security group too').toContain(both)
    expect(groups).not.toContain(mailAlone)
    const assigned = groups.find((one) => one !== both) as string
    const shown = await send('admin', 'GET', `/applications/${app.id}`)
    expect(shown.body).toMatchObject({ groupMembershipClaims: 'SecurityGroup', optionalClaims: null })
    await send('admin', 'POST', `/servicePrincipals/${app.id}/appRoleAssignedTo`, {
      ...{ principalId: assigned, resourceId: app.id },
    })
    // What a group above is assigned to is not what those within it are.
    const around = await send('admin', 'POST', '/groups', { displayName: 'Around' })
    await send('admin', 'POST', `/groups/${around.body['id']}/members/$ref`, reference(assigned))
    await send('admin', 'POST', `/servicePrincipals/${app.id}/appRoleAssignedTo`, {
      ...{ principalId: around.body['id'], resourceId: app.id },
    })
    await patch(app.id, { groupMembershipClaims: 'ApplicationGroup, DirectoryRole' })
    const some = await tokensOf(app, uri)
    for (const token of [some.id, some.access, some.again.id, some.again.access])
      expect([token['groups'], token['wids']]).toEqual([[assigned], undefined])
    const held = { accountId: marc(), role: 'reports-reader' }
    await changesBy(send, 'admin')({ do: 'assign_role', ...held })
    expect((await tokensOf(app, uri)).id['wids']).toEqual([templateOf(held.role)])
    await changesBy(send, 'admin')({ do: 'remove_role', ...held })
    expect((await patch(app.id, { groupMembershipClaims: 'Everything' })).status).toBe(400)

    await patch(app.id, { groupMembershipClaims: 'All' })
    for (let i = 0; i < 201; i++) {
      const { body } = await send('admin', 'POST', '/groups', {
        ...{ displayName: `Many ${i}`, mailEnabled: false, mailNickname: 'm', securityEnabled: true },
        'members@odata.bind': [reference(marc())['@odata.id']],
      })
      expect(body).toHaveProperty('id')
    }
    const many = await tokensOf(app, uri)
    const endpoint = `${served.origin}/v1.0/users/${marc()}/getMemberObjects`
    for (const token of [many.id, many.access, many.again.id, many.again.access])
      expect(token).toMatchObject({ _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } })
    expect(many.id['groups']).toBeUndefined()
    await patch(app.id, { groupMembershipClaims: 'None' })
    expect((await tokensOf(app, uri)).id).not.toHaveProperty('_claim_names')
  }, 120_000)

  it('is the optional claims it asks for, and no other', async () => {
    const claim = (name: string) => ({ name, essential: false, source: null, additionalProperties: [] })
    const optionalClaims: OptionalClaims = {
      idToken: [claim('acct'), claim('ctry'), claim('upn')],
      accessToken: [claim('family_name')],
      saml2Token: [],
    }
    await send('admin', 'PATCH', `/users/${marc()}`, { usageLocation: 'FR', surname: 'Dubois' })
    const { app, id, access, again } = await signedInTo({ optionalClaims })
    const { body } = await send('admin', 'GET', `/applications/${app.id}`)
    expect(body['optionalClaims']).toEqual(optionalClaims)
    const idClaims = { idToken: [{ name: 'acct', essential: false }] } as const
    for (const token of [id, again.id])
      expect(token).toMatchObject({ acct: 0, ctry: 'FR', upn: person('marc').signInName })
    for (const token of [access, again.access]) {
      expect(token).toMatchObject({ family_name: 'Dubois' })
      expect(token).not.toHaveProperty('acct')
    }
    const asked = { id: app.id, roles: [], groupClaims: [], assignedGroupIds: [], optionalClaims: idClaims }
    const guest = { ...alice, userType: 'guest' as const }
    const claims = await wishedClaims(served.running.admit, demo.tenant.id, asked, 'idToken', guest, served.origin)
    expect(claims).toMatchObject({ acct: 1 })
    const wrong = refusalOf(await patch(app.id, { optionalClaims: { idToken: [claim('onprem_sid')] } }))
    expect([wrong['status'], JSON.stringify(wrong)]).toEqual([400, expect.stringContaining('acct, ctry')])
    expect((await patch(app.id, { optionalClaims: { saml2Token: [claim('email')] } })).status).toBe(400)
  })

  it('tags and notes are kept', async () => {
    const { id } = await made({ tags: ['hr', 'hr', 'europe'], notes: 'Ask Ann' })
    const found = await send('admin', 'GET', "/applications?$filter=tags/any(t:t eq 'europe')&$select=id,tags,notes")
    expect(found.body.value).toEqual([{ id, tags: ['hr', 'europe'], notes: 'Ask Ann' }])
    const principal = { notes: null, tags: [] }
    expect((await send('admin', 'PATCH', `/servicePrincipals/${id}`, principal)).status).toBe(204)
    const { body } = await send('admin', 'GET', `/servicePrincipals/${id}`)
    expect(body).toMatchObject({ tags: [], notes: null })
  })
})

it('the tag HideApp takes an app out of what people see of their apps', async () => {
  const name = `Seen ${randomUUID()}`
  const web = { homePageUrl: 'https://seen.example/', redirectUris: ['https://seen.example/callback'] }
  const { id } = await made({ displayName: name, web })
  const session = await sessionOf(served.running.admit, demo.tenant.id, marc())
  const page = async () => (await fetch(`${served.origin}/myapps`, { headers: session })).text()
  expect(await page()).toContain(name)
  await patch(id, { tags: ['HideApp'] })
  expect(await page()).not.toContain(name)
})

describe('SEC-31: owners of an app', () => {
  const owners = (id: string) => `/applications/${id}/owners`

  it('are added and removed once, and listed', async () => {
    const { id } = await made({})
    for (const of of ['applications', 'servicePrincipals']) {
      const base = `/${of}/${id}/owners`
      expect((await send('admin', 'POST', `${base}/$ref`, reference(marc()))).status).toBe(204)
      expect((await send('admin', 'POST', `${base}/$ref`, reference(marc()))).status).toBe(400)
      expect((await send('admin', 'GET', base)).body.value).toMatchObject([{ id: marc() }])
      const owned = await send('admin', 'GET', `/users/${marc()}/ownedObjects/microsoft.graph.application`)
      expect(owned.body.value).toMatchObject([{ '@odata.type': '#microsoft.graph.application', id, appId: id }])
      expect((await send('admin', 'DELETE', `${base}/${marc()}/$ref`)).status).toBe(204)
      expect((await send('admin', 'DELETE', `${base}/${marc()}/$ref`)).status).toBe(404)
    }
    expect((await send('admin', 'GET', owners(randomUUID()))).status).toBe(404)
  })

  it('look after it without a role, and after nothing else', async () => {
    const { id } = await made({})
    const other = await made({ displayName: 'Not his' })
    expect((await patch(id, { displayName: 'His own' }, 'marc')).status).toBe(403)
    expect((await send('marc', 'GET', `/applications/${id}`)).status).toBe(403)
    await send('admin', 'POST', `${owners(id)}/$ref`, reference(marc()))

    const web = { redirectUris: ['https://his.example/callback'] }
    expect((await patch(id, { displayName: 'His own', web }, 'marc')).status).toBe(204)
    expect((await send('marc', 'GET', `/applications/${id}`)).body).toMatchObject({ displayName: 'His own', web })
    const secret = await send('marc', 'POST', `/applications/${id}/addPassword`, {})
    expect(secret.status, JSON.stringify(secret.body)).toBe(200)
    const keyId = secret.body['keyId']
    expect((await send('marc', 'POST', `/applications/${id}/removePassword`, { keyId })).status).toBe(204)
    expect((await send('marc', 'POST', `${owners(id)}/$ref`, reference(person('tom').id))).status).toBe(204)
    const assign = (principalId: string) =>
      send('marc', 'POST', `/servicePrincipals/${id}/appRoleAssignedTo`, { principalId, resourceId: id })
    expect((await assign(person('tom').id)).status).toBe(201)
    expect((await assign(marc())).status, 'to himself').toBe(403)

    for (const path of [`/applications/${other.id}`, `/applications/${other.id}/owners`, '/applications'])
      expect((await send('marc', 'GET', path)).status, path).toBe(403)
    expect((await patch(other.id, { displayName: 'Taken' }, 'marc')).status).toBe(403)
    expect((await send('marc', 'POST', `${owners(other.id)}/$ref`, reference(marc()))).status).toBe(403)
    expect((await send('marc', 'DELETE', `/applications/${other.id}`)).status).toBe(403)

    expect((await send('marc', 'DELETE', `/applications/${id}`)).status).toBe(204)
    expect((await send('marc', 'POST', `/directory/deletedItems/${id}/restore`)).status).toBe(200)
    expect((await send('admin', 'DELETE', `${owners(id)}/${marc()}/$ref`)).status).toBe(204)
    expect((await patch(id, { displayName: 'Not any more' }, 'marc')).status).toBe(403)
  })

  it('do not get hold of one that may act by itself', async () => {
    const { id } = served.demo.automation
    await send('admin', 'POST', `${owners(id)}/$ref`, reference(marc()))
    expect((await send('marc', 'POST', `/applications/${id}/addPassword`, {})).status).toBe(403)
    expect((await patch(id, { displayName: 'His' }, 'marc')).status).toBe(403)
    const { body } = await send('admin', 'GET', `/admit/apps/${id}`)
    const app = { ...(body['app'] as object), appPermissions: [] }
    const put = { changes: [{ do: 'put_app', app: settingsIn(app) }] }
    expect((await send('marc', 'POST', '/admit/changes', put)).status).toBe(403)
    await send('admin', 'DELETE', `${owners(id)}/${marc()}/$ref`)
  })
})

/** What of an app as it is shown is its registration. */
function settingsIn(app: object): object {
  const names = ['id', 'name', 'description', 'homeUrl', 'redirectUris', 'postLogoutUris', 'isPublicClient']
  const more = ['assignmentRequired', 'requiredPlan', 'identifierUri', 'scopes', 'appPermissions']
  return Object.fromEntries(Object.entries(app).filter(([name]) => [...names, ...more].includes(name)))
}

describe('a deleted app', () => {
  const deleted = '/directory/deletedItems'

  it('lets nobody in and says so, and comes back as it was', async () => {
    const role = aRole('Reader')
    const { app, client, first } = await signedInTo({ appRoles: [role] })
    const assignment = { principalId: marc(), resourceId: app.id, appRoleId: role.id }
    await send('admin', 'POST', `/servicePrincipals/${app.id}/appRoleAssignedTo`, assignment)
    const whole = async () => (await send('admin', 'GET', `/admit/apps/${app.id}`)).body
    const before = await whole()
    expect((await send('admin', 'DELETE', `/applications/${app.id}`)).status).toBe(204)

    expect((await send('admin', 'GET', `/applications/${app.id}`)).status).toBe(404)
    const listed = await send('admin', 'GET', `${deleted}/microsoft.graph.application?$filter=id eq '${app.id}'`)
    expect(listed.body.value).toMatchObject([{ id: app.id, deletedDateTime: expect.any(String) }])
    expect((await send('admin', 'GET', `${deleted}/${app.id}`)).body).toMatchObject({ appRoles: [{ id: role.id }] })
    expect((await patch(app.id, { displayName: 'Still' })).status).toBe(404)

    const page = await signInAt(new Visitor(), client.address(), person('marc'))
    expect(page.text).toContain('was deleted')
    const refused = await client.refresh(first.body['refresh_token'])
    expect([refused.status, refused.body['error_codes']]).toEqual([401, [700016]])
    expect(String(refused.body['error_description'])).toContain('deleted')
    const explained = await send('admin', 'POST', '/admit/explain', { person: { accountId: marc() }, appId: app.id })
    expect(JSON.stringify(explained.body)).toContain('APP-DELETED')

    const back = await send('admin', 'POST', `${deleted}/${app.id}/restore`)
    expect([back.status, back.body['deletedDateTime']]).toEqual([200, null])
    expect(await whole()).toEqual(before)
    expect((await tokensOf(app, `api://${app.id}`)).id['roles']).toEqual(['Reader'])
    expect((await send('admin', 'POST', `${deleted}/${app.id}/restore`)).status).toBe(404)
  })

  it('does not come back where another app has its address by then', async () => {
    const uri = `api://${randomUUID()}`
    const { id } = await made({ identifierUris: [uri] })
    await send('admin', 'DELETE', `/applications/${id}`)
    await made({ identifierUris: [uri] })
    const tried = refusalOf(await send('admin', 'POST', `${deleted}/${id}/restore`))
    expect(tried).toMatchObject({ status: 409, code: 'app.identifier_taken' })
  })

  it('is erased at once by who may, and after 30 days by itself', async () => {
    const [one, other] = [await made({}), await made({})]
    const purge = { changes: [{ do: 'purge_app', appId: one.id }] }
    expect((await send('admin', 'POST', '/admit/changes', purge)).status, 'before it is deleted').toBe(404)
    for (const { id } of [one, other]) await send('admin', 'DELETE', `/applications/${id}`)
    expect((await send('hana', 'DELETE', `${deleted}/${one.id}`)).status).toBe(403)
    expect((await send('admin', 'DELETE', `${deleted}/${one.id}`)).status).toBe(204)
    expect((await send('admin', 'DELETE', `${deleted}/${one.id}`)).status).toBe(404)

    const { admit } = served.running
    const later = { ...admit, now: () => Date.now() + 29 * 86_400_000 }
    await beginPurges(later)
    await purgeDue(later, demo.tenant.id)
    expect((await send('admin', 'GET', `${deleted}/${other.id}`)).status).toBe(200)
    const tooLate = { ...admit, now: () => Date.now() + 31 * 86_400_000 }
    const restore = { do: 'restore_app', appId: other.id } as const
    const listed = async (at: typeof admit) => (await deletedApps(at, commandLine(demo.tenant.id))).map(({ id }) => id)
    expect(await listed(later)).toContain(other.id)
    expect(await listed(tooLate)).not.toContain(other.id)
    expect(await resultOf(applyChanges(tooLate, commandLine(demo.tenant.id), [restore], null))).toBe('app.not_found')
    await purgeDue(tooLate, demo.tenant.id)
    expect((await send('admin', 'GET', `${deleted}/${other.id}`)).status).toBe(404)
  })
})
