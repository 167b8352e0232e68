import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { Policy, Proof, Snapshot } from '../snapshot.ts'
import { mfaStrongEnough } from './mfa-strong-enough.ts'

const resistant = aPolicy({ id: 'strong', name: 'Passkeys for the CRM', strength: 'phishing_resistant' })
const without = aPolicy({ id: 'less', name: 'No passwords', strength: 'passwordless' })
const away = aPolicy({ ...resistant, id: 'away', locations: { include: 'any', exclude: 'trusted' } })
const unknown = { attempt: { network: { ip: null, locationIds: null } } }
const both = [
  { id: 'totp-1', kind: 'totp' as const, isUsable: true },
  { id: 'key-1', kind: 'passkey' as const, isUsable: true },
]
const broken = both.map((one) => (one.kind === 'passkey' ? { ...one, isUsable: false } : one))
const byCode = { secondFactor: 'verified' } as const
const byPasskey = { secondFactor: 'verified', methods: ['password', 'passkey'] } as const

function proved(proof: Partial<Proof>, policies: readonly Policy[], edit: SnapshotEdit = {}): Snapshot {
  return aSnapshot({ account: { methods: both }, ...edit, proof, tenant: { policies } })
}

describeGate(mfaStrongEnough, {
  pass: {
    'a passkey after the password': proved(byPasskey, [resistant]),
    'a passkey and nothing else': proved({ secondFactor: 'verified', methods: ['passkey'] }, [resistant, without]),
    'a passkey, the address unknown': proved(byPasskey, [away], unknown),
    'a passkey that is no longer registered': proved(byPasskey, [without], { account: { methods: [] } }),
  },
  notApplicable: {
    'where no policy exists': proved(byCode, []),
    'where any second factor is enough': proved(byCode, [aPolicy({ id: 'mfa' })]),
    'where the strength asked for is any second factor': proved(byCode, [
      aPolicy({ id: 'mfa', strength: 'multi_factor' }),
    ]),
    'where a policy that blocks says a strength': proved(byCode, [{ ...resistant, grant: 'block' }]),
    'where the policy is off': proved(byCode, [{ ...resistant, state: 'off' }]),
    'where the policy is report-only': proved(byCode, [{ ...resistant, state: 'report_only' }]),
    'to whom the policy leaves out': proved(byCode, [
      { ...resistant, users: { include: people({ all: true }), exclude: people({ groupIds: ['crm-users'] }) } },
    ]),
    'from a place the policy leaves out': proved(byCode, [away]),
    'to who has no method that strong': proved(byCode, [resistant], { account: { methods: both.slice(0, 1) } }),
    'to whose passkey is not usable': proved(byCode, [resistant], { account: { methods: broken } }),
  },
  unknown: { 'a code, the address unknown': proved(byCode, [away], unknown) },
  stop: {
    'a code where a policy asks for a passkey': ['weak', proved(byCode, [resistant])],
    'a code where a policy asks for no password': ['weak', proved(byCode, [without])],
    'a pass': ['weak', proved({ secondFactor: 'verified', methods: ['temporary_pass'] }, [resistant])],
    'nothing but the password': ['weak', proved({ secondFactor: 'not_presented' }, [resistant])],
    'a code, where another policy may ask as well': ['weak', proved(byCode, [without, away], unknown)],
  },
})

describe('a proof that is too weak', () => {
  it('names what was proved, what is asked for, by which policies, and what the person has', () => {
    const answer = mfaStrongEnough.check(proved(byCode, [resistant, without]))
    expect(answer).toMatchObject({
      args: {
        proved: 'password and authenticator app',
        asked: 'phishing-resistant multi-factor authentication',
        policies: '“Passkeys for the CRM” and “No passwords”',
        way: 'passkey',
      },
      remedies: [{ do: 'prove_second_factor', by: 'passkey' }],
    })
  })

  it('is left to an exception where one policy asks for more', () => {
    expect(mfaStrongEnough.check(proved(byCode, [resistant]))).toMatchObject({
      remedies: [
        { do: 'prove_second_factor', by: 'passkey' },
        { do: 'exclude_from_policy', policyId: 'strong', accountId: 'alice' },
      ],
    })
  })
})
