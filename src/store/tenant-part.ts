import { sql } from 'kysely'
import type { Domain, Group, NamedLocation, Permission, Policy, Product, TenantPart } from '../core/snapshot.ts'
import { row, rows, type TenantDb } from './store.ts'

/** Permissions of OpenID Connect itself, and what people read when they are asked for them. */
const builtIn: readonly Permission[] = [
  { value: 'openid', title: 'Sign you in', consent: 'user' },
  { value: 'profile', title: 'See your name and sign-in name', consent: 'user' },
  { value: 'email', title: 'See your e-mail address', consent: 'user' },
  { value: 'offline_access', title: 'Keep you signed in while you are away', consent: 'user' },
]

type Cached = { readonly version: number; readonly part: TenantPart }
const cache = new Map<string, Cached>()

/** What transactions that changed the shared part read of it: theirs alone, and anew after each of their changes. */
const own = new WeakMap<TenantDb, Cached>()

/** What all people of the tenant share; the same object as long as its version stands, so compiled policies stay with it. */
export async function loadTenantPart(t: TenantDb): Promise<TenantPart> {
  const { version, isOwn } = await versionOf(t)
  const known = isOwn ? own.get(t) : cache.get(t.tenantId)
  if (known?.version === version) return known.part
  const part = await load(t)
  if (isOwn) own.set(t, { version, part })
  // Seats are counted as people come and go, and other transactions may be under way: only a settled version is kept.
  else if ((await versionOf(t)).version === version) cache.set(t.tenantId, { version, part })
  return part
}

/** The version of the shared part, and whether it is one that this transaction made and nobody else sees yet. */
export async function versionOf(t: TenantDb): Promise<{ readonly version: number; readonly isOwn: boolean }> {
  const found = await row(
    t,
    sql<{
      version: number
      isOwn: boolean | null
    }>`select shape_version as version, xmin = pg_current_xact_id_if_assigned()::xid as "isOwn" from tenants where id = ${t.tenantId}`,
  )
  return { version: found?.version ?? 0, isOwn: found?.isOwn ?? false }
}

/** Marks the shared part as changed by this transaction: every server loads it anew after the commit. */
export async function bumpShape(t: TenantDb): Promise<void> {
  await sql`update tenants set shape_version = shape_version + 1 where id = ${t.tenantId}`.execute(t.db)
}

async function load(t: TenantDb): Promise<TenantPart> {
  const tenant = await row(
    t,
    sql<{
      name: string
      passwordLifetimeDays: number | null
      userConsent: 'on' | 'off'
    }>`select name, password_lifetime_days as "passwordLifetimeDays", user_consent as "userConsent" from tenants where id = ${t.tenantId}`,
  )
  const domains = await rows(
    t,
    sql<Domain>`select name, is_verified as "isVerified", is_default as "isDefault" from domains where tenant_id = ${t.tenantId} order by name`,
  )
  const groups = await rows(
    t,
    sql<Group>`select g.id, g.name, g.rule,
      coalesce((select jsonb_agg(n.parent_id order by n.parent_id) from group_nesting n where n.tenant_id = g.tenant_id and n.child_id = g.id), '[]') as "parentIds",
      coalesce((select jsonb_agg(jsonb_build_object('productId', l.product_id, 'disabledPlans', l.disabled_plans) order by l.product_id)
        from group_licences l where l.tenant_id = g.tenant_id and l.group_id = g.id), '[]') as licences
      from groups g where g.tenant_id = ${t.tenantId} order by g.id`,
  )
  const products = await rows(
    t,
    sql<Product>`select p.id, p.name, p.plans, p.status, p.expires_at as "expiresAt", p.seats,
      (select count(distinct l.account_id) from licence_assignments l where l.tenant_id = p.tenant_id and l.product_id = p.id and l.state = 'active') as "seatsUsed"
      from products p where p.tenant_id = ${t.tenantId} order by p.id`,
  )
  const policies = await rows(
    t,
    sql<{ body: Policy }>`select body from policies where tenant_id = ${t.tenantId} order by made`,
  )
  const locations = await rows(
    t,
    sql<NamedLocation>`select id, name, is_trusted as "isTrusted", ranges from named_locations where tenant_id = ${t.tenantId} order by id`,
  )
  const resources = await rows(
    t,
    sql<{
      uri: string
      scopes: readonly { name: string; title: string; consent: 'user' | 'admin' }[]
    }>`select identifier_uri as uri, scopes from apps where tenant_id = ${t.tenantId} and identifier_uri is not null order by identifier_uri`,
  )
  const permissions = [
    ...builtIn,
    ...resources.flatMap(({ uri, scopes }) =>
      scopes.map((scope) => ({ value: `${uri}/${scope.name}`, title: scope.title, consent: scope.consent })),
    ),
  ]
  return {
    id: t.tenantId,
    name: tenant?.name ?? '',
    domains,
    passwordLifetimeDays: tenant?.passwordLifetimeDays ?? null,
    userConsent: tenant?.userConsent ?? 'on',
    groups: Object.fromEntries(groups.map((group) => [group.id, group])),
    products: Object.fromEntries(products.map((product) => [product.id, product])),
    policies: policies.map((policy) => policy.body),
    locations: Object.fromEntries(locations.map((location) => [location.id, location])),
    permissions: Object.fromEntries(permissions.map((permission) => [permission.value, permission])),
  }
}
