import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { Snapshot } from '../snapshot.ts'
import { changeKinds, factsOf } from './apply.ts'
import type { AppSettings, Change } from './change.ts'
import { leastRole, mayDo } from './may-do.ts'
import { isRole, rankOf, roleName, roles } from './roles.ts'

const reset = { do: 'issue_temporary_password', accountId: 'alice' } as const

/** Alice as a holder of roles. */
function holding(...held: readonly string[]): Snapshot {
  return aSnapshot({ account: { roles: held } })
}

/** Whether Bob, who holds a role, may make the change. */
function may(role: string, change: Change, s: Snapshot = aSnapshot()): boolean {
  return mayDo([role], 'bob', change, s).ok
}

describe('who may reset whom', () => {
  it.each([
    ['helpdesk', [], true],
    ['password-admin', [], true],
    ['auth-admin', [], true],
    ['user-admin', [], true],
    ['groups-admin', [], false],
    ['global-reader', [], false],
    ['helpdesk', ['directory-reader'], true],
    ['helpdesk', ['helpdesk'], true],
    ['helpdesk', ['auth-admin'], false],
    ['password-admin', ['helpdesk'], false],
    ['password-admin', ['password-admin'], true],
    ['user-admin', ['groups-admin'], true],
    ['user-admin', ['app-admin'], false],
    ['auth-admin', ['user-admin'], false],
    ['helpdesk', ['directory-reader', 'global-admin'], false],
    ['helpdesk', ['a-role-of-tomorrow'], false],
    ['privileged-auth-admin', ['global-admin'], true],
    ['global-admin', ['global-admin'], true],
  ])('%s, somebody with %j: %s', (role, target, is) => expect(may(role, reset, holding(...target))).toBe(is))

  it('names the least role that reaches the person', () => {
    expect(leastRole(reset, holding())).toBe('helpdesk')
    expect(leastRole(reset, holding('groups-admin'))).toBe('user-admin')
    expect(leastRole(reset, holding('policy-admin'))).toBe('privileged-auth-admin')
    expect(mayDo(['helpdesk'], 'bob', reset, holding('policy-admin'))).toEqual({
      ok: false,
      needs: 'privileged-auth-admin',
    })
  })

  it('holds for unlocking, multi-factor, blocking, deleting and renaming too', () => {
    const administrator = holding('policy-admin')
    for (const change of [
      { do: 'unlock_account', accountId: 'alice' },
      { do: 'set_mfa_state', accountId: 'alice', state: 'disabled' },
      { do: 'remove_methods', accountId: 'alice' },
      { do: 'block_account', accountId: 'alice' },
      { do: 'delete_account', accountId: 'alice' },
      { do: 'update_account', accountId: 'alice', set: { signInName: 'a@meridian.example' } },
    ] as const) {
      for (const role of ['helpdesk', 'user-admin', 'auth-admin']) expect(may(role, change, administrator)).toBe(false)
      expect(may('global-admin', change, administrator)).toBe(true)
    }
    const rename = { do: 'update_account', accountId: 'alice', set: { displayName: 'Alice' } } as const
    expect(may('user-admin', rename, administrator)).toBe(true)
  })

  it('counts a person whose roles nobody knows as an administrator', () => {
    expect(may('helpdesk', { ...reset, accountId: 'carol' })).toBe(false)
    expect(may('privileged-auth-admin', { ...reset, accountId: 'carol' })).toBe(true)
  })

  it('leaves emergency accounts to Global Administrators', () => {
    const s = aSnapshot({ account: { isEmergency: true } })
    expect(leastRole(reset, s)).toBe('global-admin')
    expect(may('privileged-auth-admin', reset, s)).toBe(false)
    expect(may('groups-admin', { do: 'add_to_group', accountId: 'alice', groupId: 'crm-users' }, s)).toBe(false)
    expect(may('global-admin', reset, s)).toBe(true)
  })
})

describe('what is the person’s own', () => {
  it('is done by nobody else', () => {
    const consent = { do: 'consent', appId: 'crm', accountId: 'alice', scopes: ['openid'] } as const
    expect(mayDo([], 'alice', consent, aSnapshot())).toEqual({ ok: true })
    expect(mayDo(['global-admin'], 'bob', consent, aSnapshot())).toEqual({ ok: false, needs: 'self' })
    expect(mayDo(['global-admin'], 'bob', { do: 'prove_second_factor' }, aSnapshot()).ok).toBe(false)
    expect(mayDo(['global-admin'], 'bob', { do: 'wait_until', until: 0 }, aSnapshot())).toEqual({
      ok: false,
      needs: 'nobody',
    })
  })

  it('may be taken back by the person and by administrators of apps', () => {
    const revoke = { do: 'revoke_consent', appId: 'crm', accountId: 'alice' } as const
    expect(mayDo([], 'alice', revoke, aSnapshot()).ok).toBe(true)
    expect(may('app-admin', revoke)).toBe(true)
    expect(mayDo([], 'bob', revoke, aSnapshot()).ok).toBe(false)
  })
})

describe('granting to oneself', () => {
  it.each<[string, Change]>([
    ['groups-admin', { do: 'add_to_group', accountId: 'alice', groupId: 'crm-users' }],
    ['licence-admin', { do: 'assign_licence', accountId: 'alice', productId: 'sales-pro', disabledPlans: [] }],
    ['policy-admin', { do: 'exclude_from_policy', accountId: 'alice', policyId: 'p' }],
    ['app-admin', { do: 'assign_app', accountId: 'alice', appId: 'crm' }],
    ['privileged-role-admin', { do: 'assign_role', accountId: 'alice', role: 'global-admin' }],
    ['user-admin', { do: 'set_attribute', accountId: 'alice', name: 'department', value: 'Sales' }],
    ['auth-admin', { do: 'set_mfa_state', accountId: 'alice', state: 'disabled' }],
    ['helpdesk', reset],
  ])('is not for %s', (role, change) => {
    const s = holding(role)
    expect(mayDo([role], 'alice', change, s).ok).toBe(false)
    expect(mayDo(['global-admin'], 'alice', change, s).ok).toBe(true)
  })

  it('is not what taking away from oneself is', () => {
    expect(
      mayDo(
        ['licence-admin'],
        'alice',
        { do: 'remove_licence', accountId: 'alice', productId: 'sales-pro' },
        aSnapshot(),
      ).ok,
    ).toBe(true)
  })

  it('is not what asks more of oneself is either', () => {
    const s = holding('auth-admin')
    const state = (state: 'enabled' | 'enforced' | 'disabled') =>
      mayDo(['auth-admin'], 'alice', { do: 'set_mfa_state', accountId: 'alice', state }, s).ok
    expect([state('enabled'), state('enforced'), state('disabled')]).toEqual([true, true, false])
  })

  it('is by a pass not even for Global Administrators (D4)', () => {
    const pass = { do: 'issue_temporary_pass', accountId: 'alice', uses: 'one', minutes: 60, startsAt: null } as const
    const s = holding('global-admin')
    expect(mayDo(['global-admin'], 'alice', pass, s).ok).toBe(false)
    expect(mayDo(['global-admin'], 'bob', pass, s).ok).toBe(true)
  })

  it('is a role for a group, unless it is known that the actor is not in it', () => {
    const gives = { do: 'assign_group_role', groupId: 'crm-users', role: 'helpdesk' } as const
    const by = (account: object) => mayDo(['privileged-role-admin'], 'bob', gives, aSnapshot({ account })).ok
    expect(by({ id: 'bob', memberOf: [] })).toBe(true)
    expect(by({ id: 'bob', memberOf: [{ groupId: 'crm-users', how: 'direct' }] })).toBe(false)
    expect(by({ id: 'alice', memberOf: [] })).toBe(false)
  })
})

describe('roles', () => {
  it('are known by the names administrators know, and ranked', () => {
    expect(roleName('user-admin')).toBe('User Administrator')
    expect(rankOf('self')).toBe(0)
    expect(rankOf('helpdesk')).toBeLessThan(rankOf('user-admin'))
    expect(Math.max(...Object.values(roles).map(({ rank }) => rank))).toBe(rankOf('global-admin'))
  })

  it('of an app that may act by itself are privileged ones', () => {
    const app: AppSettings = {
      id: 'bot',
      name: 'Bot',
      description: null,
      homeUrl: null,
      redirectUris: [],
      postLogoutUris: [],
      isPublicClient: false,
      assignmentRequired: false,
      requiredPlan: null,
      identifierUri: null,
      scopes: [],
      appPermissions: [],
    }
    expect(may('app-admin', { do: 'put_app', app })).toBe(true)
    expect(may('app-admin', { do: 'put_app', app: { ...app, appPermissions: ['User.ReadWrite.All'] } })).toBe(false)
  })

  it('are there for every kind of change', () => {
    for (const kind of changeKinds) {
      const change = {
        do: kind,
        accountId: 'alice',
        set: {},
        app: { appPermissions: [] },
        group: {},
        account: {},
        details: [],
      } as unknown as Change
      const least = leastRole(change, aSnapshot())
      expect(least === 'self' || least === 'nobody' || isRole(least), kind).toBe(true)
    }
  })

  it('stand in what is told of a change', () => {
    expect(factsOf(reset, aSnapshot())).toMatchObject({
      role: 'helpdesk',
      by: 'press',
      isReversible: false,
      inverse: null,
    })
  })
})
