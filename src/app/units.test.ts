import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOrganisation, type Organisation, resultOf } from '../../test/support/organisation.ts'
import { listJournal } from '../store/journal.ts'
import { withTenant } from '../store/store.ts'
import { journalLog, overview, personDetails, sharedList, signInLog } from './directory.ts'
import { explainFor } from './explain-for.ts'
import { groupDetails, groupList } from './groups.ts'
import { groupPage, listedUser, userPage } from './lists.ts'
import { membersPage } from './members.ts'
import { licencePathsOfMany, membershipsOf, membershipsOfMany, namesOfMany } from './related.ts'
import { consoleAppId } from './own-apps.ts'
import { preview } from './preview.ts'

let org: Organisation
const of = (name: string) => ({ accountId: org.id(name) })
const unitId = () => org.id('lyon')

beforeAll(async () => {
  org = await anOrganisation()
  for (const name of ['lea', 'theo', 'sam', 'hal', 'uma']) await org.person(name)
  await org.group('lyon sales')
  await org.group('all sales')
  await org.done(
    { do: 'put_unit', unit: { id: unitId(), name: 'Lyon', description: 'The office in Lyon' } },
    { do: 'add_to_unit', ...of('lea'), unitId: unitId() },
    { do: 'add_to_unit', ...of('theo'), unitId: unitId() },
    { do: 'add_group_to_unit', groupId: org.id('lyon sales'), unitId: unitId() },
    { do: 'assign_role', ...of('hal'), role: 'helpdesk', unitId: unitId() },
    { do: 'assign_role', ...of('uma'), role: 'user-admin', unitId: unitId() },
  )
})
afterAll(() => org.close())

const page = { where: null, order: [], after: null, limit: 5, wantsCount: true }

describe('a role within an administrative unit (SEC-31)', () => {
  it('is no role outside of it', async () => {
    const hal = await org.at('hal')
    expect(hal).toMatchObject({ roles: [], scoped: [{ role: 'helpdesk', unitId: unitId() }] })
    expect(await org.tries('hal', { do: 'issue_temporary_password', ...of('lea') })).toBe('done')
    expect(await org.tries('hal', { do: 'issue_temporary_password', ...of('sam') })).toBe('change.forbidden')
    expect(await org.tries('hal', { do: 'issue_temporary_password', ...of('ada') })).toBe('change.forbidden')
  })

  it('ends for somebody who leaves the unit, and for everybody with the unit', async () => {
    await org.done({ do: 'remove_from_unit', ...of('theo'), unitId: unitId() })
    expect(await org.tries('hal', { do: 'issue_temporary_password', ...of('theo') })).toBe('change.forbidden')
    await org.done({ do: 'add_to_unit', ...of('theo'), unitId: unitId() })
    const other = org.id('sydney')
    await org.done(
      { do: 'put_unit', unit: { id: other, name: 'Sydney', description: null } },
      { do: 'add_to_unit', ...of('sam'), unitId: other },
      { do: 'assign_role', ...of('theo'), role: 'helpdesk', unitId: other },
    )
    expect(await org.tries('theo', { do: 'issue_temporary_password', ...of('sam') })).toBe('done')
    await org.done({ do: 'delete_unit', unitId: other })
    expect((await org.at('theo')).scoped).toEqual([])
  })

  it('reads people, groups and reasons of the unit, and nothing beside', async () => {
    const uma = await org.at('uma')
    const asked = (name: string) => ({ person: of(name), appId: consoleAppId })
    expect((await groupList(org.admit, uma, { limit: 50 })).map((one) => one.name)).toEqual(['lyon sales'])
    const listed = await userPage(org.admit, uma, 'present', page)
    expect([listed.items.map((one) => one.displayName), listed.count]).toEqual([['lea', 'theo'], 2])
    expect((await groupPage(org.admit, uma, page)).items.map((one) => one.name)).toEqual(['lyon sales'])
    expect(await resultOf(listedUser(org.admit, uma, org.id('lea')))).toBe('done')
    expect(await resultOf(personDetails(org.admit, uma, org.id('lea')))).toBe('done')
    expect(await resultOf(groupDetails(org.admit, uma, org.id('lyon sales')))).toBe('done')
    expect(await resultOf(explainFor(org.admit, uma, asked('lea')))).toBe('done')
    expect(await resultOf(sharedList(org.admit, uma, 'products'))).toBe('done')
    for (const refused of [
      () => personDetails(org.admit, uma, org.id('sam')),
      () => groupDetails(org.admit, uma, org.id('all sales')),
      () => membersPage(org.admit, uma, org.id('all sales'), { reach: 'direct', kinds: 'all' }, page, () => true),
      () => listedUser(org.admit, uma, org.id('sam')),
      () => membershipsOf(org.admit, uma, org.id('sam'), 'direct'),
      () => explainFor(org.admit, uma, asked('sam')),
      () => explainFor(org.admit, uma, { person: { signInName: 'nobody@contoso.example' }, appId: consoleAppId }),
      () => preview(org.admit, uma, [{ do: 'block_account', ...of('sam') }]),
      () => overview(org.admit, uma),
      () => signInLog(org.admit, uma, { limit: 5 }),
      () => journalLog(org.admit, uma, { limit: 5 }),
      () => sharedList(org.admit, uma, 'policies'),
    ])
      expect(await resultOf(Promise.resolve().then<unknown>(refused))).toBe('auth.forbidden')
  })

  it('reads names, groups and licences of several people of the unit at once, and of nobody beside', async () => {
    const uma = await org.at('uma')
    const all = ['lea', 'sam', 'theo'].map((name) => org.id(name))
    const seen = [org.id('lea'), org.id('theo')].sort()
    for (const read of [
      () => namesOfMany(org.admit, uma, all),
      () => licencePathsOfMany(org.admit, uma, all),
      () => membershipsOfMany(org.admit, uma, all, 'transitive'),
    ])
      expect([...(await read()).keys()].sort()).toEqual(seen)
    expect((await namesOfMany(org.admit, uma, all)).get(org.id('lea'))?.signInName).toBe('lea@contoso.example')
    expect((await namesOfMany(org.admit, await org.at('ada'), all)).size).toBe(3)
    expect(await resultOf(namesOfMany(org.admit, uma, [org.id('sam')]))).toBe('auth.forbidden')
    const nobody = await org.at('sam')
    expect(await resultOf(Promise.resolve().then(() => namesOfMany(org.admit, nobody, all)))).toBe('auth.forbidden')
  })

  it('is named in a preview with the units it is enough in', async () => {
    const uma = await org.at('uma')
    const [step] = (await preview(org.admit, uma, [{ do: 'issue_temporary_password', ...of('lea') }])).steps
    expect(step).toMatchObject({ role: 'Helpdesk Administrator', within: ['Lyon'], allowed: true })
    const ada = await org.at('ada')
    const [outside] = (await preview(org.admit, ada, [{ do: 'issue_temporary_password', ...of('sam') }])).steps
    expect(outside).toMatchObject({ within: [] })
  })

  it('is one of those made for it, in a unit that is there', async () => {
    const give = (role: string, unit: string) =>
      org.tries('ada', { do: 'assign_role', ...of('sam'), role, unitId: unit })
    expect(await give('global-admin', unitId())).toBe('role.only_everywhere')
    expect(await give('policy-admin', unitId())).toBe('role.only_everywhere')
    expect(await give('helpdesk', org.id('nowhere'))).toBe('unit.not_found')
    expect(await give('emperor', unitId())).toBe('role.not_found')
    expect(await org.tries('ada', { do: 'put_unit', unit: { id: org.id('x'), name: 'LYON', description: null } })).toBe(
      'unit.name_taken',
    )
  })

  it('stands in the journal with who gave it', async () => {
    await org.tries('ada', { do: 'assign_role', ...of('sam'), role: 'licence-admin', unitId: unitId() })
    const [entry] = await withTenant(org.admit.store, org.tenantId, (t) => listJournal(t, { limit: 1 }))
    expect(entry).toMatchObject({ kind: 'assign_role', actorName: 'Ada Ministra', entityName: 'sam' })
    expect(JSON.stringify(entry?.payload?.after)).toContain('licence-admin')
  })
})
