import type { Asked, Change } from '../api.ts'

/** Something that is only imagined: a change, or an attempt that is another one, and how it is said. */
export type Imagined = { readonly says: string; readonly change?: Change; readonly asked?: Partial<Asked> }

/** What else must be chosen or typed for a supposition. */
export type Wants =
  | 'nothing'
  | 'address'
  | 'moment'
  | 'attribute'
  | 'group'
  | 'policy'
  | 'product'
  | 'location'
  | 'place'
  | 'state'

export type Given = {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly accountId: string
  readonly appId: string
}

export type Supposition = {
  readonly says: string
  readonly wants: Wants
  /** Whether it is about the account, which there must be. */
  readonly ofPerson?: boolean
  readonly make: (given: Given) => Imagined
}

/** Everything that can be supposed, in the order it is offered: the attempt, the person, and what all share. */
export const suppositions: Readonly<Record<string, Supposition>> = {
  factor: {
    says: 'they prove a second factor',
    wants: 'nothing',
    make: () => ({ change: { do: 'prove_second_factor' }, says: 'second factor proved' }),
  },
  code: {
    says: 'they prove a code beside the password, and no more',
    wants: 'nothing',
    make: () => ({
      asked: { proof: { credential: 'verified', secondFactor: 'verified', methods: ['password', 'totp'] } },
      says: 'proved by password and code',
    }),
  },
  passkey: {
    says: 'they prove a passkey',
    wants: 'nothing',
    make: () => ({
      asked: { proof: { credential: 'verified', secondFactor: 'verified', methods: ['password', 'passkey'] } },
      says: 'proved by passkey',
    }),
  },
  noFactor: {
    says: 'they have no second factor at hand',
    wants: 'nothing',
    make: () => ({
      asked: { proof: { credential: 'verified', secondFactor: 'not_presented' } },
      says: 'no second factor at hand',
    }),
  },
  password: {
    says: 'they type the right password',
    wants: 'nothing',
    make: () => ({ change: { do: 'retype_password' }, says: 'right password' }),
  },
  wrong: {
    says: 'they type a wrong password',
    wants: 'nothing',
    make: () => ({
      asked: { proof: { credential: 'wrong', secondFactor: 'not_presented' } },
      says: 'wrong password',
    }),
  },
  from: {
    says: 'they come from the address',
    wants: 'address',
    make: ({ text }) => ({ change: { do: 'sign_in_from', ip: text, locationIds: null }, says: `from ${text}` }),
  },
  familiar: {
    says: 'they come from where they have signed in before',
    wants: 'nothing',
    make: () => ({ asked: { place: 'familiar' }, says: 'from a familiar place' }),
  },
  strange: {
    says: 'they come from where they never signed in',
    wants: 'nothing',
    make: () => ({ asked: { place: 'strange' }, says: 'from a place they never signed in from' }),
  },
  at: {
    says: 'they come from the location',
    wants: 'location',
    make: ({ id, name }) => ({ change: { do: 'sign_in_from', ip: null, locationIds: [id] }, says: `from ${name}` }),
  },
  place: {
    says: 'they open another app',
    wants: 'place',
    make: ({ id, name }) => {
      const [appId = '', instanceId] = id.split('/')
      return { asked: { appId, instanceId: instanceId ?? null }, says: `to ${name}` }
    },
  },
  later: {
    says: 'it is this time',
    wants: 'moment',
    make: ({ text }) => ({
      change: { do: 'wait_until', until: new Date(text).getTime() },
      says: `at ${text.replace('T', ' ')}`,
    }),
  },
  attribute: {
    says: 'an attribute of theirs is…',
    wants: 'attribute',
    ofPerson: true,
    make: ({ id, text, accountId }) => ({
      change: { do: 'set_attribute', accountId, name: id, value: text === '' ? null : text },
      says: `${id} is ${text === '' ? 'empty' : text}`,
    }),
  },
  join: {
    says: 'they are in the group',
    wants: 'group',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({ change: { do: 'add_to_group', accountId, groupId: id }, says: `in ${name}` }),
  },
  leave: {
    says: 'they are not in the group',
    wants: 'group',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'remove_from_group', accountId, groupId: id },
      says: `not in ${name}`,
    }),
  },
  licence: {
    says: 'they have a licence of',
    wants: 'product',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'assign_licence', accountId, productId: id, disabledPlans: [] },
      says: `licence of ${name}`,
    }),
  },
  unlicensed: {
    says: 'they have no direct licence of',
    wants: 'product',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'remove_licence', accountId, productId: id },
      says: `no licence of ${name}`,
    }),
  },
  assigned: {
    says: 'they are assigned to the app',
    wants: 'nothing',
    ofPerson: true,
    make: ({ appId, accountId }) => ({ change: { do: 'assign_app', appId, accountId }, says: 'assigned to the app' }),
  },
  block: {
    says: 'their account is blocked',
    wants: 'nothing',
    ofPerson: true,
    make: ({ accountId }) => ({ change: { do: 'block_account', accountId }, says: 'account blocked' }),
  },
  enable: {
    says: 'their account is enabled',
    wants: 'nothing',
    ofPerson: true,
    make: ({ accountId }) => ({ change: { do: 'enable_account', accountId }, says: 'account enabled' }),
  },
  mfa: {
    says: 'multi-factor of theirs is…',
    wants: 'state',
    ofPerson: true,
    make: ({ id, accountId }) => ({
      change: { do: 'set_mfa_state', accountId, state: id as 'disabled' },
      says: `multi-factor ${id}`,
    }),
  },
  on: {
    says: 'the policy is on',
    wants: 'policy',
    make: ({ id, name }) => ({ change: { do: 'set_policy_state', policyId: id, state: 'on' }, says: `${name} on` }),
  },
  watched: {
    says: 'the policy is report-only',
    wants: 'policy',
    make: ({ id, name }) => ({
      change: { do: 'set_policy_state', policyId: id, state: 'report_only' },
      says: `${name} report-only`,
    }),
  },
  off: {
    says: 'the policy is off',
    wants: 'policy',
    make: ({ id, name }) => ({ change: { do: 'set_policy_state', policyId: id, state: 'off' }, says: `${name} off` }),
  },
  excluded: {
    says: 'they are left out of the policy',
    wants: 'policy',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'exclude_from_policy', policyId: id, accountId },
      says: `left out of ${name}`,
    }),
  },
}

/** Attributes that rules of groups usually read. */
export const attributes = [
  'department',
  'jobTitle',
  'usageLocation',
  'city',
  'country',
  'companyName',
  'employeeType',
  'employeeId',
  'employeeHireDate',
  'officeLocation',
  'state',
  'mail',
]

const ofAttempt = new Set<Change['do']>([
  'type_name',
  'retype_password',
  'prove_second_factor',
  'sign_in_from',
  'use_redirect',
  'ask_scopes',
  'wait_until',
  'change_password',
  'reset_own_password',
  'follow_reset_link',
  'register_method',
])

/** The changes among what is imagined that an administrator can make so: not what the person or time does. */
export function realChanges(imagined: readonly Imagined[]): readonly Change[] {
  return imagined.flatMap(({ change }) => (change === undefined || ofAttempt.has(change.do) ? [] : [change]))
}
