import type { ChangeKind } from '../changes/change.ts'
import { bare, type Level } from '../explain/project.ts'
import type { Plan } from './plan.ts'
import type { Repair } from './repair.ts'

/** What people do by themselves at sign-in, and whose names tell nothing of how the organisation is set up. */
const selfService: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'retype_password',
  'prove_second_factor',
  'register_method',
  'change_password',
  'accept_invitation',
  'reset_own_password',
  'follow_reset_link',
  'consent',
])

/** The repair with only what the viewer may see: below the help desk only what a person does alone (explain.md §4 rule 7). */
export function projectRepair(repair: Repair, level: Level): Repair {
  if (level !== 'self') return repair
  const plans = repair.plans.filter((plan) => plan.steps.every((step) => selfService.has(step.change.do))).map(ownPlan)
  const needsHelp = plans.length === 0 && (repair.plans.length > 0 || repair.advice.length > 0)
  const advice = needsHelp ? [{ gate: '', code: null, title: 'An administrator has to help with this' }] : []
  return { plans, complete: repair.complete, advice }
}

/** Without the decision's evidence and the proof, which name what the person may not see. */
function ownPlan(plan: Plan): Plan {
  return {
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, sideEffects: [] })),
    after: { ...plan.after, trace: plan.after.trace.map(bare) },
    proof: { ...plan.proof, without: [] },
  }
}
