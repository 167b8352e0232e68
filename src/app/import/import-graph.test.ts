import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as exported from '../../../test/support/graph-export.ts'
import { emptyTenant, file } from '../../../test/support/imports.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { listJournal, verifyJournal } from '../../store/journal.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import type { Viewer } from '../viewer.ts'
import { type ImportOptions, type ImportReport, importFiles } from './import-files.ts'

const whole: ImportOptions = { mode: 'all_or_nothing', run: 'for_real' }
let admit: Admit
let viewer: Viewer

beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
  // Otto is here before, from another source and by another id.
  await importFiles(admit, viewer, [file('people.csv', 'signInName,displayName\notto@contoso.example,Otto\n')], whole)
})
afterAll(() => admit.store.close())

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)
const person = (name: string) => inTenant((t) => findAccountByName(t, name))
const head = () => inTenant(async (t) => (await listJournal(t, { limit: 1 }))[0]?.seq ?? 0)
const said = (report: ImportReport) => report.faults.map(({ line, pointer, reason }) => `${line ?? pointer}: ${reason}`)

describe('an import from Microsoft Graph', () => {
  const { ids } = exported
  const files = [
    file('a', exported.users),
    file('b', exported.groups),
    file('c', exported.members),
    file('d', exported.skus),
    file('e', exported.locations),
    file('f', exported.policies),
  ]

  it('takes people, groups, members, products, places and policies', async () => {
    const report = await importFiles(admit, viewer, files, whole)
    expect(said(report)).toEqual([])
    expect(report).toMatchObject({
      outcome: 'done',
      counts: {
        people: { made: 3 },
        groups: { made: 3 },
        products: { made: 1 },
        locations: { made: 1 },
        policies: { made: 2 },
        licences: 1,
      },
    })
    expect(report.notes.map(({ file: name, pointer, reason }) => `${name}${pointer} ${reason}`)).toEqual([
      'b/value/2/members/1 a device is not taken as a member; people and groups are',
      expect.stringContaining('e/value/1 “Abroad” is not made of address ranges'),
      'f/value/1/conditions/signInRiskLevels this condition cannot be said here; the policy “No risk” is imported as report-only',
    ])
    const tenant = await inTenant(loadTenantPart)
    // Bob directly; Alice through Sales.
    expect(tenant.products[ids.sku]).toMatchObject({ name: 'CRM_PRO', status: 'enabled', seats: 6, seatsUsed: 2 })
    expect(tenant.policies).toMatchObject([
      {
        id: ids.mfa,
        state: 'on',
        grant: 'mfa',
        users: { include: { groupIds: [ids.sales] }, exclude: { accountIds: [ids.bob] } },
        locations: { include: 'any', exclude: [ids.office] },
        note: null,
      },
      { id: ids.risky, state: 'report_only', grant: 'block', note: 'Imported without conditions/signInRiskLevels' },
    ])
    const alice = await person('alice@contoso.example')
    expect(alice).toMatchObject({
      id: ids.alice,
      managerId: ids.bob,
      passwordNeverExpires: true,
      attributes: { mobilePhone: '+33 1', businessPhones: ['+33 2'], extensionAttribute1: 'A1' },
    })
    // Sales gives her the licence that her list of licences shows: it is not assigned a second time.
    expect(alice?.licences).toMatchObject([{ productId: ids.sku, groupId: ids.sales, state: 'active' }])
    expect(alice?.memberOf).toEqual([
      { groupId: ids.everyone, how: 'direct' },
      { groupId: ids.sales, how: 'rule' },
    ])
    const bob = await person('bob@contoso.example')
    expect(bob).toMatchObject({ isEnabled: false, licences: [{ groupId: null, disabledPlans: [ids.mailPlan] }] })
    expect(bob?.memberOf).toEqual([
      { groupId: ids.desk, how: 'direct' },
      { groupId: ids.everyone, how: 'nested' },
    ])
    expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })
  })

  it('changes nothing when it is run again, in a bundle as well', async () => {
    expect(await importFiles(admit, viewer, files, whole)).toMatchObject({ outcome: 'same', changes: 0, faults: [] })
    const bundle = {
      users: exported.users.value,
      groups: exported.groups,
      subscribedSkus: exported.skus,
      'conditionalAccess/policies': exported.policies,
      members: { [ids.everyone]: exported.members.value },
    }
    expect(await importFiles(admit, viewer, [file('bundle', bundle)], whole)).toMatchObject({
      outcome: 'same',
      changes: 0,
      faults: [],
    })
  })

  it('matches people of another source by name and leaves a policy alone that somebody completed', async () => {
    const { applyChanges } = await import('../apply-changes.ts')
    await applyChanges(admit, viewer, [{ do: 'set_policy_state', policyId: ids.risky, state: 'off' }], null)
    const otto = await person('otto@contoso.example')
    const other = '00000000-0000-4000-8000-0000000000aa'
    const again = [
      file('u', {
        value: [{ id: other, userPrincipalName: 'otto@contoso.example', displayName: 'Otto', accountEnabled: true }],
      }),
      file('m', { groupId: ids.desk, value: [{ id: other }] }),
      file('p', exported.policies),
    ]
    expect(await importFiles(admit, viewer, again, whole)).toMatchObject({ outcome: 'done', changes: 1, faults: [] })
    expect((await person('otto@contoso.example'))?.memberOf).toContainEqual({ groupId: ids.desk, how: 'direct' })
    expect((await person('otto@contoso.example'))?.id).toBe(otto?.id)
    expect((await inTenant(loadTenantPart)).policies.find(({ id }) => id === ids.risky)?.state).toBe('off')
  })

  it('takes the day people were hired, and says where there is no such day', async () => {
    const user = {
      id: '00000000-0000-4000-8000-0000000000be',
      userPrincipalName: 'hired@contoso.example',
      displayName: 'H',
    }
    const run = (employeeHireDate: unknown) =>
      importFiles(admit, viewer, [file('a', [{ ...user, employeeHireDate }])], whole)
    expect(said(await run('2030-02-30T00:00:00Z'))).toEqual([
      '/0/employeeHireDate: employeeHireDate “2030-02-30T00:00:00Z” is neither a day nor an instant like 2030-01-31T00:00:00Z',
    ])
    await run('2030-01-31T00:00:00Z')
    expect((await person(user.userPrincipalName))?.attributes).toEqual({ employeeHireDate: '2030-01-31T00:00:00Z' })
    await run(null)
    expect((await person(user.userPrincipalName))?.attributes).toEqual({})
  })
  it('says where what is wrong', async () => {
    const bad = {
      users: [
        { id: 'x', userPrincipalName: 'a@contoso.example' },
        {
          id: '00000000-0000-4000-8000-0000000000bb',
          userPrincipalName: 'b@contoso.example',
          displayName: 'B',
          assignedLicenses: [{ skuId: ids.sku }],
          usageLocation: 'Sweden',
        },
        {
          id: '00000000-0000-4000-8000-0000000000bc',
          userPrincipalName: 'bob@contoso.example',
          displayName: 'Not Bob',
        },
        {
          id: '00000000-0000-4000-8000-0000000000bd',
          userPrincipalName: 'd@contoso.example',
          displayName: 'D',
          assignedLicenses: [{ skuId: ids.sku }],
        },
      ],
      groups: [
        {
          id: '00000000-0000-4000-8000-0000000000c1',
          displayName: 'Paused',
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.city -eq "X"',
          membershipRuleProcessingState: 'Paused',
        },
        {
          id: '00000000-0000-4000-8000-0000000000c2',
          displayName: 'Unreadable',
          groupTypes: ['DynamicMembership'],
          membershipRule: 'user.city -is "X"',
        },
        {
          id: '00000000-0000-4000-8000-0000000000c3',
          displayName: 'Round',
          groupTypes: [],
          members: ['00000000-0000-4000-8000-0000000000c3', '00000000-0000-4000-8000-0000000000ff'],
        },
      ],
      'a/b': [1],
    }
    const report = await importFiles(
      admit,
      viewer,
      [
        file('bad', bad),
        file('torn', '{"value": ['),
        file('lost', {
          '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects',
          value: [{ id: ids.bob }],
        }),
      ],
      whole,
    )
    expect(report.outcome).toBe('refused')
    expect(report.faults.map(({ file: name, pointer }) => `${name} ${pointer}`)).toEqual([
      'bad /users/0/id',
      'bad /users/1/usageLocation',
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
    const people = Array.from({ length: 6 }, (_, i) => ({
      id: `00000000-0000-4000-8000-0000000001${String(i).padStart(2, '0')}`,
      userPrincipalName: `seat${i}@contoso.example`,
      displayName: `Seat ${i}`,
      usageLocation: 'FR',
      assignedLicenses: [{ skuId: ids.sku, disabledPlans: [] }],
    }))
    const report = await importFiles(admit, viewer, [file('seats', people)], whole)
    expect(said(report)).toEqual([4, 5].map((i) => `/${i}/assignedLicenses/0: all 6 seats of CRM_PRO are taken`))
  })

  it('SEC-32: never closes the console to its last administrator', async () => {
    const block = structuredClone(exported.policies.value[0]) as {
      id: string
      displayName: string
      conditions: object
      grantControls: { builtInControls: string[] }
    }
    Object.assign(block, { id: '00000000-0000-4000-8000-0000000000d1', displayName: 'Nobody' })
    Object.assign(block.conditions, { locations: null, users: { includeUsers: ['All'] } })
    block.grantControls.builtInControls = ['block']
    const before = await head()
    await expect(importFiles(admit, viewer, [file('p', [block])], whole)).rejects.toThrow(
      'too few administrators could sign in',
    )
    expect(await head()).toBe(before)
  })
})
