import { sql } from 'kysely'
import { findAccount } from './accounts.ts'
import { findAppSettings } from './apps.ts'
import { findInstance } from './instances.ts'
import { row, type TenantDb } from './store.ts'

/** What a journal entry is about. */
export type Entity = 'account' | 'group' | 'product' | 'policy' | 'location' | 'app' | 'instance' | 'tenant'

/** An entity as the journal keeps it: without any secret; null when there is none. */
export function readEntity(t: TenantDb, entity: Entity, id: string): Promise<object | null> {
  switch (entity) {
    case 'account':
      return findAccount(t, id)
    case 'group':
      return row(
        t,
        sql<object>`select g.id, g.name, g.description, g.external_id as "externalId", g.rule,
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
      return findAppSettings(t, id)
    case 'instance':
      return findInstance(t, id)
    case 'tenant':
      return row(
        t,
        sql<object>`select id, name, password_lifetime_days as "passwordLifetimeDays", user_consent as "userConsent",
          coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'isVerified', d.is_verified, 'isDefault', d.is_default) order by d.name) from domains d where d.tenant_id = tenants.id), '[]') as domains
          from tenants where id = ${t.tenantId}`,
      )
  }
}
