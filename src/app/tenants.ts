import { tenantOfApp } from '../store/apps.ts'
import { inShape, shapeNow } from '../store/shape.ts'
import { findTenantByDomain, findTenantRow, listTenants, onlyTenant, type TenantRow } from '../store/tenants.ts'
import type { Admit } from './admit.ts'

/** The tenant with this id, or null. */
export function findTenant(admit: Admit, id: string): Promise<TenantRow | null> {
  return findTenantRow(admit.store, id)
}

/** Answers one request about a tenant, by what the tenant's shared part was when it came; null when there is no such tenant. */
export async function aboutTenant<T>(admit: Admit, id: string, answer: () => Promise<T>): Promise<T | null> {
  const shape = await shapeNow(admit.store, id)
  return shape === null ? null : inShape(shape, answer)
}

/** Every tenant of this server. */
export function allTenants(admit: Admit): Promise<TenantRow[]> {
  return listTenants(admit.store)
}

/**
 * The tenant an address names by something else than its id: a verified domain, or `common` and `organizations`, which
 * follow the person's domain, then the app, then the only tenant there is.
 */
export async function tenantOfAlias(
  admit: Admit,
  alias: string,
  known: { readonly hint: string | null; readonly appId: string | null },
): Promise<string | null> {
  if (!isShared(alias)) return tenantOfDomain(admit, alias)
  const domain = known.hint?.split('@').at(-1)
  return (
    (domain === undefined ? null : await tenantOfDomain(admit, domain)) ??
    (known.appId === null ? null : await tenantOfApp(admit.store, known.appId)) ??
    (await onlyTenant(admit.store))
  )
}

/** Whether an address stands for every tenant, rather than for one of them. */
export function isShared(alias: string): alias is 'common' | 'organizations' {
  return alias === 'common' || alias === 'organizations'
}

async function tenantOfDomain(admit: Admit, domain: string): Promise<string | null> {
  return /^[\p{L}\p{N}.-]{1,253}$/u.test(domain) ? findTenantByDomain(admit.store, domain.toLowerCase()) : null
}
