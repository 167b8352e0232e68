import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import type { Admit } from '../../app/admit.ts'
import { findSession } from '../../app/sign-in/session.ts'
import { sessionCookie } from '../forms.ts'
import { card, sendPage } from '../page.ts'

type Session = NonNullable<Awaited<ReturnType<typeof findSession>>>

/** The administrator at the browser; null when they are sent to sign in, or told that no role is theirs. */
export async function administrator(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const session = await findSession(admit, request.cookies[sessionCookie] ?? '')
  if (session === null) {
    await reply.redirect(`/signin?returnTo=${encodeURIComponent(request.url)}`, 303)
    return null
  }
  if (session.roles.length + session.scoped.length > 0) return session
  await sendPage(
    reply,
    card(
      'Administrators only',
      null,
      html`<h1>Administrators only</h1><p>You are signed in, and you hold no administrator role.</p>
<div class="buttons"><a class="button" href="/myapps">My apps</a></div>`,
    ),
    403,
  )
  return null
}
