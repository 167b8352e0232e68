import { type PersonFacts, type PlanFact, ruleMatches } from '../membership/evaluate.ts'
import { asRulesCall } from '../membership/kept-as.ts'
import { parseRule } from '../membership/parse.ts'
import type { Rule } from '../membership/rule.ts'
import type { Account, Group, LicencePath, Membership, TenantPart } from '../snapshot.ts'

const parsed = new WeakMap<Pick<Group, 'rule'>, Rule | null>()

/** The rule of a dynamic group, parsed once; null for an assigned group, and for text that is no rule. */
export function ruleOfGroup(group: Pick<Group, 'rule'>): Rule | null {
  let rule = parsed.get(group)
  if (rule === undefined) {
    const result = group.rule === null ? null : parseRule(group.rule)
    rule = result?.ok ? result.rule : null
    parsed.set(group, rule)
  }
  return rule
}

const ownFields: Readonly<Record<string, keyof Account>> = {
  displayName: 'displayName',
  userPrincipalName: 'signInName',
  userType: 'userType',
  accountEnabled: 'isEnabled',
  objectId: 'id',
  passwordPolicies: 'passwordNeverExpires',
}

/** The field of its own in which a property of rules stands; null for one of the attributes. */
export function standsIn(property: string): keyof Account | null {
  return ownFields[property] ?? null
}

/** Rules that ask for groups or plans are asked after all others: what they make of it is read by none, or it would go round in circles. */
export function isSecondOrder({ rule }: Pick<Group, 'rule'>): boolean {
  return rule !== null && /memberof|assignedplans/i.test(rule)
}

type Directory = Pick<TenantPart, 'groups' | 'products'>

/**
 * What rules read of an account: its attributes, those that stand in fields of their own, the groups it was put into or is in by a rule of
 * first order, and the plans it has directly or by one of these.
 */
export function personFacts(account: Account, tenant: Directory, now: number): PersonFacts {
  // INVARIANT: snapshots are never changed in place. Whoever lacks a licence is asked about by group after group, and app after app.
  const isSame = told.account === account && told.tenant === tenant && told.now === now && told.facts !== null
  if (!isSame) told = { account, tenant, now, facts: factsOf(account, tenant, now) }
  return told.facts as PersonFacts
}

type Told = {
  readonly account: Account | null
  readonly tenant: Directory | null
  readonly now: number
  readonly facts: PersonFacts | null
}
let told: Told = { account: null, tenant: null, now: 0, facts: null }

function factsOf(account: Account, tenant: Directory, now: number): PersonFacts {
  const { second } = ordersOf(tenant.groups)
  const isRead = (groupId: string) => !second.some(({ id }) => id === groupId)
  return {
    attributes: {
      ...account.attributes,
      ...asRulesCall(account.attributes),
      displayName: account.displayName,
      userPrincipalName: account.signInName,
      userType: account.userType === 'guest' ? 'Guest' : 'Member',
      accountEnabled: account.isEnabled,
      objectId: account.id,
      passwordPolicies: account.passwordNeverExpires ? 'DisablePasswordExpiration' : null,
    },
    memberOf: account.memberOf
      .filter((one) => one.how === 'direct' || (one.how === 'rule' && isRead(one.groupId)))
      .map((one) => one.groupId),
    plans: () =>
      plansOf(
        account.licences.filter(({ groupId }) => groupId === null || isRead(groupId)),
        tenant,
      ),
    managerId: account.managerId,
    now,
  }
}

function plansOf(paths: readonly LicencePath[], { products }: Directory): readonly PlanFact[] {
  return paths.flatMap(({ state, productId, disabledPlans }) =>
    (state === 'active' ? (products[productId]?.plans ?? []) : [])
      .filter(({ id }) => !disabledPlans.includes(id))
      .map(({ id, name }) => ({ servicePlanId: id, service: name, capabilityStatus: 'Enabled' as const })),
  )
}

/** Groups whose rules ask who is in this one, in the order of ids. */
export function rulesReading(groups: TenantPart['groups'], groupId: string): readonly Group[] {
  return ordersOf(groups).second.filter((group) => groupsReadBy(group).includes(groupId))
}

/**
 * The group by which a rule of this group would go round in circles, and why; null where it does not. It may ask who is in groups that are
 * filled by hand or by rules of first order, and while others ask who is in this one it is of first order itself.
 */
export function circleOf(
  group: Pick<Group, 'id' | 'rule'>,
  groups: TenantPart['groups'],
): { readonly by: string; readonly is: 'itself' | 'asks' | 'asked' } | null {
  if (!isSecondOrder(group)) return null
  for (const id of groupsReadBy(group)) {
    if (id === group.id) return { by: id, is: 'itself' }
    const other = groups[id]
    if (other !== undefined && isSecondOrder(other)) return { by: id, is: 'asks' }
  }
  const [reader] = rulesReading(groups, group.id).filter(({ id }) => id !== group.id)
  return reader === undefined ? null : { by: reader.id, is: 'asked' }
}

/** Groups whose rules ask which plans somebody has, in the order of ids. */
export function rulesReadingPlans(groups: TenantPart['groups']): readonly Group[] {
  return ordersOf(groups).second.filter(({ rule }) => /assignedplans/i.test(rule ?? ''))
}

/** The groups of which a group's rule asks who is in them. */
export function groupsReadBy(group: Pick<Group, 'rule'>): readonly string[] {
  const rule = ruleOfGroup(group)
  return rule === null ? [] : namedIn(rule)
}

function namedIn(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.parts.flatMap(namedIn)
    case 'not':
      return namedIn(rule.part)
    case 'memberOf':
      return rule.groupIds
    default:
      return []
  }
}

/** Groups with a rule by when it is asked, each in the order of ids. */
type Orders = { readonly first: readonly Group[]; readonly second: readonly Group[] }
const orders = new WeakMap<TenantPart['groups'], Orders>()

/** The dynamic groups whose rules ask for attributes alone, and those whose rules ask for groups or plans as well. */
export function ordersOf(groups: TenantPart['groups']): Orders {
  let found = orders.get(groups)
  if (found === undefined) {
    const dynamic = Object.values(groups)
      .filter((group) => group.rule !== null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    found = {
      first: dynamic.filter((group) => !isSecondOrder(group)),
      second: dynamic.filter((group) => isSecondOrder(group)),
    }
    orders.set(groups, found)
  }
  return found
}

/**
 * Every group the account is in: those it was put in by hand, those whose rule it matches now, and those that hold one of
 * these. Each once, `direct` before `rule` before `nested`, in the order of ids.
 */
export function settleMemberships(account: Account, tenant: TenantPart, now = 0): readonly Membership[] {
  const direct = account.memberOf
    .filter((one) => one.how === 'direct' && tenant.groups[one.groupId]?.rule === null)
    .map((one) => one.groupId)
    .sort()
  const { first, second } = ordersOf(tenant.groups)
  const matching = (groups: readonly Group[], memberOf: readonly Membership[]) => {
    const facts = personFacts({ ...account, memberOf }, tenant, now)
    return groups
      .filter((group) => {
        if (group.processing === 'paused')
          return account.memberOf.some((one) => one.groupId === group.id && one.how === 'rule')
        const rule = ruleOfGroup(group)
        return rule !== null && ruleMatches(rule, facts) === true
      })
      .map((group) => group.id)
  }
  const byHand = direct.map((groupId) => ({ groupId, how: 'direct' as const }))
  const byFirst = matching(first, byHand)
  const bySecond =
    second.length === 0
      ? []
      : matching(second, [...byHand, ...byFirst.map((groupId) => ({ groupId, how: 'rule' as const }))])
  const byRule = [...byFirst, ...bySecond].sort()
  const seen = new Set([...direct, ...byRule])
  const climb = [...seen]
  const nested: string[] = []
  for (let id = climb.pop(); id !== undefined; id = climb.pop())
    for (const parent of tenant.groups[id]?.parentIds ?? [])
      if (!seen.has(parent)) {
        seen.add(parent)
        nested.push(parent)
        climb.push(parent)
      }
  return [
    ...byHand,
    ...byRule.map((groupId) => ({ groupId, how: 'rule' as const })),
    ...nested.sort().map((groupId) => ({ groupId, how: 'nested' as const })),
  ]
}
