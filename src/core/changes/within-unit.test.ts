import { describe, expect, it } from 'vitest'
import { aGroup, aSnapshot } from '../../../test/support/a-snapshot.ts'
import { changeKinds } from './apply.ts'
import type { Change } from './change.ts'
import { mayDo } from './may-do.ts'
import { scopableRoles } from './within-unit.ts'

const lyon = ['lyon']
const groups = {
  sales: aGroup({ id: 'sales', unitIds: lyon }),
  support: aGroup({ id: 'support', unitIds: lyon }),
  others: aGroup({ id: 'others' }),
  admins: aGroup({ id: 'admins', unitIds: lyon, isRoleAssignable: true }),
}
const within = aSnapshot({ account: { unitIds: lyon }, tenant: { groups } })
const outside = aSnapshot({ tenant: { groups } })
const administrator = aSnapshot({ account: { unitIds: lyon, roles: ['directory-reader'] }, tenant: { groups } })

const may = (role: string, change: Change, s = within) => mayDo([], 'bob', change, s, [{ role, unitId: 'lyon' }]).ok
const ofAlice = { accountId: 'alice' }
const reset = { do: 'issue_temporary_password', ...ofAlice } as const

describe('a role within an administrative unit (SEC-31)', () => {
  it('acts on its members, and on nobody else', () => {
    for (const role of ['helpdesk', 'password-admin', 'auth-admin', 'user-admin', 'privileged-auth-admin']) {
      expect(may(role, reset), role).toBe(true)
      expect(may(role, reset, outside), role).toBe(false)
      expect(may(role, { ...reset, accountId: 'carol' }), role).toBe(false)
    }
  })

  it('is none in another unit', () =>
    expect(mayDo([], 'bob', reset, within, [{ role: 'helpdesk', unitId: 'sydney' }]).ok).toBe(false))

  it('reaches no administrator where it is one of the three for people alone', () => {
    for (const role of ['helpdesk', 'password-admin', 'auth-admin']) {
      expect(may(role, reset, administrator)).toBe(false)
      expect(mayDo([role], 'bob', reset, administrator).ok).toBe(true)
    }
    expect(may('user-admin', reset, administrator)).toBe(true)
  })

  it('counts somebody’s role within a unit as a role', () => {
    const scoped = aSnapshot({
      account: { unitIds: lyon, grants: [{ role: 'policy-admin', unitId: 'sydney', groupId: null }] },
    })
    expect(may('user-admin', reset, scoped)).toBe(false)
    expect(mayDo(['user-admin'], 'bob', reset, scoped).ok).toBe(false)
  })

  it.each<[string, Change, boolean]>([
    ['a member into a group of the unit', { do: 'add_to_group', ...ofAlice, groupId: 'sales' }, true],
    ['a member into a group of nobody’s unit', { do: 'add_to_group', ...ofAlice, groupId: 'others' }, false],
    ['a member into a group for roles', { do: 'add_to_group', ...ofAlice, groupId: 'admins' }, false],
    ['a group of it into another of it', { do: 'nest_group', childId: 'sales', parentId: 'support' }, true],
    ['a group of it into one outside', { do: 'nest_group', childId: 'sales', parentId: 'others' }, false],
    ['a rule, which takes in anybody', { do: 'edit_rule', groupId: 'sales', rule: 'user.city -eq "Lyon"' }, false],
    [
      'a group that is in no unit yet',
      { do: 'create_group', group: { id: 'n', name: 'n', description: null, rule: null } },
      false,
    ],
  ])('puts %s: %s', (_, change, is) => expect(may('groups-admin', change)).toBe(is))

  it('gives licences to members, and through groups of the unit', () => {
    const licence = { productId: 'sales-pro', disabledPlans: [] }
    expect(may('licence-admin', { do: 'assign_licence', ...ofAlice, ...licence })).toBe(true)
    expect(may('licence-admin', { do: 'assign_licence', ...ofAlice, ...licence }, outside)).toBe(false)
    expect(may('licence-admin', { do: 'assign_group_licence', groupId: 'sales', ...licence })).toBe(true)
    expect(may('licence-admin', { do: 'assign_group_licence', groupId: 'others', ...licence })).toBe(false)
    const plan = { do: 'switch_plan_on', ...ofAlice, productId: 'sales-pro', planId: 'mail-plan' } as const
    expect(may('licence-admin', { ...plan, groupId: null })).toBe(true)
    expect(may('licence-admin', { ...plan, groupId: 'others' })).toBe(false)
  })

  it('does nothing that is not about members, whatever the role', () => {
    const shared = changeKinds.filter((kind) =>
      /policy|location|app|instance|domain|product|unit|role|lifetime|consent/.test(kind),
    )
    for (const role of [...scopableRoles, 'global-admin', 'app-admin', 'policy-admin', 'privileged-role-admin'])
      for (const kind of shared) {
        const change = {
          do: kind,
          ...ofAlice,
          groupId: 'sales',
          unitId: 'lyon',
          app: { appPermissions: [] },
        } as unknown as Change
        expect(may(role, change), `${role} ${kind}`).toBe(false)
      }
  })
})
