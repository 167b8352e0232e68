import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, people, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import { applyChange } from '../changes/apply.ts'
import type { Account, Policy, Snapshot } from '../snapshot.ts'
import { mfaRegistered } from './mfa-registered.ts'

const everybody = aPolicy({ id: 'everybody', name: 'Second factor for the CRM' })
const away = aPolicy({ id: 'away', name: 'Second factor away', locations: { include: 'any', exclude: 'trusted' } })
const strong = aPolicy({ id: 'strong', name: 'Passkeys for the CRM', strength: 'phishing_resistant' })
const passkey = [{ id: 'key-1', kind: 'passkey' as const, isUsable: true }]
const broken = [{ id: 'totp-1', kind: 'totp' as const, isUsable: false }]
const unknown = { attempt: { network: { ip: null, locationIds: null } } }

function has(account: Partial<Account>, policies: readonly Policy[], edit: SnapshotEdit = {}): Snapshot {
  return aSnapshot({ ...edit, account, tenant: { policies } })
}

describeGate(mfaRegistered, {
  pass: {
    'a method where a policy asks': has({}, [everybody]),
    'a method where multi-factor is on': has({ mfaState: 'enforced' }, []),
    'one usable method of two': has({ methods: [...broken, { id: 'totp-2', kind: 'totp', isUsable: true }] }, [
      everybody,
    ]),
    'a method, the address unknown': has({}, [away], unknown),
    'a passkey where one is asked for, proved or not': has({ methods: passkey }, [strong]),
    'a code where one that strong is enough': has({}, [{ ...strong, strength: 'multi_factor' }]),
    'a pass in the place of a method': has({ methods: [] }, [everybody], {
      proof: { secondFactor: 'verified', methods: ['temporary_pass'] },
    }),
  },
  notApplicable: {
    'where nothing asks': has({ methods: [] }, []),
    'where the policy is off': has({ methods: [] }, [{ ...everybody, state: 'off' }]),
    'where the policy is report-only': has({ methods: [] }, [{ ...everybody, state: 'report_only' }]),
    'where the policy leaves the person out': has({ methods: [] }, [
      { ...everybody, users: { include: people({ all: true }), exclude: people({ accountIds: ['alice'] }) } },
    ]),
    'from a place the policy leaves out': has({ methods: [] }, [away]),
  },
  unknown: {
    'no method, the address unknown': has({ methods: [] }, [away], unknown),
    'no passkey where one may be asked for': has({}, [{ ...away, strength: 'phishing_resistant' }], unknown),
    'a pass where a passkey may be asked for': has({ methods: [] }, [{ ...away, strength: 'passwordless' }], {
      ...unknown,
      proof: { secondFactor: 'verified', methods: ['temporary_pass'] },
    }),
  },
  stop: {
    'no method where a policy asks': ['policy', has({ methods: [] }, [everybody])],
    'recovery codes alone where a policy asks': [
      'policy',
      has({ methods: [{ id: 'codes', kind: 'recovery_codes', isUsable: true }] }, [everybody]),
    ],
    'no usable method where a policy asks': ['policy', has({ methods: broken }, [everybody])],
    'no method where a policy asks and multi-factor is on': [
      'policy',
      has({ methods: [], mfaState: 'enabled' }, [everybody]),
    ],
    'no method where multi-factor is enabled': ['state', has({ methods: [], mfaState: 'enabled' }, [])],
    'no method where multi-factor is enforced': ['state', has({ methods: broken, mfaState: 'enforced' }, [])],
    'no passkey where one is asked for': ['strength', has({}, [strong])],
    'no usable passkey where one is asked for': [
      'strength',
      has({ methods: [{ id: 'key-1', kind: 'passkey', isUsable: false }], mfaState: 'enforced' }, [strong]),
    ],
    'no method at all where a passkey is asked for': ['strength', has({ methods: [] }, [strong])],
    'a pass where a passkey is asked for': [
      'strength',
      has({ methods: [] }, [{ ...strong, strength: 'passwordless' }], {
        proof: { secondFactor: 'verified', methods: ['temporary_pass'] },
      }),
    ],
    'no method where a policy asks, and another may ask for a passkey': [
      'policy',
      has({ methods: [] }, [everybody, { ...away, strength: 'phishing_resistant' }], unknown),
    ],
    'no method where multi-factor is on, the address unknown': [
      'state',
      has({ methods: [], mfaState: 'enforced' }, [away], unknown),
    ],
  },
})

describe('registering a method', () => {
  it('is done by the person, or a pass takes its place where a policy asks: switching multi-factor off would not be enough', () => {
    const s = has({ methods: [], mfaState: 'enforced' }, [everybody])
    expect(mfaRegistered.check(s)).toMatchObject({
      remedies: [{ do: 'register_method' }, { do: 'issue_temporary_pass', uses: 'one', minutes: 60 }],
      args: { policies: '“Second factor for the CRM”' },
    })
    expect(mfaRegistered.check(applyChange(s, { do: 'set_mfa_state', accountId: 'alice', state: 'disabled' })).is).toBe(
      'stop',
    )
  })
})

describe('a method that is strong enough', () => {
  it('is set up by the person, or one policy leaves them out', () => {
    expect(mfaRegistered.check(has({}, [strong]))).toMatchObject({
      reason: 'strength',
      args: {
        proved: 'password and authenticator app',
        asked: 'phishing-resistant multi-factor authentication',
        policies: '“Passkeys for the CRM”',
        has: 'authenticator app',
      },
      remedies: [
        { do: 'register_method', kind: 'passkey' },
        { do: 'exclude_from_policy', policyId: 'strong' },
      ],
    })
  })

  it('is not passed over by an exception where two ask for it', () => {
    const two = [strong, { ...strong, id: 'other', name: 'And these' }]
    expect(mfaRegistered.check(has({}, two))).toMatchObject({ remedies: [{ do: 'register_method', kind: 'passkey' }] })
  })
})
