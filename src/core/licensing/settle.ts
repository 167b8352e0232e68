import { type PersonFacts, ruleMatches } from '../membership/evaluate.ts'
import { parseRule } from '../membership/parse.ts'
import type { Rule } from '../membership/rule.ts'
import type { Account, Group, Membership, TenantPart } from '../snapshot.ts'

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
}

/** The field of its own in which a property of rules stands; null for one of the attributes. */
export function standsIn(property: string): keyof Account | null {
  return ownFields[property] ?? null
}

/** What rules read of an account: its attributes and those that stand in fields of their own. */
export function personFacts(account: Account, now: number): PersonFacts {
  return {
    attributes: {
      ...account.attributes,
      displayName: account.displayName,
      userPrincipalName: account.signInName,
      userType: account.userType === 'guest' ? 'Guest' : 'Member',
      accountEnabled: account.isEnabled,
      objectId: account.id,
    },
    // Rules ask who was put into a group by hand: what other rules and nesting make of it would go round in circles.
    memberOf: account.memberOf.filter((one) => one.how === 'direct').map((one) => one.groupId),
    managerId: account.managerId,
    now,
  }
}

/** Groups whose rules ask who is in this one, in the order of ids. */
export function rulesReading(groups: TenantPart['groups'], groupId: string): readonly Group[] {
  return dynamicGroups(groups).filter((group) => {
    const rule = group.rule?.toLowerCase().includes('memberof') ? ruleOfGroup(group) : null
    return rule !== null && asksOf(rule, groupId)
  })
}

function asksOf(rule: Rule, groupId: string): boolean {
  switch (rule.kind) {
    case 'and':
    case 'or':
      return rule.parts.some((part) => asksOf(part, groupId))
    case 'not':
      return asksOf(rule.part, groupId)
    case 'memberOf':
      return rule.groupIds.includes(groupId)
    default:
      return false
  }
}

const dynamic = new WeakMap<TenantPart['groups'], readonly Group[]>()

function dynamicGroups(groups: TenantPart['groups']): readonly Group[] {
  let list = dynamic.get(groups)
  if (list === undefined) {
    list = Object.values(groups)
      .filter((group) => group.rule !== null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    dynamic.set(groups, list)
  }
  return list
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
  const facts = personFacts(
    { ...account, memberOf: direct.map((groupId) => ({ groupId, how: 'direct' as const })) },
    now,
  )
  const byRule = dynamicGroups(tenant.groups)
    .filter((group) => {
      if (group.processing === 'paused')
        return account.memberOf.some((one) => one.groupId === group.id && one.how === 'rule')
      const rule = ruleOfGroup(group)
      return rule !== null && ruleMatches(rule, facts) === true
    })
    .map((group) => group.id)
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
    ...direct.map((groupId) => ({ groupId, how: 'direct' as const })),
    ...byRule.map((groupId) => ({ groupId, how: 'rule' as const })),
    ...nested.sort().map((groupId) => ({ groupId, how: 'nested' as const })),
  ]
}
