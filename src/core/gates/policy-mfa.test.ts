import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Policy, Snapshot } from '../snapshot.ts'
import { policyMfa } from './policy-mfa.ts'

const everybody = aPolicy({ id: 'everybody', name: 'Second factor for the CRM' })
const away = aPolicy({ id: 'away', name: 'Second factor away', locations: { include: 'any', exclude: 'trusted' } })
const unknown = { network: { ip: null, locationIds: null } }
const street = { network: { ip: '203.0.113.9', locationIds: [] } }
const noMethod = { methods: [] }

function proved(
  secondFactor: Snapshot['proof']['secondFactor'],
  policies: readonly Policy[],
  edit: SnapshotEdit = {},
): Snapshot {
  return aSnapshot({ ...edit, proof: { secondFactor }, tenant: { policies } })
}

describeGate(policyMfa, {
  pass: {
    'a verified second factor': proved('verified', [everybody]),
    'a verified second factor, the address unknown': proved('verified', [away], { attempt: unknown }),
  },
  notApplicable: {
    'where no policy exists': proved('not_presented', []),
    'where the policy is off': proved('not_presented', [{ ...everybody, state: 'off' }]),
    'where the policy is report-only': proved('not_presented', [{ ...everybody, state: 'report_only' }]),
    'to whom the policy leaves out': proved('not_presented', [
      { ...everybody, users: { include: people({ all: true }), exclude: people({ groupIds: ['crm-users'] }) } },
    ]),
    'from a place the policy leaves out': proved('not_presented', [away]),
    'to who has no method yet': proved('not_presented', [everybody], { account: noMethod }),
    'to whose method is not usable': proved('not_presented', [everybody], {
      account: { methods: [{ id: 'totp-1', kind: 'totp', isUsable: false }] },
    }),
  },
  unknown: {
    'the address unknown': proved('not_presented', [away], { attempt: unknown }),
    'the address unknown and the code wrong': proved('wrong', [away], { attempt: unknown }),
  },
  stop: {
    'without a second factor': ['asked', proved('not_presented', [everybody])],
    'a wrong code': ['asked', proved('wrong', [everybody])],
    'from a place the policy includes': ['asked', proved('not_presented', [away], { attempt: street })],
    'one policy for certain, the address of another unknown': [
      'asked',
      proved('not_presented', [everybody], { attempt: unknown }),
    ],
  },
})

describe('policies that ask for a second factor', () => {
  it('are all satisfied by one proof, and by an exception only where one asks', () => {
    const s = proved('not_presented', [everybody, away], { attempt: street })
    const answer = policyMfa.check(s)
    if (answer.is !== 'stop') throw new Error(`it is ${answer.is}`)
    expect(answer.args.policies).toBe('“Second factor for the CRM” and “Second factor away”')
    expect(answer.remedies).toEqual([{ do: 'prove_second_factor' }])
    expect(policyMfa.check(proved('not_presented', [everybody], { attempt: street }))).toMatchObject({
      remedies: [
        { do: 'prove_second_factor' },
        { do: 'exclude_from_policy', policyId: 'everybody', accountId: 'alice' },
      ],
    })
  })
})
