import { sql } from 'kysely'
import type { LinkedIdentity } from '../core/federation/identity-provider.ts'
import { changed, row, rows, type TenantDb } from './store.ts'

/** Who somebody is at a provider: what stays the same for one person there. */
export type Subject = { readonly issuer: string; readonly subject: string }

/** The providers that an account `a` is known at, as decisions read them, as JSON; null where there are none. */
export const identitiesOf = sql<
  readonly LinkedIdentity[] | null
>`(select jsonb_agg(jsonb_build_object('providerId', i.provider_id) order by i.provider_id)
  from identities i where i.tenant_id = a.tenant_id and i.account_id = a.id)`

/** The account that is this person of a provider, and by which provider it was linked; null where none is. */
export function findIdentity(
  t: TenantDb,
  { issuer, subject }: Subject,
): Promise<{ readonly accountId: string; readonly providerId: string } | null> {
  return row(
    t,
    sql<{
      accountId: string
      providerId: string
    }>`select account_id as "accountId", provider_id as "providerId" from identities where tenant_id = ${t.tenantId} and issuer = ${issuer} and subject = ${subject}`,
  )
}

/** Links an account with a person of a provider; false where either is linked otherwise already, whoever did it at the same time. */
export async function insertIdentity(
  t: TenantDb,
  link: Subject & { readonly providerId: string; readonly accountId: string },
  at: number,
): Promise<boolean> {
  const { issuer, subject, providerId, accountId } = link
  const made = await changed(
    t,
    sql`insert into identities (tenant_id, issuer, subject, provider_id, account_id, linked_at)
      values (${t.tenantId}, ${issuer}, ${subject}, ${providerId}, ${accountId}, ${at}) on conflict do nothing`,
  )
  return made === 1
}

/** A provider at which somebody is known to us, as it is listed: who they are there is shown to nobody. */
export type IdentityRow = LinkedIdentity & { readonly name: string; readonly linkedAt: number }

/** The providers at which an account is known to us, in the order of their names. */
export function listIdentities(t: TenantDb, accountId: string): Promise<IdentityRow[]> {
  return rows(
    t,
    sql<IdentityRow>`select i.provider_id as "providerId", p.name, i.linked_at as "linkedAt" from identities i
      join identity_providers p on p.tenant_id = i.tenant_id and p.id = i.provider_id
      where i.tenant_id = ${t.tenantId} and i.account_id = ${accountId} order by lower(p.name), p.id`,
  )
}
