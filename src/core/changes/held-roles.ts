import type { Account, Group, RoleGrant } from '../snapshot.ts'

/** Every way in which the account holds a role. An account that says nothing of ways holds each of its roles directly, everywhere. */
export function grantsOf(account: Account): readonly RoleGrant[] {
  return account.grants ?? account.roles.map((role) => ({ role, unitId: null, groupId: null }))
}

/** The account with these direct grants and what its groups add to them; the same object where that is what it had. */
export function withGrants(
  account: Account,
  own: readonly RoleGrant[],
  groups: Readonly<Record<string, Group>>,
): Account {
  const through = account.memberOf.flatMap(({ groupId, how }) =>
    how === 'direct' ? (groups[groupId]?.roles ?? []).map((one) => ({ ...one, groupId })) : [],
  )
  const all = [...own, ...through].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  if (all.map(keyOf).join() === grantsOf(account).map(keyOf).sort().join()) return account
  // A role within a unit is none for policies and for what is not in the unit.
  const roles = [...new Set(all.flatMap(({ role, unitId }) => (unitId === null ? [role] : [])))]
  const { grants: _, ...plain } = account
  const isPlain = all.every(({ unitId, groupId }) => unitId === null && groupId === null)
  return isPlain ? { ...plain, roles } : { ...plain, roles, grants: all }
}

/** The account with the roles that its groups give it now. */
export function withGroupRoles(account: Account, groups: Readonly<Record<string, Group>>): Account {
  return withGrants(
    account,
    grantsOf(account).filter(({ groupId }) => groupId === null),
    groups,
  )
}

const keyOf = ({ role, unitId, groupId }: RoleGrant) => `${role} ${unitId ?? ''} ${groupId ?? ''}`

/** The account with a role of its own more, or less; the same object where it had it, or had it not. */
export function withOwnRole(
  account: Account,
  { role, unitId }: { readonly role: string; readonly unitId: string | null },
  way: 'given' | 'taken',
  groups: Readonly<Record<string, Group>>,
): Account {
  const own = grantsOf(account).filter(({ groupId }) => groupId === null)
  const others = own.filter((one) => one.role !== role || one.unitId !== unitId)
  const isHeld = others.length < own.length
  if (isHeld === (way === 'given')) return account
  return withGrants(account, way === 'given' ? [...others, { role, unitId, groupId: null }] : others, groups)
}

/** The roles the account holds within units, each once. */
export function scopedOf(account: Account): readonly { readonly role: string; readonly unitId: string }[] {
  const held = grantsOf(account).flatMap(({ role, unitId }) => (unitId === null ? [] : [{ role, unitId }]))
  return held.filter((one, i) => held.findIndex((other) => keyOfScoped(other) === keyOfScoped(one)) === i)
}

const keyOfScoped = (one: { readonly role: string; readonly unitId: string }) => `${one.role} ${one.unitId}`
