import { html } from 'ghtml'
import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { explainBadRequest } from '../../app/sign-in/bad-request.ts'
import { card } from '../page.ts'
import { refusedPage } from '../signin/pages.ts'
import { factsOf } from './request-facts.ts'

/** The page for a request that cannot be sent back to its app: it names no app we know, or an address that is not the app's. */
export async function sendPageRaw(
  admit: Admit,
  tenantId: string,
  ctx: KoaContextWithOIDC,
  out: ErrorOut,
  error: errors.OIDCProviderError | Error,
): Promise<void> {
  const facts = factsOf(ctx)
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 2048).replaceAll('\0', '\ufffd') : null)
  const refusal = await explainBadRequest(admit, tenantId, {
    appId: text(ctx.query['client_id']) ?? text(ctx.oidc?.params?.['client_id']),
    redirectUri: text(ctx.query['redirect_uri']) ?? text(ctx.oidc?.params?.['redirect_uri']),
    problem: out.error_description ?? out.error,
    isOurFault: !('statusCode' in error) || (error as { statusCode: number }).statusCode >= 500,
    ...facts,
  })
  ctx.type = 'html'
  ctx.body = refusedPage(refusal, refusal.organisation, null)
}

/** *Do you want to sign out?*, for a request that does not prove whose it is. */
export function signOutPage(form: string): string {
  return card(
    'Sign out',
    null,
    html`<h1>Do you want to sign out?</h1><p>An app asks to sign you out here and everywhere you used this sign-in.</p>!${form}
<div class="buttons"><button form="op.logoutForm" name="logout" value="yes">Sign out</button><button class="second" form="op.logoutForm">Stay signed in</button></div>`,
  )
}

/** The end of a sign-out that leads nowhere else. */
export function signedOutPage(): string {
  return card(
    'Signed out',
    null,
    html`<h1>You are signed out</h1><p>Close the browser if others use this computer.</p><div class="buttons"><a class="button second" href="/signin">Sign in again</a></div>`,
  )
}
