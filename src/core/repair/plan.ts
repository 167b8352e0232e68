import { applyAll, applyChange, type ChangeFacts, factsOf } from '../changes/apply.ts'
import type { Change } from '../changes/change.ts'
import { isGrant } from '../changes/may-do.ts'
import { type Decision, decide } from '../decide.ts'
import type { Gate } from '../gate.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Cost } from './cost.ts'
import { keyOf, nameFor } from './order.ts'
import type { Found } from './search.ts'

/** A step of a plan: a change and all there is to tell of it, seen from the snapshot the steps before it leave. */
export type PlanStep = ChangeFacts

/**
 * What is to be thought of before a plan is carried out.
 * `weakens` an exception or more · `control_off` a control off for many · `identity_proof` hands access over: be sure who asks ·
 * `irreversible` · `money` · `deliberate` undoes what somebody did for a reason · `oneself` grants to the one who asks.
 */
export type Warning = 'weakens' | 'control_off' | 'identity_proof' | 'irreversible' | 'money' | 'deliberate' | 'oneself'

export type Proof = {
  /** For each step, in their order: the gates that still stop when all the others are done and this one is not. */
  readonly without: readonly { readonly step: number; readonly stillStops: readonly string[] }[]
  /** Sets of steps decided on while the plans were sought. */
  readonly explored: number
  /** Whether no cheaper plan exists among the known changes, or the search ended at its limit. */
  readonly optimal: boolean
}

export type Plan = {
  /** The same for the same steps, wherever and whenever they are found. */
  readonly id: string
  /**
   * `least` costs least · `trade` costs less in weakening, role or waiting · `root` corrects what went wrong where it went wrong ·
   * `forgotten` is for who does not know the password that another plan has them type · `by_mail` is for who is not there to be handed one.
   */
  readonly why: 'least' | 'trade' | 'root' | 'forgotten' | 'by_mail'
  readonly steps: readonly PlanStep[]
  readonly cost: Cost
  /** The decision after the steps; admits. */
  readonly after: Decision
  readonly proof: Proof
  readonly warn: readonly Warning[]
  /** Whether one press may carry it out: no control goes off for many, and nobody grants to themselves. */
  readonly mayPress: boolean
}

export type Told = Pick<Plan, 'why'> & Pick<Proof, 'explored' | 'optimal'> & { readonly actorId: string | null }

/** The plan with its proof: decided after all the steps, and after all but each. */
export function planFor(s: Snapshot, { changes, cost }: Found, gates: readonly Gate[], told: Told): Plan {
  let state = s
  const steps: PlanStep[] = []
  const warn = new Set<Warning>()
  for (const change of changes) {
    const step = factsOf(change, state)
    steps.push(step)
    for (const warning of warningsOf(step, state, told.actorId)) warn.add(warning)
    state = applyChange(state, change)
  }
  return {
    id: nameFor(changes.map(keyOf).join('\n')),
    why: told.why,
    steps,
    cost,
    after: decide(state, gates),
    proof: {
      without: changes.map((_, step) => ({ step, stillStops: stillStops(s, changes, step, gates) })),
      explored: told.explored,
      optimal: told.optimal,
    },
    warn: [...warn],
    mayPress: !warn.has('control_off') && !warn.has('oneself'),
  }
}

function stillStops(s: Snapshot, changes: readonly Change[], step: number, gates: readonly Gate[]): string[] {
  const { trace } = decide(applyAll(s, changes.toSpliced(step, 1)), gates)
  return gates.flatMap(({ id }, i) => {
    const is = trace[i]?.is
    return is === 'pass' || is === 'not_applicable' ? [] : [id]
  })
}

function warningsOf(step: PlanStep, s: Snapshot, actorId: string | null): Warning[] {
  const { change } = step
  const warnings: Warning[] = []
  if (step.weakens > 0) warnings.push('weakens')
  if (step.weakens === 3) warnings.push('control_off')
  if (handsOver(change)) warnings.push('identity_proof')
  if (!step.isReversible && step.by !== 'self') warnings.push('irreversible')
  if (change.do === 'put_product' || change.do === 'renew_product') warnings.push('money')
  if (isDeliberate(change, s)) warnings.push('deliberate')
  if (actorId !== null && 'accountId' in change && change.accountId === actorId && isGrant(change))
    warnings.push('oneself')
  return warnings
}

/** What an impostor would ask for: making it work for this caller is exactly what they want. */
function handsOver(change: Change): boolean {
  switch (change.do) {
    case 'issue_temporary_password':
    case 'remove_methods':
    case 'remove_method':
    case 'issue_temporary_pass':
    case 'unblock_second_factor':
    case 'add_location_range':
      return true
    case 'set_mfa_state':
      return change.state === 'disabled'
    default:
      return false
  }
}

/** Somebody wrote down why a policy is there, or is at work on an instance. */
function isDeliberate(change: Change, s: Snapshot): boolean {
  if ('policyId' in change) return Boolean(s.tenant.policies.find(({ id }) => id === change.policyId)?.note)
  return change.do === 'set_instance_state' && s.instance?.state === 'maintenance'
}
