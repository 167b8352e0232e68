// Sends passwords from a process of its own: `password-storm.ts SETTINGS`, as JSON; prints what came of each, as JSON.
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type StormSettings = {
  readonly origin: string
  /** Browsers at the password page: the cookies and the token of the form. */
  readonly browsers: readonly { readonly cookie: string; readonly token: string }[]
  /** Passwords sent at first, within a second, and then each second for so many seconds. */
  readonly burst: number
  readonly perSecond: number
  readonly seconds: number
}

export type StormAnswer = {
  readonly browser: number
  readonly status: number
  readonly milliseconds: number
  readonly retryAfter: string | null
  readonly html: string
}

const { origin, browsers, burst, perSecond, seconds } = JSON.parse(process.argv[2] as string) as StormSettings
const agent = new Agent({ keepAlive: false })
const { host, port } = new URL(origin)

function send(n: number): Promise<StormAnswer> {
  const browser = n % browsers.length
  const { cookie, token } = browsers[browser] as StormSettings['browsers'][number]
  const form = new URLSearchParams({ token, password: `not the password ${n}` }).toString()
  const began = performance.now()
  return new Promise((done) => {
    const sent = request(
      {
        ...{ agent, hostname: '127.0.0.1', port, path: '/signin/flow/password', method: 'POST' },
        headers: {
          // Each from an address of its own, or the source would have to wait instead (SEC-04).
          'x-forwarded-for': `10.${n >> 8}.${n & 255}.7`,
          ...{ cookie, host, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
          'content-length': Buffer.byteLength(form),
        },
      },
      (response) => {
        let html = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => (html += text))
        response.on('end', () => {
          const retryAfter = response.headers['retry-after'] ?? null
          done({ browser, status: response.statusCode ?? 0, milliseconds: performance.now() - began, retryAfter, html })
        })
      },
    )
    sent.on('error', () =>
      done({ browser, status: 0, milliseconds: performance.now() - began, retryAfter: null, html: '' }),
    )
    sent.end(form)
  })
}

const answers: Promise<StormAnswer>[] = []
for (let tick = 0; tick < 40; tick++) {
  for (let i = 0; i < burst / 40; i++) answers.push(send(answers.length))
  await sleep(50)
}
for (let tick = 0; tick < seconds * 20; tick++) {
  for (let i = 0; i < perSecond / 20; i++) answers.push(send(answers.length))
  await sleep(50)
}
process.stdout.write(JSON.stringify(await Promise.all(answers)), () => agent.destroy())
