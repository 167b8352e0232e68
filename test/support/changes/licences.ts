import fc from 'fast-check'
import { morning } from '../a-snapshot.ts'
import { accountId, from, groupId, plans, productId, some } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

/** Changes of products and licences, each over a directory of a few names that may or may not be there. */
export const licencesChanges = {
  put_product: fc.record({
    product: fc.record({
      id: productId,
      name: from(['Meridian Sales Professional', 'Other']),
      plans: from([[{ id: 'crm-plan', name: 'CRM' }], []]),
      status: from(['enabled', 'warning', 'suspended'] as const),
      expiresAt: from([null, morning]),
      seats: from([0, 10, 25]),
    }),
  }),
  delete_product: fc.record({ productId }),
  assign_licence: fc.record({ accountId, productId, disabledPlans: some(plans) }),
  remove_licence: fc.record({ accountId, productId }),
  assign_group_licence: fc.record({ groupId, productId, disabledPlans: some(plans) }),
  remove_group_licence: fc.record({ groupId, productId }),
  switch_plan_on: fc.record({
    accountId,
    productId,
    groupId: from([null, 'sales-licences', 'staff']),
    planId: from(plans),
  }),
  renew_product: fc.record({ productId, expiresAt: from([null, morning]) }),
} satisfies Partial<Kinds>
