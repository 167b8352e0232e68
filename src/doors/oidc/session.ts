import type { Addressed } from './grant-address.ts'
import { decodeJwt } from 'jose'
import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { decideAgain, type RefusedAgain } from '../../app/sign-in/decide-again.ts'
import { type Meant, personAtBrowser } from '../../app/sign-in/browser.ts'
import type { Session } from '../../app/sign-in/session.ts'
import { amrOf } from '../../core/methods/methods.ts'
import { signedInHere } from './claims.ts'
import { factsOf } from './request-facts.ts'

const { Check } = interactionPolicy

/** What is known of the browser while one authorization request is answered. */
type Known = { session: Session | null; isOpen: boolean; again: ReturnType<typeof decideAgain> | null }
const known = new WeakMap<object, Known>()

/**
 * Brings the provider's session in line with the browser's session, which is the truth: whoever is signed in with us is
 * signed in there. Runs before the provider looks for the account.
 */
export async function alignWithSession(admit: Admit, tenantId: string, ctx: KoaContextWithOIDC): Promise<void> {
  const facts = factsOf(ctx)
  const found = await personAtBrowser(admit, tenantId, facts.browser, meantBy(ctx))
  const session = found === 'several' ? null : found
  known.set(ctx, { session, isOpen: found === 'several', again: null })
  const { params, client } = ctx.oidc
  if (params === undefined || client === undefined) return

  // The provider keeps offline_access only with prompt=consent; where consent is already there, clients get it without.
  facts.askedScopes = String(askedScope(ctx) ?? params['scope'] ?? '')
    .split(' ')
    .filter(Boolean)
  if (facts.askedScopes.includes('offline_access') && client.grantTypeAllowed('refresh_token'))
    params['scope'] = [
      ...new Set([
        ...String(params['scope'] ?? '')
          .split(' ')
          .filter(Boolean),
        'offline_access',
      ]),
    ].join(' ')

  const theirs = ctx.oidc.session
  if (session === null || theirs === undefined) return
  const amr = amrOf(session.methods)
  const isSamePerson = theirs.accountId === session.accountId
  // What they proved meanwhile, at a page of ours, is what the next token says.
  if (isSamePerson && String((theirs as { amr?: readonly string[] }).amr) === String(amr)) return
  // What one person let apps have is not another's.
  if (!isSamePerson && theirs.accountId !== undefined) Object.assign(theirs, { authorizations: {} })
  theirs.loginAccount({
    accountId: session.accountId,
    loginTs: Math.floor(session.authAt / 1000),
    amr,
    acr: signedInHere,
    transient: false,
  } as never)
}

/** The scope as the client sent it, which may have been before, to the address where requests are pushed (RFC 9126). */
function askedScope(ctx: KoaContextWithOIDC): unknown {
  const pushed = ctx.oidc.route === 'authorization' ? ctx.oidc.entities.PushedAuthorizationRequest : undefined
  if (pushed !== undefined) return decodeJwt(pushed.request)['scope']
  return ctx.method === 'POST' ? ctx.oidc.body?.['scope'] : ctx.query['scope']
}

/** Whom the request is for: who signed in for it just now, of whom the app has an ID token, or whom it names. */
function meantBy(ctx: KoaContextWithOIDC): Meant {
  const signedIn = ctx.oidc.result?.login?.accountId
  if (signedIn !== undefined) return { accountId: signedIn }
  const { id_token_hint: token, login_hint: hint } = ctx.oidc.params ?? {}
  const accountId = typeof token === 'string' ? personIn(token) : null
  if (accountId !== null) return { accountId }
  return typeof hint === 'string' && hint.includes('@') ? { signInName: hint } : null
}

/** Who an ID token is of. The provider proves the token; here it only says who is meant. */
export function personIn(token: string): string | null {
  try {
    const { oid } = decodeJwt(token)
    return typeof oid === 'string' ? oid : null
  } catch {
    return null
  }
}

/** The provider goes on without any page only when our decision admits; each check names the error a silent request gets. */
export function judgeChecks(admit: Admit, tenantId: string): InstanceType<typeof Check>[] {
  const againFor = (ctx: KoaContextWithOIDC) => {
    const state = known.get(ctx)
    if (state?.session == null) return null
    state.again ??= decideAgain(admit, tenantId, {
      kind: 'single_sign_on',
      accountId: state.session.accountId,
      appId: ctx.oidc.client?.clientId as string,
      redirectUri: String(ctx.oidc.params?.['redirect_uri'] ?? ''),
      scopes: [...ctx.oidc.requestParamScopes],
      secondFactor: state.session.secondFactorAt === null ? 'not_presented' : 'verified',
      methods: state.session.methods,
      authAt: state.session.authAt,
      ...factsOf(ctx),
    })
    return state.again
  }
  /** What a silent request is told, by the number of the reason. */
  const tell = (ctx: KoaContextWithOIDC, refusal: RefusedAgain | null, error: RefusedAgain['error']) => {
    if (refusal !== null) factsOf(ctx).refusal = { ...refusal, error }
  }
  const justSignedIn = (ctx: KoaContextWithOIDC) => ctx.oidc.result?.['login'] !== undefined

  return [
    new Check('admit_account', 'several people are signed in', 'account_selection_required', (ctx) => {
      if (justSignedIn(ctx) || known.get(ctx)?.isOpen !== true) return false
      factsOf(ctx).refusal = severalSignedIn
      return true
    }),
    new Check(
      'admit_session',
      'nobody is signed in',
      'login_required',
      (ctx) => !justSignedIn(ctx) && known.get(ctx)?.session == null,
    ),
    new Check('admit_consent', 'the app has not been consented to', 'consent_required', async (ctx) => {
      const again = justSignedIn(ctx) ? null : await againFor(ctx)
      if (again?.decision.because?.code !== 'APP-UCONSENT') return false
      tell(ctx, again.refusal, 'consent_required')
      return true
    }),
    new Check('admit_decision', 'the sign-in needs the person', 'interaction_required', async (ctx) => {
      const again = justSignedIn(ctx) ? null : await againFor(ctx)
      if (again === null || again.decision.outcome === 'admit') return false
      if (again.decision.because?.code !== 'APP-UCONSENT') tell(ctx, again.refusal, 'interaction_required')
      return true
    }),
  ]
}

const severalSignedIn = {
  number: 16000,
  text: 'Several people are signed in with this browser, and the app names none of them.',
  error: 'interaction_required',
}

/** The grant behind the tokens: what was asked for and, since the decision admitted, is consented to. */
export async function existingGrant(admit: Admit, tenantId: string, ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc
  const accountId = ctx.oidc.account?.accountId
  if (client === undefined || session === undefined || accountId === undefined) return undefined
  const before = session.grantIdFor(client.clientId)
  const found = before === undefined ? undefined : await provider.Grant.find(before)
  // Of each address there is one of its own: what is refreshed belongs to the instance where it was given out.
  const redirectUri = String(ctx.oidc.params?.['redirect_uri'] ?? '')
  const isSame = found?.accountId === accountId && (found as Addressed).redirectUri === redirectUri
  const grant = isSame ? found : new provider.Grant({ accountId, clientId: client.clientId })
  ;(grant as Addressed).redirectUri = redirectUri
  const openid = [...ctx.oidc.requestParamOIDCScopes].join(' ')
  if (openid !== '') grant.addOIDCScope(openid)
  for (const [resource, server] of Object.entries(ctx.oidc.resourceServers ?? {})) {
    const scopes = [...ctx.oidc.requestParamScopes].filter((scope) => server.scopes.has(scope))
    if (scopes.length > 0) grant.addResourceScope(resource, scopes.join(' '))
  }
  await grant.save()
  await noteGiven(admit, tenantId, ctx, { accountId, grantId: grant.jti as string })
  return grant
}

/** Notes in which of the browser's sessions an app is given something: who signs out of it takes that back (L2). */
async function noteGiven(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  { accountId, grantId }: { readonly accountId: string; readonly grantId: string },
): Promise<void> {
  const { browser, writes } = factsOf(ctx)
  const session = known.get(ctx)?.session ?? (await personAtBrowser(admit, tenantId, browser, { accountId }))
  if (session !== null && session !== 'several') writes.given.push({ sessionId: session.id, grantId })
}
