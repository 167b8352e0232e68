import { strict as assert } from 'node:assert'
import { cpus } from 'node:os'
import { decide, outcomeOf } from '../src/core/decide.ts'
import type { With } from '../src/core/gate.ts'
import { gates } from '../src/core/gates/index.ts'
import { matchPolicies } from '../src/core/policy/match.ts'
import type { Answer } from './peers/answer.ts'
import { casbin } from './peers/casbin.ts'
import { cedar } from './peers/cedar.ts'
import { population, shuffled } from './population.ts'
import { report, rounded, sized } from './support/report.ts'

// Every figure is the best of many rounds, which are made in turn: other work on the machine only ever makes a round slower.
const rounds = Number(process.env['ROUNDS'] ?? sized(60, 1))
const { tenant, attempts } = population({ people: sized(5_000, 50), policies: 50 })

const peers = [await casbin({ tenant, attempts }), await cedar({ tenant, attempts })]
const compared = sized(2_000, 100)
const kept: unknown[] = new Array(16)

console.log(`${cpus()[0]?.model}, node ${process.version}, one core`)
console.log(
  `${sized(5000, 50)} people, ${attempts.length} attempts, ${tenant.policies.length} policies, ${gates.length} gates`,
)
console.log(`outcomes: ${JSON.stringify(counted(attempts.map((s) => outcomeOf(s))))}`)
console.log(`policies say: ${JSON.stringify(counted(attempts.map((_, i) => ours(i))))}\n`)

for (const { name, answer } of peers)
  for (let i = 0; i < compared; i++) assert.equal(answer(i), ours(i), `${name} answers attempt ${i} otherwise`)
for (const s of attempts) assert.equal(outcomeOf(s), decide(s).outcome)

const parts = decide(attempts[0]!).trace.reduce((n, step) => n + ('parts' in step ? (step.parts?.length ?? 0) : 0), 0)
const mixed = shuffled(attempts)
const measures: readonly Measure[] = [
  [`full trace, ${parts} policy parts, person by person`, attempts.length, (i) => decide(attempts[i]!)],
  ['full trace, in no order', mixed.length, (i) => decide(mixed[i]!)],
  ['outcome only, person by person', attempts.length, (i) => outcomeOf(attempts[i]!)],
  ['outcome only, in no order', mixed.length, (i) => outcomeOf(mixed[i]!)],
  ['policies alone, with parts', attempts.length, ours],
  // As long a round as ours: so many answers of theirs take half a second and more.
  ...peers.map(({ name, answer }): Measure => [`policies alone, ${name}`, Math.min(compared, 200), answer]),
]
const figures = inTurn(measures)
const [whole, beside] = [figures.slice(0, -peers.length), figures.slice(-peers.length)]
for (const { what, perSecond } of [...whole, ...beside]) {
  const ratios = beside.map((peer) => `${(perSecond / peer.perSecond).toFixed(0).padStart(6)} ×`)
  console.log(`${what.padEnd(44)} ${Math.round(perSecond).toLocaleString('en').padStart(12)}/s ${ratios.join(' ')}`)
}
console.log(`(ratios beside ${peers.map(({ name }) => name).join(' and ')}, which answered ${compared} attempts alike)`)

const [trace, mixedTrace, outcome, mixedOutcome, policies] = whole.map((one) => one.perSecond) as [
  number,
  number,
  number,
  number,
  number,
]
report('Decisions on one core, 50 policies', [
  line('whole decisions with the full trace, person by person', trace, 500_000),
  line('outcomes alone, person by person', outcome, 1_000_000),
  line('whole decisions, people in no order', mixedTrace, null),
  line('outcomes alone, people in no order', mixedOutcome, null),
  ...beside.map((peer) => ({
    what: 'policies alone, with parts',
    figure: `${rounded(policies)}/s`,
    beside: `${peer.what.replace('policies alone, ', '')}, ${rounded(peer.perSecond)}/s`,
    ratio: `${rounded(policies / peer.perSecond)} ×`,
    target: '',
    reached: null,
  })),
])

function line(what: string, perSecond: number, target: number | null) {
  return {
    what,
    figure: `${rounded(perSecond)}/s`,
    beside: '',
    ratio: '',
    target: target === null ? '' : `≥ ${target.toLocaleString('en')}/s`,
    reached: target === null ? null : perSecond >= target,
  }
}

function ours(i: number): Answer {
  const { block, location, mfa } = matchPolicies(attempts[i] as With<'account' | 'app'>)
  if (block.applies > 0 || location.applies > 0) return 'block'
  return mfa.applies > 0 ? 'mfa' : 'nothing'
}

type Measure = readonly [what: string, answers: number, answer: (i: number) => unknown]

/** The most answers per second in any round of each. What is answered is kept, so that nothing is optimised away. */
function inTurn(all: readonly Measure[]): readonly { readonly what: string; readonly perSecond: number }[] {
  const best = all.map(() => 0)
  for (let round = 0; round < rounds; round++)
    for (const [m, [, n, answer]] of all.entries()) {
      const from = process.hrtime.bigint()
      for (let i = 0; i < n; i++) kept[i & 15] = answer(i)
      best[m] = Math.max(best[m]!, n / (Number(process.hrtime.bigint() - from) / 1e9))
    }
  return all.map(([what], m) => ({ what, perSecond: best[m]! }))
}

function counted(items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1
  return counts
}
