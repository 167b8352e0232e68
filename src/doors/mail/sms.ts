import type { Answer } from '../../app/mail/mailer.ts'
import type { Texter } from '../../app/mail/texter.ts'
import type { TextGateway } from '../../config.ts'

/** One try takes no longer, in milliseconds. */
const longest = 10_000

/** Refusals that are about us, or about the moment, and say nothing of the number. */
const notAboutNumber: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 408, 409, 425, 429])

/** The way to a gateway for texts and calls: a POST of JSON each, 2xx where it is accepted, 4xx where the number is refused. */
export function openTexter({ url, token }: TextGateway): Texter {
  const closed = new AbortController()
  return {
    async send({ id, to, text, channel, language }) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          // Who we say who we are to is who we were told, and nobody it leads on to.
          redirect: 'manual',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': id,
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ to, text, channel, language }),
          signal: AbortSignal.any([closed.signal, AbortSignal.timeout(longest)]),
        })
        // What it says besides may repeat the text, and is not kept (SEC-38).
        await response.body?.cancel()
        return answerOf(response.status)
      } catch (error) {
        return { is: 'later', said: reasonOf(error) }
      }
    },
    close: () => closed.abort(),
  }
}

function answerOf(status: number): Answer {
  const said = `the gateway answered ${status}`
  if (status >= 200 && status < 300) return { is: 'sent', said }
  const isRefused = status >= 400 && status < 500 && !notAboutNumber.has(status)
  return { is: isRefused ? 'refused' : 'later', said }
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } }
  return name === 'TimeoutError' ? 'the gateway took too long' : `no answer of the gateway: ${cause?.code ?? name}`
}
