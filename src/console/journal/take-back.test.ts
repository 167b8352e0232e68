import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../api.ts'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import { takingBack } from './take-back.ts'

const entry = (seq: number, entity: string, entityId: string, change: object, before: unknown): JournalEntry => ({
  seq,
  at: 0,
  actor: null,
  actorKind: 'person',
  actorName: null,
  operationId: 'one',
  kind: '',
  entity,
  entityId,
  entityName: null,
  reason: null,
  payload: { change, before, after: null },
})
const account = aSnapshot({}).account
if (account === null) throw new Error('somebody')
const accountId = account.id

describe('what takes entries of the journal back', () => {
  it('is the opposite of each, the last first, by what was there before', () => {
    const back = takingBack([
      entry(
        7,
        'account',
        accountId,
        { do: 'set_attribute', accountId, name: 'department', value: 'Sales' },
        { ...account, attributes: { department: 'Sale' } },
      ),
      entry(8, 'account', accountId, { do: 'block_account', accountId }, { ...account, isEnabled: true }),
    ])
    expect(back).toEqual([
      { do: 'enable_account', accountId },
      { do: 'set_attribute', accountId, name: 'department', value: 'Sale' },
    ])
  })

  it('is the rule as it was, for a group', () => {
    const groupId = 'g'
    const before = {
      id: groupId,
      name: 'Sales',
      rule: 'old',
      licences: [],
      parentIds: [],
      owners: [],
      units: [],
      roles: [],
    }
    expect(takingBack([entry(1, 'group', groupId, { do: 'edit_rule', groupId, rule: 'new' }, before)])).toEqual([
      { do: 'edit_rule', groupId, rule: 'old' },
    ])
  })

  it('is nothing where one of them cannot be taken back, or nothing was kept', () => {
    const blocked = entry(1, 'account', accountId, { do: 'block_account', accountId }, account)
    expect(takingBack([blocked])).not.toBeNull()
    expect(
      takingBack([blocked, entry(2, 'account', accountId, { do: 'revoke_sessions', accountId }, account)]),
    ).toBeNull()
    expect(takingBack([{ ...blocked, payload: null }])).toBeNull()
    const deleted = { do: 'delete_group', groupId: 'g' } as const
    expect(takingBack([entry(1, 'group', 'g', deleted, { id: 'g', kind: 'security' })])).toEqual([
      { do: 'restore_group', groupId: 'g' },
    ])
    expect(takingBack([entry(1, 'group', 'g', deleted, { id: 'g', isRoleAssignable: true })])).toBeNull()
    expect(takingBack([])).toBeNull()
  })
})
