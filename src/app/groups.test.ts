import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOrganisation, type Organisation, resultOf } from '../../test/support/organisation.ts'
import type { Change } from '../core/changes/change.ts'
import { applyChanges } from './apply-changes.ts'
import { deletedGroups, groupDetails, groupList } from './groups.ts'
import { membersCount } from './members.ts'
import { commandLine } from './viewer.ts'

let org: Organisation
const of = (name: string) => ({ accountId: org.id(name) })
beforeAll(async () => {
  org = await anOrganisation()
  for (const name of ['olga', 'wen', 'max']) await org.person(name)
  await org.person('greg', 'groups-admin')
  await org.person('petra', 'privileged-role-admin')
})
afterAll(() => org.close())

const try_ = (...changes: readonly Change[]) =>
  resultOf(applyChanges(org.admit, commandLine(org.tenantId), changes, null))

describe('a group for roles (SEC-31)', () => {
  const groupId = () => org.id('helpers')

  it('is made by those who may give roles, once and for all', async () => {
    const group = { id: groupId(), name: 'helpers', description: null, rule: null, isRoleAssignable: 'yes' as const }
    expect(await org.tries('greg', { do: 'create_group', group })).toBe('change.forbidden')
    expect(await org.tries('petra', { do: 'create_group', group: { ...group, rule: 'user.city -eq "Lyon"' } })).toBe(
      'group.for_roles',
    )
    expect(await org.tries('petra', { do: 'create_group', group })).toBe('done')
    await org.group('plain')
    expect(await try_({ do: 'assign_group_role', groupId: org.id('plain'), role: 'helpdesk' })).toBe(
      'group.not_for_roles',
    )
  })

  it('gives its members roles as long as they are in it', async () => {
    expect(await org.tries('petra', { do: 'assign_group_role', groupId: groupId(), role: 'helpdesk' })).toBe('done')
    expect(await org.tries('petra', { do: 'add_to_group', ...of('wen'), groupId: groupId() })).toBe('done')
    expect((await org.at('wen')).roles).toEqual(['helpdesk'])
    expect(await org.tries('wen', { do: 'issue_temporary_password', ...of('max') })).toBe('done')
    expect(await org.tries('petra', { do: 'remove_from_group', ...of('wen'), groupId: groupId() })).toBe('done')
    expect(await org.tries('wen', { do: 'issue_temporary_password', ...of('max') })).toBe('change.forbidden')
  })

  it('is neither dynamic nor nested, whoever asks', async () => {
    const rule = 'user.city -eq "Lyon"'
    expect(await try_({ do: 'edit_rule', groupId: groupId(), rule })).toBe('group.for_roles')
    expect(await try_({ do: 'nest_group', childId: org.id('plain'), parentId: groupId() })).toBe('group.for_roles')
    expect(await try_({ do: 'nest_group', childId: groupId(), parentId: org.id('plain') })).toBe('group.for_roles')
  })

  it('is no matter of administrators of groups, and not of its owners', async () => {
    await org.done({ do: 'add_group_owner', ...of('olga'), groupId: groupId() })
    for (const name of ['greg', 'olga'])
      for (const change of [
        { do: 'add_to_group', ...of('max'), groupId: groupId() },
        { do: 'update_group', groupId: groupId(), set: { name: 'other' } },
        { do: 'delete_group', groupId: groupId() },
        { do: 'add_group_owner', ...of('max'), groupId: groupId() },
      ] as const)
        expect([name, change.do, await org.tries(name, change)]).toEqual([name, change.do, 'change.forbidden'])
    expect(await resultOf(groupDetails(org.admit, await org.at('olga'), groupId()))).toBe('done')
  })

  it('makes of its members and owners people whom only the highest may reset', async () => {
    await org.person('hanna', 'helpdesk')
    await org.done({ do: 'add_to_group', ...of('wen'), groupId: groupId() })
    await org.done({ do: 'remove_group_role', groupId: groupId(), role: 'helpdesk' })
    for (const name of ['wen', 'olga'])
      expect(await org.tries('hanna', { do: 'issue_temporary_password', ...of(name) })).toBe('change.forbidden')
    expect(await org.tries('hanna', { do: 'issue_temporary_password', ...of('max') })).toBe('done')
    expect(await org.tries('ada', { do: 'issue_temporary_password', ...of('wen') })).toBe('done')
  })
})

describe('owners of a group (SEC-31)', () => {
  it('say who is in it and what it is called, without any role, and nothing else', async () => {
    const groupId = await org.group('book club')
    expect(await org.tries('max', { do: 'add_to_group', ...of('wen'), groupId })).toBe('change.forbidden')
    await org.done({ do: 'add_group_owner', ...of('max'), groupId })
    expect(await org.tries('max', { do: 'add_to_group', ...of('wen'), groupId })).toBe('done')
    expect(await org.tries('max', { do: 'update_group', groupId, set: { description: 'We read.' } })).toBe('done')
    for (const change of [
      { do: 'add_to_group', ...of('max'), groupId },
      { do: 'edit_rule', groupId, rule: 'user.city -eq "Lyon"' },
      { do: 'delete_group', groupId },
      { do: 'update_group', groupId, set: { externalId: 'hr-1' } },
      { do: 'assign_app_to_group', groupId, appId: org.id('app') },
      { do: 'add_to_group', ...of('wen'), groupId: org.id('plain') },
    ] as const)
      expect([change.do, await org.tries('max', change)]).toEqual([change.do, 'change.forbidden'])
    const max = await org.at('max')
    expect(await groupDetails(org.admit, max, groupId)).toMatchObject({ owners: [{ displayName: 'max' }] })
    expect(await membersCount(org.admit, max, groupId, 'direct', null, () => true)).toBe(1)
    expect(() => groupList(org.admit, max, { limit: 5 })).toThrow('Your role does not allow this')
    expect(await resultOf(groupDetails(org.admit, max, org.id('plain')))).toBe('auth.forbidden')
    await org.done({ do: 'remove_group_owner', ...of('max'), groupId })
    expect(await org.tries('max', { do: 'remove_from_group', ...of('wen'), groupId })).toBe('change.forbidden')
  })
})

describe('a Microsoft 365 group', () => {
  const team = (name: string, mailNickname: string | null) =>
    ({
      do: 'create_group',
      group: { id: org.id(name), name, description: 'Us', rule: null, kind: 'microsoft365', mailNickname },
    }) as const

  it('has a mail nickname that is nobody else’s', async () => {
    expect(await try_(team('team', null))).toBe('change.not_possible')
    expect(await try_(team('team', 'team'))).toBe('done')
    expect(await try_(team('other team', 'TEAM'))).toBe('group.nickname_taken')
  })

  it('can be restored for 30 days, with those who were in it, and not after', async () => {
    const groupId = org.id('team')
    await org.done(
      { do: 'add_to_group', ...of('wen'), groupId },
      { do: 'add_to_group', ...of('max'), groupId },
      { do: 'add_group_owner', ...of('max'), groupId },
      { do: 'nest_group', childId: groupId, parentId: org.id('plain') },
    )
    const { undo } = await org.done({ do: 'delete_group', groupId })
    expect(undo).toEqual([{ do: 'restore_group', groupId }])
    const ada = await org.at('ada')
    expect(await deletedGroups(org.admit, ada)).toMatchObject([{ id: groupId, name: 'team' }])
    expect(await resultOf(groupDetails(org.admit, ada, groupId))).toBe('group.not_found')
    expect(await try_({ do: 'restore_group', groupId })).toBe('done')
    const back = await groupDetails(org.admit, ada, groupId)
    expect(back).toMatchObject({ kind: 'microsoft365', mailNickname: 'team', members: 2, parents: [{ name: 'plain' }] })
    expect(back.owners.map((one) => one.displayName)).toEqual(['max'])
    expect(await try_({ do: 'restore_group', groupId })).toBe('group.not_found')

    await org.done({ do: 'delete_group', groupId })
    const { now } = org.admit
    Object.assign(org.admit, { now: () => now() + 31 * 86_400_000 })
    expect(await try_({ do: 'restore_group', groupId })).toBe('group.not_found')
    Object.assign(org.admit, { now })
  })

  it('is kept like a security group, and one for roles is not', async () => {
    for (const [name, isRoleAssignable, way] of [
      ['guild', 'no', 'restore_group'],
      ['for roles', 'yes', undefined],
    ] as const) {
      const groupId = await org.group(name, { isRoleAssignable })
      await org.done({ do: 'add_to_group', ...of('wen'), groupId })
      const { undo } = await org.done({ do: 'delete_group', groupId })
      expect(undo?.map((one) => one.do)).toEqual(way === undefined ? [] : [way])
      expect(await try_({ do: 'restore_group', groupId })).toBe(way === undefined ? 'group.not_found' : 'done')
    }
    const ada = await org.at('ada')
    expect(await groupDetails(org.admit, ada, org.id('guild'))).toMatchObject({ kind: 'security', members: 1 })
  })

  it('comes back only where nobody took its name', async () => {
    const groupId = org.id('team')
    await org.group('team taken', { name: 'team' })
    expect(await try_({ do: 'restore_group', groupId })).toBe('group.name_taken')
    // With a Cyrillic letter it looks the same.
    await org.done({ do: 'update_group', groupId: org.id('team taken'), set: { name: 't\u0435am' } })
    expect(await try_({ do: 'restore_group', groupId })).toBe('group.name_looks_alike')
    await org.done({ do: 'update_group', groupId: org.id('team taken'), set: { name: 'the others' } })
    expect(await try_(team('rival', 'TEAM'))).toBe('done')
    expect(await try_({ do: 'restore_group', groupId })).toBe('group.name_taken')
    await org.done({ do: 'update_group', groupId: org.id('rival'), set: { mailNickname: 'rival' } })
    expect(await try_({ do: 'restore_group', groupId })).toBe('done')
    // And then it has its name again.
    const again = { id: org.id('again'), description: null, rule: null }
    for (const [name, code] of [
      ['Team', 'group.name_taken'],
      ['t\u0435am', 'group.name_looks_alike'],
    ] as const)
      expect(await try_({ do: 'create_group', group: { ...again, name } })).toBe(code)
  })

  it('comes back without those that hold it by then', async () => {
    for (const name of ['above', 'between', 'below', 'beside']) await org.group(name)
    const nest = (child: string, parent: string) =>
      ({ do: 'nest_group', childId: org.id(child), parentId: org.id(parent) }) as const
    await org.done(nest('between', 'above'), nest('below', 'between'), nest('beside', 'between'))
    await org.done({ do: 'delete_group', groupId: org.id('between') }, nest('above', 'below'))
    expect(await try_({ do: 'restore_group', groupId: org.id('between') })).toBe('done')
    const parentsOf = async (name: string) =>
      (await groupDetails(org.admit, await org.at('ada'), org.id(name))).parents.map((one) => one.name)
    expect(await parentsOf('between')).toEqual(['above'])
    expect(await parentsOf('below')).toEqual([])
    expect(await parentsOf('beside')).toEqual(['between'])
  })
})
