import { sql } from 'kysely'
import type { IdentityProvider } from '../core/federation/identity-provider.ts'
import { isPersonal } from '../core/federation/personal.ts'
import { json, row, rows, type TenantDb } from './store.ts'

/** A provider with what it knows us by, sealed; null where it knows us by nothing. */
export type ProviderRow = IdentityProvider & { readonly secret: Buffer | null }

/** A provider as administrators list it: with the domains it looks after, how many are linked, and whether there is a secret. */
export type ProviderShown = IdentityProvider & {
  readonly hasSecret: boolean
  readonly domains: readonly string[]
  readonly people: number
  readonly createdAt: number
}

const columns = sql`p.id, p.name, p.issuer, p.client_id as "clientId", p.client, p.scopes, p.subject, p.name_claim as "nameClaim",
  p.second_factor as "secondFactor", p.mfa_acr as "mfaAcr", p.guests`

/** The tenant's providers as decisions read them, in the order of their ids. */
export async function providersOf(t: TenantDb): Promise<IdentityProvider[]> {
  const found = await rows(
    t,
    sql<IdentityProvider>`select ${columns} from identity_providers p where p.tenant_id = ${t.tenantId} order by p.id`,
  )
  return found.map((one) => asHere(t, one))
}

/** Nobody comes with a personal account where the server has none, whatever the organisation says. */
function asHere<P extends IdentityProvider>({ personalAccounts }: TenantDb, provider: P): P {
  return personalAccounts === 'off' && isPersonal(provider) ? { ...provider, guests: 'none' } : provider
}

/** A provider with its sealed secret, or null. */
export async function findProviderRow(t: TenantDb, id: string): Promise<ProviderRow | null> {
  const found = await row(
    t,
    sql<ProviderRow>`select ${columns}, p.secret from identity_providers p where p.tenant_id = ${t.tenantId} and p.id = ${id}`,
  )
  return found === null ? null : asHere(t, found)
}

/** The tenant's providers as they are listed, in the order of their names. */
export function listProviders(t: TenantDb): Promise<ProviderShown[]> {
  return rows(
    t,
    sql<ProviderShown>`select ${columns}, p.created_at as "createdAt", p.secret is not null as "hasSecret",
      coalesce((select jsonb_agg(d.name order by d.name) from domains d where d.tenant_id = p.tenant_id and d.provider_id = p.id), '[]') as domains,
      (select count(*) from identities i where i.tenant_id = p.tenant_id and i.provider_id = p.id) as people
      from identity_providers p where p.tenant_id = ${t.tenantId} order by lower(p.name), p.id`,
  )
}

/** A provider as the journal keeps it: without its secret. */
export function providerEntry(t: TenantDb, id: string): Promise<object | null> {
  return row(
    t,
    sql<object>`select ${columns}, p.secret is not null as "hasSecret" from identity_providers p where p.tenant_id = ${t.tenantId} and p.id = ${id}`,
  )
}

/** The providers that know the people of these sessions who came by one, each once, in the order of their ids. */
export async function providersOfSessions(t: TenantDb, hashes: readonly string[]): Promise<readonly string[]> {
  const found = await rows(
    t,
    sql<{ id: string }>`select distinct i.provider_id as id from browser_sessions s
      join identities i on i.tenant_id = s.tenant_id and i.account_id = s.account_id
      where s.tenant_id = ${t.tenantId} and s.id in (select jsonb_array_elements_text(${json(hashes)})) and s.methods @> '["provider"]' order by 1`,
  )
  return found.map(({ id }) => id)
}
