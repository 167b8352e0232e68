/**
 * How long a repair takes on one core, one after the other: attempts with one to three faults in a small tenant that has
 * several ways to most things, and refused attempts of the tenant of `population.ts` with its 50 policies and 60 groups.
 */
import { settled } from '../src/core/changes/consequences.ts'
import { outcomeOf } from '../src/core/decide.ts'
import { repair } from '../src/core/repair/repair.ts'
import type { Snapshot } from '../src/core/snapshot.ts'
import { faults, faulty } from '../test/support/faults.ts'
import { population } from './population.ts'
import { type Measured, report, sized } from './support/report.ts'

type Case = { readonly name: string; readonly snapshot: Snapshot }

report('Repair on one core', [
  measure('one to three faults of the test tenant', withFaults()),
  measure('refused attempts in a tenant with 50 policies', refused()),
])

/** Every fault alone, every two, and every fourth three. */
function withFaults(): Case[] {
  const names = Object.keys(faults)
  const cases: Case[] = []
  const add = (...at: readonly number[]) => {
    const chosen = at.map((i) => names[i] as string)
    cases.push({ name: chosen.join(' + '), snapshot: faulty(chosen) })
  }
  for (let i = 0; i < names.length; i++) {
    add(i)
    for (let j = i + 1; j < names.length; j++) {
      add(i, j)
      for (let k = j + 1; k < names.length; k++) if ((i * 31 + j * 17 + k) % 4 === 0) add(i, j, k)
    }
  }
  return cases
}

function refused(): Case[] {
  const { attempts } = population({ people: sized(5000, 100), policies: 50 })
  return attempts
    .map(settled)
    .filter((snapshot) => outcomeOf(snapshot) !== 'admit')
    .slice(0, 2000)
    .map((snapshot, i) => ({ name: `attempt ${i}`, snapshot }))
}

function measure(what: string, all: readonly Case[]): Measured {
  const cases = all.slice(0, sized(all.length, 50))
  // The first rounds are the compiler's.
  for (const { snapshot } of cases.slice(0, 500)) repair(snapshot)
  const times = cases.map(({ name, snapshot }) => {
    const before = performance.now()
    const { plans, complete } = repair(snapshot)
    return {
      ms: performance.now() - before,
      name,
      complete,
      plans: plans.length,
      explored: plans[0]?.proof.explored ?? 0,
    }
  })
  times.sort((a, b) => a.ms - b.ms)
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms ?? 0).toFixed(2)
  const worst = times.at(-1)
  console.log(`repair: ${what} (${cases.length})`)
  console.log(
    `  p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   p99 ${at(0.99)} ms   max ${worst?.ms.toFixed(2)} ms (${worst?.name})`,
  )
  console.log(`  at most ${Math.max(...times.map(({ explored }) => explored))} sets of steps decided on`)
  console.log(
    `  ${times.filter(({ complete }) => !complete).length} broken off at the limit, ${times.filter(({ plans }) => plans === 0).length} without a way in`,
  )
  return {
    what: `a repair found, p95; ${what}`,
    figure: `${at(0.95)} ms`,
    beside: '',
    ratio: '',
    target: '< 5 ms',
    reached: Number(at(0.95)) < 5,
  }
}
