import { realmId } from '../core/federation/personal.ts'
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

/** Every organisation of this server. */
export function allTenants(admit: Admit): Promise<TenantRow[]> {
  return listTenants(admit.store)
}

/**
 * The tenant an address names by something else than its id: a verified domain, `consumers`, or `common` and `organizations`, which
 * follow the person's domain, then the app, then the only tenant there is.
 */
export async function tenantOfAlias(
  admit: Admit,
  alias: string,
  known: { readonly hints: readonly (string | null)[]; readonly appId: string | null },
): Promise<string | null> {
  if (alias === 'consumers') return realmId
  if (!isShared(alias)) return tenantOfDomain(admit, alias)
  return (
    (await tenantOfHints(admit, known.hints)) ??
    (known.appId === null ? null : await tenantOfApp(admit.store, known.appId)) ??
    (await onlyTenant(admit.store))
  )
}

/** Whether an address stands for every tenant, rather than for one of them. */
export function isShared(alias: string): alias is 'common' | 'organizations' {
  return alias === 'common' || alias === 'organizations'
}

/** The tenant that the first of some hints names which names one: a sign-in name, or a domain. */
export async function tenantOfHints(admit: Admit, hints: readonly (string | null)[]): Promise<string | null> {
  for (const hint of hints) {
    const domain = hint?.split('@').at(-1)
    const found = domain === undefined ? null : await tenantOfDomain(admit, domain)
    if (found !== null) return found
  }
  return null
}

async function tenantOfDomain(admit: Admit, domain: string): Promise<string | null> {
  return /^[\p{L}\p{N}.-]{1,253}$/u.test(domain) ? findTenantByDomain(admit.store, domain.toLowerCase()) : null
}
