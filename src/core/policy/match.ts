import type { Part, With } from '../gate.ts'
import type { Account, Policy, TenantPart } from '../snapshot.ts'
import {
  type AppView,
  type Compiled,
  compiled,
  type Including,
  type Matched,
  type Rule,
  settled,
  type Topic,
} from './compile.ts'
import { partFor } from './part.ts'

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
  const c = last.c !== null && last.tenant === tenant ? last.c : compiled(tenant)
  const matching = match(c, account, app.id, places)
  last = { account, appId: app.id, places, tenant, c, matching }
  return matching
}

/** The policies of a topic that are on and apply, or may for all we know, in the order they were made. */
export function policiesThat(is: 'applies' | 'cannot_tell', s: Attempted, topic: Topic): readonly Policy[] {
  const { parts } = matchPolicies(s)[topic]
  const found: Policy[] = []
  for (const { slot, policy } of compiled(s.tenant).inForce[topic]) if (parts[slot]!.is === is) found.push(policy)
  return found
}

/** A policy that is on and applies, or may apply for all we know. */
export type InForce = { readonly policy: Policy; readonly is: 'applies' | 'cannot_tell' }

/** The policies with this grant that are in force for the attempt, in the order they were made. */
export function policiesInForce(s: Attempted, grant: Policy['grant']): readonly InForce[] {
  const topics: readonly Topic[] = grant === 'mfa' ? ['mfa'] : ['block', 'location']
  const applies = topics.flatMap((topic) => policiesThat('applies', s, topic))
  const inForce = [...applies, ...topics.flatMap((topic) => policiesThat('cannot_tell', s, topic))]
  return s.tenant.policies
    .filter((policy) => inForce.includes(policy))
    .map((policy) => ({ policy, is: applies.includes(policy) ? 'applies' : 'cannot_tell' }))
}

/** One part for each policy of the tenant, in the order they were made: whether it applies and what settled it. */
export function policyParts(s: Attempted): readonly Part[] {
  const matching = matchPolicies(s)
  return compiled(s.tenant).rules.map(({ topic, slot }) => matching[topic].parts[slot]!)
}

const nothing: Matched = { inForce: 0, applies: 0, cannotTell: 0, parts: [] }

type Met = {
  readonly account: Account | null
  readonly appId: string
  readonly places: Places
  readonly tenant: TenantPart | null
  readonly c: Compiled | null
  readonly matching: Matching
}

const nobody: Matching = { block: nothing, location: nothing, mfa: nothing }
let last: Met = { account: null, appId: '', places: null, tenant: null, c: null, matching: nobody }

function match(c: Compiled, account: Account, appId: string, places: Places): Matching {
  marksOfPeople(c, account)
  const view = viewOf(c, appId)
  return {
    block: meet(c, c.including.block, view.isFor, view.untouched.block, places),
    location: meet(c, c.including.location, view.isFor, view.untouched.location, places),
    mfa: meet(c, c.including.mfa, view.isFor, view.untouched.mfa, places),
  }
}

function meet(
  c: Compiled,
  { rules, byPerson, count }: Including,
  isFor: Uint8Array,
  untouched: Matched,
  places: Places,
): Matched {
  let applies = 0
  let cannotTell = 0
  let parts: Part[] | null = null
  for (let i = 0; i < count; i++) {
    const rule = rules[i]!
    if (isFor[rule.index] === 0) continue
    let part = byPerson[i]!
    if (part === null) {
      const at = settle(c, rule, places)
      part = rule.parts[at] ?? partFor(c, rule, at)
      if (at < rule.placeIncludedBy && at >= settled.someone) byPerson[i] = part
    }
    if (parts === null) parts = untouched.parts.slice()
    parts[rule.slot] = part
    if (!rule.isInForce) continue
    if (part.is === 'applies') applies++
    else if (part.is === 'cannot_tell') cannotTell++
  }
  return parts === null ? untouched : { inForce: untouched.inForce, applies, cannotTell, parts }
}

/** What the policies make of an app, made once for each app. */
function viewOf(c: Compiled, appId: string): AppView {
  const found = c.byApp.get(appId)
  if (found !== undefined) return found
  const at = c.rules.map(({ policy }) => settledByApp(policy, appId))
  const untouched = (topic: Topic): Matched => {
    const rules = c.rules.filter((rule) => rule.topic === topic)
    const parts = rules.map((rule) => partFor(c, rule, at[rule.index]!))
    return { inForce: rules.filter((rule) => rule.isInForce).length, applies: 0, cannotTell: 0, parts }
  }
  const view: AppView = {
    isFor: Uint8Array.from(at, (by) => (by === settled.notIncluded ? 1 : 0)),
    untouched: { block: untouched('block'), location: untouched('location'), mfa: untouched('mfa') },
  }
  c.byApp.set(appId, view)
  return view
}

/** What settles a policy by the app alone; where that is not enough, nobody is included yet. */
function settledByApp({ apps: { include, exclude } }: Policy, appId: string): number {
  if (include !== 'all' && !include.includes(appId)) return settled.otherApp
  return exclude.includes(appId) ? settled.appExcluded : settled.notIncluded
}

/** Which list entries of which policies name the account: for each policy a cell that includes, and past all of these one that excludes. */
export function marksOfPeople(c: Compiled, account: Account): Int32Array {
  if (c.whose === account) return c.people
  c.whose = account
  const marks = c.people
  marks.set(account.userType === 'guest' ? c.guests : c.members)
  put(marks, c.byAccount.get(account.id))
  for (const { groupId } of account.memberOf) put(marks, c.byGroup.get(groupId))
  for (const role of account.roles) put(marks, c.byRole.get(role))

  const { block, location, mfa } = c.including
  block.count = location.count = mfa.count = 0
  for (let i = 0; i < c.rules.length; i++) {
    if (marks[i] === 0) continue
    const rule = c.rules[i]!
    const list = rule.topic === 'mfa' ? mfa : rule.topic === 'block' ? block : location
    list.rules[list.count] = rule
    list.byPerson[list.count++] = null
  }
  return marks
}

/** The marks of the places an address is in, made once for each set of places. */
function marksOf(c: Compiled, places: readonly string[]): Int32Array {
  if (c.where.places === places) return c.where.marks
  const key = places.length === 1 ? places[0]! : places.join()
  let marks = c.byPlaces.get(key)
  if (marks === undefined) {
    marks = c.everywhere.slice()
    for (const id of places) put(marks, c.byPlace.get(id))
    // Offices overlap in a few ways; whoever asks about sets of places without end does not fill the memory.
    if (c.byPlaces.size >= 1_000) c.byPlaces.clear()
    c.byPlaces.set(key, marks)
  }
  c.where = { places, marks }
  return marks
}

/** The first mark in a cell stands: everybody before guests, the account before groups, direct groups before nested ones. */
function put(marks: Int32Array, entries: readonly number[] | undefined): void {
  if (entries === undefined) return
  for (let i = 0; i < entries.length; i += 2) if (marks[entries[i]!] === 0) marks[entries[i]!] = entries[i + 1]!
}

/** Which condition settles a policy that is for this app and includes this account. */
function settle(c: Compiled, rule: Rule, places: Places): number {
  const n = c.rules.length
  const included = c.people[rule.index]!
  const excluded = c.people[n + rule.index]!
  if (excluded !== 0) return rule.excludedBy + excluded
  if (!rule.hasPlaces) return rule.includedBy + included
  if (places === null) {
    if (rule.placeIfUnknown === 'yes') return rule.placeIncludedBy + 1
    return rule.placeIfUnknown === 'no' ? settled.placeNever : settled.placeUnknown
  }
  const marks = marksOf(c, places)
  const placeExcluded = marks[n + rule.index]!
  if (placeExcluded !== 0) return rule.placeExcludedBy + placeExcluded
  const placeIncluded = marks[rule.index]!
  if (placeIncluded === 0) return settled.placeElsewhere
  return rule.placeIncludedBy + placeIncluded
}
