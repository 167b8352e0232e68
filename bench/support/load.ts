import { Agent, type RequestOptions, request } from 'node:http'

export type Sent = { readonly status: number; readonly body: string }

/** An HTTP client that keeps `connections` open. */
export function keepAlive(origin: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(origin)
  return {
    /** Sends a form; gives status and body. */
    post(path: string, form: string): Promise<Sent> {
      const options: RequestOptions = {
        agent,
        hostname,
        port,
        path,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(form),
          accept: 'application/json',
        },
      }
      return new Promise((done, failed) => {
        const sent = request(options, (response) => {
          let body = ''
          response.setEncoding('utf8')
          response.on('data', (text: string) => (body += text))
          response.on('end', () => done({ status: response.statusCode ?? 0, body }))
        })
        sent.on('error', failed)
        sent.end(form)
      })
    },
    close: () => agent.destroy(),
  }
}

export type Rate = { readonly perSecond: number; readonly milliseconds: readonly number[] }

/** Has `workers` do `work` again and again, each one after the other, for so many seconds; the first fifth is not counted. */
export async function rateOf(workers: number, seconds: number, work: (worker: number) => Promise<void>): Promise<Rate> {
  const began = performance.now()
  const from = began + (seconds * 1000) / 5
  const until = began + seconds * 1000
  const milliseconds: number[] = []
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let at = performance.now(); at < until; ) {
        await work(worker)
        const now = performance.now()
        if (at >= from && now <= until) milliseconds.push(now - at)
        at = now
      }
    }),
  )
  return { perSecond: milliseconds.length / ((until - from) / 1000), milliseconds }
}

/** The best of several rounds of each, taken in turn: what else the machine does falls on all alike. */
export async function bestInTurn(
  rounds: number,
  each: Readonly<Record<string, () => Promise<Rate>>>,
): Promise<Record<string, Rate>> {
  const best: Record<string, Rate> = {}
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries(each)) {
      const rate = await measure()
      if (rate.perSecond > (best[name]?.perSecond ?? 0)) best[name] = rate
    }
  return best
}
