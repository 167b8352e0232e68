import fc from 'fast-check'
import { accountId, from, groupId, roles, rules, unitId } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

/** A role given to somebody, everywhere or within a unit. */
const given = <T extends object>(whom: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(
    { ...whom, role: from(roles), unitId },
    { requiredKeys: [...Object.keys(whom), 'role'] as never },
  ) as fc.Arbitrary<T & { readonly role: string; readonly unitId?: string }>

/** Changes of groups, units and roles, each over a directory of a few names that may or may not be there. */
export const groupsChanges = {
  create_group: fc.record({
    group: fc.record({
      id: groupId,
      name: from(['Sales', 'Other']),
      description: fc.constant(null),
      rule: from([null, ...rules]),
    }),
  }),
  update_group: fc.record({
    groupId,
    set: fc.record(
      { name: from(['crm-users', 'Renamed']), description: from([null, 'Some']), externalId: from([null, 'x-1']) },
      { requiredKeys: [] },
    ),
  }),
  edit_rule: fc.record({ groupId, rule: from([null, ...rules]) }),
  delete_group: fc.record({ groupId }),
  add_to_group: fc.record({ accountId, groupId }),
  remove_from_group: fc.record({ accountId, groupId }),
  nest_group: fc.record({ childId: groupId, parentId: groupId }),
  unnest_group: fc.record({ childId: groupId, parentId: groupId }),
  reprocess_group: fc.record({ groupId }),
  set_group_processing: fc.record({ groupId, state: from(['on', 'paused'] as const) }),
  restore_group: fc.record({ groupId }),
  purge_group: fc.record({ groupId }),
  add_group_owner: fc.record({ accountId, groupId }),
  remove_group_owner: fc.record({ accountId, groupId }),
  assign_role: given({ accountId }),
  remove_role: given({ accountId }),
  assign_group_role: given({ groupId }),
  remove_group_role: given({ groupId }),
  put_unit: fc.record({
    unit: fc.record({ id: unitId, name: from(['Lyon', 'Sydney']), description: from([null, 'x']) }),
  }),
  delete_unit: fc.record({ unitId }),
  add_to_unit: fc.record({ unitId, accountId }),
  remove_from_unit: fc.record({ unitId, accountId }),
  add_group_to_unit: fc.record({ unitId, groupId }),
  remove_group_from_unit: fc.record({ unitId, groupId }),
} satisfies Partial<Kinds>
