import type { Instance } from '../../src/core/instance.ts'
import type { Account, App, Group, Policy, Snapshot, TenantPart } from '../../src/core/snapshot.ts'

/** 2030-01-15T09:00:00Z, a Tuesday morning: the instant of every snapshot that does not say otherwise. */
export const morning = Date.UTC(2030, 0, 15, 9)

const day = 86_400_000

/** Alice of Sales, in perfect order: every gate lets her through to the CRM. */
export const alice: Account = {
  id: 'alice',
  signInName: 'alice@meridian.example',
  displayName: 'Alice Moreau',
  userType: 'member',
  isEnabled: true,
  deletedAt: null,
  lockedUntil: null,
  failedAttempts: 0,
  passwordSetAt: morning - 30 * day,
  passwordNeverExpires: false,
  mustChangePassword: false,
  mfaState: 'disabled',
  methods: [{ id: 'totp-1', kind: 'totp', isUsable: true }],
  attributes: { department: 'Sales', usageLocation: 'FR', jobTitle: 'Account manager', city: 'Lyon' },
  managerId: null,
  memberOf: [
    { groupId: 'sales-licences', how: 'rule' },
    { groupId: 'crm-users', how: 'direct' },
  ],
  licences: [{ productId: 'sales-pro', groupId: 'sales-licences', disabledPlans: [], state: 'active', error: null }],
  roles: [],
  assignedApps: [],
  consents: [{ appId: 'crm', scopes: ['openid', 'profile', 'offline_access', 'api://crm/access'] }],
  instanceUsers: [{ instanceId: 'emea', isEnabled: true, roles: ['Salesperson'] }],
  isEmergency: false,
}

export const crm: App = {
  id: 'crm',
  name: 'CRM',
  isEnabled: true,
  redirectUris: [{ uri: 'https://crm.example/callback', kind: 'web' }],
  assignmentRequired: true,
  assignedGroupIds: ['crm-users'],
  requiredPlan: 'crm-plan',
  adminConsent: [],
  membersOnly: false,
  isOwn: false,
}

export const emea: Instance = {
  id: 'emea',
  appId: 'crm',
  name: 'Meridian EMEA',
  region: 'crm4',
  url: 'https://crm.example/',
  state: 'enabled',
  maintenanceUntil: null,
  roles: ['Salesperson', 'Sales Manager', 'System Administrator'],
}

/** An assigned group without parents or licences, unless told otherwise. */
export function aGroup(group: Partial<Group> & { readonly id: string }): Group {
  return { name: group.id, rule: null, parentIds: [], licences: [], ...group }
}

/** A policy that is on, asks for a second factor, and includes everybody and every app, unless told otherwise. */
export function aPolicy(policy: Partial<Policy> & { readonly id: string }): Policy {
  return {
    name: policy.id,
    state: 'on',
    users: { include: people({ all: true }), exclude: people() },
    apps: { include: 'all', exclude: [] },
    locations: null,
    grant: 'mfa',
    note: null,
    ...policy,
  }
}

/** A set of people; nobody unless told otherwise. */
export function people(set: Partial<Policy['users']['include']> = {}): Policy['users']['include'] {
  return { all: false, guests: false, accountIds: [], groupIds: [], roles: [], ...set }
}

const tenant: TenantPart = {
  id: 'meridian',
  name: 'Meridian',
  domains: [
    { name: 'meridian.admit.test', isVerified: true, isDefault: true },
    { name: 'meridian.example', isVerified: true, isDefault: false },
    { name: 'meridian-labs.example', isVerified: false, isDefault: false },
  ],
  passwordLifetimeDays: 90,
  userConsent: 'on',
  groups: {
    'sales-licences': aGroup({
      id: 'sales-licences',
      name: 'Sales – Licences',
      rule: 'user.department -eq "Sales"',
      licences: [{ productId: 'sales-pro', disabledPlans: [] }],
    }),
    'crm-users': aGroup({ id: 'crm-users', name: 'CRM users' }),
  },
  products: {
    'sales-pro': {
      id: 'sales-pro',
      name: 'Meridian Sales Professional',
      plans: [
        { id: 'crm-plan', name: 'CRM' },
        { id: 'mail-plan', name: 'Mail' },
      ],
      status: 'enabled',
      expiresAt: null,
      seats: 25,
      seatsUsed: 10,
    },
    'office-basic': {
      id: 'office-basic',
      name: 'Office Basic',
      plans: [{ id: 'mail-plan', name: 'Mail' }],
      status: 'enabled',
      expiresAt: null,
      seats: 100,
      seatsUsed: 40,
    },
  },
  policies: [],
  locations: {
    office: { id: 'office', name: 'Lyon office', isTrusted: true, ranges: ['198.51.100.0/24'] },
  },
  permissions: {
    openid: { value: 'openid', title: 'Sign you in', consent: 'user' },
    profile: { value: 'profile', title: 'See your name', consent: 'user' },
    email: { value: 'email', title: 'See your e-mail address', consent: 'user' },
    offline_access: { value: 'offline_access', title: 'Stay connected', consent: 'user' },
    'api://crm/access': { value: 'api://crm/access', title: 'Use CRM as you', consent: 'user' },
    'api://crm/export': { value: 'api://crm/export', title: 'Export all records', consent: 'admin' },
  },
}

export type SnapshotEdit = {
  readonly now?: number
  readonly attempt?: Partial<Snapshot['attempt']>
  readonly proof?: Partial<Snapshot['proof']>
  readonly account?: Partial<Account> | null
  readonly app?: Partial<App> | null
  readonly instance?: Partial<Instance> | null
  readonly tenant?: Partial<TenantPart>
}

/** Alice signing in to the CRM from the office with everything proved, and what the edit says differently. */
export function aSnapshot(edit: SnapshotEdit = {}): Snapshot {
  return {
    now: edit.now ?? morning,
    attempt: {
      signInName: alice.signInName,
      nearNames: [],
      appId: 'crm',
      redirectUri: 'https://crm.example/callback',
      scopes: ['openid', 'profile', 'offline_access', 'api://crm/access'],
      network: { ip: '198.51.100.7', locationIds: ['office'] },
      ...edit.attempt,
    },
    proof: { credential: 'verified', secondFactor: 'verified', ...edit.proof },
    account: edit.account === null ? null : { ...alice, ...edit.account },
    app: edit.app === null ? null : { ...crm, ...edit.app },
    instance: edit.instance === null ? null : { ...emea, ...edit.instance },
    tenant: { ...tenant, ...edit.tenant },
  }
}
