import { ruleOf } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { waitingUntil } from '../changes/waiting.ts'
import type { Decision } from '../decide.ts'
import type { CauseGate, Evidence, Gate, Reason, Stop, With } from '../gate.ts'
import { mayProve, maySetUp } from '../methods/allowed.ts'
import { policiesInForce } from '../policy/match.ts'
import { placeAllowedBy } from '../policy/place.ts'
import type { Account, Policy, Snapshot, TenantPart } from '../snapshot.ts'

/** A gate in the way and every change that is known to help with it, the most natural first. */
export type Conflict = { readonly gate: Gate; readonly place: number; readonly changes: readonly Change[] }

/** The gates that do not let through, and what could be done about each, from their own remedies and their causes'. */
export function conflictsOf(
  s: Snapshot,
  { trace }: Decision,
  gates: readonly Gate[],
  causes: readonly CauseGate[],
): readonly Conflict[] {
  const conflicts: Conflict[] = []
  gates.forEach((gate, place) => {
    const answer = trace[place]
    if (answer?.is !== 'stop' && answer?.is !== 'unknown') return
    const known =
      answer.is === 'stop'
        ? [...fromCauses(s, gate.id, causes, 'why'), ...answer.remedies, ...fromCauses(s, gate.id, causes, 'beside')]
        : answer.evidence.flatMap((read) => settling(s, read))
    conflicts.push({ gate, place, changes: firstly(s, known).filter(isAllowed, s) })
  })
  return conflicts
}

/** What has to come first: nobody types a password who has none, or a code while none is taken. */
function firstly({ account, now }: Snapshot, changes: readonly Change[]): readonly Change[] {
  if (account === null) return changes
  const has = (kind: Change['do']) => changes.some((change) => change.do === kind)
  const before: Change[] = []
  if (account.passwordSetAt === null && has('retype_password'))
    before.push({ do: 'issue_temporary_password', accountId: account.id })
  const pausedUntil = account.secondFactorPausedUntil ?? 0
  if (pausedUntil > now && has('prove_second_factor'))
    before.push({ do: 'unblock_second_factor', accountId: account.id }, ...waitingUntil(pausedUntil, now))
  return before.length === 0 ? changes : [...changes, ...before]
}

/** An emergency account is never touched by a repair; what its holder does is another matter. */
function isAllowed(this: Snapshot, change: Change): boolean {
  if (this.account?.isEmergency !== true) return true
  const { by } = ruleOf(change)
  return by === 'self' || by === 'wait' || !('accountId' in change) || change.accountId !== this.account.id
}

function fromCauses(s: Snapshot, stopped: string, causes: readonly CauseGate[], standing: 'why' | 'beside'): Change[] {
  const found: { readonly stop: Stop; readonly rank: number }[] = []
  for (const cause of causes) {
    if (!cause.explains.includes(stopped) || (cause.stands ?? 'why') !== standing) continue
    if (cause.needs.some((need) => s[need] === null)) continue
    for (const stop of cause.check(s, stopped))
      if (stop.is === 'stop') found.push({ stop, rank: closeness(cause, cause.reasons[stop.reason]) })
  }
  found.sort((a, b) => a.rank - b.rank)
  return found.flatMap(({ stop }) => stop.remedies)
}

/** A licence that failed on its way is closest, then a rule missed by a letter, then a group nobody put them in. */
function closeness(cause: CauseGate, reason: Reason | undefined): number {
  if (cause.id === 'group-licence-error') return 0
  if (reason?.code === 'GRP-RULE') return 1
  return cause.id === 'group-static' ? 2 : 3
}

/** What the person can do so that a fact nobody knows becomes known, by where the fact stands in the snapshot. */
function settling(s: Snapshot, { at }: Evidence): Change[] {
  switch (at) {
    case 'proof.credential':
      return [{ do: 'retype_password' }]
    case 'proof.secondFactor':
      return [{ do: 'prove_second_factor' }]
    case 'account.methods':
      return s.account === null ? [] : setUps(s.account, s.tenant)
    case 'proof.methods':
      return s.account === null ? [] : strongestWay(s.account, s.tenant)
    case 'attempt.network.locationIds':
      return places(s)
    default:
      return []
  }
}

/** What they may set up, the first that is offered. */
const setUps = (account: Account, tenant: TenantPart): Change[] =>
  maySetUp(account, tenant)
    .slice(0, 1)
    .map((kind) => ({ do: 'register_method', accountId: account.id, kind }))

/** The strongest proof there is: by the passkey they have, or one that they set up. */
function strongestWay(account: Account, tenant: TenantPart): Change[] {
  if (!mayProve('passkey', account, tenant)) return []
  const { id, methods } = account
  const hasOne = methods.some(({ kind, isUsable }) => kind === 'passkey' && isUsable)
  return [
    hasOne ? { do: 'prove_second_factor', by: 'passkey' } : { do: 'register_method', accountId: id, kind: 'passkey' },
  ]
}

/** Where no policy that looks at the place blocks, and where none of them asks for more either. */
function places(s: Snapshot): Change[] {
  if (s.account === null || s.app === null) return []
  const attempted = s as With<'account' | 'app'>
  const blocking = placed(attempted, 'block')
  const asking = placed(attempted, 'mfa')
  const allowed = [
    placeAllowedBy(blocking, s.tenant.locations),
    placeAllowedBy([...blocking, ...asking], s.tenant.locations),
  ]
  return allowed.flatMap((locationIds): Change[] =>
    locationIds === null ? [] : [{ do: 'sign_in_from', ip: null, locationIds }],
  )
}

function placed(s: With<'account' | 'app'>, grant: Policy['grant']): readonly Policy[] {
  return policiesInForce(s, grant).flatMap(({ policy }) => (policy.locations === null ? [] : [policy]))
}
