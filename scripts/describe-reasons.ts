import { applyChange, type ChangeFacts, factsOf, ruleOf } from '../src/core/changes/apply.ts'
import { moment, spoken } from '../src/core/changes/names.ts'
import { roleName } from '../src/core/changes/roles.ts'
import { decide } from '../src/core/decide.ts'
import { explain, type Finding } from '../src/core/explain/explain.ts'
import { genericSentence, tellPerson } from '../src/core/explain/tell.ts'
import { english } from '../src/core/explain/words.ts'
import type { CauseGate, Disclose, Evidence, Gate, Reason } from '../src/core/gate.ts'
import { causes, gates } from '../src/core/gates/index.ts'
import type { Plan } from '../src/core/repair/plan.ts'
import { repair } from '../src/core/repair/repair.ts'
import type { Snapshot } from '../src/core/snapshot.ts'
import { type ReasonExample, reasonExamples } from './reason-examples.ts'

type Entry = { readonly gate: Gate | CauseGate; readonly reason: Reason; readonly phase: string }

/** Every page of `docs/reasons/` by its file's name. `list` is the text of `gates/index.ts`, whose comments name the phases. */
export function describeReasons(list: string): ReadonlyMap<string, string> {
  const entries = entriesOf(list)
  const pages = new Map([['README.md', indexPage(entries)]])
  for (const entry of entries) pages.set(`${entry.reason.code}.md`, page(entry, exampleOf(entry.reason.code)))
  return pages
}

function exampleOf(code: string): ReasonExample {
  const example = reasonExamples[code]
  if (example === undefined) throw new Error(`${code} has no example in scripts/reason-examples.ts`)
  return example
}

function entriesOf(list: string): readonly Entry[] {
  const files = new Map(
    [...list.matchAll(/^import \{ (\w+) \} from '.*?([\w-]+)\.ts'$/gm)].map(([, name, id]) => [name, id]),
  )
  const phases = new Map<string | undefined, string>()
  let phase = ''
  for (const line of list.slice(list.indexOf('export const gates')).split('\n')) {
    phase = /^ {2}\/\/ (.*?\?)/.exec(line)?.[1] ?? phase
    const name = /^ {2}(\w+),$/.exec(line)?.[1]
    if (name !== undefined) phases.set(files.get(name), phase)
  }
  const inPhase = (gate: Gate | CauseGate, phase: string) =>
    Object.values(gate.reasons).map((reason): Entry => ({ gate, reason, phase }))
  return [
    ...gates.flatMap((gate) => inPhase(gate, phases.get(gate.id) as string)),
    ...causes.flatMap((cause) => inPhase(cause, 'Why did a gate stop?')),
  ]
}

function indexPage(entries: readonly Entry[]): string {
  const phases = [...new Set(entries.map(({ phase }) => phase))]
  const sections = phases.map((phase) => {
    const rows = entries
      .filter((one) => one.phase === phase)
      .map(
        ({ gate, reason }) =>
          `| ${link(reason.code)} | ${reason.title} | ${outcome(gate, reason)} | ${reason.number} |`,
      )
    return `## ${phase}\n\n| code | reason | outcome | number |\n| --- | --- | --- | --- |\n${rows.join('\n')}`
  })
  return `# Every reason why a sign-in is stopped

One page each, in the order in which they are asked: the first that stops a sign-in is what the person meets. Generated from
\`src/core/gates/\` by \`npm run docs:reasons\`; every example in them was really decided.

${sections.join('\n\n')}
`
}

function outcome(gate: Gate | CauseGate, { effect }: Reason): string {
  if (isCause(gate)) return 'explains'
  return effect === 'refuse' ? 'refused' : 'asked for more'
}

function page({ gate, reason, phase }: Entry, { story, snapshot }: ReasonExample): string {
  const explanation = explain(snapshot)
  const [finding] = explanation.findings
  const found = finding === undefined ? undefined : answerOf(finding, gate, reason, snapshot)
  if (finding === undefined || found === undefined)
    throw new Error(`the example of ${reason.code} stops for ${finding?.root ?? 'nothing'}: ${explanation.headline}`)
  return `# ${reason.code}: ${reason.title}

${facts(gate, reason, phase)}

## What the person reads

${personReads(gate, reason)}

## What the administrator reads

> ${capital(readable(reason.explain))}.

## What it looks at

${found.evidence.map(evidenceLine).join('\n')}

## What opens it

${remedies(
  found.remedies.map((change) => factsOf(change, snapshot)),
  snapshot,
)}

## Example

${story}

> ${explanation.headline}

${example(snapshot)}
`
}

function answerOf(finding: Finding, gate: Gate | CauseGate, reason: Reason, s: Snapshot) {
  if (isCause(gate)) {
    const isTold = gate.stands === 'beside' || finding.root === reason.code
    return isTold ? finding.causes.find((cause) => cause.reason.code === reason.code)?.answer : undefined
  }
  const answer = finding.code === reason.code ? gate.check(s) : undefined
  return answer?.is === 'stop' ? answer : undefined
}

function facts(gate: Gate | CauseGate, { number, effect }: Reason, phase: string): string {
  const asked = isCause(gate) ? `Explains ${listed(gate.explains.flatMap(codesOf).map(link))}` : `Asked in: ${phase}`
  const outcome = isCause(gate)
    ? `It decides nothing: it says why ${gate.stands === 'beside' ? 'the person does not get further alone' : 'a gate stopped'}.`
    : effect === 'refuse'
      ? 'The sign-in is refused: somebody else must act.'
      : 'The sign-in goes on once the person has done what is asked.'
  return `_${gate.question}_ ${outcome}

- Gate: \`${gate.id}\`
- ${asked}
- Number on the wire: ${number}`
}

function codesOf(id: string): string[] {
  return Object.values(gates.find((gate) => gate.id === id)?.reasons ?? {}).map(({ code }) => code)
}

const when: Readonly<Record<Exclude<Disclose, 'never'>, string>> = {
  anyone: 'At once, whatever they have proved:',
  after_password: 'Once they have proved the password; before, the sentence that everybody reads:',
  after_second_factor:
    'Once they have given every proof they have and that is asked of them; before, the sentence that everybody reads:',
}

function personReads(gate: Gate | CauseGate, { disclose, tell }: Reason): string {
  if (isCause(gate)) return 'Nothing of this. They read what the gate that stopped has to say to them.'
  if (disclose === 'never')
    return `Never this. They read what everybody reads who is not let in, so that nobody learns anything of an account:\n\n> ${readable(genericSentence)}`
  return `${when[disclose]}\n\n> ${readable(tell)}`
}

/** A template with the names of what is filled in, in italics: `_person_ is locked out until _locked until_`. */
function readable(template: string): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'hint' ? '' : `_${name === 'ref' ? 'number' : spoken(name)}_`,
  )
}

function evidenceLine({ at, found, wanted }: Evidence): string {
  return `- \`${at}\` is ${value(at, found)}, wanted: ${value(at, wanted)}`
}

function value(at: string, of: unknown): string {
  if (typeof of === 'number' && /(?:At|Until)$/.test(at)) return moment(of)
  const text = typeof of === 'string' ? of : JSON.stringify(of)
  return `\`${text.length > 160 ? `${text.slice(0, 160)}…` : text}\``
}

function remedies(all: readonly ChangeFacts[], s: Snapshot): string {
  if (all.length === 0) return 'No single change that this gate knows of. What else helps stands in the example.'
  return all.map((one) => remedy(one, s)).join('\n')
}

const by: Readonly<Record<ChangeFacts['by'], string>> = {
  self: 'at sign-in',
  press: 'by one press',
  outside: 'outside, and recorded here',
  wait: 'by itself',
}
const weakening = ['', 'weakens a control a little', 'makes an exception', 'takes a control away from many'] as const

function remedy(
  { change, title, role, by: how, weakens, sideEffects, isReversible, inverse }: ChangeFacts,
  s: Snapshot,
): string {
  const undo =
    how === 'self' || how === 'wait'
      ? []
      : [
          inverse === null
            ? isReversible
              ? 'Taken back by hand.'
              : 'Cannot be taken back.'
            : `Undone by: ${ruleOf(inverse).title(inverse, applyChange(s, change))}.`,
        ]
  const notes = [...(weakens === 0 ? [] : [`It ${weakening[weakens]}.`]), ...sideEffects, ...undo]
  return [
    `- **${title}**: ${role === 'nobody' ? 'nobody has to do anything' : `${roleName(role)}, ${by[how]}`}`,
    ...notes.map((note) => `  - ${note}`),
  ].join('\n')
}

function example(s: Snapshot): string {
  const told = tellPerson(
    decide(s),
    s,
    s.proof.secondFactor === 'verified' ? 'second_factor' : s.proof.credential === 'verified' ? 'password' : 'nothing',
    english,
  )
  return `The person reads: “${readable(told.text)}”\n\n${ways(s)}`
}

const headings: Readonly<Record<Plan['why'], string>> = {
  least: 'The least that lets them in, proved by deciding again',
  root: 'Where it went wrong',
  forgotten: 'For who does not know the password',
  by_mail: 'By letter, to where they are reached',
  trade: 'At another price',
}

/** The cheapest plan, the one that corrects what went wrong where it went wrong, and those for who forgot the password. */
function ways(s: Snapshot): string {
  const { plans, advice } = repair(s)
  if (plans.length === 0)
    return `No change that is known lets them in while this holds: ${advice.map(({ title }) => title).join('; ')}.`
  return plans
    .filter(({ why }) => why !== 'trade')
    .map(({ why, steps }) => {
      const lines = steps.map(
        ({ title, role }, i) => `${i + 1}. ${title} (${role === 'nobody' ? 'time' : roleName(role)})`,
      )
      return `${headings[why]}:\n\n${lines.join('\n')}`
    })
    .join('\n\n')
}

function isCause(gate: Gate | CauseGate): gate is CauseGate {
  return 'explains' in gate
}

function link(code: string): string {
  return `[${code}](${code}.md)`
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function capital(text: string): string {
  return text.startsWith('_')
    ? text.replace(/^_(\w)/, (_, letter: string) => `_${letter.toUpperCase()}`)
    : text.charAt(0).toUpperCase() + text.slice(1)
}
