import { personalIssuer, personalProvider, personalProviderId, realmId } from '../../core/federation/personal.ts'
import { guestName } from '../../core/guests/invitation.ts'
import { withTenant } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import type { DemoGuest } from '../demo.ts'
import { makePersonalAccount } from '../realm/finish-sign-up.ts'
import type { Filling } from './filling.ts'

/** The company admits personal accounts, and its guests have accepted with theirs. */
export async function fillGuests(f: Filling): Promise<void> {
  await f.carryOut({
    do: 'put_identity_provider',
    provider: personalProvider({ guests: 'welcome', secondFactor: 'trusted' }),
  })
  for (const { id: accountId, personalId, address, displayName } of f.file.guests) {
    const signInName = guestName(address, f.file.tenant.defaultDomain)
    const attributes = { mail: address }
    const account = { id: accountId, signInName, displayName, userType: 'guest', isEnabled: true, attributes } as const
    await f.carryOut({ do: 'create_account', account })
    await f.carryOut({ do: 'invite_guest', accountId, address, redirectUrl: null, letter: { is: 'none' } })
    await f.carryOut(
      { do: 'accept_invitation', accountId, providerId: personalProviderId },
      { subject: { issuer: personalIssuer, subject: personalId } },
    )
  }
}

/** Their personal accounts, which are in no company. */
export function fillPersonalAccounts(
  admit: Admit,
  guests: readonly DemoGuest[],
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  return withTenant(admit.store, realmId, async (t) => {
    await takeTurn(t)
    for (const { personalId, address, displayName, password } of guests) {
      const person = { address, displayName, language: null }
      await makePersonalAccount(t, person, hashes.get(password) as string, admit.now(), personalId)
    }
  })
}
