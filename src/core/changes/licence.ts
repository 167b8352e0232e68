import { errorOf } from '../licensing/derive.ts'
import type { LicencePath, Snapshot } from '../snapshot.ts'
import type { Change, LicenceChange } from './change.ts'
import { heldProducts, onTenantSettled, relicensed, withLicences } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { counted, groupName, person, planName, productName } from './names.ts'

/** Who holds a product, by which path. */
export const licenceChanges: Family<LicenceChange['do']> = {
  assign_licence: {
    title: ({ accountId, productId }, s) => `Assign ${productName(s, productId)} to ${person(s, accountId)} directly`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      ...movesOf(s, assign(s, change.accountId, change.productId, change.disabledPlans)),
      'A direct licence stays until somebody takes it back, whatever groups the person leaves.',
      ...(change.disabledPlans.length === 0
        ? []
        : [
            `${counted(change.disabledPlans.length, 'plan')} of it ${change.disabledPlans.length === 1 ? 'is' : 'are'} left off.`,
          ]),
    ],
    apply: (s, { accountId, productId, disabledPlans }) => assign(s, accountId, productId, disabledPlans),
    inverse: ({ accountId, productId, disabledPlans }, before) => {
      const was = directPath(before, accountId, productId)
      if (was === undefined) return { do: 'remove_licence', accountId, productId }
      return assign(before, accountId, productId, disabledPlans) === before ? null : assigning(before, accountId, was)
    },
  },
  remove_licence: {
    title: ({ accountId, productId }, s) =>
      `Take the direct licence of ${productName(s, productId)} from ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => movesOf(s, unassign(s, change.accountId, change.productId)),
    apply: (s, { accountId, productId }) => unassign(s, accountId, productId),
    inverse: ({ accountId, productId }, before) => {
      const was = directPath(before, accountId, productId)
      return was === undefined ? null : assigning(before, accountId, was)
    },
  },
  assign_group_licence: {
    title: ({ groupId, productId }, s) =>
      `Give ${productName(s, productId)} to all members of ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      `Each direct member takes a seat of ${productName(s, change.productId)}${left(s, change.productId)}.`,
      ...movesOf(s, assignToGroup(s, change.groupId, change.productId, change.disabledPlans)),
    ],
    apply: (s, { groupId, productId, disabledPlans }) => assignToGroup(s, groupId, productId, disabledPlans),
    inverse: ({ groupId, productId, disabledPlans }, before) => {
      const was = before.tenant.groups[groupId]?.licences.find((one) => one.productId === productId)
      if (was === undefined) return { do: 'remove_group_licence', groupId, productId }
      if (isSameSet(was.disabledPlans, disabledPlans)) return null
      return { do: 'assign_group_licence', groupId, productId, disabledPlans: was.disabledPlans }
    },
  },
  remove_group_licence: {
    title: ({ groupId, productId }, s) => `Take ${productName(s, productId)} from ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: (change, s) => [
      'Members who have it by no other path lose it.',
      ...movesOf(s, unassignFromGroup(s, change.groupId, change.productId)),
    ],
    apply: (s, { groupId, productId }) => unassignFromGroup(s, groupId, productId),
    inverse: ({ groupId, productId }, { tenant }) => {
      const was = tenant.groups[groupId]?.licences.find((one) => one.productId === productId)
      if (was === undefined) return null
      return { do: 'assign_group_licence', groupId, productId, disabledPlans: was.disabledPlans }
    },
  },
  switch_plan_on: {
    title: ({ accountId, productId, groupId, planId }, s) =>
      groupId === null
        ? `Switch on ${planName(s, productId, planId)} in ${productName(s, productId)} of ${person(s, accountId)}`
        : `Switch on ${planName(s, productId, planId)} in ${productName(s, productId)} for ${groupName(s, groupId)}`,
    weakens: 0,
    blast: ({ groupId }) => (groupId === null ? 1 : 2),
    isReversible: true,
    by: 'press',
    sideEffects: ({ productId, groupId, planId }, s) =>
      groupId === null
        ? []
        : [
            `All members of ${groupName(s, groupId)} get ${planName(s, productId, planId)}: the group leaves it off, not the person.`,
          ],
    apply: (s, { accountId, productId, groupId, planId }) => switchOn(s, accountId, productId, groupId, planId),
    inverse: ({ accountId, productId, groupId, planId }, before) => {
      if (groupId === null) {
        const was = directPath(before, accountId, productId)
        return was?.disabledPlans.includes(planId) ? assigning(before, accountId, was) : null
      }
      const was = before.tenant.groups[groupId]?.licences.find((one) => one.productId === productId)
      if (!was?.disabledPlans.includes(planId)) return null
      return { do: 'assign_group_licence', groupId, productId, disabledPlans: was.disabledPlans }
    },
  },
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}

/** `: 14 of 25 are free`. */
function left(s: Snapshot, productId: string): string {
  const product = s.tenant.products[productId]
  return product === undefined ? '' : `: ${product.seats - product.seatsUsed} of ${product.seats} are free`
}

function directPath(s: Snapshot, accountId: string, productId: string): LicencePath | undefined {
  if (s.account?.id !== accountId) return undefined
  return s.account.licences.find((path) => path.productId === productId && path.groupId === null)
}

/** The change that makes a direct path as it was; the deleted and those without a usage location are given nothing. */
function assigning({ account }: Snapshot, accountId: string, was: LicencePath): Change | null {
  if (account?.deletedAt !== null || !account.attributes.usageLocation) return null
  return { do: 'assign_licence', accountId, productId: was.productId, disabledPlans: was.disabledPlans }
}

/** Refused, as by the directory, for what a group would give it in error. */
function assign(s: Snapshot, accountId: string, productId: string, disabledPlans: readonly string[]): Snapshot {
  const { account } = s
  if (account?.id !== accountId || account.deletedAt !== null) return s
  if (errorOf(account, productId, heldProducts(account.licences), s.tenant, { disabledPlans }) !== null) return s
  const was = directPath(s, accountId, productId)
  if (was?.state === 'active' && isSameSet(was.disabledPlans, disabledPlans)) return s
  const path: LicencePath = { productId, groupId: null, disabledPlans, state: 'active', error: null }
  return relicensed(withLicences(s, [...account.licences.filter((one) => one !== was), path]))
}

function unassign(s: Snapshot, accountId: string, productId: string): Snapshot {
  const was = directPath(s, accountId, productId)
  if (s.account === null || was === undefined) return s
  return relicensed(
    withLicences(
      s,
      s.account.licences.filter((path) => path !== was),
    ),
  )
}

function assignToGroup(s: Snapshot, groupId: string, productId: string, disabledPlans: readonly string[]): Snapshot {
  const group = s.tenant.groups[groupId]
  if (group === undefined || s.tenant.products[productId] === undefined) return s
  const was = group.licences.find((one) => one.productId === productId)
  if (was !== undefined && isSameSet(was.disabledPlans, disabledPlans)) return s
  const licences = [...group.licences.filter((one) => one !== was), { productId, disabledPlans }]
  licences.sort((a, b) => (a.productId < b.productId ? -1 : 1))
  return onTenantSettled(s, { groups: { ...s.tenant.groups, [groupId]: { ...group, licences } } })
}

function unassignFromGroup(s: Snapshot, groupId: string, productId: string): Snapshot {
  const group = s.tenant.groups[groupId]
  if (!group?.licences.some((one) => one.productId === productId)) return s
  const licences = group.licences.filter((one) => one.productId !== productId)
  return onTenantSettled(s, { groups: { ...s.tenant.groups, [groupId]: { ...group, licences } } })
}

function switchOn(s: Snapshot, accountId: string, productId: string, groupId: string | null, planId: string): Snapshot {
  if (groupId === null) {
    const was = directPath(s, accountId, productId)
    if (s.account === null || !was?.disabledPlans.includes(planId)) return s
    const path = { ...was, disabledPlans: was.disabledPlans.filter((id) => id !== planId) }
    return relicensed(
      withLicences(
        s,
        s.account.licences.map((one) => (one === was ? path : one)),
      ),
    )
  }
  const was = s.tenant.groups[groupId]?.licences.find((one) => one.productId === productId)
  if (!was?.disabledPlans.includes(planId)) return s
  return assignToGroup(
    s,
    groupId,
    productId,
    was.disabledPlans.filter((id) => id !== planId),
  )
}
