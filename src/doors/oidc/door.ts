import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { default as Provider, KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { admittedFlow } from '../../app/sign-in/admitted.ts'
import { endSession, findSession } from '../../app/sign-in/session.ts'
import { startFlow } from '../../app/sign-in/live.ts'
import { aboutTenant, tenantOfAlias } from '../../app/tenants.ts'
import { AppError } from '../../errors.ts'
import { clearSecretCookie, flowCookie, sessionCookie, setSecretCookie } from '../forms.ts'
import { pagePolicy } from '../page.ts'
import { entraError } from './entra-errors.ts'
import { buildProvider } from './provider.ts'
import type { RequestFacts } from './request-facts.ts'
import { amrOf } from './session.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** OpenID Connect: every tenant under its id, its domains, `common` and `organizations`. */
export function oidcDoor(app: FastifyInstance, admit: Admit): void {
  // The provider reads bodies itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_, __, done) => done(null))

  const providers = new Map<string, Promise<Provider>>()
  const providerOf = (tenantId: string, origin: string): Promise<Provider> => {
    const key = `${origin}/${tenantId}`
    let made = providers.get(key)
    if (made === undefined) {
      made = buildProvider(admit, tenantId, origin).then((provider) => dress(provider, admit, tenantId))
      made.catch(() => providers.delete(key))
      providers.set(key, made)
    }
    return made
  }

  app.get('/common/discovery/instance', (request) => instanceDiscovery(originOf(admit, request)))

  app.get('/:tenant/interaction/:uid', (request, reply) => interaction(admit, providerOf, request, reply))

  app.all('/:tenant/*', async (request, reply) => {
    const { tenant } = request.params as { tenant: string }
    const tenantId = await resolveTenant(admit, tenant, request)
    const answered =
      tenantId === null
        ? null
        : await aboutTenant(admit, tenantId, () => answer(admit, providerOf, tenantId, request, reply))
    if (answered === null) throw new AppError('tenant.not_found')
  })
}

/** Has the provider of the tenant answer. */
async function answer(
  admit: Admit,
  providerOf: (tenantId: string, origin: string) => Promise<Provider>,
  tenantId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<'answered'> {
  const { tenant } = request.params as { tenant: string }
  const provider = await providerOf(tenantId, originOf(admit, request))

  // The provider lives at /{id}; discovery alone is asked for below /v2.0, and V1 clients ask for it without.
  const rest = request.raw.url?.slice(tenant.length + 1) ?? '/'
  const url = rest.startsWith('/v2.0/.well-known/') ? rest.slice('/v2.0'.length) : rest
  const raw = request.raw as IncomingMessage & { originalUrl?: string; admit?: RequestFacts }
  raw.url = url
  raw.originalUrl = `/${tenantId}${url}`
  // What the provider may believe of proxies is what we believe (SEC-39).
  Object.assign(raw.headers, {
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.host,
    'x-forwarded-for': request.ip,
  })
  raw.admit = {
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    correlationId: request.correlationId,
    sessionSecret: request.cookies[sessionCookie] ?? null,
    askedScopes: [],
    detail: null,
    refusal: null,
  }
  if (url.startsWith('/oauth2/v2.0/authorize')) await forgetOtherPerson(admit, provider, raw, tenantId)
  reply.hijack()
  await provider.callback()(raw, reply.raw)
  return 'answered'
}

/** Leads from the client's request to the sign-in pages, and back once the person is admitted. */
async function interaction(
  admit: Admit,
  providerOf: (tenantId: string, origin: string) => Promise<Provider>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { tenant, uid } = request.params as { tenant: string; uid: string }
  if (!uuid.test(tenant)) throw new AppError('tenant.not_found')
  const provider = await providerOf(tenant, originOf(admit, request))
  const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => null)
  if (details === null || details.uid !== uid) throw new AppError('sign_in.over')

  const ended = await admittedFlow(admit, request.cookies[flowCookie] ?? null, uid)
  if (ended !== null) {
    const isSamePerson = details.session?.accountId === undefined || details.session.accountId === ended.accountId
    if (!isSamePerson && details.session !== undefined) {
      // Somebody else signs in than the provider's session knows: that session ends here.
      const former = await provider.Session.findByUid(details.session.uid as string)
      await former?.destroy()
      delete (details as { session?: { uid?: string } }).session
      await details.save(600)
    }
    clearSecretCookie(reply, flowCookie)
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value as string | string[])
    await provider.interactionFinished(
      request.raw,
      reply.raw,
      { login: { accountId: ended.accountId, amr: amrOf(ended), ts: Math.floor(ended.authAt / 1000), remember: true } },
      { mergeWithLastSubmission: false },
    )
    return undefined
  }

  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const { params } = details
  const { id } = await startFlow(admit, tenant, {
    kind: 'oidc',
    appId: String(params['client_id']),
    redirectUri: text(params['redirect_uri']),
    scopes: String(params['scope'] ?? '')
      .split(' ')
      .filter(Boolean),
    instanceId: null,
    returnTo: null,
    oidcUid: uid,
    loginHint: text(params['login_hint']),
    prompt: text(params['prompt']),
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    correlationId: request.correlationId,
  })
  setSecretCookie(reply, flowCookie, id)
  return reply.redirect('/signin/flow', 303)
}

/** Adds what clients of this ecosystem expect to what oidc-provider answers. */
function dress(provider: Provider, admit: Admit, tenantId: string): Provider {
  provider.proxy = true
  // Browsers take Secure cookies from http://localhost too, which is the only http we speak; the library has to be told.
  const make = provider.createContext.bind(provider)
  provider.createContext = (request, response) => {
    const ctx = make(request, response)
    ;(ctx.cookies as unknown as { secure: boolean }).secure = true
    return ctx
  }
  provider.use(async (ctx, next) => {
    const facts = (ctx.req as unknown as { admit: RequestFacts }).admit
    await next()
    if (ctx.response.is('html'))
      ctx.set('content-security-policy', pagePolicy(afterSignOut(ctx as unknown as KoaContextWithOIDC)))
    const body = ctx.body as Record<string, unknown> | undefined
    if (typeof body !== 'object' || body === null || ctx.oidc === undefined) return
    if (ctx.oidc.route === 'token') {
      ctx.set('pragma', 'no-cache')
      if (typeof body['access_token'] === 'string') {
        body['ext_expires_in'] = body['expires_in']
        const accountId = ctx.oidc.account?.accountId
        if (accountId !== undefined)
          body['client_info'] = Buffer.from(JSON.stringify({ uid: accountId, utid: tenantId })).toString('base64url')
      }
    }
    if (ctx.oidc.route === 'discovery')
      Object.assign(body, { tenant_region_scope: null, cloud_instance_name: new URL(provider.issuer).host })
    if (typeof body['error'] === 'string')
      ctx.body = { ...entraError(body, facts.detail, facts.refusal, facts.correlationId, admit.now()) }
  })
  provider.on('grant.error', (ctx, error) => {
    ;(ctx.req as unknown as { admit: RequestFacts }).admit.detail = error.error_detail ?? null
  })
  provider.on('server_error', (ctx, error) => {
    const facts = (ctx.req as unknown as { admit: RequestFacts }).admit
    admit.log.error(
      { correlationId: facts.correlationId, path: ctx.path, error: String(error.stack ?? error) },
      'OpenID Connect request failed',
    )
  })
  // Signing out at the provider is signing out with us: the browser's session ends too (L2).
  provider.on('end_session.success', (ctx) => {
    const facts = (ctx.req as unknown as { admit: RequestFacts }).admit
    ctx.cookies.set(sessionCookie, null, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', signed: false })
    endSession(admit, facts.sessionSecret).catch((error) =>
      admit.log.error({ error: String(error) }, 'a session could not be ended'),
    )
  })
  return provider
}

/** Where the sign-out page may lead once the provider has found the address to be the app's own. */
function afterSignOut(ctx: KoaContextWithOIDC): readonly string[] {
  const to = ctx.oidc?.params?.['post_logout_redirect_uri']
  const parsed = typeof to === 'string' && ctx.oidc.route === 'end_session' && ctx.status === 200 ? URL.parse(to) : null
  return parsed === null ? [] : [parsed.origin]
}

/** Drops the provider's session from a request when the browser's session is somebody else's, or over. */
async function forgetOtherPerson(
  admit: Admit,
  provider: Provider,
  raw: IncomingMessage & { admit?: RequestFacts },
  tenantId: string,
): Promise<void> {
  const name = provider.cookieName('session')
  const cookie = raw.headers.cookie?.split(/;\s*/).find((pair) => pair.startsWith(`${name}=`))
  if (cookie === undefined) return
  const theirs = await provider.Session.find(cookie.slice(name.length + 1))
  if (theirs?.accountId === undefined) return
  const ours = await findSession(admit, raw.admit?.sessionSecret ?? null)
  if (ours?.tenantId === tenantId && ours.accountId === theirs.accountId) return
  raw.headers.cookie = raw.headers.cookie
    ?.split(/;\s*/)
    .filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.sig=`))
    .join('; ') as string
}

async function resolveTenant(admit: Admit, tenant: string, request: FastifyRequest): Promise<string | null> {
  if (uuid.test(tenant)) return tenant
  const query = request.query as Record<string, unknown>
  return tenantOfAlias(admit, tenant, {
    hint: [query['login_hint'], query['domain_hint']].find((hint): hint is string => typeof hint === 'string') ?? null,
    appId: typeof query['client_id'] === 'string' ? query['client_id'] : null,
  })
}

/** The origin the client used, of those we are configured to have (SEC-39). */
function originOf(admit: Admit, request: FastifyRequest): string {
  const own = `${request.protocol}://${request.host}`
  return admit.config.origins.includes(own) ? own : (admit.config.origins[0] as string)
}

function instanceDiscovery(origin: string) {
  const { host } = new URL(origin)
  return {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}
