import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { decideClient } from '../../app/sign-in/decide-client.ts'
import { factsOf } from './request-facts.ts'

/** Has every token that an app asks for itself be decided and recorded before it is made. */
export function decideClientGrants(provider: Provider, admit: Admit, tenantId: string): void {
  const token = provider.ClientCredentials.prototype
  const { save } = token
  token.save = async function (this: typeof token, ...args: Parameters<typeof save>) {
    const ctx = Provider.ctx as KoaContextWithOIDC
    const facts = factsOf(ctx)
    const refusal = await decideClient(admit, tenantId, {
      appId: ctx.oidc.client?.clientId as string,
      scopes: [...ctx.oidc.requestParamScopes],
      ip: facts.ip,
      client: facts.client,
      correlationId: facts.correlationId,
      writes: facts.writes,
    })
    if (refusal === null) return save.apply(this, args)
    facts.refusal = { ...refusal, error: 'unauthorized_client' }
    throw new errors.UnauthorizedClient('the app may not have this token')
  }
}
