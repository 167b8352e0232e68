import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { knownFor, withBrowserKnown } from '../../app/sign-in/known-browser.ts'
import type { Browser } from '../../app/sign-in/browser.ts'
import { endSession, readSecret, renewSession } from '../../app/sign-in/session.ts'
import { withAnswer } from '../../app/sign-in/stay-answer.ts'
import type { Admitted } from '../../app/sign-in/step.ts'
import { answersCookie, browserOf, keepSession, keptFor } from '../browser.ts'
import { reviewPath } from '../account/contact-door.ts'
import { withThen } from '../account/forms.ts'
import { knownCookie, ownPath, setLastingCookie } from '../forms.ts'

/** What the browser keeps of a sign-in that ended well. */
export async function keepAdmitted(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  admitted: Admitted,
): Promise<void> {
  const { newSession, kind, keepAnswer, oidcUid } = admitted
  if (newSession === null) {
    // Whom our own pages are for is the person they were led to; an app's person is the app's affair.
    const theirs = browserOf(request).sessions.find((secret) => readSecret(secret)?.hash === admitted.sessionId)
    if (theirs !== undefined && oidcUid === null && theirs !== browserOf(request).current)
      await turnTo(admit, request, reply, theirs)
    return
  }
  await keepNew(admit, request, reply, admitted, newSession)
  if (kind === 'shared') return
  // Strangers who guess at this person's password do not lock them out of this browser (SEC-03).
  const known = withBrowserKnown(admit, request.cookies[knownCookie] ?? null, admitted)
  setLastingCookie(reply, knownCookie, known, knownFor)
  if (keepAnswer !== null)
    setLastingCookie(
      reply,
      answersCookie,
      withAnswer(admit, request.cookies[answersCookie] ?? null, admitted, keepAnswer),
      keptFor,
    )
}

/** Keeps the session of proofs that were all right, whatever came of the sign-in; of more than a browser may have the oldest ends. */
export async function keepNew(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, replaced }: Pick<Admitted, 'kind' | 'replaced'>,
  newSession: string,
): Promise<void> {
  for (const secret of keepSession(request, reply, { newSession, kind, replaced })) await endSession(admit, secret)
}

/** Has our own pages be for another of the people the browser has signed in, under a new secret (SEC-13); gives what the browser then brings. */
export async function turnTo(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  secret: string,
): Promise<Browser> {
  const browser = browserOf(request)
  const made = await renewSession(admit, secret)
  if (made === null) return browser
  keepSession(request, reply, { newSession: made.secret, kind: made.kind, replaced: made.replaced })
  const renewed = (all: readonly string[]) => all.map((one) => (one === secret ? made.secret : one))
  return { ...browser, current: made.secret, sessions: renewed(browser.sessions), known: renewed(browser.known) }
}

/** Where somebody goes on to who is let in: to the app or the page they came for, and before it to what they are asked. */
export function onwards({ tenantId, oidcUid, returnTo, review }: Admitted): string {
  const path = oidcUid === null ? ownPath(returnTo) : `/${tenantId}/interaction/${oidcUid}`
  return review === null ? path : withThen(reviewPath, path)
}
