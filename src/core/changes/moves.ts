import { entryFor } from '../policy/conditions.ts'
import type { Account, LicenceError, LicencePath, Snapshot } from '../snapshot.ts'
import { heldProducts } from './consequences.ts'
import { counted, groupName, listed, productName } from './names.ts'

/**
 * What a change brings along for the person beyond what it says, one sentence each: groups joined and left, licences
 * gained and lost with their seats, policies that begin or cease to apply. `named` are the groups the change is about.
 */
export function movesOf(before: Snapshot, after: Snapshot, named: readonly string[] = []): readonly string[] {
  if (before === after || after.account === null) return []
  return [...groupMoves(before, after, named), ...licenceMoves(before, after), ...policyMoves(before, after)]
}

function groupMoves(before: Snapshot, after: Snapshot, named: readonly string[]): string[] {
  const who = after.account?.displayName ?? ''
  const had = new Set(before.account?.memberOf.map((one) => one.groupId))
  const has = new Set(after.account?.memberOf.map((one) => one.groupId))
  const others = (ids: ReadonlySet<string>, absent: ReadonlySet<string>) =>
    [...ids].filter((id) => !absent.has(id) && !named.includes(id)).map((id) => groupName(after, id))
  const joined = others(has, had)
  const left = others(had, has)
  return [
    ...(joined.length > 0 ? [`${who} also joins ${listed(joined)}.`] : []),
    ...(left.length > 0 ? [`${who} leaves ${listed(left)}.`] : []),
  ]
}

function licenceMoves(before: Snapshot, after: Snapshot): string[] {
  const who = after.account?.displayName ?? ''
  const had = heldProducts(before.account?.licences ?? [])
  const has = heldProducts(after.account?.licences ?? [])
  const sentences: string[] = []
  for (const id of has)
    if (!had.has(id)) sentences.push(`${who} takes a seat of ${productName(after, id)}${seats(after, id)}.`)
  for (const id of had)
    if (!has.has(id)) sentences.push(`${who} loses ${productName(after, id)}, which frees a seat${seats(after, id)}.`)
  for (const path of after.account?.licences ?? []) {
    if (path.error === null || has.has(path.productId)) continue
    const isRestored = before.account?.deletedAt != null && after.account?.deletedAt === null
    if (path.groupId === null && !isRestored) continue
    const isKnown = before.account?.licences.some((other) => isSamePath(path, other) && other.error === path.error)
    if (after.account?.deletedAt != null || (isKnown && !isRestored)) continue
    const way = path.groupId === null ? 'directly' : `through ${groupName(after, path.groupId)}`
    sentences.push(`${productName(after, path.productId)} cannot be given ${way}: ${errorText[path.error]}.`)
  }
  return sentences
}

/** What a licence error means, as the end of a sentence. */
export const errorText: Readonly<Record<LicenceError, string>> = {
  no_seats: 'no seat is left',
  usage_location_missing: 'the usage location is missing',
  conflicting_plans: 'its plans conflict with plans the person has',
  missing_prerequisite: 'it needs a plan the person has not',
  other: 'nobody knows why',
}

/** `: 11 of 25 are then used`; nothing for a product nobody knows. */
function seats(s: Snapshot, productId: string): string {
  const product = s.tenant.products[productId]
  return product === undefined ? '' : `: ${product.seatsUsed} of ${counted(product.seats, 'seat')} are then used`
}

function isSamePath(a: LicencePath, b: LicencePath): boolean {
  return a.productId === b.productId && a.groupId === b.groupId
}

function policyMoves(before: Snapshot, after: Snapshot): string[] {
  const account = after.account as Account
  const sentences: string[] = []
  for (const policy of after.tenant.policies) {
    if (policy.state !== 'on') continue
    const was = before.account !== null && isFor(policy.users, before.account)
    const is = isFor(policy.users, account)
    if (was === is) continue
    const what = policy.grant === 'block' ? 'which blocks' : 'which asks for a second factor'
    sentences.push(`“${policy.name}”, ${what}, ${is ? 'then concerns' : 'no longer concerns'} ${account.displayName}.`)
  }
  return sentences
}

function isFor(users: Snapshot['tenant']['policies'][number]['users'], account: Account): boolean {
  return entryFor(users.include, account) !== 0 && entryFor(users.exclude, account) === 0
}
