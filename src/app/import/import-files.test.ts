import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as exported from '../../../test/support/graph-export.ts'
import { emptyTenant, file } from '../../../test/support/imports.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { listGroups } from '../../store/groups.ts'
import { listJournal, verifyJournal } from '../../store/journal.ts'
import { findPasswordHash } from '../../store/credentials.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { passwordMatches } from '../passwords.ts'
import type { Viewer } from '../viewer.ts'
import { type ImportOptions, type ImportReport, importFiles } from './import-files.ts'

const whole: ImportOptions = { mode: 'all_or_nothing', run: 'for_real' }
const partial: ImportOptions = { mode: 'partial', run: 'for_real' }
let admit: Admit
let viewer: Viewer

beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
})
afterAll(() => admit.store.close())

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)
const csv = (text: string, options = whole) => importFiles(admit, viewer, [file('people.csv', text)], options)
const person = (name: string) => inTenant((t) => findAccountByName(t, name))
const head = () => inTenant(async (t) => (await listJournal(t, { limit: 1 }))[0]?.seq ?? 0)
const said = (report: ImportReport) => report.faults.map(({ line, pointer, reason }) => `${line ?? pointer}: ${reason}`)

describe('an import from CSV', () => {
  const people = 'signInName,displayName,department,usageLocation,groups,manager,password\nNora@contoso.example,Nora,Sales,FR,Readers;Writers,otto@contoso.example,green lantern 12\notto@contoso.example,Otto,IT,SE,Readers,,\n'

  it('does all of it in one transaction, with an entry of the journal for each change', async () => {
    const before = await head()
    const report = await csv(people)
    expect(said(report)).toEqual([])
    expect(report).toMatchObject({ outcome: 'done', counts: { people: { made: 2 }, groups: { made: 2 }, memberships: 3 } })
    // Two groups, two people, a password, three memberships, a manager, and the import itself.
    expect(report.changes).toBe(9)
    expect(await head()).toBe(before + 10)
    const entries = await inTenant((t) => listJournal(t, { operationId: report.operationId as string, limit: 100 }))
    expect(entries.map(({ kind }) => kind).sort()).toEqual(['add_to_group', 'add_to_group', 'add_to_group', 'create_account', 'create_account', 'create_group', 'create_group', 'import', 'issue_temporary_password', 'update_account'])
    expect(entries.every(({ actorKind, reason }) => actorKind === 'command_line' && reason === 'import of people.csv')).toBe(true)
    expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })

    const [nora, otto] = [await person('nora@contoso.example'), await person('otto@contoso.example')]
    expect(nora).toMatchObject({ signInName: 'Nora@contoso.example', managerId: otto?.id, mustChangePassword: true, attributes: { department: 'Sales', usageLocation: 'FR' } })
    expect(nora?.memberOf).toHaveLength(2)
    const hash = await inTenant((t) => findPasswordHash(t, nora?.id as string))
    expect(await passwordMatches('green lantern 12', hash as never)).toBe(true)
  })

  it('tells in the journal what was there before and after each change, and no password', async () => {
    const nora = await person('nora@contoso.example')
    const entries = (await inTenant((t) => listJournal(t, { entity: 'account', entityId: nora?.id as string, limit: 10 }))).reverse()
    expect(entries.map(({ kind }) => kind)).toEqual(['create_account', 'issue_temporary_password', 'add_to_group', 'add_to_group', 'update_account'])
    entries.forEach(({ payload }, i) => expect(payload?.before ?? null).toEqual(i === 0 ? null : entries[i - 1]?.payload?.after))
    expect(entries.at(-1)?.payload?.after).toEqual(nora)
    expect(JSON.stringify(entries)).not.toContain('green lantern')
  })

  it('changes nothing when it is run again, and says so', async () => {
    const before = await head()
    expect(await csv(people)).toMatchObject({ outcome: 'same', changes: 0, faults: [], counts: { people: { made: 0, changed: 0, same: 2 } } })
    expect(await head()).toBe(before)
  })

  it('changes what differs, and leaves alone what the file does not tell', async () => {
    const report = await csv('signInName,displayName,department,accountEnabled\nNORA@contoso.example,Nora Berg,,false\n')
    expect(report).toMatchObject({ outcome: 'done', changes: 2, counts: { people: { changed: 1 } } })
    expect(await person('nora@contoso.example')).toMatchObject({ displayName: 'Nora Berg', isEnabled: false, attributes: { department: 'Sales' } })
  })

  it('does nothing at all when one line is bad, and the rest when it is asked to', async () => {
    const text = 'signInName,displayName,groups,manager\npia@contoso.example,Pia,Readers,\nquin@contoso.example,,Readers,\nrob@contoso.example,Rob,,nobody@contoso.example\npia@contoso.example,Pia again,,\nx,X,,\n'
    const before = await head()
    const refused = await csv(text)
    expect(refused.outcome).toBe('refused')
    expect(said(refused)).toEqual([
      '3: a new person needs a display name',
      '4: the manager “nobody@contoso.example” is neither here nor in the files',
      '5: “pia@contoso.example” stands at people.csv line 2 too',
      '6: “x” is not a sign-in name; it looks like name@company.com',
    ])
    expect(await head()).toBe(before)
    expect(await person('pia@contoso.example')).toBeNull()
    expect(await csv(text, { mode: 'partial', run: 'dry' })).toMatchObject({ outcome: 'dry', changes: 3 })
    expect(await head()).toBe(before)
    expect(await csv(text, partial)).toMatchObject({ outcome: 'done', counts: { people: { made: 2 } } })
    expect((await person('pia@contoso.example'))?.displayName).toBe('Pia')
    expect(await person('quin@contoso.example')).toBeNull()
  })

  it('does not bring back the deleted, change kinds of accounts, take weak passwords, or fill dynamic groups', async () => {
    await importFiles(admit, viewer, [file('groups.csv', 'group,membershipRule\nIT people,"user.department -eq ""IT"""\nBroken,user.department is IT\n')], partial)
    await csv('signInName,displayName\ngone@contoso.example,Gone\n')
    const gone = await person('gone@contoso.example')
    const { applyChanges } = await import('../apply-changes.ts')
    await applyChanges(admit, viewer, [{ do: 'delete_account', accountId: gone?.id as string }], null)
    const report = await csv('signInName,displayName,userType,password,groups\ngone@contoso.example,Gone,,,\notto@contoso.example,Otto,Guest,,\nsam@contoso.example,Sam,,12345678,\ntess@contoso.example,Tess,,,IT people\n')
    expect(said(report)).toEqual([
      '2: the account “gone@contoso.example” is deleted here; restore it or erase it first',
      '3: “otto@contoso.example” is a member here and a guest in the file; an import does not change that',
      expect.stringMatching(/^4: the password cannot be taken: /),
      '5: “IT people” is a dynamic group: its rule says who is in it',
    ])
  })

  it('settles rules for everybody', async () => {
    const otto = await person('otto@contoso.example')
    const [group] = await inTenant((t) => listGroups(t, { name: 'IT people', limit: 1 }))
    expect(otto?.memberOf).toContainEqual({ groupId: group?.id, how: 'rule' })
  })

  it('is for the command line and for Global Administrators', async () => {
    await expect(importFiles(admit, { ...viewer, via: 'console', roles: ['user-admin'] }, [], whole)).rejects.toThrow('does not allow')
  })
})

describe('an import from Microsoft Graph', () => {
  const { ids } = exported
  const files = [file('a', exported.users), file('b', exported.groups), file('c', exported.members), file('d', exported.skus), file('e', exported.locations), file('f', exported.policies)]

  it('takes people, groups, members, products, places and policies', async () => {
    const report = await importFiles(admit, viewer, files, whole)
    expect(said(report)).toEqual([])
    expect(report).toMatchObject({ outcome: 'done', counts: { people: { made: 3 }, groups: { made: 3 }, products: { made: 1 }, locations: { made: 1 }, policies: { made: 2 }, licences: 1 } })
    expect(report.notes.map(({ file: name, pointer, reason }) => `${name}${pointer} ${reason}`)).toEqual([
      'b/value/2/members/1 a device is not taken as a member; people and groups are',
      expect.stringContaining('e/value/1 “Abroad” is not made of address ranges'),
      'f/value/1/conditions/signInRiskLevels this condition cannot be said here; the policy “No risk” is imported as report-only',
    ])
    const tenant = await inTenant(loadTenantPart)
    // Bob directly; Alice and Nora through Sales.
    expect(tenant.products[ids.sku]).toMatchObject({ name: 'CRM_PRO', status: 'enabled', seats: 6, seatsUsed: 3 })
    expect(tenant.policies).toMatchObject([
      { id: ids.mfa, state: 'on', grant: 'mfa', users: { include: { groupIds: [ids.sales] }, exclude: { accountIds: [ids.bob] } }, locations: { include: 'any', exclude: [ids.office] }, note: null },
      { id: ids.risky, state: 'report_only', grant: 'block', note: 'Imported without conditions/signInRiskLevels' },
    ])
    const alice = await person('alice@contoso.example')
    expect(alice).toMatchObject({ id: ids.alice, managerId: ids.bob, passwordNeverExpires: true, attributes: { mobile: '+33 1', mobilePhone: '+33 1', telephoneNumber: '+33 2', extensionAttribute1: 'A1' } })
    // Sales gives her the licence that her list of licences shows: it is not assigned a second time.
    expect(alice?.licences).toMatchObject([{ productId: ids.sku, groupId: ids.sales, state: 'active' }])
    expect(alice?.memberOf).toEqual([{ groupId: ids.everyone, how: 'direct' }, { groupId: ids.sales, how: 'rule' }])
    const bob = await person('bob@contoso.example')
    expect(bob).toMatchObject({ isEnabled: false, licences: [{ groupId: null, disabledPlans: [ids.mailPlan] }] })
    expect(bob?.memberOf).toEqual([{ groupId: ids.desk, how: 'direct' }, { groupId: ids.everyone, how: 'nested' }])
    expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })
  })

  it('changes nothing when it is run again, in a bundle as well', async () => {
    expect(await importFiles(admit, viewer, files, whole)).toMatchObject({ outcome: 'same', changes: 0, faults: [] })
    const bundle = { users: exported.users.value, groups: exported.groups, subscribedSkus: exported.skus, 'conditionalAccess/policies': exported.policies, members: { [ids.everyone]: exported.members.value } }
    expect(await importFiles(admit, viewer, [file('bundle', bundle)], whole)).toMatchObject({ outcome: 'same', changes: 0, faults: [] })
  })

  it('matches people of another source by name and leaves a policy alone that somebody completed', async () => {
    const { applyChanges } = await import('../apply-changes.ts')
    await applyChanges(admit, viewer, [{ do: 'set_policy_state', policyId: ids.risky, state: 'off' }], null)
    const otto = await person('otto@contoso.example')
    const other = '00000000-0000-4000-8000-0000000000aa'
    const again = [
      file('u', { value: [{ id: other, userPrincipalName: 'otto@contoso.example', displayName: 'Otto', accountEnabled: true }] }),
      file('m', { groupId: ids.desk, value: [{ id: other }] }),
      file('p', exported.policies),
    ]
    expect(await importFiles(admit, viewer, again, whole)).toMatchObject({ outcome: 'done', changes: 1, faults: [] })
    expect((await person('otto@contoso.example'))?.memberOf).toContainEqual({ groupId: ids.desk, how: 'direct' })
    expect((await person('otto@contoso.example'))?.id).toBe(otto?.id)
    expect((await inTenant(loadTenantPart)).policies.find(({ id }) => id === ids.risky)?.state).toBe('off')
  })

  it('says where what is wrong', async () => {
    const bad = {
      users: [
        { id: 'x', userPrincipalName: 'a@contoso.example' },
        { id: '00000000-0000-4000-8000-0000000000bb', userPrincipalName: 'b@contoso.example', displayName: 'B', assignedLicenses: [{ skuId: ids.sku }], usageLocation: 'Sweden' },
        { id: '00000000-0000-4000-8000-0000000000bc', userPrincipalName: 'bob@contoso.example', displayName: 'Not Bob' },
        { id: '00000000-0000-4000-8000-0000000000bd', userPrincipalName: 'd@contoso.example', displayName: 'D', assignedLicenses: [{ skuId: ids.sku }] },
      ],
      groups: [
        { id: '00000000-0000-4000-8000-0000000000c1', displayName: 'Paused', groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "X"', membershipRuleProcessingState: 'Paused' },
        { id: '00000000-0000-4000-8000-0000000000c2', displayName: 'Unreadable', groupTypes: ['DynamicMembership'], membershipRule: 'user.city -is "X"' },
        { id: '00000000-0000-4000-8000-0000000000c3', displayName: 'Round', groupTypes: [], members: ['00000000-0000-4000-8000-0000000000c3', '00000000-0000-4000-8000-0000000000ff'] },
      ],
      'a/b': [1],
    }
    const report = await importFiles(admit, viewer, [file('bad', bad), file('torn', '{"value": ['), file('lost', { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects', value: [{ id: ids.bob }] })], whole)
    expect(report.outcome).toBe('refused')
    expect(report.faults.map(({ file: name, pointer }) => `${name} ${pointer}`)).toEqual([
      'bad /users/0/id',
      'bad /users/1/usageLocation',
      'bad /groups/0/membershipRuleProcessingState',
      'bad /a~1b',
      'bad /groups/1/membershipRule',
      'bad /groups/2/members/0',
      'bad /groups/2/members/1',
      'bad /users/3/assignedLicenses/0',
      'torn ',
      'lost /value/0',
    ])
  })

  it('keeps the seats', async () => {
    const people = Array.from({ length: 6 }, (_, i) => ({ id: `00000000-0000-4000-8000-0000000001${String(i).padStart(2, '0')}`, userPrincipalName: `seat${i}@contoso.example`, displayName: `Seat ${i}`, usageLocation: 'FR', assignedLicenses: [{ skuId: ids.sku, disabledPlans: [] }] }))
    const report = await importFiles(admit, viewer, [file('seats', people)], whole)
    expect(said(report)).toEqual([3, 4, 5].map((i) => `/${i}/assignedLicenses/0: all 6 seats of CRM_PRO are taken`))
  })

  it('SEC-32: never closes the console to its last administrator', async () => {
    const block = structuredClone(exported.policies.value[0]) as { id: string; displayName: string; conditions: object; grantControls: { builtInControls: string[] } }
    Object.assign(block, { id: '00000000-0000-4000-8000-0000000000d1', displayName: 'Nobody' })
    Object.assign(block.conditions, { locations: null, users: { includeUsers: ['All'] } })
    block.grantControls.builtInControls = ['block']
    const before = await head()
    await expect(importFiles(admit, viewer, [file('p', [block])], whole)).rejects.toThrow('no administrator could sign in')
    expect(await head()).toBe(before)
  })
})
