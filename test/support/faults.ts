import fc from 'fast-check'
import { settled } from '../../src/core/changes/consequences.ts'
import type { Account, Snapshot } from '../../src/core/snapshot.ts'
import { aGroup, aPolicy, aSnapshot, morning, people } from './a-snapshot.ts'

const day = 86_400_000

/** A tenant with several ways to most things: groups that give and groups that harm, products, policies, places. */
const tenant = (() => {
  const plain = aSnapshot().tenant
  const contractors = people({ groupIds: ['contractors'] })
  return {
    ...plain,
    groups: {
      ...plain.groups,
      contractors: aGroup({ id: 'contractors', name: 'Contractors' }),
      partners: aGroup({ id: 'partners', name: 'Partner staff', parentIds: ['contractors'] }),
      'lyon-people': aGroup({ id: 'lyon-people', name: 'Lyon people', rule: 'user.city -eq "Lyon"' }),
      'trial-users': aGroup({
        id: 'trial-users',
        name: 'Trial users',
        licences: [{ productId: 'crm-trial', disabledPlans: [] }],
      }),
      sellers: aGroup({
        id: 'sellers',
        name: 'Sellers',
        licences: [{ productId: 'sales-pro', disabledPlans: ['mail-plan'] }],
      }),
    },
    products: {
      ...plain.products,
      'crm-trial': {
        id: 'crm-trial',
        name: 'CRM Trial',
        plans: [{ id: 'crm-plan', name: 'CRM' }],
        status: 'enabled' as const,
        expiresAt: null,
        seats: 5,
        seatsUsed: 5,
      },
    },
    locations: {
      ...plain.locations,
      sydney: { id: 'sydney', name: 'Sydney office', isTrusted: true, ranges: ['203.0.113.0/26'] },
    },
    policies: [
      aPolicy({
        id: 'contractors-out',
        name: 'Contractors stay out of the CRM',
        grant: 'block',
        users: { include: contractors, exclude: people() },
        note: 'Agreed with Legal',
      }),
      aPolicy({ id: 'watched', name: 'Second factor for everything', state: 'report_only' }),
    ],
  }
})()

type Fault = (s: Snapshot) => Snapshot

const onAccount =
  (edit: (account: Account) => Partial<Account>): Fault =>
  (s) =>
    s.account === null ? s : { ...s, account: { ...s.account, ...edit(s.account) } }

const onTenant =
  (part: (s: Snapshot) => Partial<Snapshot['tenant']>): Fault =>
  (s) => ({ ...s, tenant: { ...s.tenant, ...part(s) } })

const leaving = (...groupIds: readonly string[]) =>
  onAccount(({ memberOf }) => ({ memberOf: memberOf.filter((one) => !groupIds.includes(one.groupId)) }))

const joining = (groupId: string) =>
  onAccount(({ memberOf }) => ({ memberOf: [...memberOf, { groupId, how: 'direct' }] }))

const attribute = (name: string, value: string | null) =>
  onAccount(({ attributes }) => ({ attributes: { ...attributes, [name]: value } }))

const policies = (...more: Parameters<typeof aPolicy>[0][]) =>
  onTenant((s) => ({ policies: [...s.tenant.policies, ...more.map(aPolicy)] }))

const product = (id: string, edit: Partial<Snapshot['tenant']['products'][string]>) =>
  onTenant((s) => ({ products: { ...s.tenant.products, [id]: { ...s.tenant.products[id]!, ...edit } } }))

/** Things that go wrong, each by name: what keeps Alice out of the CRM. */
export const faults: Readonly<Record<string, Fault>> = {
  blocked: onAccount(() => ({ isEnabled: false })),
  deleted: onAccount(() => ({ deletedAt: morning - day })),
  locked: onAccount(() => ({ lockedUntil: morning + 900_000, failedAttempts: 10 })),
  'password expired': onAccount(() => ({ passwordSetAt: morning - 200 * day })),
  'password temporary': onAccount(() => ({ mustChangePassword: true })),
  'no password': onAccount(() => ({ passwordSetAt: null })),
  'password wrong': (s) => ({ ...s, proof: { ...s.proof, credential: 'wrong' } }),
  'password not asked yet': (s) => ({ ...s, proof: { credential: 'not_presented', secondFactor: 'not_presented' } }),
  'multi-factor enforced': (s) =>
    onAccount(() => ({ mfaState: 'enforced' }))({ ...s, proof: { ...s.proof, secondFactor: 'not_presented' } }),
  'no method': (s) =>
    onAccount(() => ({ mfaState: 'enforced', methods: [] }))({
      ...s,
      proof: { ...s.proof, secondFactor: 'not_presented' },
    }),
  'second factor by policy': (s) =>
    policies({ id: 'mfa' })({ ...s, proof: { ...s.proof, secondFactor: 'not_presented' } }),
  'codes not taken': (s) =>
    onAccount(() => ({ mfaState: 'enforced', secondFactorPausedUntil: morning + 900_000 }))({
      ...s,
      proof: { ...s.proof, secondFactor: 'not_presented' },
    }),
  'pass over': (s) => ({ ...s, proof: { credential: 'wrong', secondFactor: 'not_presented', pass: 'over' } }),
  'second factor wrong': (s) => ({ ...s, proof: { ...s.proof, secondFactor: 'wrong' } }),
  contractor: joining('contractors'),
  'contractor through another group': joining('partners'),
  'blocked by a policy': policies({ id: 'all-out', grant: 'block' }),
  away: (s) =>
    policies({ id: 'offices-only', grant: 'block', locations: { include: 'any', exclude: 'trusted' } })({
      ...s,
      attempt: { ...s.attempt, network: { ip: '192.0.2.9', locationIds: [] } },
    }),
  'nobody knows where': (s) =>
    policies({ id: 'offices-only', grant: 'block', locations: { include: 'any', exclude: 'trusted' } })({
      ...s,
      attempt: { ...s.attempt, network: { ip: null, locationIds: null } },
    }),
  'a typo in the department': attribute('department', 'Sale'),
  'no usage location': attribute('usageLocation', null),
  'no licence at all': (s) => attribute('department', 'Marketing')(leaving('sales-licences')(s)),
  'a licence of something else': (s) =>
    onAccount(() => ({
      licences: [{ productId: 'office-basic', groupId: null, disabledPlans: [], state: 'active', error: null }],
    }))(attribute('department', 'Marketing')(s)),
  'no seats': (s) => product('sales-pro', { seatsUsed: 25 })(onAccount(() => ({ licences: [] }))(s)),
  'subscription ended': product('sales-pro', { status: 'suspended' }),
  'plan left off': onTenant((s) => ({
    groups: {
      ...s.tenant.groups,
      'sales-licences': {
        ...s.tenant.groups['sales-licences']!,
        licences: [{ productId: 'sales-pro', disabledPlans: ['crm-plan'] }],
      },
    },
  })),
  'not assigned': leaving('crm-users'),
  'assigned groups that harm': (s) =>
    leaving('crm-users')({ ...s, app: s.app && { ...s.app, assignedGroupIds: ['partners', 'crm-users'] } }),
  'app disabled': (s) => ({ ...s, app: s.app && { ...s.app, isEnabled: false } }),
  'redirect not registered': (s) => ({ ...s, attempt: { ...s.attempt, redirectUri: 'https://crm.example/other' } }),
  'no consent': onAccount(() => ({ consents: [] })),
  'no consent, and people may not': (s) =>
    onTenant(() => ({ userConsent: 'off' }))(onAccount(() => ({ consents: [] }))(s)),
  'a permission for administrators': (s) => ({
    ...s,
    attempt: { ...s.attempt, scopes: [...s.attempt.scopes, 'api://crm/export'] },
  }),
  maintenance: (s) => ({
    ...s,
    instance: s.instance && { ...s.instance, state: 'maintenance', maintenanceUntil: morning + 7_200_000 },
  }),
  'instance closed': (s) => ({ ...s, instance: s.instance && { ...s.instance, state: 'disabled' } }),
  'not in the instance': onAccount(() => ({ instanceUsers: [] })),
  'disabled in the instance': onAccount(() => ({
    instanceUsers: [{ instanceId: 'emea', isEnabled: false, roles: [] }],
  })),
  'no role in the instance': onAccount(() => ({ instanceUsers: [{ instanceId: 'emea', isEnabled: true, roles: [] }] })),
}

/** Alice in a tenant with several ways to most things, with these faults, settled as the directory settles itself. */
export function faulty(names: readonly string[]): Snapshot {
  const { account, licences } = { account: aSnapshot().account!, licences: [] }
  const healthy = { ...aSnapshot({ tenant }), account: { ...account, licences } }
  const s = names.reduce((s, name) => faults[name]!(s), settled(healthy))
  // A deleted account keeps what it had: it is settled as it was before.
  const { deletedAt } = s.account!
  const after = settled({ ...s, account: { ...s.account!, deletedAt: null } })
  return { ...after, account: { ...after.account!, deletedAt } }
}

/** One to three faults at once. */
export const someFaults: fc.Arbitrary<readonly string[]> = fc.uniqueArray(fc.constantFrom(...Object.keys(faults)), {
  minLength: 1,
  maxLength: 3,
})
