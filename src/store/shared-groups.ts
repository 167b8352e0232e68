import { type RawBuilder, sql } from 'kysely'
import type { Group, TenantPart } from '../core/snapshot.ts'
import { everywhere } from './roles-held.ts'
import { rows, type TenantDb } from './store.ts'

type Bare = Omit<Group, 'parentIds' | 'licences' | 'roles' | 'ownerIds' | 'unitIds'>
type Of<T> = T & { readonly of: string }

/**
 * All groups with what they hold and what holds them. What hangs on a group is read on its own, table by table: beside each of
 * twenty thousand groups it would be looked for five times.
 */
export async function loadGroups(t: TenantDb): Promise<TenantPart['groups']> {
  const [groups, parents, licences, roles, owners, units] = await Promise.all([
    rows(
      t,
      sql<Bare>`select id, name, rule, nullif(processing, 'up_to_date') as processing,
        nullif(licences_processing, 'up_to_date') as "licencesProcessing", nullif(kind, 'security') as kind,
        nullif(is_role_assignable, false) as "isRoleAssignable" from groups where tenant_id = ${t.tenantId} order by id`,
    ),
    byGroup(t, sql<Of<{ id: string }>>`select child_id as of, parent_id as id from group_nesting`, sql`parent_id`),
    byGroup(
      t,
      sql<
        Of<Group['licences'][number]>
      >`select group_id as of, product_id as "productId", disabled_plans as "disabledPlans"
        from group_licences`,
      sql`product_id`,
    ),
    byGroup(
      t,
      sql<
        Of<NonNullable<Group['roles']>[number]>
      >`select group_id as of, role, nullif(unit_id, ${everywhere}) as "unitId" from group_roles`,
      sql`role, unit_id`,
    ),
    byGroup(t, sql<Of<{ id: string }>>`select group_id as of, account_id as id from group_owners`, sql`account_id`),
    byGroup(t, sql<Of<{ id: string }>>`select group_id as of, unit_id as id from unit_groups`, sql`unit_id`),
  ])
  const ids = (list: readonly { readonly id: string }[] | undefined) => list?.map(({ id }) => id)
  return Object.fromEntries(
    groups.map((group) => [
      group.id,
      withoutNulls({
        ...group,
        ...{ roles: roles.get(group.id), ownerIds: ids(owners.get(group.id)), unitIds: ids(units.get(group.id)) },
        parentIds: ids(parents.get(group.id)) ?? [],
        licences: licences.get(group.id) ?? [],
      }),
    ]),
  )
}

/** The tenant's rows of a statement by the group they hang on, in an order. */
async function byGroup<T extends Of<object>>(
  t: TenantDb,
  statement: RawBuilder<T>,
  order: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, Omit<T, 'of'>[]>> {
  const found = new Map<string, Omit<T, 'of'>[]>()
  for (const { of, ...one } of await rows(t, sql<T>`${statement} where tenant_id = ${t.tenantId} order by ${order}`)) {
    const list = found.get(of)
    if (list === undefined) found.set(of, [one])
    else list.push(one)
  }
  return found
}

/** A group says nothing of what is not so; that it has no rule it says. */
function withoutNulls(group: object): Group {
  return Object.fromEntries(Object.entries(group).filter(([name, value]) => value != null || name === 'rule')) as Group
}
