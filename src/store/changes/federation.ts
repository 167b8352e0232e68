import { sql } from 'kysely'
import type { FederationChange } from '../../core/changes/federation-change.ts'
import { isTrueToItsId, personalProviderId } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { findDomain } from '../domains.ts'
import { type Subject, insertIdentity } from '../identities.ts'
import { findProviderRow, type ProviderRow } from '../identity-providers.ts'
import { endSessionsOf } from '../logouts.ts'
import { changed, row, rows, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofProvider = (change: { readonly providerId: string }) => ['provider', change.providerId] as const
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const federationWrites: Writes<FederationChange['do']> = {
  put_identity_provider: {
    entity: ({ provider }) => ['provider', provider.id],
    async run(t, { provider: p }, { at }) {
      if (!isTrueToItsId(p)) throw new AppError('identity_provider.built_in')
      const was = await findProviderRow(t, p.id)
      if (was !== null && (was.issuer !== p.issuer || was.subject !== p.subject))
        throw new AppError('identity_provider.issuer_stays')
      // Whom nobody asks for a secret needs none kept.
      await sql`insert into identity_providers (tenant_id, id, name, issuer, client_id, client, scopes, subject, name_claim, second_factor, mfa_acr, guests, created_at)
        values (${t.tenantId}, ${p.id}, ${p.name}, ${p.issuer}, ${p.clientId}, ${p.client}, ${[...p.scopes]}, ${p.subject}, ${p.nameClaim}, ${p.secondFactor}, ${p.mfaAcr}, ${p.guests}, ${at})
        on conflict (tenant_id, id) do update set name = excluded.name, client_id = excluded.client_id, client = excluded.client, scopes = excluded.scopes,
          name_claim = excluded.name_claim, second_factor = excluded.second_factor, mfa_acr = excluded.mfa_acr, guests = excluded.guests,
          secret = case when excluded.client = 'public' then null else identity_providers.secret end`.execute(t.db)
      await bumpShape(t)
    },
  },
  set_provider_secret: {
    entity: ofProvider,
    async run(t, { providerId }, { secrets }) {
      const provider = await providerThere(t, providerId)
      if (secrets.clientSecret === undefined || provider.client === 'public')
        throw new AppError('change.not_possible', { missing: 'secret' })
      await sql`update identity_providers set secret = ${secrets.clientSecret} where tenant_id = ${t.tenantId} and id = ${providerId}`.execute(
        t.db,
      )
    },
  },
  delete_identity_provider: {
    entity: ofProvider,
    async run(t, { providerId }, { at }) {
      await providerThere(t, providerId)
      const domain = await row(
        t,
        sql<{
          name: string
        }>`select name from domains where tenant_id = ${t.tenantId} and provider_id = ${providerId} order by name limit 1`,
      )
      if (domain !== null) throw new AppError('identity_provider.in_use', domain)
      await endSessions(
        t,
        sql`id in (select account_id from identities where tenant_id = ${t.tenantId} and provider_id = ${providerId})`,
        at,
      )
      await sql`delete from identity_providers where tenant_id = ${t.tenantId} and id = ${providerId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  set_domain_provider: {
    entity: () => ['tenant', 'tenant'],
    async run(t, { name, providerId }, { at }) {
      const domain = await findDomain(t, name)
      if (domain === null) throw new AppError('domain.not_found', { name })
      if (providerId !== null) {
        if (!domain.isVerified) throw new AppError('domain.not_verified', { name: domain.name })
        if (domain.isDefault) throw new AppError('domain.is_default', { name: domain.name })
        // Who signs up for themselves vouches for nobody's people.
        if (providerId === personalProviderId) throw new AppError('identity_provider.built_in')
        await providerThere(t, providerId)
      }
      await sql`update domains set provider_id = ${providerId} where tenant_id = ${t.tenantId} and name = ${domain.name}`.execute(
        t.db,
      )
      // Whatever they proved before, they prove now to whom the domain trusts now.
      if ((domain.providerId ?? null) !== providerId) await endSessions(t, sql`name_domain = ${domain.name}`, at)
      await bumpShape(t)
    },
  },
  link_identity: {
    entity: ofAccount,
    async run(t, { accountId, providerId }, { at, before, secrets }) {
      mustExist(before, 'user.not_found')
      await link(t, { accountId, providerId }, secrets.subject, at)
    },
  },
  unlink_identity: {
    entity: ofAccount,
    async run(t, { accountId, providerId }, { at }) {
      const found = await changed(
        t,
        sql`delete from identities where tenant_id = ${t.tenantId} and account_id = ${accountId} and provider_id = ${providerId}`,
      )
      if (found === 0) throw new AppError('identity.not_found')
      await endSessions(t, sql`id = ${accountId}`, at)
    },
  },
}

/** Links an account with the person whom a provider answered for; throws `identity.taken` where either is linked otherwise. */
export async function link(
  t: TenantDb,
  { accountId, providerId }: { readonly accountId: string; readonly providerId: string },
  subject: Subject | undefined,
  at: number,
): Promise<void> {
  await providerThere(t, providerId)
  if (subject === undefined) throw new AppError('change.not_possible', { missing: 'secret' })
  if (!(await insertIdentity(t, { ...subject, accountId, providerId }, at))) throw new AppError('identity.taken')
}

async function providerThere(t: TenantDb, id: string): Promise<ProviderRow> {
  const found = await findProviderRow(t, id)
  if (found === null) throw new AppError('identity_provider.not_found')
  return found
}

async function endSessions(t: TenantDb, who: ReturnType<typeof sql>, at: number): Promise<void> {
  const found = await rows(
    t,
    sql<{
      readonly id: string
    }>`update accounts set sessions_revoked_at = ${at} where tenant_id = ${t.tenantId} and deleted_at is null and ${who} returning id`,
  )
  await endSessionsOf(
    t,
    found.map(({ id }) => id),
    at,
  )
}
