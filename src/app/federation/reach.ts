import { createHmac } from 'node:crypto'
import { type NotReached, type ProviderAsked, type Reached, reachProvider } from '../../probes/openid-provider.ts'
import type { ProviderRow } from '../../store/identity-providers.ts'
import type { Admit } from '../admit.ts'

/** Where the secret of a provider is sealed for, so that it opens nowhere else. */
export const secretLabel = (tenantId: string, providerId: string): string =>
  `identity provider ${tenantId} ${providerId}`

/** Asks a provider of the tenant what it is, within five seconds and as the server is configured to ask (SEC-41); never throws. */
export function reach(admit: Admit, tenantId: string, provider: ProviderRow): Promise<Reached | NotReached> {
  const { issuer, clientId, client, secret, id } = provider
  const isSecret = client === 'confidential' && secret !== null
  const opened = isSecret ? admit.vault.open(secret, secretLabel(tenantId, id)).toString() : null
  return reachAs(admit, { issuer, clientId, secret: opened })
}

/** The same for one that is not kept yet. */
export function reachAs(admit: Admit, asked: ProviderAsked): Promise<Reached | NotReached> {
  return reachProvider(asked, { ranges: admit.config.providerRanges }, admit.now())
}

/** What ties an answer to the browser and to what was asked: a question is the how manieth of what is under way, by its hash. */
export type Question = { readonly tenantId: string; readonly hash: string; readonly nth: number }

/**
 * What goes along with a question and has to come back: it follows from a key that is not in the database, so nothing of it is kept
 * (SEC-06). Of whom it is the question only the browser knows that holds what the hash is of.
 */
export function tiesOf(
  admit: Pick<Admit, 'vault'>,
  { tenantId, hash, nth }: Question,
): { readonly state: string; readonly nonce: string; readonly verifier: string } {
  const of = (what: string) =>
    createHmac('sha256', admit.vault.keyFor('identity provider'))
      .update(`${tenantId} ${hash} ${nth} ${what}`)
      .digest('base64url')
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') }
}
