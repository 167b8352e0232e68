import { afterAll, describe, expect, it } from 'vitest'
import { addCertificate } from '../../src/app/certificates.ts'
import { createSecret } from '../../src/app/create-secret.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { roles } from '../../src/core/changes/roles.ts'
import { resetsOf } from '../../src/core/changes/who-resets.ts'
import { makeCertificate } from '../support/certificates.ts'
import { anOrganisation, type Organisation, resultOf } from '../support/organisation.ts'

const open: Organisation[] = []
const { pem } = await makeCertificate('P-256')
afterAll(async () => {
  for (const one of open) await one.close()
})

const everybody = 'user.accountEnabled -eq true'
const others = ['gina', 'petra', 'hal', 'usha', 'wen', 'rolf', 'olga'] as const

/**
 * An organisation with somebody of each weight, a group for roles that makes its members Global Administrators, an app that
 * may change everybody, and Mallory, who owns both groups, is in the unit, and holds what the test gives.
 */
async function world(): Promise<Organisation> {
  const org = await anOrganisation()
  open.push(org)
  const of = (name: string) => ({ accountId: org.id(name) })
  await org.person('mallory')
  await org.person('gina', 'global-admin')
  await org.person('petra', 'privileged-role-admin')
  await org.person('hal', 'helpdesk')
  await org.person('usha', 'user-admin')
  for (const name of ['wen', 'rolf', 'olga']) await org.person(name)
  await org.group('plain')
  await org.group('admins', { isRoleAssignable: 'yes' })
  const groupId = org.id('admins')
  await org.done(
    { do: 'put_unit', unit: { id: org.id('lyon'), name: 'Lyon', description: null } },
    ...['mallory', 'wen'].map((name): Change => ({ do: 'add_to_unit', ...of(name), unitId: org.id('lyon') })),
    ...['plain', 'admins'].map(
      (name): Change => ({ do: 'add_group_to_unit', groupId: org.id(name), unitId: org.id('lyon') }),
    ),
    { do: 'assign_group_role', groupId, role: 'global-admin' },
    { do: 'add_to_group', ...of('rolf'), groupId },
    { do: 'add_group_owner', ...of('olga'), groupId },
    { do: 'add_group_owner', ...of('mallory'), groupId },
    { do: 'add_group_owner', ...of('mallory'), groupId: org.id('plain') },
    { do: 'put_app', app: bot(org, ['User.ReadWrite.All', 'Directory.ReadWrite.All']) },
    { do: 'add_app_owner', ...of('mallory'), appId: org.id('bot') },
  )
  return org
}

function bot(org: Organisation, appPermissions: readonly string[]) {
  return {
    ...{ id: org.id('bot'), name: 'Bot', description: null, homeUrl: null, redirectUris: [], postLogoutUris: [] },
    ...{ isPublicClient: false, assignmentRequired: false, requiredPlan: null, identifierUri: null, scopes: [] },
    appPermissions,
  }
}

/** All that could lead somebody from where they are to more, about everybody there is. */
function* steps(org: Organisation): Generator<Change> {
  const groups = ['plain', 'admins', 'made'].map((name) => org.id(name))
  const unitId = org.id('lyon')
  const account = { userType: 'member' as const, isEnabled: true, attributes: {} }
  const group = { id: org.id('made'), name: 'made', description: null, rule: null, isRoleAssignable: 'yes' as const }
  yield {
    do: 'create_account',
    account: { id: org.id('puppet'), signInName: 'p@contoso.example', displayName: 'puppet', ...account },
  }
  yield { do: 'create_group', group }
  yield { do: 'put_app', app: { ...bot(org, ['User.ReadWrite.All']), id: org.id('app'), name: 'Own app' } }
  for (const [childId, parentId] of [
    ['plain', 'admins'],
    ['admins', 'plain'],
  ] as const)
    yield { do: 'nest_group', childId: org.id(childId), parentId: org.id(parentId) }
  for (const groupId of groups) {
    yield { do: 'edit_rule', groupId, rule: everybody }
    yield { do: 'edit_rule', groupId, rule: null }
    for (const role of ['global-admin', 'privileged-role-admin']) yield { do: 'assign_group_role', groupId, role }
    yield { do: 'assign_group_role', groupId, role: 'user-admin', unitId }
  }
  for (const name of ['mallory', 'puppet', ...others]) {
    const accountId = org.id(name)
    yield { do: 'issue_temporary_password', accountId }
    yield { do: 'issue_temporary_pass', accountId, uses: 'one', minutes: 60, startsAt: null }
    yield { do: 'update_account', accountId, set: { signInName: `${name}-2@contoso.example` } }
    yield { do: 'set_attribute', accountId, name: 'mail', value: 'mallory@elsewhere.example' }
    yield { do: 'remove_methods', accountId }
    for (const groupId of groups) {
      yield { do: 'add_to_group', accountId, groupId }
      yield { do: 'add_group_owner', accountId, groupId }
    }
    yield { do: 'add_app_owner', accountId, appId: org.id('bot') }
    yield { do: 'add_app_owner', accountId, appId: org.id('app') }
    for (const role of ['global-admin', 'user-admin', 'helpdesk']) yield { do: 'assign_role', accountId, role }
    yield { do: 'assign_role', accountId, role: 'user-admin', unitId }
    yield { do: 'add_to_unit', accountId, unitId }
  }
}

/** Roles that come with a role by the published matrix: whom one may reset one may be, and so whom those may. */
function within(reach: readonly string[]): ReadonlySet<string> {
  const found = new Set(reach)
  for (const role of found) {
    const resets = resetsOf(role)
    for (const one of resets === 'everybody' ? Object.keys(roles) : (resets ?? [])) found.add(one)
  }
  return found
}

/** Whose account it becomes by the change: who has the password, the name or the mail of somebody may be them. */
const taken = new Set<Change['do']>([
  'issue_temporary_password',
  'issue_temporary_pass',
  'update_account',
  'set_attribute',
  'remove_methods',
])

/** Everything is tried by everybody whose account was won, again and again, until nothing more succeeds. */
async function search(
  org: Organisation,
): Promise<{ readonly won: ReadonlySet<string>; readonly done: readonly string[] }> {
  const won = new Set(['mallory'])
  const done = new Map<string, Change>()
  // What was refused while as much was done before as now would be refused again.
  const refused = new Map<string, number>()
  for (let round = 0; round < 3; round++) {
    const before = done.size
    for (const change of steps(org)) {
      const key = JSON.stringify(change)
      if (done.has(key)) continue
      for (const name of [...won]) {
        const asked = `${name} ${key}`
        if (refused.get(asked) === done.size) continue
        if ((await org.tries(name, change)) !== 'done') {
          refused.set(asked, done.size)
          continue
        }
        done.set(key, change)
        const victim =
          'accountId' in change ? [...others, 'puppet'].find((one) => org.id(one) === change.accountId) : undefined
        if (victim !== undefined && taken.has(change.do)) won.add(victim)
        break
      }
    }
    if (done.size === before) break
  }
  return { won, done: [...done.keys()] }
}

const lyon = (role: string) => ({ role, where: 'lyon' as const })
const whole = (role: string) => ({ role, where: null })

describe('SEC-31: nobody comes by a sequence of what they may do to a role they could not give', () => {
  it.each([
    { role: null, where: null },
    ...['helpdesk', 'password-admin', 'auth-admin', 'user-admin', 'groups-admin', 'licence-admin'].map(whole),
    ...['app-admin', 'cloud-app-admin', 'policy-admin', 'security-admin', 'instance-admin', 'guest-inviter'].map(whole),
    ...['user-admin', 'groups-admin', 'auth-admin'].map(lyon),
  ])('$role within $where', { timeout: 240_000 }, async ({ role, where }) => {
    const org = await world()
    const accountId = org.id('mallory')
    if (role !== null)
      await org.done({ do: 'assign_role', accountId, role, ...(where === null ? {} : { unitId: org.id(where) }) })
    const { won, done } = await search(org)
    const allowed = within(role === null ? [] : [role])
    for (const name of won) {
      const { roles: held, scoped = [] } = await org.at(name)
      const more = [...held, ...scoped.map((one) => one.role)].filter((one) => !allowed.has(one))
      expect([name, more]).toEqual([name, []])
      // An app that may do more than its owner is the same by another way.
      expect(await resultOf(createSecret(org.admit, await org.at(name), org.id('bot')))).toBe('change.forbidden')
      const certificate = { certificate: pem }
      expect(await resultOf(addCertificate(org.admit, await org.at(name), org.id('bot'), certificate))).toBe(
        'change.forbidden',
      )
    }
    // The search came somewhere: whoever owns a group may do something with it.
    if (role === null) expect(done.some((one) => one.includes('add_to_group'))).toBe(true)
    if (role === 'user-admin') expect(won.size).toBeGreaterThan(1)
  })

  it('finds the way up of those who have one: the search is not blind', { timeout: 240_000 }, async () => {
    const org = await world()
    await org.done({ do: 'assign_role', accountId: org.id('mallory'), role: 'privileged-auth-admin' })
    expect([...(await search(org)).won]).toContain('gina')
  })
})

describe('SEC-31: a Privileged Role Administrator gives others what they may not give themselves', () => {
  it('neither directly nor through a group they are in, or own', async () => {
    const org = await world()
    const of = (name: string) => ({ accountId: org.id(name) })
    const groupId = org.id('admins')
    expect(await org.tries('petra', { do: 'assign_role', ...of('petra'), role: 'global-admin' })).toBe(
      'change.forbidden',
    )
    expect(await org.tries('petra', { do: 'add_to_group', ...of('petra'), groupId })).toBe('change.forbidden')
    expect(await org.tries('petra', { do: 'add_group_owner', ...of('petra'), groupId })).toBe('change.forbidden')
    const made = { id: org.id('made'), name: 'made', description: null, rule: null, isRoleAssignable: 'yes' as const }
    expect(await org.tries('petra', { do: 'create_group', group: made })).toBe('done')
    await org.done({ do: 'add_to_group', ...of('petra'), groupId: made.id })
    const gives: Change = { do: 'assign_group_role', groupId: made.id, role: 'global-admin' }
    expect(await org.tries('petra', gives)).toBe('change.forbidden')
    expect(await org.tries('petra', { do: 'assign_role', ...of('wen'), role: 'helpdesk' })).toBe('done')
    expect(await org.tries('gina', gives)).toBe('done')
  })
})
