import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A letter as it came in: read as MIME, and as it was on the wire. */
export type Received = {
  readonly email: Email
  readonly raw: string
  readonly from: string
  readonly to: readonly string[]
  readonly isSecure: boolean
}

/** What a server does otherwise than take everything: what it says to a recipient, and before it takes a letter. */
export type Manners = {
  readonly recipient?: (address: string) => { readonly code: number; readonly says: string } | null
  readonly pauseMillis?: number
  readonly port?: number
  readonly tls?: 'none'
  readonly login?: { readonly user: string; readonly password: string }
}

/** A real mail server on this machine, with STARTTLS by a certificate of its own, that keeps what it is given. */
export async function mailServer({ recipient, pauseMillis = 0, port = 0, tls, login }: Manners = {}) {
  const received: Received[] = []
  const firstTaken = Promise.withResolvers<{ readonly to: string; readonly messageId: string }>()
  const server = new SMTPServer({
    logger: false,
    closeTimeout: 100,
    hideSTARTTLS: tls === 'none',
    authOptional: login === undefined,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _, done) =>
      username === login?.user && password === login?.password
        ? done(null, { user: username })
        : done(new Error('Invalid login')),
    onRcptTo({ address }, _, done) {
      const refusal = recipient?.(address) ?? null
      done(refusal === null ? null : Object.assign(new Error(refusal.says), { responseCode: refusal.code }))
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const raw = Buffer.concat(chunks)
      const messageId = /^Message-ID: (.*)$/im.exec(raw.toString('latin1'))?.[1]?.trim() ?? ''
      firstTaken.resolve({ to: session.envelope.rcptTo[0]?.address ?? '', messageId })
      await new Promise((go) => setTimeout(go, pauseMillis))
      received.push({
        email: await PostalMime.parse(raw),
        raw: raw.toString('utf8'),
        from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        isSecure: session.secure,
      })
      done()
    },
  })
  // A client that gives up in the middle is no fault of the server.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const at = (server.server.address() as AddressInfo).port
  return {
    port: at,
    url: `smtp://127.0.0.1:${at}`,
    received,
    /** The letters to an address, once there are so many; fails after ten seconds. */
    async to(address: string, count = 1): Promise<readonly Received[]> {
      for (let tries = 0; tries < 200; tries++) {
        const found = received.filter((one) => one.to.includes(address))
        if (found.length >= count) return found
        await new Promise((go) => setTimeout(go, 50))
      }
      throw new Error(
        `of ${count} letters to ${address} there are ${received.filter((one) => one.to.includes(address)).length}`,
      )
    },
    /** The first letter that was given whole, before that was answered. */
    taken: () => firstTaken.promise,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
