/**
 * Whether the time of a refused sign-in tells what is wrong with a name (SEC-01): the answer to a wrong password for names that nobody
 * has, that are blocked, locked, deleted or without a password, each as often as that of an ordinary account, in no order. What is
 * measured is how often one answer of a kind took longer than one of the ordinary account: half the time, where nothing is to be told.
 * The same for the first step of resetting a password.
 */
import { randomUUID } from 'node:crypto'
import { hashPassword } from '../src/app/passwords.ts'
import type { Change } from '../src/core/changes/change.ts'
import { carryOut, type Secrets } from '../src/store/carry-out.ts'
import { lockAccount } from '../src/store/lockouts.ts'
import { openStore, withTenant } from '../src/store/store.ts'
import { readDemo } from '../src/app/demo.ts'
import { Visitor } from '../test/support/visitor.ts'
import { moveToLoadCore } from './support/cores.ts'
import { tableOf, writeFigures } from './support/document.ts'
import { startProduct } from './support/product.ts'
import { percentile, report, rounded, sized } from './support/report.ts'

const times = sized(2000, 2)
const kinds = ['ordinary', 'nobody', 'blocked', 'locked', 'deleted', 'without'] as const
type Kind = (typeof kinds)[number]
const wanted = 0.05
moveToLoadCore()

const product = await startProduct()
try {
  await prepare()
  const signIn = await measured(async (kind) => {
    const visitor = new Visitor()
    await visitor.open(`${product.origin}/signin`)
    await visitor.send({ name: nameOf(kind) })
    // The same wrong password again counts once, so that nobody is locked by being measured.
    return timed(() => visitor.send({ password: 'not the right one 7' }))
  })
  const reset = await measured(async (kind) => {
    const visitor = new Visitor()
    await visitor.open(`${product.origin}/reset`)
    return timed(() => visitor.send({ name: nameOf(kind) }))
  })
  const title = 'What the time of an answer tells'
  const all = [...lines('a wrong password', signIn), ...lines('a reset', reset)]
  report(title, all)
  if (process.argv.includes('--write')) writeFigures('npm run bench:told-apart', [tableOf({ title, lines: all })])
} finally {
  await product.stop()
}

function nameOf(kind: Kind): string {
  return `${kind}@meridian.example`
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Milliseconds of each kind, one of every kind in turn, in another order each time; the first rounds are the compiler's. */
async function measured(one: (kind: Kind) => Promise<number>): Promise<Readonly<Record<Kind, readonly number[]>>> {
  const found = Object.fromEntries(kinds.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>
  for (let i = -20; i < times; i++)
    for (const kind of kinds.toSorted(() => Math.random() - 0.5)) {
      const milliseconds = await one(kind)
      if (i >= 0) found[kind].push(milliseconds)
    }
  return found
}

function lines(what: string, found: Readonly<Record<Kind, readonly number[]>>) {
  return kinds
    .filter((kind) => kind !== 'ordinary')
    .map((kind) => {
      const share = longerShare(found[kind], found.ordinary)
      return {
        what: `${what}, ${kind}: longer than the ordinary account's`,
        figure: `${rounded(share * 100)} %`,
        beside: `${rounded(percentile(found.ordinary, 0.5))} ms`,
        ratio: `${rounded(percentile(found[kind], 0.5))} ms`,
        target: '45 to 55 %',
        reached: Math.abs(share - 0.5) < wanted,
      }
    })
}

/** How often one of these is larger than one of those: Mann and Whitney's measure of how well two are told apart. */
function longerShare(these: readonly number[], those: readonly number[]): number {
  const all = [
    ...these.map((value) => ({ value, isThis: true })),
    ...those.map((value) => ({ value, isThis: false })),
  ].sort((a, b) => a.value - b.value)
  let ranks = 0
  all.forEach(({ isThis }, i) => {
    if (isThis) ranks += i + 1
  })
  return (ranks - (these.length * (these.length + 1)) / 2) / (these.length * those.length)
}

/** An account of each kind, beside the demo company's. */
async function prepare(): Promise<void> {
  const { tenant } = await readDemo()
  const store = openStore(product.databaseUrl, 1)
  const at = Date.now() - 60_000
  const passwordHash = await hashPassword('lantern harbour 42')
  await withTenant(store, tenant.id, async (t) => {
    const by = { actor: null, actorKind: 'system', reason: 'benchmark', operationId: randomUUID(), at } as const
    const done = (change: Change, secrets: Secrets = {}) => carryOut(t, change, by, secrets)
    for (const kind of kinds) {
      if (kind === 'nobody') continue
      const id = randomUUID()
      const signInName = nameOf(kind)
      const attributes = { mail: signInName }
      const account = { id, signInName, displayName: kind, userType: 'member', isEnabled: true, attributes } as const
      await done({ do: 'create_account', account })
      if (kind !== 'without') await done({ do: 'change_password', accountId: id }, { passwordHash })
      if (kind === 'blocked') await done({ do: 'block_account', accountId: id })
      if (kind === 'deleted') await done({ do: 'delete_account', accountId: id })
      if (kind === 'locked') await lockAccount(t, id, at + 86_400_000)
    }
  })
  await store.close()
}
