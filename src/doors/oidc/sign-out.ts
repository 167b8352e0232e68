import { html } from 'ghtml'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { destroyArtifact, revokeGrant } from '../../app/artifacts.ts'
import { accountsOf, personAtBrowser } from '../../app/sign-in/browser.ts'
import { signOutPerson } from '../../app/sign-in/sign-out.ts'
import { sessionCookie } from '../forms.ts'
import { pagePolicy } from '../page.ts'
import { signOutPage } from '../signin/told-pages.ts'
import { inReadersLanguage } from './reader.ts'
import { factsOf } from './request-facts.ts'

/**
 * Answers an app that wants somebody signed out (OpenID Connect RP-Initiated Logout §2), once the provider has found its request to be
 * right. Who brings an ID token of the person has proved whose sign-out it is; of anybody else the person is asked, whether the app
 * signed them in or our own pages did (SEC-14). Where nobody is signed in, the browser is led on.
 */
export async function answerSignOut(ctx: KoaContextWithOIDC, admit: Admit, tenantId: string): Promise<void> {
  const { oidc } = ctx
  if (oidc?.route !== 'end_session' || ctx.status !== 200 || oidc.session === undefined) return
  const proved = provedPerson(ctx)
  if (proved !== null) {
    if (oidc.session.accountId === proved) await forgetAtProvider(ctx, admit, tenantId)
    factsOf(ctx).signsOut = { accountId: proved }
    return leadOn(ctx)
  }
  const here = (await accountsOf(admit, factsOf(ctx).browser)).filter(
    (one) => one.tenantId === tenantId && one.state === 'signed in',
  )
  // The app's person is meant, whoever else used the browser last.
  const meant = here.find(({ accountId }) => accountId === oidc.session?.accountId) ?? here[0]
  if (meant === undefined) {
    await forgetAtProvider(ctx, admit, tenantId)
    return leadOn(ctx)
  }
  const { secret } = oidc.session.state as { readonly secret: string }
  // Not the provider's own page, which sends its form by itself.
  ctx.set('content-security-policy', pagePolicy())
  const hidden = html`<input type="hidden" name="xsrf" value="${secret}"><input type="hidden" name="person" value="${meant.accountId}">`
  ctx.body = await inReadersLanguage(admit, tenantId, ctx, async () =>
    signOutPage(meant.ownName, oidc.urlFor('end_session_confirm'), hidden),
  )
}

/** Whom the answer to the question signs out; null where that was not the answer. */
export function personOfAnswer({ oidc }: KoaContextWithOIDC): { readonly accountId: string | null } | null {
  if (!oidc.params?.['logout']) return null
  const person = oidc.body?.['person']
  return { accountId: typeof person === 'string' ? person : (oidc.session?.accountId ?? null) }
}

/** Ends the browser's session of whom an app signed out; those of others go on. */
export async function signedOut(ctx: KoaContextWithOIDC, admit: Admit, tenantId: string): Promise<void> {
  const { browser, signsOut } = factsOf(ctx)
  const current = await personAtBrowser(admit, tenantId, { ...browser, sessions: [browser.current ?? ''] }, null)
  const accountId = signsOut?.accountId ?? (current === 'several' ? null : current?.accountId)
  if (accountId == null) return
  const { secrets, computer } = await signOutPerson(admit, browser, { tenantId, accountId })
  // SEC-18: nothing of it stays in the browser, and of a computer of many people nothing at all (L3).
  ctx.set('clear-site-data', computer === 'shared' ? '"*"' : '"cache", "storage"')
  if (browser.current === null || !secrets.includes(browser.current)) return
  ctx.cookies.set(sessionCookie, null, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', signed: false })
}

/** Of whom the app brings an ID token of ours, which the provider has proved; null where it brings none. */
function provedPerson({ oidc }: KoaContextWithOIDC): string | null {
  const { IdTokenHint: hint } = oidc.entities as { readonly IdTokenHint?: { readonly payload?: { oid?: unknown } } }
  return typeof hint?.payload?.oid === 'string' ? hint.payload.oid : null
}

/** Ends the provider's session, with what apps were given in it. */
async function forgetAtProvider(ctx: KoaContextWithOIDC, admit: Admit, tenantId: string): Promise<void> {
  const { session, provider } = ctx.oidc
  const { writes } = factsOf(ctx)
  if (session === undefined) return
  for (const clientId of Object.keys(session.authorizations ?? {})) {
    const grantId = session.grantIdFor(clientId)
    if (grantId !== undefined) await revokeGrant(admit, tenantId, writes, grantId)
  }
  destroyArtifact(writes, 'Session', session.jti)
  ctx.oidc.cookies.set(provider.cookieName('session'), null, {
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
    path: '/',
  })
}

/** Leads the browser to where the app wants it, or to the page that says that nobody is signed in. */
function leadOn(ctx: KoaContextWithOIDC): void {
  const { post_logout_redirect_uri: back, state } = ctx.oidc.params ?? {}
  const to = new URL(typeof back === 'string' ? back : ctx.oidc.urlFor('end_session_success'))
  if (typeof back === 'string' && typeof state === 'string') to.searchParams.set('state', state)
  ctx.status = 303
  ctx.redirect(to.href)
}
