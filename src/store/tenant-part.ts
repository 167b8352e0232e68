import { sql } from 'kysely'
import { closedReset, type ResetRules, resetPart } from '../core/recovery/reset-rules.ts'
import type { MethodRules } from '../core/methods/allowed.ts'
import { type RequiredDetails, requiredPart } from '../core/profile/required.ts'
import type { Permission } from '../core/consent/permission.ts'
import type { Branding } from '../core/branding/branding.ts'
import { defaultLockout, lockoutPart, type LockoutRules } from '../core/lockout/lockout.ts'
import type { AdministrativeUnit, Domain } from '../core/organisation.ts'
import type { Product } from '../core/licensing/product.ts'
import type { Policy, TenantPart } from '../core/snapshot.ts'
import { domainOf } from './domains.ts'
import { providersOf } from './identity-providers.ts'
import type { NamedLocation } from '../core/policy/named-location.ts'
import { loadGroups } from './shared-groups.ts'
import { row, rows, type Store, type TenantDb } from './store.ts'

/** Permissions of OpenID Connect itself, and what people read when they are asked for them. */
const builtIn: readonly Permission[] = [
  { value: 'openid', title: 'Sign you in', consent: 'user' },
  { value: 'profile', title: 'See your name and sign-in name', consent: 'user' },
  { value: 'email', title: 'See your e-mail address', consent: 'user' },
  { value: 'offline_access', title: 'Keep you signed in while you are away', consent: 'user' },
]

type Seats = Readonly<Record<string, number>>
type Cached = { readonly version: number; part: TenantPart }
/** By store and tenant. */
const caches = new WeakMap<Store, Map<string, Cached>>()

/** What transactions that changed the shared part read of it: theirs alone, and anew after each of their changes. */
const own = new WeakMap<TenantDb, Cached>()

/**
 * What all people of the tenant share; the same object as long as its version and its seats stand, so that what is compiled for
 * it stays with it. Seats come and go with people: they are read each time, and the rest only when its version is another.
 */
export async function loadTenantPart(t: TenantDb): Promise<TenantPart> {
  const { version, isOwn, seats } = await versionOf(t)
  const cache = cacheOf(t)
  const known = isOwn ? own.get(t) : cache.get(t.tenantId)
  if (known?.version === version) {
    known.part = withSeats(known.part, seats)
    return known.part
  }
  const loaded: Cached = { version, part: await load(t) }
  if (isOwn) own.set(t, loaded)
  // Other transactions may be under way: only a settled version is kept.
  else if ((await versionOf(t)).version === version) cache.set(t.tenantId, loaded)
  return loaded.part
}

function cacheOf({ store }: TenantDb): Map<string, Cached> {
  let cache = caches.get(store)
  if (cache === undefined) {
    cache = new Map()
    caches.set(store, cache)
  }
  return cache
}

/** Forgets what the transaction read of it, for some of its changes were taken back. */
export function forgetOwnPart(t: TenantDb): void {
  own.delete(t)
}

/** The version of the shared part, whether it is one that this transaction made and nobody else sees yet, and seats by product. */
export async function versionOf(
  t: TenantDb,
): Promise<{ readonly version: number; readonly isOwn: boolean; readonly seats: Seats }> {
  const found = await row(
    t,
    sql<{ version: number; isOwn: boolean | null; seats: Seats }>`select shape_version as version,
      xmin = pg_current_xact_id_if_assigned()::xid as "isOwn",
      coalesce((select jsonb_object_agg(p.id, p.seats_used) from products p where p.tenant_id = tenants.id), '{}') as seats
      from tenants where id = ${t.tenantId}`,
  )
  return { version: found?.version ?? 0, isOwn: found?.isOwn ?? false, seats: found?.seats ?? {} }
}

/** Marks the shared part as changed by this transaction: every server loads it anew after the commit. */
export async function bumpShape(t: TenantDb): Promise<void> {
  await sql`update tenants set shape_version = shape_version + 1 where id = ${t.tenantId}`.execute(t.db)
}

/** Groups and policies stay the same objects; products too where nobody took or freed a seat. */
function withSeats(part: TenantPart, seats: Seats): TenantPart {
  const moved = Object.values(part.products).filter((product) => product.seatsUsed !== seats[product.id])
  if (moved.length === 0) return part
  const now = moved.map((product) => [product.id, { ...product, seatsUsed: seats[product.id] ?? 0 }])
  return { ...part, products: { ...part.products, ...Object.fromEntries(now) } }
}

async function load(t: TenantDb): Promise<TenantPart> {
  const [tenant, domains, units, products, policies, locations, resources, groups, providers] = await Promise.all([
    row(
      t,
      sql<{
        name: string
        passwordLifetimeDays: number | null
        bannedWords: readonly string[]
        passwordHistory: number
        temporaryPasswordDays: number
        stayDays: number
        branding: Branding | null
        methodRules: MethodRules
        requiredDetails: Partial<RequiredDetails>
        usageLocation: string | null
        preferredLanguage: string | null
        userConsent: 'on' | 'off'
        lockout: LockoutRules
        selfServiceReset: ResetRules
        isDemo: boolean
      }>`select name, is_demo as "isDemo", jsonb_build_object('threshold', lockout_threshold, 'seconds', lockout_seconds, 'growth', lockout_growth) as lockout,
        jsonb_build_object('who', reset_for, 'groupId', reset_group_id, 'proofs', reset_proofs, 'methods', to_jsonb(reset_methods), 'registration', reset_registration, 'reconfirmDays', reset_reconfirm_days) as "selfServiceReset", password_lifetime_days as "passwordLifetimeDays", banned_words as "bannedWords",
        stay_days as "stayDays", branding, method_rules as "methodRules", required_details as "requiredDetails",
        password_history as "passwordHistory", temporary_password_days as "temporaryPasswordDays", usage_location as "usageLocation", preferred_language as "preferredLanguage", user_consent as "userConsent" from tenants where id = ${t.tenantId}`,
    ),
    rows(
      t,
      sql<{ domain: Domain }>`select ${domainOf} as domain from domains where tenant_id = ${t.tenantId} order by name`,
    ),
    rows(
      t,
      sql<AdministrativeUnit>`select id, name, description from units where tenant_id = ${t.tenantId} order by id`,
    ),
    rows(
      t,
      sql<Product>`select p.id, p.name, p.sku_part_number as "skuPartNumber", p.plans, p.status, p.expires_at as "expiresAt", p.seats, p.seats_used as "seatsUsed"
      from products p where p.tenant_id = ${t.tenantId} order by p.id`,
    ),
    rows(t, sql<{ body: Policy }>`select body from policies where tenant_id = ${t.tenantId} order by made`),
    rows(
      t,
      sql<NamedLocation>`select id, name, is_trusted as "isTrusted", ranges from named_locations where tenant_id = ${t.tenantId} order by id`,
    ),
    rows(
      t,
      sql<{
        uri: string
        scopes: readonly { name: string; title: string; consent: 'user' | 'admin' }[]
      }>`select identifier_uri as uri, scopes from apps where tenant_id = ${t.tenantId} and identifier_uri is not null and deleted_at is null order by identifier_uri`,
    ),
    loadGroups(t),
    providersOf(t),
  ])
  const permissions = [
    ...builtIn,
    ...resources.flatMap(({ uri, scopes }) =>
      scopes.map((scope) => ({ value: `${uri}/${scope.name}`, title: scope.title, consent: scope.consent })),
    ),
  ]
  return {
    id: t.tenantId,
    name: tenant?.name ?? '',
    domains: domains.map(({ domain }) => domain),
    passwordLifetimeDays: tenant?.passwordLifetimeDays ?? null,
    ...(tenant === null || tenant.bannedWords.length === 0 ? {} : { bannedWords: tenant.bannedWords }),
    ...(tenant === null || tenant.passwordHistory === 3 ? {} : { passwordHistory: tenant.passwordHistory }),
    ...(tenant === null || tenant.temporaryPasswordDays === 7
      ? {}
      : { temporaryPasswordDays: tenant.temporaryPasswordDays }),
    ...(tenant === null || tenant.stayDays === 30 ? {} : { stayDays: tenant.stayDays }),
    ...(tenant === null || Object.keys(tenant.methodRules).length === 0 ? {} : { methodRules: tenant.methodRules }),
    ...requiredPart(tenant?.requiredDetails ?? {}),
    ...(tenant?.branding == null ? {} : { branding: tenant.branding }),
    ...(tenant?.usageLocation == null ? {} : { usageLocation: tenant.usageLocation }),
    ...(tenant?.preferredLanguage == null ? {} : { preferredLanguage: tenant.preferredLanguage }),
    userConsent: tenant?.userConsent ?? 'on',
    ...lockoutPart(tenant?.lockout ?? defaultLockout),
    ...resetPart(tenant?.selfServiceReset ?? closedReset),
    // What the fictitious company is sent is shown.
    ...(t.unsent === undefined || t.unsent.length === 0 || tenant?.isDemo === true ? {} : { unsent: t.unsent }),
    ...(providers.length === 0 ? {} : { identityProviders: Object.fromEntries(providers.map((one) => [one.id, one])) }),
    groups,
    ...(units.length === 0 ? {} : { units: Object.fromEntries(units.map((unit) => [unit.id, unit])) }),
    products: Object.fromEntries(products.map((product) => [product.id, product])),
    policies: policies.map((policy) => policy.body),
    locations: Object.fromEntries(locations.map((location) => [location.id, location])),
    permissions: Object.fromEntries(permissions.map((permission) => [permission.value, permission])),
  }
}
