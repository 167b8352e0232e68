import { errorOf } from '../licensing/derive.ts'
import type { LicencePath, Product, ProductSettings, Snapshot } from '../snapshot.ts'
import type { Change, LicenceChange } from './change.ts'
import { heldProducts, onTenantSettled, relicensed, withLicences } from './consequences.ts'
import type { Family } from './family.ts'
import { movesOf } from './moves.ts'
import { counted, groupName, moment, person, planName, productName } from './names.ts'

/** Products, and who holds them by which path. */
export const licenceChanges: Family<LicenceChange['do']> = {
  put_product: {
    title: ({ product }, s) => productTitle(product, s),
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'outside',
    sideEffects: (change, s) => [...cost, ...served(change.product, s), ...movesOf(s, putProduct(s, change.product))],
    apply: (s, { product }) => putProduct(s, product),
    inverse: ({ product }, { tenant }) => {
      const was = tenant.products[product.id]
      if (was === undefined || isSame(was, product)) return null
      const { seatsUsed: _, ahead: __, ...settings } = was
      return { do: 'put_product', product: settings }
    },
  },
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
  renew_product: {
    title: ({ productId, expiresAt }, s) =>
      `Renew ${productName(s, productId)}${expiresAt === null ? '' : ` until ${moment(expiresAt)}`}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'outside',
    sideEffects: ({ productId }, s) => {
      const product = s.tenant.products[productId]
      const who = product === undefined ? 'Everybody who holds it' : `All ${counted(product.seatsUsed, 'holder')} of it`
      return [...cost, `${who} may use it again.`]
    },
    apply: (s, { productId, expiresAt }) => {
      const product = s.tenant.products[productId]
      if (product === undefined || (product.status === 'enabled' && product.expiresAt === expiresAt)) return s
      return withProduct(s, { ...product, status: 'enabled', expiresAt })
    },
    inverse: ({ productId, expiresAt }, { tenant }) => {
      const was = tenant.products[productId]
      if (was === undefined || (was.status === 'enabled' && was.expiresAt === expiresAt)) return null
      const { seatsUsed: _, ahead: __, ...settings } = was
      return { do: 'put_product', product: settings }
    },
  },
}

const cost = ['It is bought from the seller and costs money; here it is recorded.']

/** Who else gets a seat by it. */
function served({ id, seats }: ProductSettings, { tenant }: Snapshot): readonly string[] {
  const { ahead = 0, seatsUsed = 0 } = tenant.products[id] ?? {}
  const others = Math.min(ahead, seats - seatsUsed)
  return others > 0
    ? [
        `${counted(others, 'other')} who ${others === 1 ? 'waits' : 'wait'} for a seat of it ${others === 1 ? 'gets' : 'get'} one first.`,
      ]
    : []
}

function productTitle(product: ProductSettings, s: Snapshot): string {
  const was = s.tenant.products[product.id]
  if (was === undefined) return `Add ${product.name} with ${counted(product.seats, 'seat')}`
  const more = product.seats - was.seats
  if (more > 0) return `Buy ${counted(more, 'more seat')} of ${was.name}: ${product.seats} instead of ${was.seats}`
  return `Change ${was.name}`
}

function withProduct(s: Snapshot, product: Product): Snapshot {
  return onTenantSettled(s, { products: { ...s.tenant.products, [product.id]: product } })
}

function putProduct(s: Snapshot, product: ProductSettings): Snapshot {
  const was = s.tenant.products[product.id]
  if (was !== undefined && isSame(was, product)) return s
  const { seatsUsed = 0, ahead } = was ?? {}
  return withProduct(s, { ...product, seatsUsed, ...(ahead === undefined ? {} : { ahead }) })
}

function isSame(a: ProductSettings, b: ProductSettings): boolean {
  const plans = (one: ProductSettings) =>
    JSON.stringify(one.plans.map(({ id, name, excludes = [], requires = [] }) => [id, name, excludes, requires]))
  return (
    a.name === b.name &&
    a.status === b.status &&
    a.expiresAt === b.expiresAt &&
    a.seats === b.seats &&
    plans(a) === plans(b)
  )
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
