import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Admit } from '../app/admit.ts'
import { AppError } from '../errors.ts'
import { accountDoor } from './account/door.ts'
import { renewLasting } from './browser.ts'
import { consoleDoor } from './console/door.ts'
import { graphDoor } from './graph/door.ts'
import { plainAddress } from './graph/keys-in-address.ts'
import { refusal } from './graph/refusal.ts'
import { asAppError } from './known-error.ts'
import { mailDoor } from './mail/door.ts'
import { oidcDoor } from './oidc/door.ts'
import { operationsDoor } from './operations/door.ts'
import { nothingAt } from './nothing-at.ts'
import { card, type Html, pagePolicy } from './page.ts'
import { copyHead, factsToPassOn, sendToPassOn } from './pass-on.ts'
import { mustBePlain } from './plain-data.ts'
import { readerOf } from './reader.ts'
import { readBy, type Reader } from '../app/words/reader.ts'
import { portalDoor } from './portal/door.ts'
import { scimDoor } from './scim/door.ts'
import { signUpDoor } from './signin/sign-up-door.ts'
import { redeemDoor } from './signin/redeem-door.ts'
import { signinDoor } from './signin/door.ts'
import { html } from 'ghtml'
import { phrase, say } from '../app/words/say.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, as it was registered: what is proved of all of them is proved of this list. */
    knownRoutes: { readonly method: string; readonly url: string; readonly schema?: unknown }[]
  }
  interface FastifyRequest {
    /** The client's `client-request-id` where it sends a proper one, else ours. */
    correlationId: string
    /** Who reads the answer, where it is a page for people. */
    reader: Reader | null
  }
}

/** The largest body any door takes, in bytes; `/v1.0` import and batch have their own (SEC-35). */
const bodyLimit = 1024 * 1024

/** Everything Admit answers over HTTP, ready to be given to a server. */
export async function buildServer(admit: Admit): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit,
    trustProxy: admit.config.trustedProxies.length > 0 ? [...admit.config.trustedProxies] : false,
    rewriteUrl: ({ url = '/' }) => plainAddress(url),
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    exposeHeadRoutes: true,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      request.correlationId = correlationId(request)
      return answerError(admit, error, request, reply)
    },
  })
  app.decorate('knownRoutes', [])
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const one of [method].flat()) app.knownRoutes.push({ method: one, url, schema })
  })

  app.decorateRequest('correlationId', '')
  app.decorateRequest('reader', null)
  app.addHook('onRequest', async (request, reply) => {
    request.correlationId = correlationId(request)
    reply.header('client-request-id', request.correlationId)
    reply.header('request-id', request.id)
  })

  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 64 * 1024 })
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    hsts: false,
  })
  app.addHook('onRequest', async (request) => {
    if (!isOurHost(admit, request)) throw new AppError('request.wrong_host', { host: request.headers.host ?? null })
    // PostgreSQL stores no NUL, and no address of ours has one (SEC-35).
    if (request.url.includes('%00')) throw new AppError('request.invalid', { hint: 'There is a NUL in the address.' })
  })
  app.addHook('onRequest', renewLasting)
  app.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', pagePolicy())
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })

  // What stands in a form is shown again beside what is wrong with it; all else is refused here.
  const isForm = (request: FastifyRequest) =>
    request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  app.addHook('preValidation', async (request) =>
    mustBePlain([request.params, request.query, isForm(request) ? null : request.body]),
  )
  app.setErrorHandler((error, request, reply) => answerError(admit, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(admit, nothingAt(request, reply), request, reply))

  await app.register(async (own) => operationsDoor(own, admit))
  await app.register(async (own) => signinDoor(own, admit))
  await app.register(async (own) => redeemDoor(own, admit))
  await app.register(async (own) => signUpDoor(own, admit))
  await app.register(async (own) => portalDoor(own, admit))
  await app.register(async (own) => mailDoor(own, admit))
  await app.register(async (own) => accountDoor(own, admit))
  await app.register(async (own) => consoleDoor(own, admit))
  await app.register(async (own) => graphDoor(own, admit))
  await app.register(async (own) => scimDoor(own, admit))
  await app.register(async (own) => oidcDoor(own, admit))
  await app.ready()
  return app
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function correlationId(request: FastifyRequest): string {
  const inAddress = (request.query as Record<string, unknown> | undefined)?.['client-request-id']
  const sent = request.headers['client-request-id'] ?? inAddress
  return typeof sent === 'string' && uuid.test(sent) ? sent.toLowerCase() : randomUUID()
}

/** SEC-39: only names we answer to; an attacker's host never gets into a link of ours. */
function isOurHost(admit: Admit, request: FastifyRequest): boolean {
  if (request.url === '/healthz' || request.url === '/readyz') return true
  return hostsOf(admit).has(request.host)
}

const hosts = new WeakMap<Admit, ReadonlySet<string>>()

function hostsOf(admit: Admit): ReadonlySet<string> {
  const ours = hosts.get(admit) ?? new Set(admit.config.origins.map((origin) => new URL(origin).host))
  hosts.set(admit, ours)
  return ours
}

async function answerError(
  admit: Admit,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const known = asAppError(error)
  // A storm is no fault, and a line for each who is refused would only feed it.
  if (known.status >= 500 && known.code !== 'server.busy')
    admit.log.error(
      {
        correlationId: request.correlationId,
        method: request.method,
        path: request.url.split('?')[0],
        error: String((error as Error)?.stack ?? error),
      },
      'request failed',
    )
  if (known.code === 'database.unavailable') reply.header('retry-after', '2')
  if (known.code === 'rate.limited' || known.code === 'server.busy')
    reply.header('retry-after', String(known.details['retryAfter'] ?? 60))
  const at = new Date(admit.now()).toISOString()
  if (request.url.startsWith('/v1.0')) return reply.code(known.status).send(refusal(request, known, at))
  if (!(request.headers.accept ?? '').includes('text/html') && request.headers.accept !== undefined)
    return reply.code(known.status).send({
      error: known.code,
      error_description: known.message,
      correlation_id: request.correlationId,
      timestamp: at,
    })
  const page = () => errorPage(known, at, request.correlationId, wayOn(admit, known, request))
  // What administrators are shown is in English, whatever they read best.
  return sendToPassOn(reply, isOfAdmin(request) ? page() : readBy(readerOf(request), page), known.status)
}

const isOfAdmin = ({ url }: FastifyRequest) => /^\/admin(?:[/?]|$)/.test(url)

type Way = { readonly text: string; readonly to: string }

/** Where an error leads on to: back to a sign-in under way, or to the same page at the address that is ours (ADR-URL). */
function wayOn(admit: Admit, { code }: AppError, { url, method }: FastifyRequest): Way {
  if (code === 'server.busy' && url.startsWith('/signin/flow')) return { text: say('Try again'), to: '/signin/flow' }
  if (code !== 'request.wrong_host') return { text: say('My apps'), to: '/myapps' }
  const [ours = ''] = admit.config.origins
  return {
    text: say('Open {address}', { address: ours }),
    to: method === 'GET' && url.startsWith('/') ? `${ours}${url}` : ours,
  }
}

function errorPage(error: AppError, at: string, correlationId: string, way: Way): Html {
  const { hint } = error.details
  const advice =
    typeof hint === 'string' && (error.status < 500 || error.code === 'server.busy')
      ? phrase(hint)
      : error.status >= 500
        ? say('This is our fault, not yours. Try again in a moment.')
        : error.code === 'request.wrong_host'
          ? say("This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.")
          : say('Go back and try again, or start from your apps.')
  return card(
    phrase(error.message),
    null,
    html`<h1>${phrase(error.message)}</h1><p>${advice}</p>
<div class="buttons"><a class="button" href="${way.to}">${way.text}</a></div>
<h2>${say('For whoever helps you')}</h2>
!${factsToPassOn([
      [say('Code'), error.code],
      [say('Time'), at],
      [say('Correlation id'), correlationId],
    ])}
<div class="links"><a href="/help">${say('Who can help')}</a></div>`,
    'narrow',
    copyHead,
  )
}
