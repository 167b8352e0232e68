import type { ErrorOut, errors, KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { brandOf } from '../../app/branding/branding.ts'
import { explainBadRequest } from '../../app/sign-in/bad-request.ts'
import { copyPolicy } from '../pass-on.ts'
import { refusedPage } from '../signin/told-pages.ts'
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
  ctx.set('content-security-policy', copyPolicy)
  ctx.body = refusedPage(refusal, await brandOf(admit, tenantId), null)
}
