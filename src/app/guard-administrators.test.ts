import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../test/support/a-snapshot.ts'
import { anOrganisation, type Organisation } from '../../test/support/organisation.ts'
import type { Change } from '../core/changes/change.ts'
import type { Policy } from '../core/snapshot.ts'
import { findAccount } from '../store/accounts.ts'
import { inOneGo } from '../store/settle.ts'
import { withTenant } from '../store/store.ts'
import { applyChanges } from './apply-changes.ts'
import { preview } from './preview.ts'
import { commandLine } from './viewer.ts'

let org: Organisation
const open: Organisation[] = []
beforeEach(async () => {
  org = await anOrganisation()
  open.push(org)
})
afterAll(async () => {
  for (const one of open) await one.close()
})

const refused = 'change.locks_out_administrators'
const byOwner = async (...changes: readonly Change[]) =>
  applyChanges(org.admit, commandLine(org.tenantId), changes, null).then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
const of = (name: string) => ({ accountId: org.id(name) })
const blocking = (more: Partial<Policy>): Change => ({
  do: 'put_policy',
  policy: {
    ...{ id: org.id('policy'), name: 'Block', state: 'on', locations: null, grant: 'block', note: null },
    users: { include: people({ all: true }), exclude: people() },
    apps: { include: 'all', exclude: [] },
    ...more,
  },
})

/** What takes a person's way in, each by itself. */
const closings = (name: string): readonly Change[] => [
  { do: 'remove_role', ...of(name), role: 'global-admin' },
  { do: 'block_account', ...of(name) },
  { do: 'delete_account', ...of(name) },
  blocking({ users: { include: people({ accountIds: [org.id(name)] }), exclude: people() } }),
  blocking({ users: { include: people({ roles: ['global-admin'] }), exclude: people() } }),
  blocking({ locations: { include: 'any', exclude: 'trusted' } }),
]

describe('X12, SEC-32: the last ways in for administrators', () => {
  it('are kept when there is one', async () => {
    for (const change of closings('ada')) expect([change.do, await byOwner(change)]).toEqual([change.do, refused])
    expect((await org.at('ada')).roles).toEqual(['global-admin'])
  })

  it('are kept when there are two, and said by name with what to do first', async () => {
    await org.person('grace', 'global-admin')
    for (const change of closings('grace')) expect([change.do, await byOwner(change)]).toEqual([change.do, refused])
    const error = await applyChanges(
      org.admit,
      await org.at('ada'),
      [{ do: 'remove_role', ...of('grace'), role: 'global-admin' }],
      null,
    ).catch((error: unknown) => error)
    expect(error).toMatchObject({ details: { left: ['Ada Ministra'], lost: ['grace'], wanted: 2 } })
    expect(String((error as { details: { hint: string } }).details.hint)).toMatch(/^First see to it that two others/)
  })

  it('may be closed where two others are left', async () => {
    await org.person('grace', 'global-admin')
    await org.person('edsger', 'global-admin')
    for (const change of closings('edsger').slice(0, 1)) expect(await byOwner(change)).toBe('done')
    expect(await byOwner({ do: 'block_account', ...of('edsger') })).toBe('done')
  })

  it('are no ways where somebody cannot prove who they are: without a password, blocked, or within a unit', async () => {
    const account = { userType: 'member' as const, isEnabled: true, attributes: {} }
    const made = { id: org.id('mute'), signInName: 'mute@contoso.example', displayName: 'mute', ...account }
    await org.done({ do: 'create_account', account: made }, { do: 'assign_role', ...of('mute'), role: 'global-admin' })
    await org.person('barred', 'global-admin')
    await org.person('third', 'global-admin')
    // Ada, Barred and Third are three ways: one may go, and then no other.
    expect(await byOwner({ do: 'block_account', ...of('barred') })).toBe('done')
    for (const name of ['ada', 'third']) expect(await byOwner({ do: 'block_account', ...of(name) })).toBe(refused)
  })

  it('may come through a group for roles, and are kept there too', async () => {
    await org.person('grace')
    await org.group('admins', { isRoleAssignable: 'yes' })
    const groupId = org.id('admins')
    const role = { groupId, role: 'global-admin' }
    await org.done({ do: 'add_to_group', ...of('grace'), groupId }, { do: 'assign_group_role', ...role })
    expect((await org.at('grace')).roles).toEqual(['global-admin'])
    for (const change of [
      { do: 'remove_from_group', ...of('grace'), groupId },
      { do: 'remove_group_role', ...role },
      { do: 'delete_group', groupId },
      { do: 'block_account', ...of('ada') },
    ] as const)
      expect([change.do, await byOwner(change)]).toEqual([change.do, refused])
    await org.person('third', 'global-admin')
    expect(await byOwner({ do: 'delete_group', groupId })).toBe('done')
    expect((await org.at('grace')).roles).toEqual([])
  })

  it('are not closed by the edit of a group or a rule that a policy blocks', async () => {
    await org.person('grace', 'global-admin')
    await org.group('suspects')
    const groupId = org.id('suspects')
    await org.done(blocking({ users: { include: people({ groupIds: [groupId] }), exclude: people() } }))
    expect(await byOwner({ do: 'add_to_group', ...of('ada'), groupId })).toBe(refused)
    expect(await byOwner({ do: 'edit_rule', groupId, rule: 'user.accountEnabled -eq true' })).toBe(refused)
    expect(await byOwner({ do: 'edit_rule', groupId, rule: 'user.city -eq "Lyon"' })).toBe('done')
    expect(await byOwner({ do: 'set_attribute', ...of('ada'), name: 'city', value: 'Lyon' })).toBe(refused)
    expect(await byOwner({ do: 'set_attribute', ...of('ada'), name: 'city', value: 'Paris' })).toBe('done')
  })

  it('are not closed by a rule that a job is still to follow', async () => {
    await org.person('grace', 'global-admin')
    const groupId = await org.group('suspects', { rule: 'user.city -eq "Nowhere"' })
    await org.done(blocking({ users: { include: people({ groupIds: [groupId] }), exclude: people() } }))
    await withTenant(org.admit.store, org.tenantId, (t) =>
      sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
        select ${org.tenantId}::uuid, gen_random_uuid(), 'p' || i || '@contoso.example', 'p' || i || '@contoso.example', 'Person ' || i, '{}', 0
        from generate_series(1, ${inOneGo}::int) i`.execute(t.db),
    )
    expect(await byOwner({ do: 'edit_rule', groupId, rule: 'user.displayName -eq "grace"' })).toBe(refused)
    expect(await byOwner({ do: 'edit_rule', groupId, rule: 'user.displayName -eq "Person 7"' })).toBe('done')
  })

  it('are not closed by a group that comes back, which a policy blocks', async () => {
    for (const name of ['grace', 'edsger']) await org.person(name, 'global-admin')
    const groupId = await org.group('suspects')
    await org.done(
      { do: 'add_to_group', ...of('grace'), groupId },
      blocking({ users: { include: people({ groupIds: [groupId] }), exclude: people() } }),
    )
    await org.done({ do: 'delete_group', groupId })
    expect(await byOwner({ do: 'block_account', ...of('edsger') })).toBe('done')
    expect(await byOwner({ do: 'restore_group', groupId })).toBe(refused)
    await org.done({ do: 'enable_account', ...of('edsger') })
    expect(await byOwner({ do: 'restore_group', groupId })).toBe('done')
  })

  it('are not closed by a role that a group is given, which a policy blocks', async () => {
    await org.person('grace', 'global-admin')
    const groupId = await org.group('helpers', { isRoleAssignable: 'yes' })
    await org.done(
      { do: 'add_to_group', ...of('grace'), groupId },
      blocking({ users: { include: people({ roles: ['helpdesk'] }), exclude: people() } }),
    )
    expect(await byOwner({ do: 'assign_group_role', groupId, role: 'helpdesk' })).toBe(refused)
    expect(await byOwner({ do: 'assign_group_role', groupId, role: 'reports-reader' })).toBe('done')
  })

  it('are not closed by a plan, where a policy blocks those a rule takes in for it', async () => {
    await org.person('grace', 'global-admin')
    const [plan, other] = [org.id('plan'), org.id('other plan')]
    const product = (id: string, planId: string): Change => ({
      do: 'put_product',
      product: { id, name: id, plans: [{ id: planId, name: planId }], status: 'enabled', expiresAt: null, seats: 5 },
    })
    const groupId = await org.group('with it', {
      rule: `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${plan}")`,
    })
    const given = await org.group('given')
    await org.done(
      ...[product(org.id('product'), plan), product(org.id('harmless'), other)],
      ...[{ do: 'set_usage_location', country: 'FR' } as const],
      ...[{ do: 'set_attribute', ...of('grace'), name: 'usageLocation', value: 'FR' } as const],
      { do: 'add_to_group', ...of('grace'), groupId: given },
      blocking({ users: { include: people({ groupIds: [groupId] }), exclude: people() } }),
    )
    for (const [name, came] of [
      ['product', refused],
      ['harmless', 'done'],
    ] as const) {
      const licence = { productId: org.id(name), disabledPlans: [] }
      expect(await byOwner({ do: 'assign_licence', ...of('grace'), ...licence })).toBe(came)
      expect(await byOwner({ do: 'assign_group_licence', groupId: given, ...licence })).toBe(came)
    }
  })

  it('are not closed by a seat that somebody else leaves, where a policy blocks those a rule takes in for its plan', async () => {
    await org.person('grace', 'global-admin')
    await org.person('holder')
    const [plan, productId] = [org.id('scarce plan'), org.id('scarce')]
    const licence = { productId, disabledPlans: [] }
    const groupId = await org.group('with the scarce one', {
      rule: `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${plan}")`,
    })
    const given = await org.group('who waits')
    const plans = [{ id: plan, name: plan }]
    await org.done(
      {
        do: 'put_product',
        product: { id: productId, name: 'Scarce', plans, status: 'enabled', expiresAt: null, seats: 1 },
      },
      { do: 'set_usage_location', country: 'FR' },
      ...['holder', 'grace'].map(
        (name): Change => ({ do: 'set_attribute', ...of(name), name: 'usageLocation', value: 'FR' }),
      ),
      { do: 'assign_licence', ...of('holder'), ...licence },
      { do: 'assign_group_licence', groupId: given, ...licence },
      { do: 'add_to_group', ...of('grace'), groupId: given },
      blocking({ users: { include: people({ groupIds: [groupId] }), exclude: people() } }),
    )
    expect(await byOwner({ do: 'remove_licence', ...of('holder'), productId })).toBe(refused)
    expect(await byOwner({ do: 'delete_account', ...of('holder') })).toBe(refused)
  })

  it('keep two emergency accounts where there are two, however many others there are', async () => {
    for (const name of ['glass', 'axe']) {
      await org.person(name, 'global-admin')
      await org.done({ do: 'update_account', ...of(name), set: { isEmergency: true } })
    }
    await org.person('grace', 'global-admin')
    for (const change of closings('axe')) expect([change.do, await byOwner(change)]).toEqual([change.do, refused])
    expect(await byOwner({ do: 'block_account', ...of('grace') })).toBe('done')
    // One that is to be none any more is let go, first of its task and then of its role.
    expect(await byOwner({ do: 'update_account', ...of('axe'), set: { isEmergency: false } })).toBe('done')
    expect(await byOwner({ do: 'block_account', ...of('axe') })).toBe('done')
    expect(await byOwner({ do: 'block_account', ...of('glass') })).toBe(refused)
  })

  it('are not closed by two who do it at the same moment', async () => {
    await org.person('grace', 'global-admin')
    await org.person('edsger', 'global-admin')
    const [ada, grace, edsger] = [await org.at('ada'), await org.at('grace'), await org.at('edsger')]
    const remove = (by: typeof ada, name: string) =>
      applyChanges(org.admit, by, [{ do: 'remove_role', ...of(name), role: 'global-admin' }], null).then(
        () => 'done',
        (error: { code: string }) => error.code,
      )
    const all = await Promise.all([remove(ada, 'grace'), remove(grace, 'edsger'), remove(edsger, 'ada')])
    expect(all.filter((one) => one === 'done')).toHaveLength(1)
    const holders = await withTenant(org.admit.store, org.tenantId, async (t) =>
      Promise.all(['ada', 'grace', 'edsger'].map((name) => findAccount(t, org.id(name)))),
    )
    expect(holders.filter((one) => one?.roles.includes('global-admin'))).toHaveLength(2)
  })

  it('X12: are not closed by a strength, where no browser makes a passkey; else it is told who sets one up', async () => {
    await org.person('grace', 'global-admin')
    const strong = blocking({ grant: 'mfa', strength: 'phishing_resistant' })
    Object.assign(org.admit.store, { passkeyHost: '[::1]' })
    expect(await byOwner(strong)).toBe(refused)
    expect((await preview(org.admit, await org.at('ada'), [strong])).locksOutAdministrators).toBe(true)
    Object.assign(org.admit.store, { passkeyHost: 'login.example' })
    const told = await preview(org.admit, await org.at('ada'), [strong])
    expect([told.locksOutAdministrators, told.administratorsToSetUp.toSorted()]).toEqual([
      false,
      ['Ada Ministra', 'grace'],
    ])
    expect(await byOwner(strong)).toBe('done')
  })

  it('X12: are not closed by a way that is not allowed any more', async () => {
    await org.person('grace', 'global-admin')
    for (const kind of ['password', 'totp'] as const) {
      const change = { do: 'allow_method', kind, to: 'nobody' } as const
      expect([kind, await byOwner(change)]).toEqual([kind, kind === 'password' ? refused : 'done'])
    }
    expect(await byOwner({ do: 'allow_method', kind: 'totp', to: [org.id('nothing')] })).toBe('group.not_found')
  })

  it('X12: are not closed by a detail that only another administrator could fill in, whichever comes first', async () => {
    await org.person('grace', 'global-admin')
    const group = { id: org.id('french'), name: 'French', description: null, rule: 'user.country -eq "France"' }
    const ask: Change = { do: 'require_details', of: 'member', details: ['country'] }
    // What they can say themselves closes nothing.
    expect(await byOwner(ask)).toBe('done')
    const byRule: Change = { do: 'create_group', group }
    expect(await byOwner(byRule)).toBe(refused)
    expect((await preview(org.admit, await org.at('ada'), [byRule])).locksOutAdministrators).toBe(true)
    expect(await byOwner({ ...ask, details: [] }, byRule)).toBe('done')
    expect(await byOwner(ask)).toBe(refused)
    const said = (name: string): Change => ({ do: 'set_attribute', ...of(name), name: 'country', value: 'France' })
    expect(await byOwner(said('ada'), said('grace'), ask)).toBe('done')
    expect(await byOwner({ do: 'set_attribute', ...of('ada'), name: 'country', value: null })).toBe(refused)
  })

  it('are told of before it is saved', async () => {
    await org.person('grace', 'global-admin')
    await org.person('paul')
    const ada = await org.at('ada')
    for (const change of closings('grace').filter((one) => one.do !== 'put_policy' || one.policy.locations === null))
      expect([change.do, (await preview(org.admit, ada, [change])).locksOutAdministrators]).toEqual([change.do, true])
    const harmless = await preview(org.admit, ada, [{ do: 'block_account', ...of('paul') }])
    expect(harmless.locksOutAdministrators).toBe(false)
  })
})
