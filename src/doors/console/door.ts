import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { administrator } from './administrator.ts'
import { sendPage } from '../page.ts'
import { plainDoor } from './plain-door.ts'

const built = fileURLToPath(new URL('../../../dist/console/', import.meta.url))

/** The console: one page with its script, whatever the address below `/admin`; and beside it the Why page without script. */
export async function consoleDoor(app: FastifyInstance, admit: Admit): Promise<void> {
  plainDoor(app, admit)
  if (!existsSync(built)) {
    app.get('/admin', async (_, reply) => reply.redirect('/admin/plain', 303))
    return
  }
  await app.register(fastifyStatic, {
    root: `${built}assets`,
    prefix: '/admin/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  })
  const shell = await readFile(`${built}index.html`, 'utf8')
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    if ((await administrator(admit, request, reply)) === null) return reply
    const nonce = randomBytes(16).toString('base64')
    reply.header('content-security-policy', contentSecurityPolicy(nonce))
    return sendPage(reply, shell.replace('%NONCE%', nonce))
  }
  app.get('/admin', show)
  app.get('/admin/*', show)
}

/** SEC-15: scripts of ours alone, and style elements that this very page made. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
