import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { organisationOf } from '../../app/organisation.ts'
import { portalAppId } from '../../app/own-apps.ts'
import { type OwnSession, visitTo } from '../../app/sign-in/visit.ts'
import { freshFor } from '../../core/changes/needs-proof.ts'
import { AppError } from '../../errors.ts'
import { checkForm, formToken, ownPath, sessionCookie } from '../forms.ts'
import type { Frame } from './frame.ts'

/** Takes a form of one's own account at an address, by who has just proved who they are. */
export type TakesForm = (
  path: string,
  work: (session: OwnSession, request: FastifyRequest, reply: FastifyReply) => unknown,
) => unknown

/**
 * Takes forms sent from a page of one's own account. Who has to prove anew who they are does so, and comes back to the page (SEC-09); so does
 * who opens the address of what a form was answered with, which is nothing to be opened again.
 */
export function takesForms(app: FastifyInstance, admit: Admit, page: string): TakesForm {
  return (path, work) => {
    app.get(`${page}/${path}`, (request, reply) => reply.redirect(withThen(page, thenOf(request)), 303))
    return app.post(`${page}/${path}`, async (request, reply) => {
      checkForm(admit, request, request.cookies[sessionCookie])
      const session = await sessionAt(admit, request)
      const back = withThen(page, thenOf(request))
      if (session === null) return reply.redirect(`/signin?returnTo=${encodeURIComponent(back)}`, 303)
      try {
        return await work(session, request, reply)
      } catch (error) {
        if (error instanceof AppError && error.code === 'auth.fresh_proof_needed')
          return reply.redirect(proveAt(back), 303)
        throw error
      }
    })
  }
}

/** Where somebody proves anew who they are, and is led back from. */
export const proveAt = (back: string) => `/signin?prompt=prove&returnTo=${encodeURIComponent(back)}`

/** The session of whoever is let in to My apps as they stand now; null sends them to sign in. */
export async function sessionAt(admit: Admit, request: FastifyRequest): Promise<OwnSession | null> {
  const secret = request.cookies[sessionCookie] ?? null
  const visit = await visitTo(admit, portalAppId, { secret, ip: request.ip })
  return visit.is === 'in' ? visit.session : null
}

/** What a page of one's own account is told around. */
export async function frameOf(
  admit: Admit,
  request: FastifyRequest,
  session: OwnSession,
  page: string,
): Promise<Frame> {
  const now = admit.now()
  const then = thenOf(request)
  return {
    organisation: (await organisationOf(admit, [request.cookies[sessionCookie]]))?.name ?? '',
    person: { name: session.displayName, signInName: session.ownName },
    token: formToken(admit, request.cookies[sessionCookie] as string),
    proveAt: session.provedAt !== null && now - session.provedAt <= freshFor ? null : proveAt(withThen(page, then)),
    then,
    now,
  }
}

/** Where a person was on the way to when they were led here: a path of ours, or null where they came by themselves (SEC-16). */
export function thenOf(request: FastifyRequest): string | null {
  const asked = request.query as { readonly then?: unknown }
  const sent = request.body as { readonly then?: unknown } | undefined
  const then = sent?.then ?? asked.then
  return typeof then === 'string' && then !== '' ? ownPath(then) : null
}

/** A page that goes on to where the person was on the way to. */
export const withThen = (page: string, then: string | null): string =>
  then === null ? page : `${page}?then=${encodeURIComponent(then)}`
