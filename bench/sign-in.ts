/**
 * Whole password sign-ins per second over HTTP, beside what argon2id alone allows on the same core; and what the sign-in page
 * weighs and takes.
 */
import { moveToLoadCore, startPinned } from './support/cores.ts'
import { rateOf } from './support/load.ts'
import { preparePeople } from './support/people.ts'
import { startProduct } from './support/product.ts'
import { percentile, report, rounded, sized } from './support/report.ts'
import { signIn } from './support/sign-in.ts'

const atOnce = 4
const seconds = sized(8, 1)
const rounds = sized(3, 1)
moveToLoadCore()

const product = await startProduct()
try {
  const { demo, app, people } = await preparePeople(product.databaseUrl, sized(50, 4))
  const authority = `${product.origin}/${demo.tenant.id}`
  let turn = 0
  const one = async () => void (await signIn(authority, app, people[turn++ % people.length] as (typeof people)[number]))
  await one()

  let signIns = 0
  let milliseconds: readonly number[] = []
  let limit = 0
  for (let round = 0; round < rounds; round++) {
    limit = Math.max(limit, await argon2())
    const rate = await rateOf(atOnce, seconds, one)
    if (rate.perSecond > signIns) [signIns, milliseconds] = [rate.perSecond, rate.milliseconds]
  }
  const page = await signInPage(sized(300, 5))
  report('Sign-in', [
    {
      what: `whole password sign-ins, ${atOnce} people at once, p95 ${rounded(percentile(milliseconds, 0.95))} ms`,
      figure: `${rounded(signIns)}/s`,
      beside: `argon2id alone, ${rounded(limit)}/s`,
      ratio: `${rounded(signIns / limit)} ×`,
      target: '≥ 50/s',
      reached: signIns >= 50,
    },
    {
      what: 'sign-in page with its style and icon',
      figure: `${rounded(page.bytes / 1000)} kB`,
      beside: '',
      ratio: '',
      target: '< 20 kB',
      reached: page.bytes < 20_000,
    },
    {
      what: `sign-in page, time to the last byte, p95 ${rounded(percentile(page.milliseconds, 0.95))} ms`,
      figure: `${rounded(percentile(page.milliseconds, 0.5))} ms`,
      beside: '',
      ratio: '',
      target: '< 5 ms',
      reached: percentile(page.milliseconds, 0.5) < 5,
    },
  ])
} finally {
  await product.stop()
}

/** Verifications per second of our own parameters on the server's core, two at once as in the product. */
async function argon2(): Promise<number> {
  const alone = startPinned(['bench/peers/argon2.ts', String(sized(4, 0.5))], { UV_THREADPOOL_SIZE: '4' })
  const [, rate] = await alone.line(/^rate (.+)$/)
  await alone.stop()
  return Number(rate)
}

/** The first page of a sign-in: what a browser that has nothing yet loads, and how long one page takes, one after the other. */
async function signInPage(
  times: number,
): Promise<{ readonly bytes: number; readonly milliseconds: readonly number[] }> {
  let bytes = 0
  for (const path of ['/signin', '/signin/style.css', '/signin/icon.svg'])
    bytes += (await (await fetch(`${product.origin}${path}`)).arrayBuffer()).byteLength
  const milliseconds: number[] = []
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await (await fetch(`${product.origin}/signin`)).text()
    milliseconds.push(performance.now() - from)
  }
  // The first ones are the compiler's.
  return { bytes, milliseconds: milliseconds.slice(Math.floor(times / 3)) }
}
