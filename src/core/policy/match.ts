import type { Part, With } from '../gate.ts'
import type { Account, Policy, TenantPart } from '../snapshot.ts'
import { type AppView, type Compiled, compiled, type Rule, settled, type Topic } from './compile.ts'
import { partFor } from './part.ts'

/** How the policies of one topic meet an attempt. Only `parts` shows those that are off or report-only. */
export type Matched = {
  /** How many policies of the topic are on at all. */
  readonly inForce: number
  readonly applies: readonly Policy[]
  /** In force, and a fact that nobody knows settles whether they apply. */
  readonly cannotTell: readonly Policy[]
  /** One for each policy of the topic, in the order they were made. */
  readonly parts: readonly Part[]
}

export type Matching = Readonly<Record<Topic, Matched>>

type Places = readonly string[] | null
type Attempted = With<'account' | 'app'>

/**
 * How every policy of the tenant meets the attempt (semantics.md, A12): included and not excluded, by people, apps and
 * places; one condition known to fail settles a policy even when another is unknown.
 */
export function matchPolicies(s: Attempted): Matching {
  const { account, app, tenant } = s
  const places = s.attempt.network.locationIds
  // INVARIANT: snapshots are never changed in place, so the same objects meet the same policies. Four gates ask in a row.
  const same = last.account === account && last.appId === app.id && last.places === places && last.tenant === tenant
  if (same) return last.matching
  const matching = match(compiled(tenant), account, app.id, places)
  last = { account, appId: app.id, places, tenant, matching }
  return matching
}

/** A policy that is on and applies, or may apply for all we know. */
export type InForce = { readonly policy: Policy; readonly is: 'applies' | 'cannot_tell' }

/** The policies with this grant that are in force for the attempt, in the order they were made. */
export function policiesInForce(s: Attempted, grant: Policy['grant']): readonly InForce[] {
  const matching = matchPolicies(s)
  const found: InForce[] = []
  for (const { policy, topic } of compiled(s.tenant).rules) {
    if (policy.grant !== grant) continue
    if (matching[topic].applies.includes(policy)) found.push({ policy, is: 'applies' })
    else if (matching[topic].cannotTell.includes(policy)) found.push({ policy, is: 'cannot_tell' })
  }
  return found
}

/** One part for each policy of the tenant, in the order they were made: whether it applies and what settled it. */
export function policyParts(s: Attempted): readonly Part[] {
  const matching = matchPolicies(s)
  return compiled(s.tenant).rules.map(({ topic, slot }) => matching[topic].parts[slot]!)
}

const nothing: Matched = { inForce: 0, applies: [], cannotTell: [], parts: [] }

type Met = {
  readonly account: Account | null
  readonly appId: string
  readonly places: Places
  readonly tenant: TenantPart | null
  readonly matching: Matching
}

const nobody: Matching = { block: nothing, location: nothing, mfa: nothing }
let last: Met = { account: null, appId: '', places: null, tenant: null, matching: nobody }

function match(c: Compiled, account: Account, appId: string, places: Places): Matching {
  markAll(c, account, places)
  const view = viewOf(c, appId)
  const matching: Record<Topic, Topical> = {
    block: topical(c, view, 'block'),
    location: topical(c, view, 'location'),
    mfa: topical(c, view, 'mfa'),
  }
  for (const rule of view.rules) {
    const at = settle(c, rule, places)
    if (at === settled.notIncluded) continue
    const part = rule.parts[at] ?? partFor(c, rule, at)
    const matched = matching[rule.topic]
    matched.parts[rule.slot] = part
    if (!rule.isInForce || part.is === 'does_not_apply') continue
    if (part.is === 'applies') add(matched, 'applies', rule.policy)
    else add(matched, 'cannotTell', rule.policy)
  }
  return matching
}

/** What the policies make of an app, made once for each app. */
function viewOf(c: Compiled, appId: string): AppView {
  const found = c.byApp.get(appId)
  if (found !== undefined) return found
  const view = { rules: [] as Rule[], parts: { block: [] as Part[], location: [] as Part[], mfa: [] as Part[] } }
  for (const rule of c.rules) {
    const { include, exclude } = rule.policy.apps
    const isNamed = include === 'all' || include.includes(appId)
    const isExcluded = exclude.includes(appId)
    if (isNamed && !isExcluded) view.rules.push(rule)
    const at = !isNamed ? settled.otherApp : isExcluded ? settled.appExcluded : settled.notIncluded
    view.parts[rule.topic].push(partFor(c, rule, at))
  }
  c.byApp.set(appId, view)
  return view
}

type Topical = { inForce: number; applies: Policy[]; cannotTell: Policy[]; parts: Part[] }

const none: Policy[] = []

function topical(c: Compiled, view: AppView, topic: Topic): Topical {
  return { inForce: c.inForce[topic], applies: none, cannotTell: none, parts: view.parts[topic].slice() }
}

function add(matched: Topical, list: 'applies' | 'cannotTell', policy: Policy): void {
  if (matched[list] === none) matched[list] = [policy]
  else matched[list].push(policy)
}

function markAll(c: Compiled, account: Account, places: Places): void {
  const { marks } = c
  marks.set(account.userType === 'guest' ? c.guests : c.members)
  put(marks, c.byAccount.get(account.id))
  for (const { groupId } of account.memberOf) put(marks, c.byGroup.get(groupId))
  for (const role of account.roles) put(marks, c.byRole.get(role))
  if (places !== null) for (const id of places) put(marks, c.byPlace.get(id))
}

/** The first mark in a cell stands: everybody before guests, the account before groups, direct groups before nested ones. */
function put(marks: Int32Array, entries: readonly number[] | undefined): void {
  if (entries === undefined) return
  for (let i = 0; i < entries.length; i += 2) if (marks[entries[i]!] === 0) marks[entries[i]!] = entries[i + 1]!
}

/** Which condition settles a policy that is for this app. */
function settle({ marks, rules: { length: n } }: Compiled, rule: Rule, places: Places): number {
  const { index } = rule
  const included = marks[index]!
  if (included === 0) return settled.notIncluded
  const excluded = marks[n + index]!
  if (excluded !== 0) return rule.excludedBy + excluded
  if (!rule.hasPlaces) return rule.includedBy + included
  if (places === null && rule.placeIfUnknown !== 'yes')
    return rule.placeIfUnknown === 'no' ? settled.placeNever : settled.placeUnknown
  const placeExcluded = marks[3 * n + index]!
  if (placeExcluded !== 0) return rule.placeExcludedBy + placeExcluded
  const placeIncluded = marks[2 * n + index]!
  if (placeIncluded === 0) return settled.placeElsewhere
  return rule.placeIncludedBy + placeIncluded
}
