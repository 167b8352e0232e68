/** Kinds of entries whose category is that of what was done, whatever it was done to. */
const byKind = {
  RoleManagement: ['assign_role', 'remove_role', 'assign_group_role', 'remove_group_role'],
  AdministrativeUnit: [
    ...['put_unit', 'delete_unit', 'add_to_unit', 'remove_from_unit'],
    ...['add_group_to_unit', 'remove_group_from_unit'],
  ],
  KeyManagement: ['rotate_keys'],
} as const

/** What all other entries are about. */
const byEntity = {
  UserManagement: ['account'],
  GroupManagement: ['group'],
  ApplicationManagement: ['app', 'instance'],
  Policy: ['policy', 'location'],
  LicenseManagement: ['product'],
  AdministrativeUnit: ['unit'],
  ProvisioningManagement: ['scim_token'],
  DirectoryManagement: ['tenant', 'provider'],
} as const

/** Kinds that have a category of their own. */
export const kindsApart: readonly string[] = Object.values(byKind).flat()

/** Entities whose entries have a category. */
export const entitiesNamed: readonly string[] = Object.values(byEntity).flat()

/** The category of an entry of the journal, as readers of Graph's audit logs know it. */
export function auditCategory({ entity, kind }: { readonly entity: string; readonly kind: string }): string {
  const has = ([, names]: readonly [string, readonly string[]], name: string) => names.includes(name)
  const found =
    Object.entries(byKind).find((one) => has(one, kind)) ?? Object.entries(byEntity).find((one) => has(one, entity))
  return found?.[0] ?? 'Other'
}

/** What is in the category with this name, whatever its case: kinds, or entities whose kinds have none of their own. */
export function inCategory(
  name: string,
): { readonly kinds: readonly string[] } | { readonly entities: readonly string[] } {
  const isIt = ([category]: readonly [string, unknown]) => category.toLowerCase() === name.toLowerCase()
  const kinds = Object.entries(byKind).find(isIt)
  return kinds === undefined ? { entities: Object.entries(byEntity).find(isIt)?.[1] ?? [] } : { kinds: kinds[1] }
}
