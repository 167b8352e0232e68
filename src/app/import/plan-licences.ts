import { type PersonFacts, ruleMatches } from '../../core/membership/evaluate.ts'
import { parseRule } from '../../core/membership/parse.ts'
import type { Rule } from '../../core/membership/rule.ts'
import type { Account } from '../../core/snapshot.ts'
import { changesOf, type Draft, fault } from './draft.ts'
import { isSameSet } from './plan-structure.ts'
import type { WantedPerson } from './records.ts'

/** A person who can be taken, with their account where they are here. */
export type Taken = {
  readonly wanted: WantedPerson
  readonly account: Account | null
  readonly id: string
}

/** Direct licences, as long as there are seats; those that groups give are left to the groups. */
export function planLicences(draft: Draft, taken: readonly Taken[]): void {
  const used = new Map(Object.values(draft.here.tenant.products).map(({ id, seatsUsed }) => [id, seatsUsed]))
  const rules = new Map(
    [...draft.groups.values()]
      .filter(({ products }) => products.size > 0)
      .map((group) => [group.id, parsedRule(group.rule)]),
  )
  for (const { wanted, account, id } of taken)
    for (const { productId, disabledPlans, spot } of wanted.licences) {
      const product = draft.products.get(productId)
      if (product === undefined) {
        fault(draft, spot, `there is no product ${productId} here or in the files`)
        continue
      }
      const held = account?.licences.find((path) => path.productId === productId && path.groupId === null)
      if (held?.state === 'active' && isSameSet(held.disabledPlans, disabledPlans)) continue
      if (wanted.licencesAre === 'all' && comesByGroup(draft, rules, { wanted, account, id, productId })) continue
      const place = wanted.attributes['usageLocation'] ?? account?.attributes['usageLocation']
      const holds = account?.licences.some((path) => path.productId === productId && path.state === 'active') ?? false
      const seats = used.get(productId) ?? 0
      if (typeof place !== 'string' || place === '')
        fault(draft, spot, `a licence for ${product.name} needs a usage location`)
      else if (!holds && seats >= product.seats)
        fault(draft, spot, `all ${product.seats} seats of ${product.name} are taken`)
      else {
        if (!holds) used.set(productId, seats + 1)
        changesOf(draft, id).push({ do: 'assign_licence', accountId: id, productId, disabledPlans })
        draft.counts.licences++
      }
    }
}

function parsedRule(rule: string | null): Rule | null {
  const parsed = rule === null ? null : parseRule(rule)
  return parsed?.ok ? parsed.rule : null
}

function comesByGroup(
  draft: Draft,
  rules: ReadonlyMap<string, Rule | null>,
  {
    wanted,
    account,
    id,
    productId,
  }: {
    readonly wanted: WantedPerson
    readonly account: Account | null
    readonly id: string
    readonly productId: string
  },
): boolean {
  const joined = new Set([
    ...(account?.memberOf.flatMap((one) => (one.how === 'nested' ? [] : [one.groupId])) ?? []),
    ...(draft.people.get(id) ?? []).flatMap((change) => (change.do === 'add_to_group' ? [change.groupId] : [])),
  ])
  const facts: PersonFacts = {
    attributes: {
      ...account?.attributes,
      ...wanted.attributes,
      displayName: wanted.displayName ?? account?.displayName ?? null,
      userPrincipalName: wanted.signInName,
      userType: (wanted.userType ?? account?.userType) === 'guest' ? 'Guest' : 'Member',
      accountEnabled: wanted.isEnabled ?? account?.isEnabled ?? true,
      objectId: id,
    },
    memberOf: [...joined],
    managerId: account?.managerId ?? null,
    now: draft.now,
  }
  return [...rules].some(
    ([groupId, rule]) =>
      draft.groups.get(groupId)?.products.has(productId) === true &&
      (rule === null ? joined.has(groupId) : ruleMatches(rule, facts) === true),
  )
}
