import type { Explained } from '../../app/explain-for.ts'
import { moment } from '../../core/changes/names.ts'
import { roleName } from '../../core/changes/roles.ts'
import type { ExplainedStep, Finding } from '../../core/explain/explain.ts'
import type { Evidence } from '../../core/gate.ts'
import type { Plan, PlanStep } from '../../core/repair/plan.ts'
import { harmless, type Terminal, wrapped } from './terminal.ts'

/** Writes an explanation for reading: the headline, everything in the way, what was fine, and the ways in. */
export function showExplained(terminal: Terminal, explained: Explained): void {
  const { explanation, repair } = explained
  showHeadline(terminal, explained)
  if (explanation.findings.length > 0) terminal.out(`\n${terminal.paint.bold('In the way')}`)
  explanation.findings.forEach((finding, i) => showFinding(terminal, explained, finding, i + 1))
  showRest(terminal, explanation.steps)
  for (const plan of repair.plans) showPlan(terminal, plan, explanation.steps)
  if (repair.plans.length === 0 && explanation.standing !== 'admit') {
    terminal.out(`\n${terminal.paint.bold('No repair is known')}`)
    for (const { code, title } of repair.advice)
      terminal.out(wrapped(`${code ?? ''} ${title}`, terminal.width, '  - ', 4))
  }
  if (!repair.complete) terminal.out(wrapped('There may be more ways: the search was broken off.', terminal.width))
}

/** Writes who is asked about and what it comes to. */
export function showHeadline(
  { out, width, paint }: Terminal,
  { person, app, instance, explanation, signIn }: Explained,
): void {
  const who =
    person.displayName === null ? (person.signInName ?? 'nobody') : `${person.displayName} (${person.signInName})`
  out(paint.dim(wrapped(`${who} · ${app.name ?? app.id}${instance === null ? '' : ` · ${instance.name}`}`, width)))
  if (signIn !== null)
    out(
      paint.dim(
        wrapped(
          `The sign-in of ${moment(signIn.at)}, reference ${signIn.reference}, was ${outcomes[signIn.outcome]}. Asked again now:`,
          width,
        ),
      ),
    )
  const ink = { admit: paint.good, challenge: paint.ask, refuse: paint.bad, unknown: paint.ask }[explanation.standing]
  out(paint.bold(ink(wrapped(explanation.headline, width))))
}

const outcomes = {
  admit: 'let in',
  challenge: 'asked for something',
  refuse: 'refused',
  unknown: 'not decided',
} as const

function showFinding(
  { out, width, paint }: Terminal,
  { explanation, repair }: Explained,
  finding: Finding,
  number: number,
): void {
  const step = explanation.steps.find(({ gate }) => gate === finding.gate)
  out(
    wrapped(
      `${number}. ${finding.code} ${finding.title}${finding.effect === 'challenge' ? ' (the person can do this)' : ''}`,
      width,
      '',
      3,
    ),
  )
  if (finding.says !== explanation.headline) out(wrapped(finding.says, width, '   '))
  for (const evidence of step !== undefined && 'evidence' in step.answer ? step.answer.evidence : [])
    out(paint.dim(wrapped(said(evidence), width, '   · ', 5)))
  finding.causes.forEach((cause, i) =>
    out(
      wrapped(
        `${i === 0 && cause.stands === 'why' ? 'Root' : 'Also'}: ${cause.reason.code}: ${cause.says}`,
        width,
        '   ',
        5,
      ),
    ),
  )
  const fixers = whoFixes(finding.gate, repair.plans)
  if (fixers.length > 0) out(wrapped(`Who can help: ${fixers.join('; ')}`, width, '   ', 5))
}

/** Steps of the plans without which this gate would still stop, by who may do them. */
function whoFixes(gate: string, plans: readonly Plan[]): readonly string[] {
  const fixes = plans.flatMap(({ steps, proof }) =>
    steps
      .filter((_, i) => proof.without.some(({ step, stillStops }) => step === i && stillStops.includes(gate)))
      .map((step) => `${doer(step)}: ${step.title}`),
  )
  return [...new Set(fixes)]
}

function doer({ role, by }: PlanStep): string {
  return by === 'self' ? 'the person' : by === 'wait' ? 'time' : roleName(role)
}

function said({ at, found, wanted }: Evidence): string {
  return `${at} is ${value(found)}, wanted ${value(wanted)}`
}

function value(of: unknown): string {
  if (typeof of === 'string') return of === '' ? 'empty' : of
  if (of === null || of === undefined) return 'nothing'
  const text = Array.isArray(of)
    ? of.length === 0
      ? 'none'
      : of.map(value).join(', ')
    : typeof of === 'object'
      ? JSON.stringify(of)
      : String(of)
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

function showRest({ out, width, paint }: Terminal, steps: readonly ExplainedStep[]): void {
  const of = (...is: readonly string[]) => steps.filter(({ answer }) => is.includes(answer.is))
  const fine = of('pass')
  const open = of('unknown', 'skipped')
  const names = fine.map(({ gate }) => gate).join(', ')
  if (fine.length > 0)
    out(`\n${paint.good('Fine')} ${oneLine(`${fine.length} of ${steps.length} checks: ${names}`, width - 5)}`)
  for (const { gate, answer } of open)
    out(wrapped(`${gate}: ${answer.is === 'skipped' ? `there is no ${answer.needs}` : 'not known'}`, width, 'Open ', 5))
}

function oneLine(text: string, width: number): string {
  const [first = ''] = wrapped(text, width - 2).split('\n')
  return first.length < text.length ? `${first} …` : first
}

const reasons = {
  least: 'costs the least',
  trade: 'trades one cost for another',
  root: 'corrects it where it went wrong',
  forgotten: 'for who does not know the password',
  by_mail: 'by letter, to where they are reached',
} as const
const warnings = {
  weakens: 'weakens a control',
  control_off: 'turns a control off for many; needs --plan',
  identity_proof: 'make sure who is asking',
  irreversible: 'cannot be taken back',
  money: 'costs money',
  deliberate: 'undoes what somebody did for a reason',
  oneself: 'grants to the one who asks; needs --plan',
} as const

/** Writes one way in: its steps with who may do them and what else happens, and the proof that it works. */
export function showPlan({ out, width, paint }: Terminal, plan: Plan, steps: readonly ExplainedStep[]): void {
  const { proof, warn } = plan
  out(`\n${paint.bold('Repair')} ${harmless(plan.id)} ${paint.dim(`(${reasons[plan.why]})`)}`)
  plan.steps.forEach((step, i) => {
    out(
      wrapped(
        `${step.title} [${doer(step)}${step.by === 'press' && !step.isReversible ? ', for good' : ''}]`,
        width,
        `  ${i + 1}. `,
        5,
      ),
    )
    for (const effect of step.sideEffects) out(paint.dim(wrapped(effect, width, '     - ', 7)))
  })
  for (const warning of warn) out(paint.ask(wrapped(`Mind: ${warnings[warning]}`, width, '  ', 4)))
  const needed = proof.without.map(
    ({ step, stillStops }) =>
      `without step ${step + 1} ${stillStops.length === 0 ? 'nothing' : stillStops.join(', ')} still stops`,
  )
  const end = proof.optimal ? 'Nothing cheaper is known.' : 'The search was broken off.'
  const admits = plan.after.outcome === 'admit' ? 'gets in' : 'does not get in'
  out(
    wrapped(
      `Proof: decided again after it, all ${steps.length} checks: ${admits}; ${needed.join('; ')}. ${end}`,
      width,
      '  ',
      4,
    ),
  )
}
