import Provider, { type KoaContextWithOIDC } from 'oidc-provider'
import type { Admit } from '../../app/admit.ts'
import { resourcesOf } from '../../app/clients.ts'

type Widened = {
  consumed?: number | undefined
  scope?: string
  resource?: string | string[] | undefined
  readonly scopes: Set<string>
}
type Added = { readonly openid: readonly string[]; readonly resources: ReadonlyMap<string, readonly string[]> }

/** Two tabs that refresh at the same moment both get on; a token brought later than that was stolen (SEC-20). */
const graceMs = 10_000

/** What a refresh asks for beyond what its token was given for, until the decision has admitted it. */
const added = new WeakMap<object, Added>()

/**
 * One refresh token serves every resource, as the Microsoft libraries expect: what is asked for beyond what the token was
 * given for is decided at the refresh, by the same gates as at a sign-in.
 */
export function widenRefreshTokens(
  provider: Provider,
  admit: Admit,
  tenantId: string,
  oidcScopes: readonly string[],
): void {
  const find = provider.RefreshToken.find.bind(provider.RefreshToken)
  const findWidened = async (value: string, options?: { ignoreExpiration?: boolean }) => {
    const token = await find(value, options)
    const ctx = Provider.ctx as KoaContextWithOIDC | undefined
    const asked = ctx?.oidc.params?.['scope']
    if (token === undefined || ctx?.oidc.route !== 'token') return token
    const wide = token as unknown as Widened
    if (wide.consumed !== undefined && admit.now() - wide.consumed * 1000 < graceMs) wide.consumed = undefined
    if (typeof asked !== 'string') return token

    const more = asked.split(' ').filter((scope) => scope !== '' && !wide.scopes.has(scope))
    if (more.length === 0) return token
    const resources = new Map<string, readonly string[]>()
    for (const { identifierUri, scopes } of await resourcesOf(admit, tenantId)) {
      const theirs = [...scopes, '.default'].map((name) => `${identifierUri}/${name}`)
      const wanted = more.filter((scope) => theirs.includes(scope))
      if (wanted.length > 0) resources.set(identifierUri, wanted)
    }
    // A scope nobody has stays missing, and the provider refuses it.
    const openid = more.filter((scope) => oidcScopes.includes(scope))
    added.set(ctx, { openid, resources })
    wide.scope = [...wide.scopes, ...openid, ...[...resources.values()].flat()].join(' ')
    if (resources.size > 0) wide.resource = [...new Set([wide.resource ?? [], [...resources.keys()]].flat())]
    return token
  }
  provider.RefreshToken.find = findWidened as typeof provider.RefreshToken.find
}

/** Adds to the grant what the refresh asked for in addition: to be called once the decision has admitted it. */
export async function grantWidened(ctx: KoaContextWithOIDC): Promise<void> {
  const more = added.get(ctx)
  const grant = ctx.oidc.entities.Grant
  if (more === undefined || grant === undefined) return
  if (more.openid.length > 0) grant.addOIDCScope(more.openid.join(' '))
  for (const [resource, scopes] of more.resources) grant.addResourceScope(resource, scopes.join(' '))
  await grant.save()
}
