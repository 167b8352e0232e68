import { type Decision, decide, type Outcome, outcomeOf } from './decide.ts'
import type { Gate, Reason } from './gate.ts'
import { gates } from './gates/index.ts'
import type { Snapshot, TenantPart } from './snapshot.ts'

/** One person and one app, before and after. */
export type Affected = {
  readonly accountId: string
  readonly name: string
  readonly signInName: string
  readonly appId: string
  readonly app: string
  readonly before: Outcome
  readonly after: Outcome
  /** What is said of it: the title of the reason that names the outcome after, or null where they are let in. */
  readonly because: string | null
}

/** How many, and who: names up to a limit, the number always whole. */
export type Group = { readonly count: number; readonly people: readonly Affected[] }

export type Impact = {
  /** Attempts looked at. */
  readonly looked: number
  /** Refused or unclear before, let in or asked for something they can give after. */
  readonly gains: Group
  /** Let in or asked before, refused after. */
  readonly loses: Group
  /** Let in before, asked for something after. */
  readonly newlyChallenged: Group
  /** Asked before, let in after. */
  readonly noLongerChallenged: Group
  /** Clear before, and after it hangs on a fact that nobody knows. */
  readonly newlyUnknown: Group
  /** Products whose used seats change, in the order of their ids. */
  readonly seats: readonly {
    readonly productId: string
    readonly name: string
    readonly before: number
    readonly after: number
    readonly of: number
  }[]
}

type Kind = 'gains' | 'loses' | 'newlyChallenged' | 'noLongerChallenged' | 'newlyUnknown'

/** Names kept of each kind when nothing else is asked. */
const manyNames = 100

/**
 * Who gains, loses or is newly asked for something when the tenant goes from `before` to `after`, by name and number (X5).
 * Each of `people` is one attempt in both; nothing is kept of those for whom nothing changes.
 */
export function impact(
  before: TenantPart,
  after: TenantPart,
  people: Iterable<{ readonly before: Snapshot; readonly after: Snapshot }>,
  { names = manyNames, list = gates }: { readonly names?: number; readonly list?: readonly Gate[] } = {},
): Impact {
  const groups = new Map<Kind, { count: number; readonly people: Affected[] }>()
  const of = (kind: Kind) => {
    let group = groups.get(kind)
    if (group === undefined) {
      group = { count: 0, people: [] }
      groups.set(kind, group)
    }
    return group
  }
  let looked = 0
  for (const pair of people) {
    looked++
    const [was, is] = [comesTo(pair.before, list), comesTo(pair.after, list)]
    const kind = kindOf(was, is)
    if (kind === null) continue
    const group = of(kind)
    group.count++
    if (group.people.length < names) group.people.push(affected(pair.after, was, is, reasonOf(pair.after, is, list)))
  }
  return {
    looked,
    gains: of('gains'),
    loses: of('loses'),
    newlyChallenged: of('newlyChallenged'),
    noLongerChallenged: of('noLongerChallenged'),
    newlyUnknown: of('newlyUnknown'),
    seats: seatsMoved(before, after),
  }
}

/** What an attempt comes to once the person has done what they are asked for: a refusal that stands behind a challenge is one. */
export function comesTo(s: Snapshot, list: readonly Gate[] = gates): Outcome {
  const outcome = outcomeOf(s, list)
  if (outcome !== 'challenge') return outcome
  const { trace } = decide(s, list)
  if (refusing(trace, list) !== null) return 'refuse'
  return trace.some(({ is }) => is === 'unknown') ? 'unknown' : 'challenge'
}

/** The first reason of a trace that is a refusal, whatever is asked for before it. */
function refusing(trace: Decision['trace'], list: readonly Gate[]): Reason | null {
  for (const [at, answer] of trace.entries()) {
    const reason = answer.is === 'stop' ? list[at]?.reasons[answer.reason] : undefined
    if (reason?.effect === 'refuse') return reason
  }
  return null
}

/** What names the outcome. */
function reasonOf(s: Snapshot, is: Outcome, list: readonly Gate[]): Reason | null {
  const { because, trace } = decide(s, list)
  return is === 'refuse' ? refusing(trace, list) : because
}

function kindOf(was: Outcome, is: Outcome): Kind | null {
  if (was === is) return null
  if (is === 'unknown') return 'newlyUnknown'
  if (is === 'refuse') return was === 'unknown' ? null : 'loses'
  if (was === 'refuse' || was === 'unknown') return 'gains'
  return is === 'challenge' ? 'newlyChallenged' : 'noLongerChallenged'
}

function affected(s: Snapshot, before: Outcome, after: Outcome, because: Reason | null): Affected {
  return {
    accountId: s.account?.id ?? '',
    name: s.account?.displayName ?? '',
    signInName: s.account?.signInName ?? s.attempt.signInName ?? '',
    appId: s.attempt.appId,
    app: s.app?.name ?? s.attempt.appId,
    before,
    after,
    because: because?.title ?? null,
  }
}

function seatsMoved(before: TenantPart, after: TenantPart): Impact['seats'] {
  return Object.keys({ ...before.products, ...after.products })
    .sort()
    .flatMap((productId) => {
      const [was, is] = [before.products[productId], after.products[productId]]
      if (was?.seatsUsed === is?.seatsUsed) return []
      const name = is?.name ?? was?.name ?? productId
      return [{ productId, name, before: was?.seatsUsed ?? 0, after: is?.seatsUsed ?? 0, of: is?.seats ?? 0 }]
    })
}

/** Somebody who could repair the rest. */
export type Administrator = { readonly accountId: string; readonly name: string; readonly isEmergency: boolean }

/**
 * Global Administrators who can sign in, each once, in the order of ids. Each snapshot is one attempt at the console; one
 * person may make several, from several places, and one that is let in, or asked for what the person can give, is enough.
 */
export function administratorsLeft(
  snapshots: Iterable<Snapshot>,
  list: readonly Gate[] = gates,
): readonly Administrator[] {
  const left = new Map<string, Administrator>()
  for (const s of snapshots) {
    const { account } = s
    if (account === null || !account.roles.includes('global-admin') || left.has(account.id)) continue
    const outcome = outcomeOf(s, list)
    // A challenge is something an administrator meets alone: a code, a new password. A fact nobody knows may turn out badly.
    if (outcome !== 'admit' && outcome !== 'challenge') continue
    left.set(account.id, { accountId: account.id, name: account.displayName, isEmergency: account.isEmergency })
  }
  return [...left.values()].sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
}

export type Lockout = {
  /** Whether the change must not be saved (X12, SEC-32). */
  readonly isRefused: boolean
  readonly left: readonly Administrator[]
  /** Those who could sign in before and cannot after. */
  readonly lost: readonly Administrator[]
}

/** The last ways in for administrators that may not be closed. */
export const lastWays = 2

/**
 * Whether a change would close one of the last two ways in for administrators: fewer than two could sign in after it, and
 * fewer than before it. A tenant that had fewer all along is not kept from changes that take nobody away.
 */
export function lockoutOf(
  before: Iterable<Snapshot>,
  after: Iterable<Snapshot>,
  list: readonly Gate[] = gates,
): Lockout {
  const was = administratorsLeft(before, list)
  const left = administratorsLeft(after, list)
  const lost = was.filter(({ accountId }) => !left.some((other) => other.accountId === accountId))
  return { isRefused: closesLastWays(was, left), left, lost }
}

/** Whether too few are left of those who could sign in, of all or of the emergency accounts among them. */
export function closesLastWays(was: readonly Administrator[], left: readonly Administrator[]): boolean {
  const isFewer = (a: readonly Administrator[], b: readonly Administrator[]) => b.length < Math.min(lastWays, a.length)
  const emergency = (list: readonly Administrator[]) => list.filter(({ isEmergency }) => isEmergency)
  return isFewer(was, left) || isFewer(emergency(was), emergency(left))
}
