import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'ghtml'
import type { Admit } from '../../app/admit.ts'
import { consoleAppId } from '../../app/own-apps.ts'
import { viewerIn, visitTo } from '../../app/sign-in/visit.ts'
import { isAdministrator, type Viewer } from '../../app/viewer.ts'
import { sessionCookie } from '../forms.ts'
import { card, sendPage } from '../page.ts'

/** The administrator at the browser; null when they are led to the sign-in, or told that no role is theirs. */
export async function administrator(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Viewer | null> {
  const visit = await visitTo(admit, consoleAppId, {
    secret: request.cookies[sessionCookie] ?? null,
    ip: request.ip,
  })
  if (visit.is !== 'in') {
    // There they are asked for what is missing, or told what is in the way.
    const returnTo = request.url.startsWith('/admin') ? request.url : '/admin'
    await reply.redirect(`/signin?returnTo=${encodeURIComponent(returnTo)}`, 303)
    return null
  }
  const viewer = viewerIn(visit.session)
  if (isAdministrator(viewer)) return viewer
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
