import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { applyChange } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import type { Policy, Snapshot } from '../snapshot.ts'
import { policyBlocks } from './policy-blocks.ts'

const contractors = { include: people({ groupIds: ['contractors'] }), exclude: people() }
const keepOut = aPolicy({ id: 'keep-out', name: 'Contractors stay out of the CRM', users: contractors, grant: 'block' })
const asContractor = { account: { memberOf: [{ groupId: 'contractors', how: 'direct' as const }] } }

function under(policies: readonly Policy[], edit: SnapshotEdit = {}): Snapshot {
  return aSnapshot({ ...edit, tenant: { policies } })
}

describeGate(policyBlocks, {
  pass: {
    'whom the policy does not include': under([keepOut]),
    'whom the policy excludes although it includes everybody': under([
      aPolicy({
        id: 'all',
        grant: 'block',
        users: { include: people({ all: true }), exclude: people({ accountIds: ['alice'] }) },
      }),
    ]),
    'who opens another app': under([{ ...keepOut, apps: { include: ['ledger'], exclude: [] } }], asContractor),
    'who opens an excluded app': under([{ ...keepOut, apps: { include: 'all', exclude: ['crm'] } }], asContractor),
  },
  notApplicable: {
    'where no policy exists': under([]),
    'where policies only ask for a second factor': under([aPolicy({ id: 'mfa' })]),
    'where the policy is off': under([{ ...keepOut, state: 'off' }], asContractor),
    'where the policy is report-only': under([{ ...keepOut, state: 'report_only' }], asContractor),
    'where only places are blocked': under([
      aPolicy({ id: 'away', grant: 'block', locations: { include: 'any', exclude: [] } }),
    ]),
  },
  stop: {
    'a member of an included group': ['blocked', under([keepOut], asContractor)],
    'a member through another group': [
      'blocked',
      under([keepOut], { account: { memberOf: [{ groupId: 'contractors', how: 'nested' }] } }),
    ],
    'everybody, a verified second factor or not': [
      'blocked',
      under([aPolicy({ id: 'all', grant: 'block' }), aPolicy({ id: 'mfa' })]),
    ],
    'a guest': [
      'blocked',
      under([aPolicy({ id: 'g', grant: 'block', users: { include: people({ guests: true }), exclude: people() } })], {
        account: { userType: 'guest' },
      }),
    ],
    'a role, from an address nobody knows': [
      'blocked',
      under(
        [
          aPolicy({
            id: 'r',
            grant: 'block',
            users: { include: people({ roles: ['user-admin'] }), exclude: people() },
          }),
        ],
        {
          account: { roles: ['user-admin'] },
          attempt: { network: { ip: null, locationIds: null } },
        },
      ),
    ],
  },
})

describe('policies that block', () => {
  it('are named with the condition that settled it', () => {
    const answer = policyBlocks.check(under([keepOut, aPolicy({ id: 'mfa' })], asContractor))
    expect(answer).toMatchObject({
      args: { policies: '“Contractors stay out of the CRM”', because: 'Alice Moreau is in contractors' },
      parts: [{ id: 'keep-out', is: 'applies' }],
    })
  })

  it('are shown while they are only watched', () => {
    expect(policyBlocks.check(under([{ ...keepOut, state: 'report_only' }], asContractor))).toMatchObject({
      is: 'not_applicable',
      parts: [{ id: 'keep-out', is: 'applies', watched: true, because: { text: 'report-only: would have blocked' } }],
    })
  })

  it('need one change each where there are two, and both together open the gate', () => {
    const s = under([keepOut, aPolicy({ id: 'all', name: 'Nobody', grant: 'block' })], asContractor)
    const answer = policyBlocks.check(s)
    if (answer.is !== 'stop') throw new Error(`it is ${answer.is}`)
    expect(answer.args.policies).toBe('“Contractors stay out of the CRM” and “Nobody”')
    const exclusions = answer.remedies.filter((change) => change.do === 'exclude_from_policy')
    expect(exclusions.map(({ policyId }) => policyId)).toEqual(['keep-out', 'all'])
    for (const change of exclusions) expect(policyBlocks.check(applyChange(s, change)).is).toBe('stop')
    expect(policyBlocks.check(exclusions.reduce<Snapshot>((s, change: Change) => applyChange(s, change), s)).is).toBe(
      'pass',
    )
  })
})
