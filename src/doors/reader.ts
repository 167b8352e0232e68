import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Admit } from '../app/admit.ts'
import { organisationOf } from '../app/organisation.ts'
import { tenantStanding } from '../app/sign-in/standing.ts'
import { acceptedIn, readBy, type Reader } from '../app/words/reader.ts'
import { oursAmong } from '../app/mail/languages.ts'
import { flowCookie, resetCookie, sessionCookie } from './forms.ts'

/** Who reads the answer to a request with these headers. */
export const readerIn = (headers: IncomingHttpHeaders): Reader => ({
  asked: [],
  accepts: acceptedIn(headers['accept-language']),
  organisation: null,
})

/** Has every page of a door be in its reader's language. */
export function inReadersLanguage(app: FastifyInstance, admit: Admit): void {
  app.addHook('onRequest', (request, _, done) => readBy(readerOf(request), done))
  app.addHook('preHandler', async (request) => {
    const reader = readerOf(request)
    if (oursAmong(reader.accepts) === null) reader.organisation = await preferredBy(admit, request)
  })
}

/** Who reads the answer to a request: the same as long as it lasts. */
export function readerOf(request: FastifyRequest): Reader {
  request.reader ??= readerIn(request.headers)
  return request.reader
}

/** The language of the organisation the browser is with: it says nothing of anybody in it (SEC-01). */
async function preferredBy(admit: Admit, { cookies }: FastifyRequest): Promise<string | null> {
  const near = await organisationOf(admit, [cookies[flowCookie], cookies[resetCookie], cookies[sessionCookie]])
  if (near === null) return null
  return (await tenantStanding(admit, near.id))?.preferredLanguage ?? null
}
