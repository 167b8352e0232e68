import type { Admit } from '../../app/admit.ts'
import { type ClientRecord, findClient, isAmongSecrets, resourceOf, resourcesOf } from '../../app/clients.ts'
import { decideClient } from '../../app/sign-in/decide-client.ts'
import { commit, newWrites } from '../../app/writes.ts'
import { ofAnAppItself } from './claims.ts'
import { accessToken, type AskedFrom, type Issuer, lifetime } from './issuing.ts'
import { plainRefresh } from './plain-refresh.ts'
import type { PlainForm } from './plain-request.ts'
import { signedJwt } from './signing-key.ts'

/**
 * The answer to an app that proves itself by a secret and asks for a token as most do: one of its own, or another for a refresh token.
 * Null where anything about it is out of the ordinary, and nothing has been written: then the provider answers, with an error or by
 * what it alone knows. What is answered is what the provider would have said (ADR 42).
 */
export async function plainToken(
  admit: Admit,
  at: Issuer,
  form: PlainForm,
  from: AskedFrom,
): Promise<Readonly<Record<string, unknown>> | null> {
  const client = await findClient(admit, at.tenantId, form['client_id'] as string)
  if (client === null || !isAmongSecrets(client.secretHashes, form['client_secret'] as string)) return null
  if (form['grant_type'] === 'client_credentials') return ownToken(admit, at, client, form['scope'] ?? '', from)
  if (form['grant_type'] === 'refresh_token') return plainRefresh(admit, at, client, form, from)
  return null
}

async function ownToken(admit: Admit, at: Issuer, client: ClientRecord, scope: string, from: AskedFrom) {
  const resource = resourceOf(await resourcesOf(admit, at.tenantId), [scope])
  if (resource === undefined || scope !== `${resource.identifierUri}/.default`) return null

  const writes = newWrites()
  const refusal = await decideClient(admit, at.tenantId, { ...from, appId: client.id, scopes: [scope], writes })
  if (refusal !== null) return null

  const claims = {
    ...accessToken(admit, at, client, resource.identifierUri),
    ...(await ofAnAppItself(admit, at.tenantId, client, resource)),
  }
  const [token] = await Promise.all([
    signedJwt(at.keys, resource.signedWith, 'at+jwt', claims),
    commit(admit, at.tenantId, writes),
  ])
  return { access_token: token, expires_in: lifetime, token_type: 'Bearer', scope, ext_expires_in: lifetime }
}
