import { derivedLicences } from '../licensing/derive.ts'
import { whatFollows } from '../licensing/what-follows.ts'
import { withGroupRoles } from './held-roles.ts'
import type { Account, LicencePath, Membership, Snapshot, TenantPart } from '../snapshot.ts'

/** The snapshot with its account changed; the same where the account is another's or the edit gives it back untouched. */
export function onAccount(s: Snapshot, accountId: string, edit: (account: Account) => Account): Snapshot {
  if (s.account === null || s.account.id !== accountId) return s
  const account = edit(s.account)
  return account === s.account ? s : { ...s, account }
}

/** The same, and what follows from it: memberships by rule, ancestors, licences of groups, seats. */
export function onAccountSettled(s: Snapshot, accountId: string, edit: (account: Account) => Account): Snapshot {
  const edited = onAccount(s, accountId, edit)
  return edited === s ? s : settled(edited)
}

/** The snapshot with a part of the tenant changed, and what follows for its account. */
export function onTenantSettled(s: Snapshot, part: Partial<TenantPart>): Snapshot {
  return settled({ ...s, tenant: { ...s.tenant, ...part } })
}

/** The snapshot with memberships, licences and seats as they follow from what the directory says of the account. */
export function settled(s: Snapshot): Snapshot {
  const { account, tenant } = s
  if (account === null) return s
  // Rules and licences leave a deleted account alone until it is restored.
  const memberOf =
    account.deletedAt === null ? whatFollows(account, tenant, s.now).memberOf : withAncestors(account.memberOf, tenant)
  const isSame = areSameMemberships(account.memberOf, memberOf)
  const member = withGroupRoles(isSame ? account : { ...account, memberOf }, tenant.groups)
  return relicensed(member === account ? s : { ...s, account: member })
}

/** The snapshot with the licences that the account's groups give it, and the seats they take. */
export function relicensed(s: Snapshot): Snapshot {
  const { account } = s
  if (account === null || account.deletedAt !== null) return s
  const direct = account.licences.filter((path) => path.groupId === null)
  const derived = derivedLicences(account, account.memberOf, s.tenant)
  return withLicences(s, [...direct, ...derived])
}

/** The snapshot with these licence paths, in the order the directory keeps them, and the seats moved accordingly. */
export function withLicences(s: Snapshot, paths: readonly LicencePath[]): Snapshot {
  const { account } = s
  if (account === null) return s
  const licences = [...paths].sort(byProductAndGroup)
  if (areSamePaths(account.licences, licences)) return s
  return { ...s, account: { ...account, licences }, tenant: withSeatsMoved(s.tenant, account.licences, licences) }
}

/** The groups without one of them, which no other is in any more. */
export function groupsWithout(groups: TenantPart['groups'], groupId: string): TenantPart['groups'] {
  const { [groupId]: _, ...others } = groups
  return Object.fromEntries(
    Object.entries(others).map(([id, other]) =>
      other.parentIds.includes(groupId)
        ? [id, { ...other, parentIds: other.parentIds.filter((parent) => parent !== groupId) }]
        : [id, other],
    ),
  )
}

/** Products a person holds by any active path: each takes one seat, by however many paths. */
export function heldProducts(paths: readonly LicencePath[]): ReadonlySet<string> {
  const held = new Set<string>()
  for (const path of paths) if (path.state === 'active') held.add(path.productId)
  return held
}

function withAncestors(memberOf: readonly Membership[], { groups }: TenantPart): readonly Membership[] {
  const own = memberOf.filter((one) => one.how !== 'nested')
  const seen = new Set(own.map((one) => one.groupId))
  const nested: string[] = []
  const climb = [...seen]
  for (let id = climb.pop(); id !== undefined; id = climb.pop())
    for (const parent of groups[id]?.parentIds ?? [])
      if (!seen.has(parent)) {
        seen.add(parent)
        nested.push(parent)
        climb.push(parent)
      }
  return [...own, ...nested.sort().map((groupId) => ({ groupId, how: 'nested' as const }))]
}

function withSeatsMoved(tenant: TenantPart, before: readonly LicencePath[], after: readonly LicencePath[]): TenantPart {
  const [had, has] = [heldProducts(before), heldProducts(after)]
  const products = { ...tenant.products }
  let isMoved = false
  for (const id of new Set([...had, ...has])) {
    const product = products[id]
    if (product === undefined || had.has(id) === has.has(id)) continue
    products[id] = { ...product, seatsUsed: Math.max(0, product.seatsUsed + (has.has(id) ? 1 : -1)) }
    isMoved = true
  }
  // Groups and policies stay the same objects, so that what is compiled for them is not compiled again.
  return isMoved ? { ...tenant, products } : tenant
}

function areSameMemberships(a: readonly Membership[], b: readonly Membership[]): boolean {
  return a.length === b.length && a.every((one, i) => one.groupId === b[i]?.groupId && one.how === b[i]?.how)
}

function areSamePaths(a: readonly LicencePath[], b: readonly LicencePath[]): boolean {
  if (a.length !== b.length) return false
  return a.every((one, i) => {
    const other = b[i] as LicencePath
    return (
      one.productId === other.productId &&
      one.groupId === other.groupId &&
      one.state === other.state &&
      one.error === other.error &&
      one.disabledPlans.length === other.disabledPlans.length &&
      one.disabledPlans.every((plan, j) => plan === other.disabledPlans[j])
    )
  })
}

function byProductAndGroup(a: LicencePath, b: LicencePath): number {
  if (a.productId !== b.productId) return a.productId < b.productId ? -1 : 1
  if (a.groupId === b.groupId) return 0
  // The direct assignment stands before those through groups.
  return a.groupId === null || (b.groupId !== null && a.groupId < b.groupId) ? -1 : 1
}
