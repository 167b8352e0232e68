import type { With } from '../gate.ts'
import type { Account, Policy, TenantPart } from '../snapshot.ts'
import { placeHolds, placeIfUnknown } from './place.ts'
import { type Compiled, compiled, type Topic } from './compile.ts'
import { marksOfPeople } from './match.ts'

type Attempted = With<'account' | 'app'>
/** A set of policies: the bit of each in words of 32. */
type Bits = Int32Array

/** Those whose places hold an address for certain, and those whose places may. */
type Where = { readonly holds: Bits; readonly mayHold: Bits }

/** The policies of a tenant as sets: those in force on each topic, and those for the people, app and places asked about last. */
type Sets = {
  readonly c: Compiled
  readonly inForce: Readonly<Record<Topic, Bits>>
  readonly people: Bits
  whose: Account | null
  readonly byApp: Map<string, Bits>
  readonly byPlaces: Map<string, Where>
  app: { readonly id: string; readonly bits: Bits }
  where: { readonly places: readonly string[] | null | undefined; readonly sets: Where }
}

const known = new WeakMap<Compiled, Sets>()
let last: { readonly tenant: TenantPart | null; readonly sets: Sets | null } = { tenant: null, sets: null }

/**
 * Whether any policy of the topic that is on applies to the attempt, or none but some may for all we know: what
 * `matchPolicies` counts, for those who need not know which and why.
 */
export function anyPolicy(
  { tenant, account, app, attempt }: Attempted,
  topic: Topic,
): 'applies' | 'cannot_tell' | 'none' {
  const sets = setsOf(tenant)
  const inForce = sets.inForce[topic]
  const people = peopleIn(sets, account)
  let perhaps = 0
  for (let w = 0; w < inForce.length; w++) {
    const theirs = inForce[w]! & people[w]!
    if (theirs === 0) continue
    const forApp = theirs & appIn(sets, app.id)[w]!
    if (forApp === 0) continue
    const where = whereIn(sets, attempt.network.locationIds)
    if ((forApp & where.holds[w]!) !== 0) return 'applies'
    perhaps |= forApp & where.mayHold[w]!
  }
  return perhaps === 0 ? 'none' : 'cannot_tell'
}

function setsOf(tenant: TenantPart): Sets {
  if (last.tenant === tenant && last.sets !== null) return last.sets
  const c = compiled(tenant)
  let sets = known.get(c)
  if (sets === undefined) {
    const none = bitsOf(c, () => false)
    const inForce = (topic: Topic) => bitsOf(c, (_, i) => c.inForce[topic].includes(c.rules[i]!))
    sets = {
      c,
      inForce: { block: inForce('block'), location: inForce('location'), mfa: inForce('mfa') },
      people: bitsOf(c, () => false),
      whose: null,
      byApp: new Map(),
      byPlaces: new Map(),
      app: { id: '', bits: none },
      where: { places: undefined, sets: { holds: none, mayHold: none } },
    }
    known.set(c, sets)
  }
  last = { tenant, sets }
  return sets
}

function bitsOf({ rules }: Compiled, isIn: (policy: Policy, i: number) => boolean): Bits {
  const bits = new Int32Array((rules.length + 31) >>> 5)
  for (const { policy, index } of rules) if (isIn(policy, index)) bits[index >>> 5]! |= 1 << (index & 31)
  return bits
}

/** Those that include the account and do not exclude it. */
function peopleIn(sets: Sets, account: Account): Bits {
  const { c, people } = sets
  if (sets.whose === account) return people
  const marks = marksOfPeople(c, account)
  const n = c.rules.length
  people.fill(0)
  for (let i = 0; i < n; i++) if (marks[i] !== 0 && marks[n + i] === 0) people[i >>> 5]! |= 1 << (i & 31)
  sets.whose = account
  return people
}

function appIn(sets: Sets, id: string): Bits {
  if (sets.app.id === id) return sets.app.bits
  let bits = sets.byApp.get(id)
  if (bits === undefined) {
    bits = bitsOf(
      sets.c,
      ({ apps: { include, exclude } }) => (include === 'all' || include.includes(id)) && !exclude.includes(id),
    )
    sets.byApp.set(id, bits)
  }
  sets.app = { id, bits }
  return bits
}

function whereIn(sets: Sets, places: readonly string[] | null): Where {
  if (sets.where.places === places) return sets.where.sets
  const key = places === null ? '?' : places.length === 1 ? places[0]! : places.join()
  let where = sets.byPlaces.get(key)
  if (where === undefined) {
    const { locations } = sets.c.tenant
    const holds = (policy: Policy) =>
      places === null ? placeIfUnknown(policy, locations) : placeHolds(policy, places, locations)
    where = {
      holds: bitsOf(sets.c, (policy) => holds(policy) === 'yes'),
      mayHold: bitsOf(sets.c, (policy) => holds(policy) === 'unknown'),
    }
    // As in `match.ts`: whoever asks about sets of places without end does not fill the memory.
    if (sets.byPlaces.size >= 1_000) sets.byPlaces.clear()
    sets.byPlaces.set(key, where)
  }
  sets.where = { places, sets: where }
  return where
}
