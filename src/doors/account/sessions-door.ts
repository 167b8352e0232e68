import type { FastifyInstance } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { endOwnSessions, ownSessions } from '../../app/sign-in/sessions-of.ts'
import { AppError } from '../../errors.ts'
import { field } from '../forms.ts'
import { sendPage } from '../page.ts'
import { frameOf, sessionAt, takesForms } from './forms.ts'
import { type SessionNotice, sessionNotices, sessionsPage } from './sessions-page.ts'

const home = '/account/sessions'

/** Where a person sees in which browsers they are signed in, and signs them out (L2). */
export function sessionsDoor(app: FastifyInstance, admit: Admit): void {
  app.get(home, async (request, reply) => {
    const session = await sessionAt(admit, request)
    if (session === null) return reply.redirect(`/signin?returnTo=${encodeURIComponent(home)}`, 303)
    const { done } = request.query as { done?: unknown }
    const notice = typeof done === 'string' && Object.hasOwn(sessionNotices, done) ? (done as SessionNotice) : null
    const frame = await frameOf(admit, request, session, home)
    return sendPage(reply, sessionsPage(frame, await ownSessions(admit, session), session.id, notice))
  })

  const form = takesForms(app, admit, home)
  form('end', async (session, request, reply) => {
    const notice = await endOwnSessions(admit, session, field(request, 'session', 43)).then(
      () => 'ended',
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'session.not_found') return 'gone'
        throw error
      },
    )
    return reply.redirect(`${home}?done=${notice}`, 303)
  })
  form('others', async (session, _, reply) => {
    await endOwnSessions(admit, session, 'others')
    return reply.redirect(`${home}?done=others`, 303)
  })
}
