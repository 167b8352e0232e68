import type { Change } from '../changes/change.ts'
import { attributesToMatch } from '../membership/near-misses.ts'
import type { Account, App, Group, Snapshot } from '../snapshot.ts'
import { errorOf } from './derive.ts'
import { groupsGranting, isValid, productsWithPlan } from './plans.ts'
import { settingOf } from '../membership/kept-as.ts'
import { personFacts, ruleOfGroup, standsIn } from './settle.ts'

type Asked = Snapshot & { readonly account: Account; readonly app: App }

/**
 * Changes that each give the person a licence with the app's plan in it: the group that grants it, the attribute its rule
 * waits for, the product itself. Only those the directory would carry out.
 */
export function licenceRemedies(s: Asked): readonly Change[] {
  const plan = s.app.requiredPlan
  if (plan === null) return []
  const held = heldBy(s.account)
  const within = (by: 'itself' | 'group') =>
    productsWithPlan(s.tenant, plan)
      .filter((product) => isValid(product, s.now) && errorOf(s.account, product.id, held, s.tenant, { by }) === null)
      .map((product) => product.id)
  const fromGroups = within('group')
  const byGroup = groupsGranting(s.tenant, plan, s.now)
    .filter((group) => !isIn(s.account, group) && grants(group, fromGroups, plan))
    .flatMap((group) => joining(s, group))
  const direct = within('itself').map(
    (productId): Change => ({ do: 'assign_licence', accountId: s.account.id, productId, disabledPlans: [] }),
  )
  return [...byGroup, ...direct]
}

/** Whether the group gives one of these products with the plan left on. */
function grants(group: Group, products: readonly string[], plan: string): boolean {
  return group.licences.some((one) => products.includes(one.productId) && !one.disabledPlans.includes(plan))
}

/** What makes the person a member: put in by hand, or by the attribute that the rule wants. One change, or none. */
export function joining(s: Snapshot & { readonly account: Account }, group: Group): readonly Change[] {
  if (group.rule === null) return [{ do: 'add_to_group', accountId: s.account.id, groupId: group.id }]
  const rule = ruleOfGroup(group)
  const wanted = rule === null ? null : attributesToMatch(rule, personFacts(s.account, s.tenant, s.now))
  const [only, ...more] = Object.entries(wanted ?? {})
  // Several attributes are several changes, and nobody is renamed to fit a rule.
  if (only === undefined || more.length > 0 || standsIn(only[0]) !== null) return []
  const [name, value] = settingOf(...only, s.account.attributes)
  return [{ do: 'set_attribute', accountId: s.account.id, name, value }]
}

/** Whether the person has what the group gives its direct members. */
export function isIn(account: Account, group: Group): boolean {
  return account.memberOf.some((one) => one.groupId === group.id && one.how !== 'nested')
}

function heldBy(account: Account): ReadonlySet<string> {
  return new Set(account.licences.filter((path) => path.state === 'active').map((path) => path.productId))
}
