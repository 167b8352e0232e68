import type { ProviderAnswer } from '../../core/federation/identity-provider.ts'
import { personalIssuer, realmId } from '../../core/federation/personal.ts'
import type { ProviderRow } from '../../store/identity-providers.ts'
import type { Admit } from '../admit.ts'
import type { Browser } from '../sign-in/browser.ts'
import { findSession } from '../sign-in/session.ts'
import type { Claims } from './claims.ts'

/** What the realm says of who the browser is, as another provider would say it, or why it says nothing. */
export async function saidByRealm(
  admit: Admit,
  provider: ProviderRow,
  maxAge: number | null,
  browser: Browser,
): Promise<{ readonly answer: ProviderAnswer } | { readonly claims: Claims }> {
  const providerId = provider.id
  // The organisation, or who runs the server, may have said no meanwhile.
  if (provider.guests !== 'welcome') return { answer: { providerId, is: 'not_linked' } }
  const session = await findSession(admit, browser.current)
  if (session === null || session.tenantId !== realmId)
    return { answer: { providerId, is: 'refused', what: 'nobody is signed in with a personal account' } }
  if (maxAge !== null && admit.now() - session.authAt > maxAge * 1000)
    return { answer: { providerId, is: 'invalid', what: 'the proof is older than what was asked for' } }
  return {
    claims: {
      iss: personalIssuer,
      sub: session.accountId,
      // It was shown to be theirs by a code, and stays: another address is another account.
      ...{ email: session.ownName, email_verified: true },
      auth_time: Math.floor(session.authAt / 1000),
      amr: session.secondFactorAt === null ? [] : ['mfa'],
      // What was said of the computer there holds here: nothing of either stays (L3).
      shared: session.kind === 'shared',
    },
  }
}
