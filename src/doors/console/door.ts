import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { html } from 'ghtml'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { findSession } from '../../app/sign-in/session.ts'
import { sessionCookie } from '../forms.ts'
import { sendPage } from '../http.ts'
import { card } from '../page.ts'

const built = fileURLToPath(new URL('../../../dist/console/', import.meta.url))

/** The administrators' console: one page for every address below /admin, and its built files. */
export async function consoleDoor(app: FastifyInstance, admit: Admit): Promise<void> {
  if (!existsSync(built)) return
  await app.register(fastifyStatic, { root: `${built}assets/`, prefix: '/admin/assets/', immutable: true, maxAge: '365d', index: false, decorateReply: false })
  await app.register(async (own) => {
    await own.register(fastifyStatic, { root: built, serve: false })
    own.get('/admin', (_, reply) => reply.redirect('/admin/', 302))
    own.get('/admin/*', async (request, reply) => {
      const session = await findSession(admit, request.cookies[sessionCookie] ?? null)
      if (session === null) return reply.redirect(`/signin?returnTo=${encodeURIComponent(request.url)}`, 303)
      if (session.roles.length === 0) return noRole(reply)
      // Scripts and styles of ours only; Mantine sets style attributes from its scripts, which needs no inline style tag.
      reply.header('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
      return reply.sendFile('index.html', { cacheControl: false })
    })
  })
}

function noRole(reply: FastifyReply): FastifyReply {
  return sendPage(
    reply,
    card('Administrators only', null, html`<h1>Administrators only</h1><p>You are signed in, and you hold no administrator role. Your apps are on the page for everybody.</p><div class="buttons"><a class="button" href="/myapps">My apps</a></div>`),
    403,
  )
}
