import type { Outcome, Step } from '../decide.ts'
import type { CauseGate, Effect, Gate, Reason, Stop } from '../gate.ts'
import { causes, gates } from '../gates/index.ts'
import type { Snapshot } from '../snapshot.ts'
import { reading } from './reading.ts'
import { render, sentence } from './words.ts'

/** A gate's answer with all there is to show for it. */
export type ExplainedStep = {
  readonly gate: string
  readonly question: string
  readonly answer: Step
  /** The reason it stopped for; null when it did not. */
  readonly reason: Reason | null
  /** The administrator's sentence; null when it did not stop. */
  readonly says: string | null
  /** Paths of the snapshot that it read. */
  readonly reads: readonly string[]
}

/** Why a gate stopped: what could have let the person through and did not. */
export type Cause = {
  readonly gate: string
  readonly question: string
  readonly explains: string
  readonly answer: Stop
  readonly reason: Reason
  readonly says: string
  /** Whether it is why the gate stopped, or why the person does not get further alone. */
  readonly stands: 'why' | 'beside'
}

/** One thing in the way: the gate that stopped, and the causes that go deepest. */
export type Finding = {
  readonly gate: string
  readonly code: string
  /** The code of the deepest cause, or the gate's own. */
  readonly root: string
  readonly effect: Effect
  readonly title: string
  /** `Alice has no licence for CRM, because …` */
  readonly says: string
  /** What the person read of it, `{ref}` in place of their reference number; null where they are not told. */
  readonly tells: string | null
  readonly causes: readonly Cause[]
}

export type Explanation = {
  /** What the sign-in would come to now, by the order of the list. */
  readonly outcome: Outcome
  /** What it comes to when the person does all they can: refuse before challenge before unknown. */
  readonly standing: Outcome
  readonly headline: string
  /** Everything in the way, the most important first. */
  readonly findings: readonly Finding[]
  readonly steps: readonly ExplainedStep[]
}

/** All reasons at once, each with its evidence and root; the very gates that decide, read through a watching proxy. */
export function explain(s: Snapshot, list: readonly Gate[] = gates, roots: readonly CauseGate[] = causes): Explanation {
  const steps = list.map((gate): ExplainedStep => {
    const { snapshot, reads } = reading(s)
    const answer = ask(gate, s, snapshot)
    const reason = answer.is === 'stop' ? (gate.reasons[answer.reason] as Reason) : null
    return {
      gate: gate.id,
      question: gate.question,
      answer,
      reason,
      says: reason === null || answer.is !== 'stop' ? null : sentence(render(reason.explain, answer.args, s)),
      reads: [...reads()].sort(),
    }
  })
  const findings = rank(
    steps.flatMap((step) =>
      step.answer.is === 'stop' && step.reason !== null ? [finding(step, step.reason, s, roots)] : [],
    ),
  )
  const first = steps.find((step) => step.answer.is !== 'pass' && step.answer.is !== 'not_applicable')
  const outcome: Outcome = first === undefined ? 'admit' : (first.reason?.effect ?? 'unknown')
  const standing: Outcome = first === undefined ? 'admit' : (findings[0]?.effect ?? 'unknown')
  return { outcome, standing, headline: headline(s, standing, findings, steps), findings, steps }
}

function ask(gate: Gate, s: Snapshot, watched: Snapshot): Step {
  for (const need of gate.needs) if (s[need] === null) return { is: 'skipped', needs: need }
  return gate.check(watched)
}

function finding(step: ExplainedStep, reason: Reason, s: Snapshot, roots: readonly CauseGate[]): Finding {
  const found = roots
    .filter((cause) => cause.explains.includes(step.gate) && cause.needs.every((need) => s[need] !== null))
    .flatMap((cause) =>
      cause.check(s, step.gate).flatMap((answer): Cause[] => {
        if (answer.is !== 'stop') return []
        const why = cause.reasons[answer.reason] as Reason
        return [
          {
            gate: cause.id,
            question: cause.question,
            explains: step.gate,
            answer,
            reason: why,
            says: render(why.explain, answer.args, s),
            stands: cause.stands ?? 'why',
          },
        ]
      }),
    )
    .sort((a, b) => closeness(a) - closeness(b))
  const [direct, beside] = [
    found.filter(({ stands }) => stands === 'why'),
    found.filter(({ stands }) => stands === 'beside'),
  ]
  const [root] = direct
  const own = (step.says as string).replace(/\.$/, '')
  return {
    gate: step.gate,
    code: reason.code,
    root: root?.reason.code ?? reason.code,
    effect: reason.effect,
    title: reason.title,
    says: [root === undefined ? own : `${own}, because ${root.says}`, ...beside.map(({ says }) => says)]
      .map(sentence)
      .join(' '),
    tells:
      reason.disclose === 'never' ? null : render(reason.tell, step.answer.is === 'stop' ? step.answer.args : {}, s),
    causes: [...direct, ...beside],
  }
}

/** A licence that failed on its way comes before a rule missed by a letter, this before a group nobody put them in, this before a far rule. */
function closeness(cause: Cause): number {
  if (cause.gate === 'group-licence-error') return 0
  if (cause.reason.code === 'GRP-RULE') return 1
  if (cause.gate === 'group-static') return 2
  return 3
}

/** Refusals before challenges; then a root that explains several gates; then the order of the list. */
function rank(findings: readonly Finding[]): readonly Finding[] {
  const shared = (one: Finding) =>
    findings.filter((other) => other.root === one.root && text(other) === text(one)).length
  return findings
    .map((one, i) => ({ one, i, shared: rootOf(one) === undefined ? 1 : shared(one) }))
    .sort(
      (a, b) =>
        Number(a.one.effect === 'challenge') - Number(b.one.effect === 'challenge') || b.shared - a.shared || a.i - b.i,
    )
    .map(({ one }) => one)
}

const text = (finding: Finding) => rootOf(finding)?.says ?? finding.gate

/** The deepest cause of a finding; undefined where the gate says all there is. */
const rootOf = ({ causes }: Finding): Cause | undefined => causes.find(({ stands }) => stands === 'why')

function headline(
  s: Snapshot,
  standing: Outcome,
  findings: readonly Finding[],
  steps: readonly ExplainedStep[],
): string {
  const [first, ...more] = findings
  if (first !== undefined)
    return more.length === 0
      ? first.says
      : `${first.says} ${more.length === 1 ? 'One more thing is' : `${more.length} more things are`} in the way.`
  if (standing === 'admit') return render('Nothing is in the way: {person} can sign in to {app}.', {}, s)
  const unknown = steps.find((step) => step.answer.is === 'unknown' || step.answer.is === 'skipped')
  return render(
    `It cannot be told whether {person} can sign in to {app}: ${unknown?.answer.is === 'skipped' ? `nothing is known of the ${unknown.answer.needs}` : 'something is not known'} (${unknown?.question}).`,
    {},
    s,
  )
}
