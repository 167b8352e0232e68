import type { default as Provider, KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import type { ClientRecord } from '../../app/clients.ts'
import { commit } from '../../app/writes.ts'
import { pagePolicy } from '../page.ts'
import { assertionIn, assertionRefusal } from './client-assertion.ts'
import { entraError } from './entra-errors.ts'
import { factsOf, type RequestFacts } from './request-facts.ts'
import { answerSignOut, personOfAnswer, signedOut } from './sign-out.ts'

/** Adds what clients of this ecosystem expect to what oidc-provider answers. */
export function dress(provider: Provider, admit: Admit, tenantId: string): Provider {
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
    ctx.set('content-security-policy', pagePolicy())
    await next()
    await answerSignOut(ctx as unknown as KoaContextWithOIDC, admit, tenantId)
    await committed(ctx as unknown as KoaContextWithOIDC, admit, tenantId)
    if (facts.signsOut !== undefined) await signedOut(ctx as unknown as KoaContextWithOIDC, admit, tenantId)
    const to: unknown = ctx.response.get('location')
    if (facts.failed !== null && typeof to === 'string' && to !== '') {
      const { error, error_description } = entraError(
        facts.failed,
        null,
        facts.refusal,
        facts.correlationId,
        admit.now(),
      ) as Record<string, string>
      ctx.set('location', withParams(to, { error, error_description }))
    }
    if (ctx.response.is('html')) {
      ctx.set('cache-control', 'no-store')
      ctx.set('content-security-policy', policyOf(ctx as unknown as KoaContextWithOIDC))
      if (ctx.secure) ctx.set('strict-transport-security', 'max-age=31536000')
    }
    const body = ctx.body as Record<string, unknown> | undefined
    if (typeof body !== 'object' || body === null || ctx.oidc === undefined) return
    if (ctx.oidc.route === 'token') {
      ctx.set('pragma', 'no-cache')
      if (typeof body['access_token'] === 'string') {
        body['ext_expires_in'] = body['expires_in']
        const accountId = ctx.oidc.account?.accountId
        const refresh = ctx.oidc.entities.RefreshToken
        const isSpa = (ctx.oidc.client as unknown as { admit: ClientRecord }).admit.redirectUris.some(
          (redirect) => redirect.kind === 'spa',
        )
        if (isSpa && refresh !== undefined) body['refresh_token_expires_in'] = refresh.remainingTTL
        if (accountId !== undefined)
          body['client_info'] = Buffer.from(JSON.stringify({ uid: accountId, utid: tenantId })).toString('base64url')
      }
    }
    if (ctx.oidc.route === 'discovery')
      Object.assign(body, {
        ...{ tenant_region_scope: null, cloud_instance_name: new URL(provider.issuer).host },
        ...{ backchannel_logout_supported: true, backchannel_logout_session_supported: true },
      })
    if (ctx.oidc.route === 'discovery' && facts.alias !== null) ctx.body = sharedMetadata(body, tenantId, facts.alias)
    if (typeof body['error'] === 'string') {
      const refusal = facts.refusal ?? ofAssertion(ctx as unknown as KoaContextWithOIDC, body, admit.now())
      ctx.body = { ...entraError(body, facts.detail, refusal, facts.correlationId, admit.now()) }
    }
  })
  const tell = (ctx: { readonly req: unknown }, error: { readonly error_detail?: string | undefined }) => {
    ;(ctx.req as { admit: RequestFacts }).admit.detail = error.error_detail ?? null
  }
  provider.on('grant.error', tell)
  provider.on('introspection.error', tell)
  provider.on('revocation.error', tell)
  provider.on('pushed_authorization_request.error', tell)
  provider.on('authorization.error', (ctx, { error, error_description }) => {
    factsOf(ctx as unknown as KoaContextWithOIDC).failed = { error, error_description }
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
    const answered = personOfAnswer(ctx as unknown as KoaContextWithOIDC)
    if (answered !== null) factsOf(ctx as unknown as KoaContextWithOIDC).signsOut = answered
  })
  return provider
}

/** What an app whose assertion was refused is told. */
function ofAssertion(
  ctx: KoaContextWithOIDC,
  { error, error_description: says }: Readonly<Record<string, unknown>>,
  now: number,
): RequestFacts['refusal'] {
  const { client, params } = ctx.oidc
  if (params?.['client_assertion'] === undefined) return null
  if (error === 'invalid_request' && says === 'invalid client_assertion format')
    return { number: 50013, text: 'The assertion is not a signed JWT.', error }
  if (error !== 'invalid_client' || client === undefined) return null
  const record = (client as unknown as { readonly admit: ClientRecord }).admit
  return { ...assertionRefusal(factsOf(ctx).detail ?? '', assertionIn(params), record, now), error }
}

/** Commits what the request writes; an answer whose promises could not be written is not given. */
async function committed(ctx: KoaContextWithOIDC, admit: Admit, tenantId: string): Promise<void> {
  try {
    await commit(admit, tenantId, factsOf(ctx).writes)
  } catch (error) {
    ctx.remove('location')
    ctx.remove('set-cookie')
    ctx.status = 500
    ctx.body = { error: 'server_error', error_description: 'oops! something went wrong' }
    ctx.app.emit('server_error', ctx, error)
  }
}

/** An address with parameters replaced where it has them: in its query or in its fragment. */
function withParams(address: string, params: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(address)
  const isInFragment = url.hash.includes('error=')
  const found = isInFragment ? new URLSearchParams(url.hash.slice(1)) : url.searchParams
  for (const [name, value] of Object.entries(params)) if (value !== undefined) found.set(name, value)
  if (isInFragment) url.hash = found.toString()
  return url.href
}

/** Metadata for clients that name no tenant: endpoints that name none either, and `{tenantid}` where tokens will. */
function sharedMetadata(body: object, tenantId: string, alias: string): object {
  const shared = JSON.parse(JSON.stringify(body).replaceAll(`/${tenantId}/`, `/${alias}/`)) as { issuer: string }
  return { ...shared, issuer: shared.issuer.replace(`/${alias}/`, '/{tenantid}/') }
}

/** SEC-15: the policy of a page of the provider, which has added its own script by hash where it posts a form by itself. */
function policyOf(ctx: KoaContextWithOIDC): string {
  const onward = formTarget(ctx)
  return String(ctx.res.getHeader('content-security-policy'))
    .replace("script-src 'none' ", 'script-src ')
    .replace("form-action 'self'", onward === null ? "form-action 'self'" : `form-action 'self' ${onward}`)
}

/** Where a form of such a page may lead besides, once the provider has found the address to be the app's own. */
function formTarget({ oidc, status }: KoaContextWithOIDC): string | null {
  const { post_logout_redirect_uri, redirect_uri, response_mode } = oidc?.params ?? {}
  const to =
    oidc?.route === 'end_session' && status === 200
      ? post_logout_redirect_uri
      : response_mode === 'form_post' && oidc.redirectUriCheckPerformed
        ? redirect_uri
        : null
  const origin = typeof to === 'string' ? URL.parse(to)?.origin : undefined
  // Apps lead on from where an answer is posted, and browsers hold that too against `form-action`.
  return origin === undefined ? null : response_mode === 'form_post' ? `https: ${origin}` : origin
}
