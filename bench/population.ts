import { createHash } from 'node:crypto'
import { alike } from '../src/core/alike.ts'
import type { Instance } from '../src/core/instance.ts'
import type { NamedLocation } from '../src/core/policy/named-location.ts'
import type { Account, App, Group, PeopleSet, Policy, Snapshot, TenantPart } from '../src/core/snapshot.ts'

/** 2030-01-15T09:00:00Z */
const now = Date.UTC(2030, 0, 15, 9)
const day = 86_400_000

export type Population = { readonly tenant: TenantPart; readonly attempts: readonly Snapshot[] }

/**
 * A company that is the same each time, and each of its people trying each of its apps from some place, person by person:
 * the order of a scan, and as warm as the account that a sign-in has just loaded.
 */
export function population(size: { people: number; policies: number }): Population {
  const dice = diceFrom(20_300_115)
  const tenant = aTenant(size.policies, dice)
  const apps = times(8, (i) => anApp(i, tenant))
  const instances = apps.map((app, i) => anInstance(app, i))
  // As they come from the database: every account has its own strings, but for what many accounts say alike.
  const people = times(size.people, (i) =>
    alike(structuredClone(aPerson(i, tenant, apps, instances, dice)), tenant.groups),
  )
  const situations = apps.map((app, i) => aSituation(app, i < 3 ? instances[i]! : null, tenant))
  const attempts = people.flatMap((account) =>
    situations.map((situation) => anAttempt(account, situation, tenant, dice)),
  )
  return { tenant, attempts }
}

const departments = ['Sales', 'Service', 'Finance', 'Legal', 'Research', 'Operations', 'People', 'IT']

function aTenant(policies: number, dice: Dice): TenantPart {
  const locations = times(12, (i): NamedLocation => {
    return { id: idOf('location', i), name: `Office ${i}`, isTrusted: i < 8, ranges: [`10.${i}.0.0/16`] }
  })
  const products = times(4, (i) => ({
    id: idOf('product', i),
    name: `Product ${i}`,
    plans: times(3, (j) => ({ id: idOf('plan', i * 2 + j), name: `Plan ${i * 2 + j}` })),
    status: 'enabled' as const,
    expiresAt: null,
    seats: 10_000,
    seatsUsed: 4_000,
  }))
  const groups = times(60, (i): Group => {
    const rule = i < departments.length ? `user.department -eq "${departments[i]}"` : null
    const licences = i < 12 ? [{ productId: products[i % products.length]!.id, disabledPlans: [] }] : []
    return {
      id: idOf('group', i),
      name: `Group ${i}`,
      rule,
      parentIds: i >= 50 ? [idOf('group', i - 20)] : [],
      licences,
    }
  })
  const groupIds = groups.map(({ id }) => id)
  const locationIds = locations.map(({ id }) => id)
  return {
    id: idOf('tenant', 0),
    name: 'Meridian',
    domains: [{ name: 'meridian.example', isVerified: true, isDefault: true }],
    passwordLifetimeDays: 365,
    userConsent: 'on',
    groups: byId(groups),
    products: byId(products),
    policies: times(policies, (i) => aPolicy(i, groupIds, locationIds, dice)),
    locations: byId(locations),
    permissions: Object.fromEntries(
      ['openid', 'profile', 'offline_access', 'api://crm/access'].map((value) => [
        value,
        { value, title: value, consent: 'user' },
      ]),
    ),
  }
}

/** Four in ten block, half of these by place; two in ten are only watched. Few people meet a block. */
function aPolicy(i: number, groupIds: readonly string[], locationIds: readonly string[], dice: Dice): Policy {
  const nobody: PeopleSet = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
  const grant = i % 5 < 2 ? 'block' : 'mfa'
  const byPlace = i % 5 === 1 || i % 10 === 3
  const few = times(1 + dice(3), () => groupIds[20 + dice(40)]!)
  const rare = [groupIds[59 - (i % 10)]!]
  const include = {
    ...nobody,
    all: grant === 'mfa' && i % 3 === 0,
    guests: i % 7 === 0,
    groupIds: grant === 'block' ? rare : few,
    roles: i % 4 === 0 ? ['global-admin', 'user-admin'] : [],
  }
  return {
    id: idOf('policy', i),
    name: `Policy ${i}`,
    state: i % 10 === 7 ? 'report_only' : i % 10 === 9 ? 'off' : 'on',
    users: {
      include,
      exclude: { ...nobody, accountIds: [idOf('person', 0), idOf('person', 1)], groupIds: [groupIds[18 + dice(2)]!] },
    },
    apps:
      dice(3) === 0
        ? { include: 'all', exclude: [idOf('app', dice(8))] }
        : { include: times(3, () => idOf('app', dice(8))), exclude: [] },
    locations: byPlace
      ? { include: 'any', exclude: i % 2 === 0 ? 'trusted' : [locationIds[dice(12)]!, locationIds[dice(12)]!] }
      : null,
    grant,
    note: null,
  }
}

function anApp(i: number, { groups }: TenantPart): App {
  return {
    id: idOf('app', i),
    name: `App ${i}`,
    isEnabled: true,
    redirectUris: [{ uri: `https://app-${i}.meridian.example/callback`, kind: 'web' }],
    assignmentRequired: i % 2 === 0,
    assignedGroupIds: Object.keys(groups).slice(0, 8),
    requiredPlan: i < 5 ? idOf('plan', 2 + (i % 2)) : null,
    adminConsent: i === 7 ? ['openid', 'profile', 'offline_access', 'api://crm/access'] : [],
    membersOnly: false,
    isOwn: i === 6,
  }
}

function anInstance(app: App, i: number): Instance {
  const roles = ['Salesperson', 'Sales Manager', 'System Administrator']
  return {
    id: idOf('instance', i),
    appId: app.id,
    name: `Instance ${i}`,
    region: 'crm4',
    url: `https://app-${i}.meridian.example/`,
    state: 'enabled',
    maintenanceUntil: null,
    roles,
  }
}

/** Nine in ten are in order; the others are disabled, locked, without a licence, a method or a role in an instance. */
function aPerson(
  i: number,
  tenant: TenantPart,
  apps: readonly App[],
  instances: readonly Instance[],
  dice: Dice,
): Account {
  const fault = dice(10) === 0 ? dice(8) : -1
  const groupIds = Object.keys(tenant.groups)
  const department = i % departments.length
  const extra = times(3 + dice(6), () => groupIds[12 + dice(38)]!)
  const nested = extra.flatMap((id) => groupIds.filter((other) => tenant.groups[id]?.parentIds.includes(other)))
  if (dice(200) === 0) extra.push(groupIds[50 + dice(10)]!)
  const products = Object.keys(tenant.products)
  return {
    id: idOf('person', i),
    signInName: `person${i}@meridian.example`,
    displayName: `Person ${i}`,
    userType: i % 25 === 0 ? 'guest' : 'member',
    isEnabled: fault !== 0,
    deletedAt: fault === 1 ? now - day : null,
    lockedUntil: fault === 2 ? now + 600_000 : null,
    failedAttempts: fault === 2 ? 10 : 0,
    passwordSetAt: now - (fault === 3 ? 400 : dice(300)) * day,
    passwordNeverExpires: false,
    mustChangePassword: fault === 4,
    mfaState: i % 20 === 0 ? 'enforced' : 'disabled',
    methods: fault === 5 ? [] : [{ id: idOf('method', i), kind: 'totp', isUsable: true }],
    attributes: {
      department: departments[department]!,
      usageLocation: 'FR',
      city: 'Lyon',
      jobTitle: 'Account manager',
    },
    managerId: idOf('person', i >> 3),
    memberOf: [
      { groupId: groupIds[department]!, how: 'rule' },
      ...[...new Set(extra)].map((groupId) => ({ groupId, how: 'direct' as const })),
      ...[...new Set(nested)]
        .filter((id) => !extra.includes(id))
        .map((groupId) => ({ groupId, how: 'nested' as const })),
    ],
    licences:
      fault === 6
        ? []
        : [
            {
              productId: products[department % products.length]!,
              groupId: groupIds[department]!,
              disabledPlans: [],
              state: 'active',
              error: null,
            },
            { productId: products[1]!, groupId: null, disabledPlans: [], state: 'active', error: null },
          ],
    roles: i % 50 === 0 ? ['user-admin'] : [],
    assignedApps: [],
    consents: apps
      .slice(0, 6)
      .map(({ id }) => ({ appId: id, scopes: ['openid', 'profile', 'offline_access', 'api://crm/access'] })),
    instanceUsers: instances
      .slice(0, 3)
      .map(({ id }) => ({ instanceId: id, isEnabled: true, roles: fault === 7 ? [] : ['Salesperson'] })),
    isEmergency: i < 2,
  }
}

type Situation = {
  readonly app: App
  readonly instance: Instance | null
  readonly scopes: readonly string[]
  readonly networks: readonly Snapshot['attempt']['network'][]
}

/** What is the same for everybody who tries an app: what it asks for, and the places it may be tried from. */
function aSituation(app: App, instance: Instance | null, tenant: TenantPart): Situation {
  const places = [[], ...Object.keys(tenant.locations).map((id) => [id])]
  const networks = places.map((locationIds, i) => ({ ip: `10.${i}.0.7`, locationIds }))
  return { app, instance, scopes: ['openid', 'profile', 'offline_access', 'api://crm/access'], networks }
}

const proved = { credential: 'verified', secondFactor: 'verified' } as const
const halfProved = { credential: 'verified', secondFactor: 'not_presented' } as const

function anAttempt(account: Account, situation: Situation, tenant: TenantPart, dice: Dice): Snapshot {
  const { app, instance, scopes, networks } = situation
  return {
    now,
    attempt: {
      signInName: account.signInName,
      nearNames: [],
      appId: app.id,
      redirectUri: app.redirectUris[0]!.uri,
      scopes,
      network: networks[dice(4) === 0 ? 0 : dice(networks.length)]!,
    },
    proof: account.methods.length > 0 && dice(12) !== 0 ? proved : halfProved,
    account,
    app,
    instance,
    tenant,
  }
}

type Dice = (sides: number) => number

/** Numbers that look thrown and are the same each time (mulberry32). */
function diceFrom(seed: number): Dice {
  let a = seed
  return (sides) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * sides)
  }
}

/** Ids as long as real ones. */
function idOf(kind: string, i: number): string {
  const hex = createHash('sha256').update(`${kind} ${i}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i))
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]))
}

/** The same attempts in an order that no cache likes. */
export function shuffled<T>(items: readonly T[]): T[] {
  const dice = diceFrom(1)
  const all = items.slice()
  for (let i = all.length - 1; i > 0; i--) {
    const j = dice(i + 1)
    const kept = all[i]!
    all[i] = all[j]!
    all[j] = kept
  }
  return all
}
