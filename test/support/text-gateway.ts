import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a gateway was asked to send, and by whom. */
export type Text = {
  readonly to: string
  readonly text: string
  readonly channel: 'sms' | 'voice'
  readonly language: string
  readonly authorization: string | undefined
  readonly key: string | undefined
}

/** A real gateway for texts and calls on this machine; `status` says what it answers to a number, and 202 where it says nothing. */
export async function textGateway(status: (to: string, nth: number) => number | null = () => null) {
  const asked: Text[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Text
    asked.push({
      ...body,
      authorization: request.headers.authorization,
      key: request.headers['idempotency-key'] as string | undefined,
    })
    const nth = asked.filter(({ to }) => to === body.to).length
    response.writeHead(status(body.to, nth) ?? 202, { location: '/elsewhere' }).end(body.text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    asked,
    /** What it was asked to send to a number, once there is so much; fails after twelve seconds. */
    async to(number: string, count = 1): Promise<readonly Text[]> {
      for (let tries = 0; tries < 240; tries++) {
        const found = asked.filter(({ to }) => to === number)
        if (found.length >= count) return found
        await new Promise((go) => setTimeout(go, 50))
      }
      throw new Error(`of ${count} texts to ${number} there are ${asked.filter(({ to }) => to === number).length}`)
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
