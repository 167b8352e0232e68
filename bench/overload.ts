/**
 * Twice as many password sign-ins as the server can do, for minutes (REL-06): how long refreshes take meanwhile, whether everybody who is
 * refused is told when to come back, whether memory grows, and how soon all is as before. `--minutes 5` is what the requirement asks for.
 */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Visitor } from '../test/support/visitor.ts'
import { moveToLoadCore } from './support/cores.ts'
import { tableOf, writeFigures } from './support/document.ts'
import { keepAlive, rateOf } from './support/load.ts'
import { preparePeople } from './support/people.ts'
import { startProduct } from './support/product.ts'
import { percentile, report, rounded, sized } from './support/report.ts'
import { signIn } from './support/sign-in.ts'

const at = process.argv.indexOf('--minutes')
const minutes = at === -1 ? sized(5, 0.1) : Number(process.argv[at + 1])
const refreshesASecond = 10
moveToLoadCore()

type Person = { readonly signInName: string; readonly password: string }
const product = await startProduct()
try {
  const { demo, app, people } = await preparePeople(product.databaseUrl, sized(200, 8))
  const authority = `${product.origin}/${demo.tenant.id}`
  let turn = 0
  const next = () => people[turn++ % people.length] as Person
  const does = (await rateOf(8, sized(20, 1), async () => void (await tried(product.origin, next())))).perSecond
  // In a run that only shows that it runs, nobody may be through in time.
  const capacity = Math.max(does, 1)

  const client = keepAlive(product.origin, 8)
  const tokens: string[] = []
  for (let i = 0; i < 8; i++) tokens.push((await signIn(authority, app, next())).refresh_token)
  const path = `/${demo.tenant.id}/oauth2/v2.0/token`
  const refresh = async (i: number) => {
    const from = performance.now()
    const form = new URLSearchParams({
      ...{ grant_type: 'refresh_token', client_id: app.id, client_secret: app.secret },
      refresh_token: tokens[i % tokens.length] as string,
    })
    const { status, body } = await client.post(path, form.toString())
    if (status !== 200) throw new Error(`a refresh was answered ${status}: ${body}`)
    tokens[i % tokens.length] = (JSON.parse(body) as { refresh_token: string }).refresh_token
    return performance.now() - from
  }

  const refreshes: number[] = []
  const memory: { readonly at: number; readonly megabytes: number }[] = []
  const came = { in: 0, toldWhen: 0, otherwise: 0 }
  const until = performance.now() + minutes * 60_000
  /** So often, whether or not the one before is done; or each after the one before. */
  const wave = async (perSecond: number, how: 'at_once' | 'in_turn', work: () => Promise<unknown>) => {
    const going: Promise<unknown>[] = []
    for (let due = performance.now(); performance.now() < until; ) {
      const one = work()
      going.push(one)
      if (how === 'in_turn') await one
      due += 1000 / perSecond
      await sleep(Math.max(0, due - performance.now()))
    }
    await Promise.all(going)
  }
  await Promise.all([
    wave(capacity * 2, 'at_once', async () => {
      came[await tried(product.origin, next())]++
    }),
    // A refresh token is used once: each of these waits for what the one before brought.
    ...tokens.map((_, i) =>
      wave(refreshesASecond / tokens.length, 'in_turn', async () => refreshes.push(await refresh(i))),
    ),
    wave(0.5, 'in_turn', async () => memory.push({ at: performance.now(), megabytes: residentMegabytes(product.pid) })),
  ])
  await sleep(10_000)
  const after: number[] = []
  for (let i = 0; i < 40; i++) after.push(await refresh(i))
  client.close()

  const half = (which: 'first' | 'second') => {
    // The first tenth is the compiler's, and what fills up once.
    const counted = memory.slice(Math.floor(memory.length / 10))
    const middle = Math.floor(counted.length / 2)
    const part = which === 'first' ? counted.slice(0, middle) : counted.slice(middle)
    return percentile(
      part.map(({ megabytes }) => megabytes),
      0.5,
    )
  }
  const [before, later] = [half('first'), half('second')]
  const all = came.in + came.toldWhen + came.otherwise
  const p95 = percentile(refreshes, 0.95)
  const title = `Overload, ${rounded(minutes)} minutes at ${rounded(capacity * 2)} sign-ins a second, twice what it does`
  const lines = [
    line('a refresh meanwhile, p95', `${rounded(p95)} ms`, '< 250 ms', p95 < 250),
    line('a refresh ten seconds after, p95', `${rounded(percentile(after, 0.95))} ms`, '', null),
    line('signed in, of all who tried', `${rounded((came.in / all) * 100)} %`, '', null),
    line('refused without being told when to come back', String(came.otherwise), '0', came.otherwise === 0),
    line('memory of the server, first half', `${rounded(before)} MB`, '', null),
    line('memory of the server, second half', `${rounded(later)} MB`, '≤ 1.1 ×', later <= before * 1.1),
  ]
  report(title, lines)
  if (process.argv.includes('--write')) writeFigures('npm run bench:overload', [tableOf({ title, lines })])
} finally {
  await product.stop()
}

/** One sign-in to My apps: the person is in, is refused and told when to come back, or something else happened. */
async function tried(origin: string, person: Person): Promise<'in' | 'toldWhen' | 'otherwise'> {
  try {
    const visitor = new Visitor()
    await visitor.open(`${origin}/signin`)
    await visitor.send({ name: person.signInName })
    const page = await visitor.send({ password: person.password })
    if (page.status === 503) return page.headers.has('retry-after') ? 'toldWhen' : 'otherwise'
    return page.text.includes('My apps') || page.text.includes('Stay signed in') ? 'in' : 'otherwise'
  } catch {
    return 'otherwise'
  }
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
}

function line(what: string, figure: string, target: string, reached: boolean | null) {
  return { what, figure, beside: '', ratio: '', target, reached }
}
