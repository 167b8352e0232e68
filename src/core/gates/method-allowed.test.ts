import { describe, expect, it } from 'vitest'
import { aPolicy, aSnapshot, type SnapshotEdit } from '../../../test/support/a-snapshot.ts'
import { describeGate } from '../../../test/support/describe-gate.ts'
import type { MethodRules } from '../methods/allowed.ts'
import type { Account, Policy, Proof, Snapshot } from '../snapshot.ts'
import { methodAllowed } from './method-allowed.ts'

const everybody = aPolicy({ id: 'everybody', name: 'Second factor for the CRM' })
const strong = aPolicy({ id: 'strong', name: 'Passkeys for the CRM', strength: 'phishing_resistant' })
const totp = { id: 'totp-1', kind: 'totp' as const, isUsable: true }
const passkey = { id: 'key-1', kind: 'passkey' as const, isUsable: true }
const elsewhere = { id: 'key-2', kind: 'passkey' as const, isUsable: false, madeFor: 'old.example' }
const phone = { id: 'phone-1', kind: 'phone' as const, isUsable: true }
const unproved = { secondFactor: 'not_presented' } as const
const off: MethodRules = { totp: 'nobody' }
const allOff: MethodRules = { totp: 'nobody', passkey: 'nobody', email: 'nobody', sms: 'nobody', voice: 'nobody' }

function under(
  methodRules: MethodRules | undefined,
  { account = {}, proof = {}, policies = [everybody] }: Case = {},
): Snapshot {
  const edit: SnapshotEdit = { account, proof }
  return aSnapshot({ ...edit, tenant: { policies, ...(methodRules === undefined ? {} : { methodRules }) } })
}

type Case = {
  readonly account?: Partial<Account>
  readonly proof?: Partial<Proof>
  readonly policies?: readonly Policy[]
}

describeGate(methodAllowed, {
  pass: {
    'what is allowed for everybody': under({ voice: 'nobody' }, { proof: unproved }),
    'whoever is in one of the groups': under({ totp: ['crm-users'] }, { proof: unproved }),
    'another method that is allowed': under(off, { account: { methods: [totp, passkey] }, proof: unproved }),
    'recovery codes, where nothing else of theirs is allowed': under(off, {
      account: { methods: [totp, { id: 'codes', kind: 'recovery_codes', isUsable: true }] },
      proof: unproved,
    }),
    'a phone that may be called and gets no texts': under(
      { sms: 'nobody' },
      { account: { methods: [phone] }, proof: unproved },
    ),
    'what was proved before it was switched off': under(off),
    'nothing set up, and something else that may be': under(off, { account: { methods: [] }, proof: unproved }),
    'where nothing asks for a second factor': under(off, { proof: unproved, policies: [] }),
    'a passkey where passwords are not allowed': under(
      { password: 'nobody' },
      { account: { methods: [passkey] }, proof: { methods: ['password', 'passkey'] } },
    ),
    'a passkey made for another address beside an app': under(undefined, {
      account: { methods: [totp, elsewhere] },
      proof: unproved,
    }),
    'nothing proved yet': under({ password: 'nobody' }, { proof: { credential: 'not_presented', ...unproved } }),
  },
  notApplicable: { 'where everything is allowed for everybody': under(undefined, { proof: unproved }) },
  stop: {
    'a password that is not allowed, of who has nothing else': [
      'first',
      under({ password: 'nobody' }, { proof: unproved }),
    ],
    'a password that is allowed for others': ['first', under({ password: ['sales-licences-not'] }, { policies: [] })],
    'a password, where no pass is allowed either': ['first', under({ password: 'nobody', temporary_pass: 'nobody' })],
    'a pass that is not allowed': [
      'first',
      under({ temporary_pass: 'nobody' }, { proof: { methods: ['temporary_pass'] } }),
    ],
    'a passkey that is not allowed, of who has a password': [
      'first',
      under({ passkey: 'nobody' }, { account: { methods: [passkey] }, proof: { methods: ['passkey'] } }),
    ],
    'a password of who has a passkey': [
      'other',
      under({ password: 'nobody' }, { account: { methods: [totp, passkey] } }),
    ],
    'the only method, where a policy asks': ['none', under(off, { proof: unproved })],
    'the only method, where multi-factor is on': [
      'none',
      under(off, { account: { mfaState: 'enforced' }, proof: unproved, policies: [] }),
    ],
    'a phone that gets neither texts nor calls': [
      'none',
      under({ sms: 'nobody', voice: ['lyon'] }, { account: { methods: [phone] }, proof: unproved }),
    ],
    'nothing set up, and nothing that may be': ['none', under(allOff, { account: { methods: [] }, proof: unproved })],
    'a passkey made for another address, where a policy asks': [
      'elsewhere',
      under(undefined, { account: { methods: [elsewhere] }, proof: unproved }),
    ],
    'a passkey asked for, which is not allowed': ['strength', under({ passkey: 'nobody' }, { policies: [strong] })],
  },
})

describe('what is not allowed', () => {
  it('is named with whom it is for, and a group that brings it', () => {
    expect(
      methodAllowed.check(under({ totp: ['crm-users'] }, { account: { memberOf: [] }, proof: unproved })),
    ).toMatchObject({
      reason: 'none',
      args: { has: 'authenticator app', rules: 'authenticator app is allowed for members of “CRM users” only' },
      remedies: [
        { do: 'issue_temporary_pass' },
        { do: 'add_to_group', groupId: 'crm-users' },
        { do: 'allow_method', kind: 'totp', to: 'everybody' },
      ],
    })
  })
})
