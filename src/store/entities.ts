import { sql } from 'kysely'
import { findAccount } from './accounts.ts'
import { ownersOfApp } from './app-owners.ts'
import { findAppSettings } from './apps.ts'
import { providerEntry } from './identity-providers.ts'
import { findInstance } from './instances.ts'
import { everywhere } from './roles-held.ts'
import { row, type TenantDb } from './store.ts'
import { unitsOfAccount } from './units.ts'

/** What a journal entry is about. */
export type Entity =
  | 'account'
  | 'group'
  | 'product'
  | 'policy'
  | 'location'
  | 'app'
  | 'instance'
  | 'tenant'
  | 'unit'
  | 'provider'

/** An entity as the journal keeps it: without any secret; null when there is none. */
export function readEntity(t: TenantDb, entity: Entity, id: string): Promise<object | null> {
  switch (entity) {
    case 'account':
      return accountInUnits(t, id)
    case 'unit':
      return row(t, sql<object>`select id, name, description from units where tenant_id = ${t.tenantId} and id = ${id}`)
    case 'group':
      return row(
        t,
        sql<object>`select g.id, g.name, g.description, g.external_id as "externalId", g.rule,
          g.kind, g.mail_nickname as "mailNickname", g.is_security as "isSecurity", g.visibility, g.is_role_assignable as "isRoleAssignable",
          coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unitId', nullif(r.unit_id, ${everywhere})) order by r.role, r.unit_id) from group_roles r where r.tenant_id = g.tenant_id and r.group_id = g.id), '[]') as roles,
          coalesce((select jsonb_agg(o.account_id order by o.account_id) from group_owners o where o.tenant_id = g.tenant_id and o.group_id = g.id), '[]') as owners,
          coalesce((select jsonb_agg(u.unit_id order by u.unit_id) from unit_groups u where u.tenant_id = g.tenant_id and u.group_id = g.id), '[]') as units,
          coalesce((select jsonb_agg(n.parent_id order by n.parent_id) from group_nesting n where n.tenant_id = g.tenant_id and n.child_id = g.id), '[]') as "parentIds",
          coalesce((select jsonb_agg(jsonb_build_object('productId', l.product_id, 'disabledPlans', l.disabled_plans) order by l.product_id) from group_licences l where l.tenant_id = g.tenant_id and l.group_id = g.id), '[]') as licences,
          (select count(*) from group_members m where m.tenant_id = g.tenant_id and m.group_id = g.id) as members
          from groups g where g.tenant_id = ${t.tenantId} and g.id = ${id}`,
      )
    case 'product':
      return row(
        t,
        sql<object>`select id, name, sku_part_number as "skuPartNumber", plans, status, expires_at as "expiresAt", seats from products where tenant_id = ${t.tenantId} and id = ${id}`,
      )
    case 'policy':
      return row(t, sql<object>`select body from policies where tenant_id = ${t.tenantId} and id = ${id}`).then(
        (found) => (found as { body: object } | null)?.body ?? null,
      )
    case 'location':
      return row(
        t,
        sql<object>`select id, name, is_trusted as "isTrusted", ranges from named_locations where tenant_id = ${t.tenantId} and id = ${id}`,
      )
    case 'app':
      return appWithOwners(t, id)
    case 'provider':
      return providerEntry(t, id)
    case 'instance':
      return findInstance(t, id)
    case 'tenant':
      return row(
        t,
        sql<object>`select id, name, password_lifetime_days as "passwordLifetimeDays", banned_words as "bannedWords",
          stay_days as "stayDays", branding, method_rules as "methodRules", required_details as "requiredDetails",
          password_history as "passwordHistory", temporary_password_days as "temporaryPasswordDays", preferred_language as "preferredLanguage", user_consent as "userConsent",
          jsonb_build_object('threshold', lockout_threshold, 'seconds', lockout_seconds, 'growth', lockout_growth) as lockout,
          jsonb_build_object('who', reset_for, 'groupId', reset_group_id, 'proofs', reset_proofs, 'methods', to_jsonb(reset_methods), 'registration', reset_registration, 'reconfirmDays', reset_reconfirm_days) as "selfServiceReset",
          coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'isVerified', d.is_verified, 'isDefault', d.is_default) || case when d.provider_id is null then '{}' else jsonb_build_object('providerId', d.provider_id) end order by d.name) from domains d where d.tenant_id = tenants.id), '[]') as domains
          from tenants where id = ${t.tenantId}`,
      )
  }
}

/** The account with the administrative units it is in, where it is in any. */
async function accountInUnits(t: TenantDb, id: string): Promise<object | null> {
  const account = await findAccount(t, id)
  if (account === null) return null
  const unitIds = await unitsOfAccount(t, id)
  return unitIds.length === 0 ? account : { ...account, unitIds }
}

/** The app with the people who own it, where any do. */
async function appWithOwners(t: TenantDb, id: string): Promise<object | null> {
  const app = await findAppSettings(t, id)
  if (app === null) return null
  const ownerIds = await ownersOfApp(t, id)
  return ownerIds.length === 0 ? app : { ...app, ownerIds }
}
