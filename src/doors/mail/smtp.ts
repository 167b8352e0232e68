import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Admit } from '../../app/admit.ts'
import type { Answer, Mailer, MailState, Outgoing } from '../../app/mail/mailer.ts'
import { oneLine } from '../../app/mail/letter.ts'
import type { MailServer } from '../../config.ts'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import { asHtml, asText } from './written.ts'

/** One try takes no longer, in milliseconds, whatever the server does. */
const longest = 30_000
/** A server that is away is left alone for so long; longer each time, five minutes at most. */
const [shortRest, longRest] = [2_000, 300_000]
/** What is known of the server is known for so long. */
const known = 30_000

/** The way to a mail server, over one connection that is kept while there is mail (RFC 5321). Opens nothing yet. */
export function openMailer(server: MailServer, { now, log }: Pick<Admit, 'now' | 'log'>): Mailer {
  const transport = createTransport({
    pool: true,
    ...{ host: server.host, port: server.port, secure: server.tls === 'from_the_start' },
    requireTLS: server.tls === 'required',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: server.tls !== 'where_offered' },
    ...(server.login === null ? {} : { auth: { user: server.login.user, pass: server.login.password } }),
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 },
    ...{ maxConnections: 1, maxMessages: 1000, maxRequeues: 0, idleTimeout: 20_000 },
    // Nothing is read from files or fetched from addresses for a letter.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  } as Parameters<typeof createTransport>[0])
  // What goes wrong with a connection nobody uses is told when it is used.
  transport.on('error', () => {})
  let state: MailState = { is: 'unknown', since: now(), said: null }
  let lookedAt = 0
  let failed = 0
  let looking: Promise<void> | null = null

  const learn = (is: 'works' | 'away', said: string | null) => {
    lookedAt = now()
    failed = is === 'away' ? failed + 1 : 0
    if (is === 'away' && state.is !== 'away') log.warn({ host: server.host, said }, 'the mail server is away')
    if (is === 'works' && state.is === 'away') log.info({ host: server.host }, 'the mail server is back')
    state = state.is === is ? { ...state, said } : { is, since: now(), said }
  }
  const look = async (): Promise<void> => {
    await transport.verify().then(
      () => learn('works', null),
      (error: unknown) => learn('away', saidIn(error)),
    )
    looking = null
  }

  return {
    async send(one) {
      // Whatever is made of an address here, it is one (SEC-37).
      if (!isMailAddress(one.to)) return { is: 'refused', said: 'this is no address' }
      try {
        const options = { ...written(one, server.from), signal: AbortSignal.timeout(longest) }
        const { response } = (await transport.sendMail(options)) as { readonly response: string }
        learn('works', null)
        return { is: 'sent', said: shortened(response) }
      } catch (error) {
        const answer = answerOf(error)
        if (answer.server !== 'not_asked') learn(answer.server, answer.server === 'works' ? null : answer.said)
        return { is: answer.is, said: answer.said }
      }
    },
    restsUntil() {
      const until = lookedAt + Math.min(shortRest * 2 ** Math.min(failed - 1, 10), longRest)
      return state.is === 'away' && now() < until ? until : null
    },
    async state() {
      if (now() - lookedAt >= (state.is === 'works' ? known : shortRest)) looking ??= look()
      if (looking !== null) await Promise.race([looking, new Promise((done) => setTimeout(done, 1_000).unref())])
      return state
    },
    // What is under way fails, and is tried again.
    close: () => (transport.close as (how: { readonly force: true }) => void)({ force: true }),
  }
}

/** Addresses are given as such and names apart from them, so that neither is read as the other or as a header (SEC-37). */
function written({ id, to, name, organisation, letter }: Outgoing, from: string): SendMailOptions {
  return {
    from: { name: oneLine(organisation), address: from },
    to: { name: oneLine(name), address: to },
    envelope: { from, to: [to] },
    messageId: `<${id}@${from.split('@')[1]}>`,
    subject: oneLine(letter.subject),
    text: asText(letter),
    html: asHtml(letter),
    // No machine answers it (RFC 3834).
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
    },
  }
}

type Failure = {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly command?: string
}

/** What a failure says about the letter, and about the server: one that answers about the letter is there. */
function answerOf(error: unknown): Answer & { readonly server: 'works' | 'away' | 'not_asked' } {
  const { code = '', responseCode = 0, response = '', command = '' } = error as Failure
  const said = saidIn(error)
  const isAboutLetter = ['RCPT TO', 'DATA'].includes(command) && responseCode >= 400
  // Seen by us before the server was asked.
  if (code === 'EENVELOPE' && responseCode === 0) return { is: 'refused', said, server: 'not_asked' }
  if (!isAboutLetter) return { is: 'later', said, server: 'away' }
  if (responseCode < 500) return { is: 'later', said, server: 'works' }
  // RFC 3463: 5.1 is about the address, 5.2 about the mailbox.
  const status = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(response)?.[1]
  const isMailbox = status === undefined ? command === 'RCPT TO' : status === '1' || status === '2'
  return { is: isMailbox ? 'bounced' : 'refused', said, server: 'works' }
}

function saidIn(error: unknown): string {
  const { response, message = 'no answer' } = error as Failure & { readonly message?: string }
  return shortened(response ?? message)
}

const shortened = (text: string) =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 300)
