import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { default as Provider } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { amrOf } from '../../core/methods/methods.ts'
import { admittedFlow } from '../../app/sign-in/admitted.ts'
import { personAtBrowser } from '../../app/sign-in/browser.ts'
import { startFlow } from '../../app/sign-in/live.ts'
import { keyRing, publicParts } from '../../app/signing-keys.ts'
import { aboutTenant, allTenants, isShared } from '../../app/tenants.ts'
import { newWrites } from '../../app/writes.ts'
import { AppError } from '../../errors.ts'
import { browserOf, renewLastingIn } from '../browser.ts'
import { dropFlow, flowCookie, keepFlow } from '../forms.ts'
import { nothingAt } from '../nothing-at.ts'
import { openedByApps } from '../opened-by-apps.ts'
import { pagePolicy } from '../page.ts'
import { bodyLimit } from './body.ts'
import { askedByPost } from './by-post.ts'
import { signedInHere } from './claims.ts'
import { dress } from './dress.ts'
import { entraError } from './entra-errors.ts'
import { buildProvider } from './provider.ts'
import type { Issuer } from './issuing.ts'
import { plainRequest } from './plain-request.ts'
import { plainToken } from './plain-tokens.ts'
import type { RequestFacts } from './request-facts.ts'
import { SigningKey } from './signing-key.ts'
import { whichTenant } from './which-tenant.ts'

/** The provider of a tenant at one of our origins, and what it makes tokens with. */
type Issuing = Issuer & { readonly provider: Provider }
type IssuingOf = (tenantId: string, origin: string) => Promise<Issuing>

/** As every answer with tokens has them. */
const tokenHeaders = { 'cache-control': 'no-store', pragma: 'no-cache', 'content-security-policy': pagePolicy() }

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** OpenID Connect: every tenant under its id, its domains, `common` and `organizations`. */
export function oidcDoor(app: FastifyInstance, admit: Admit): void {
  // The provider reads bodies itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_, __, done) => done(null))
  app.addHook('onRequest', openedByApps)
  app.register(askedByPost)

  const made = new Map<string, { readonly ring: object; readonly issuing: Issuing }>()
  const issuingOf = async (tenantId: string, origin: string): Promise<Issuing> => {
    const key = `${origin}/${tenantId}`
    const ring = await keyRing(admit, tenantId)
    const known = made.get(key)
    if (known?.ring === ring) return known.issuing
    const keys = ring.map((jwk) => new SigningKey(jwk))
    const provider = dress(buildProvider(admit, tenantId, origin, keys), admit, tenantId)
    const issuing = { provider, tenantId, issuer: provider.issuer, keys }
    made.set(key, { ring, issuing })
    return issuing
  }

  app.get('/common/discovery/instance', (request) => instanceDiscovery(originOf(admit, request)))

  app.get('/:tenant/interaction/:uid', (request, reply) => interaction(admit, issuingOf, request, reply))

  // Whoever names no tenant may be brought a token of any.
  for (const alias of ['common', 'organizations'])
    app.get(`/${alias}/discovery/v2.0/keys`, async (_, reply) => {
      const all = await Promise.all((await allTenants(admit)).map(({ id }) => keyRing(admit, id)))
      return reply.header('access-control-allow-origin', '*').send({ keys: publicParts(all.flat()) })
    })

  app.all('/:tenant/*', async (request, reply) => {
    if (!isOfProtocol(request)) throw nothingAt(request, reply)
    const { tenant } = request.params as { tenant: string }
    // The provider lives at /{id}; discovery alone is asked for below /v2.0, and V1 clients ask for it without.
    const rest = request.url.slice(request.url.indexOf('/', 1))
    const url = rest.startsWith('/v2.0/.well-known/') ? rest.slice('/v2.0'.length) : rest
    const found = await whichTenant(admit, tenant, url, request)
    const answered =
      found === null
        ? null
        : await aboutTenant(admit, found.tenantId, () =>
            answer(admit, issuingOf, { ...found, alias: tenant, url }, request, reply),
          )
    return answered === null ? noTenant(admit, request, reply) : undefined
  })
}

const byPostOnly: ReadonlySet<string> = new Set(['token', 'revoke', 'introspect'].map((name) => `/oauth2/v2.0/${name}`))

/** Has the provider of the tenant answer. */
async function answer(
  admit: Admit,
  issuingOf: IssuingOf,
  asked: { readonly tenantId: string; readonly alias: string; readonly url: string; readonly raw: IncomingMessage },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { tenantId, url } = asked
  if (Number(request.headers['content-length']) > bodyLimit) throw new AppError('request.too_large')
  if (request.method === 'GET' && byPostOnly.has(url.split('?')[0] as string)) {
    reply.header('allow', 'POST')
    throw new AppError('request.wrong_method', { hint: 'It is asked by POST.' })
  }
  const issuing = await issuingOf(tenantId, originOf(admit, request))
  const { provider } = issuing
  const plain = url === '/oauth2/v2.0/token' ? await plainRequest(asked.raw) : { form: null, raw: asked.raw }
  const client = request.headers['user-agent']?.slice(0, 256) ?? null
  if (plain.form !== null) {
    const { ip, correlationId } = request
    const given = await plainToken(admit, issuing, plain.form, { ip, correlationId, client }).catch((error) => {
      // The provider tries then, and says it as clients expect where that fails too.
      admit.log.warn({ correlationId, error: String(error) }, 'a plain token failed')
      return null
    })
    if (given !== null) return void reply.headers(tokenHeaders).send(given)
  }
  const raw = plain.raw as IncomingMessage & { originalUrl?: string; admit?: RequestFacts }
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
    client,
    correlationId: request.correlationId,
    browser: browserOf(request),
    alias: isShared(asked.alias) ? asked.alias : null,
    named: asked.alias,
    askedScopes: [],
    detail: null,
    refusal: null,
    writes: newWrites(),
    failed: null,
  }
  if (url.startsWith('/oauth2/v2.0/authorize')) await forgetOtherPerson(admit, provider, raw, tenantId)
  takeOver(request, reply)
  await provider.callback()(raw, reply.raw)
}

/** A client is told by number, a person by a page. */
function noTenant(admit: Admit, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.headers.accept?.includes('text/html')) throw new AppError('tenant.not_found')
  const refusal = { number: 50128, text: 'There is no such organisation here.', error: 'invalid_tenant' }
  return reply.code(400).send(entraError({}, null, refusal, request.correlationId, admit.now()))
}

/** Hands the answer over to the provider, with the headers that every answer of ours has (SEC-15). */
function takeOver(request: FastifyRequest, reply: FastifyReply): void {
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value as string | string[])
  renewLastingIn(request, reply)
}

/** Leads from the client's request to the sign-in pages, and back once the person is admitted. */
async function interaction(
  admit: Admit,
  issuingOf: IssuingOf,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { tenant, uid } = request.params as { tenant: string; uid: string }
  if (!uuid.test(tenant)) throw new AppError('tenant.not_found')
  const { provider } = await issuingOf(tenant, originOf(admit, request))
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
    dropFlow(request, reply)
    // As the provider ends one, without reading it again.
    details.result = {
      // What was asked for by name is done, and is not asked for again when the request goes on.
      [details.prompt.name]: {},
      consent: {},
      login: {
        accountId: ended.accountId,
        amr: amrOf(ended.methods),
        acr: signedInHere,
        ts: Math.floor(ended.authAt / 1000),
        remember: true,
      },
    }
    await details.save(details.exp - Math.floor(Date.now() / 1000))
    return reply.redirect(details.returnTo, 303)
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
    domainHint: text(params['domain_hint']),
    uiLocales: text(params['ui_locales'])?.slice(0, 256) ?? null,
    // A proof that is too old for the app is to be made again, whatever the browser's session knows.
    prompt: details.prompt.reasons.includes('max_age') ? 'login' : text(params['prompt']),
    ip: request.ip,
    client: request.headers['user-agent']?.slice(0, 256) ?? null,
    correlationId: request.correlationId,
  })
  keepFlow(request, reply, id)
  return reply.redirect('/signin/flow', 303)
}

/** Drops the provider's session from a request when it is of nobody who is signed in with the browser. */
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
  const { accountId } = theirs
  const browser = raw.admit?.browser
  if (browser !== undefined && (await personAtBrowser(admit, tenantId, browser, { accountId })) !== null) return
  raw.headers.cookie = raw.headers.cookie
    ?.split(/;\s*/)
    .filter((pair) => !pair.startsWith(`${name}=`) && !pair.startsWith(`${name}.sig=`))
    .join('; ') as string
}

/** Whether this is an address of the protocol, and not a page that was never here. */
const isOfProtocol = (request: FastifyRequest) =>
  /^\/(v2\.0|oauth2|oidc|discovery|\.well-known)\b/.test(`/${(request.params as { '*': string })['*']}`)

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
