import type { Part } from '../gate.ts'
import type { Account, LocationSet, PeopleSet, Policy, TenantPart } from '../snapshot.ts'
import { asksMore } from './asks.ts'
import { placeIfUnknown, placesIn } from './place.ts'

/** Which gate a policy speaks to. */
export type Topic = 'block' | 'location' | 'mfa'

/** The settling condition of a policy as a number: these, and past `someone` one for each thing its lists name. */
export const settled = {
  otherApp: 0,
  appExcluded: 1,
  notIncluded: 2,
  placeElsewhere: 3,
  placeUnknown: 4,
  placeNever: 5,
  someone: 6,
} as const

/** A policy made ready: where its marks stand, and a part for each way in which it can be settled, made when first shown. */
export type Rule = {
  readonly policy: Policy
  /** Its place among the tenant's policies. */
  readonly index: number
  readonly topic: Topic
  /** Its place among the policies of its topic. */
  readonly slot: number
  readonly isInForce: boolean
  readonly hasPlaces: boolean
  /** Whether its location condition holds for an address nobody knows. */
  readonly placeIfUnknown: 'yes' | 'no' | 'unknown'
  /** By settling condition. `includedBy`, `excludedBy`, … say where each list's numbers begin. */
  readonly parts: (Part | undefined)[]
  readonly includedBy: number
  readonly excludedBy: number
  readonly placeIncludedBy: number
  readonly placeExcludedBy: number
}

/** What one app makes of all policies: which are for it, and how each topic stands for who is included in none. */
export type AppView = { readonly isFor: Uint8Array; readonly untouched: Readonly<Record<Topic, Matched>> }

/** How the policies of one topic meet an attempt. Only `parts` shows those that are off or report-only. */
export type Matched = {
  /** How many policies of the topic are on at all, how many of these apply, and how many may for all we know. */
  readonly inForce: number
  readonly applies: number
  readonly cannotTell: number
  /** One for each policy of the topic, in the order they were made. */
  readonly parts: readonly Part[]
}

/** The policies of a topic that include an account, excluded or not: the first `count`, and the parts of those that the person alone settles. */
export type Including = { readonly rules: Rule[]; readonly byPerson: (Part | null)[]; count: number }

/**
 * All policies of a tenant turned inside out: who or what is named leads to the marks it makes. A mark is a cell (two for
 * each policy, included and excluded, for people and again for places) and the number of the list entry that made it.
 */
export type Compiled = {
  readonly tenant: Pick<TenantPart, 'policies' | 'groups' | 'locations'>
  readonly rules: readonly Rule[]
  /** Those that are on. */
  readonly inForce: Readonly<Record<Topic, readonly Rule[]>>
  /** Whether one of those asks for more than any second factor. */
  readonly asksForStrength: boolean
  /** The marks that stand for every member, every guest and every place, whichever it is. */
  readonly members: Int32Array
  readonly guests: Int32Array
  readonly everywhere: Int32Array
  /** Written over by each match; they stand as long as it asks about the same account. */
  readonly people: Int32Array
  whose: Account | null
  /** The marks of sets of places that were asked about, and the set asked about last. */
  readonly byPlaces: Map<string, Int32Array>
  where: { readonly places: readonly string[] | null; readonly marks: Int32Array }
  readonly including: Readonly<Record<Topic, Including>>
  readonly byAccount: ReadonlyMap<string, readonly number[]>
  readonly byGroup: ReadonlyMap<string, readonly number[]>
  readonly byRole: ReadonlyMap<string, readonly number[]>
  readonly byPlace: ReadonlyMap<string, readonly number[]>
  readonly byApp: Map<string, AppView>
}

const known = new WeakMap<readonly Policy[], Compiled>()

/** The policies of a tenant made ready, once for each array of policies and the groups and locations it speaks of. */
export function compiled(tenant: TenantPart): Compiled {
  const { policies, groups, locations } = tenant
  const found = known.get(policies)
  if (found !== undefined && found.tenant.groups === groups && found.tenant.locations === locations) return found
  const made = compile({ policies, groups, locations })
  known.set(policies, made)
  return made
}

function compile(tenant: Compiled['tenant']): Compiled {
  const { policies, locations } = tenant
  const n = policies.length
  const [members, guests, everywhere] = [new Int32Array(2 * n), new Int32Array(2 * n), new Int32Array(2 * n)]
  const byAccount = new Map<string, number[]>()
  const byGroup = new Map<string, number[]>()
  const byRole = new Map<string, number[]>()
  const byPlace = new Map<string, number[]>()
  const slots = { block: 0, location: 0, mfa: 0 }

  const markPeople = (set: PeopleSet, cell: number): number => {
    if (set.all) members[cell] = 1
    if (set.all || set.guests) guests[cell] = set.all ? 1 : 2
    let entry = 2
    for (const id of set.accountIds) mark(byAccount, id, cell, ++entry)
    for (const id of set.groupIds) mark(byGroup, id, cell, ++entry)
    for (const key of set.roles) mark(byRole, key, cell, ++entry)
    return entry
  }
  const markPlaces = (set: LocationSet, cell: number): number => {
    if (set === 'any') everywhere[cell] = 1
    let entry = 1
    for (const id of placesIn(set, locations)) mark(byPlace, id, cell, ++entry)
    return entry
  }

  const rules = policies.map((policy, i): Rule => {
    const topic = topicOf(policy)
    const isInForce = policy.state === 'on'
    const includedBy = settled.someone
    const excludedBy = includedBy + markPeople(policy.users.include, i) + 1
    const placeIncludedBy = excludedBy + markPeople(policy.users.exclude, n + i) + 1
    const placeExcludedBy = placeIncludedBy + markPlaces(policy.locations?.include ?? 'any', i) + 1
    markPlaces(policy.locations?.exclude ?? [], n + i)
    return {
      policy,
      index: i,
      topic,
      slot: slots[topic]++,
      isInForce,
      hasPlaces: policy.locations !== null,
      placeIfUnknown: placeIfUnknown(policy, locations),
      parts: [],
      includedBy,
      excludedBy,
      placeIncludedBy,
      placeExcludedBy,
    }
  })
  const inForce = (topic: Topic) => rules.filter((rule) => rule.isInForce && rule.topic === topic)
  return {
    tenant,
    rules,
    inForce: { block: inForce('block'), location: inForce('location'), mfa: inForce('mfa') },
    asksForStrength: inForce('mfa').some(({ policy }) => asksMore(policy)),
    members,
    guests,
    everywhere,
    people: new Int32Array(2 * n),
    whose: null,
    byPlaces: new Map(),
    where: { places: null, marks: everywhere },
    including: { block: nobodyYet(rules), location: nobodyYet(rules), mfa: nobodyYet(rules) },
    byAccount,
    byGroup,
    byRole,
    byPlace,
    byApp: new Map(),
  }
}

function nobodyYet(rules: readonly Rule[]): Including {
  return { rules: rules.slice(), byPerson: rules.map(() => null), count: 0 }
}

function mark(by: Map<string, number[]>, name: string, cell: number, entry: number): void {
  const marks = by.get(name)
  if (marks === undefined) by.set(name, [cell, entry])
  else marks.push(cell, entry)
}

function topicOf(policy: Policy): Topic {
  if (policy.grant === 'mfa') return 'mfa'
  return policy.locations === null ? 'block' : 'location'
}
