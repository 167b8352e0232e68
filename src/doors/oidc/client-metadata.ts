import type { ClientMetadata } from 'oidc-provider'
import type { JWK } from 'jose'
import type { Admit } from '../../app/admit.ts'
import { findClient } from '../../app/clients.ts'
import { type Assertion, keysFor } from './client-assertion.ts'

/**
 * The metadata oidc-provider wants of a client; null when there is none. It knows one way for a client to prove itself, and
 * ours may have secrets and certificates at once: whoever brings an assertion means the certificates.
 */
export async function clientMetadata(
  admit: Admit,
  tenantId: string,
  id: string,
  assertion: Assertion | null,
): Promise<ClientMetadata | null> {
  const client = await findClient(admit, tenantId, id)
  if (client === null) return null
  // INVARIANT: an app does not become public because its secrets and certificates have expired, or are not good yet.
  const needsNone = client.redirectUris.length > 0 && client.redirectUris.every((redirect) => redirect.kind !== 'web')
  const isConfidential = client.hasSecrets || client.certificates.length > 0 || !(client.isPublicClient || needsNone)
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.redirectUris.some((redirect) => redirect.kind === 'native') ? 'native' : 'web',
    redirect_uris: client.redirectUris.map((redirect) => redirect.uri),
    post_logout_redirect_uris: [...client.postLogoutUris],
    response_types: client.redirectUris.length > 0 ? ['code'] : [],
    grant_types: [
      ...(client.redirectUris.length > 0 ? ['authorization_code', 'refresh_token'] : []),
      ...(isConfidential ? ['client_credentials'] : []),
    ],
    ...(!isConfidential
      ? { token_endpoint_auth_method: 'none' }
      : assertion !== null
        ? {
            token_endpoint_auth_method: 'private_key_jwt',
            jwks: keysFor(client, assertion, admit.now()) as { keys: JWK[] },
          }
        : // Only marks the client as confidential: the comparison is by hash.
          { token_endpoint_auth_method: 'client_secret_post', client_secret: 'kept as a hash' }),
    id_token_signed_response_alg: client.signedWith,
    subject_type: 'pairwise',
    sector_identifier_uri: `https://${client.id}.sector.invalid/`,
    admit: client as never,
  }
}
