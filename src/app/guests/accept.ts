import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { carryOut } from '../../store/carry-out.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { aloneAtLeast } from '../passwords/choice.ts'
import { problemWith } from '../passwords/problem-with.ts'
import { hashesOf } from '../passwords/used-before.ts'
import { hashPassword } from '../passwords.ts'
import { openInvitation, withinRedemption } from './redemption.ts'
import type { Sentence } from '../words/sentence.ts'

/** What came of it: done, with where the guest goes now, or the page again with what is missing. */
export type Accepted =
  | {
      readonly is: 'done'
      readonly organisation: string
      readonly address: string
      readonly redirectUrl: string | null
      /** The provider that the guest comes by from now on; left out, they come with the password they chose. */
      readonly by?: string
    }
  | { readonly is: 'asked_again' }

/** What is said to who did not tick it. */
export const noConsent = 'Tick the box, or close this page: without it you do not become a guest.' satisfies Sentence

/**
 * Accepts the invitation for who showed that the address is theirs, agreed that the organisation sees name and address, and chose a
 * password. Used once; nobody is signed in by it.
 */
export async function acceptInvitation(
  admit: Admit,
  id: string,
  chosen: { readonly password: string; readonly repeat: string; readonly agreed: 'yes' | 'no' },
): Promise<Accepted> {
  const choosing = await withinRedemption(admit, id, async (t, _, { proved, accountId, by }, { address }) => {
    const person = proved === 'yes' && by === undefined ? await findAccount(t, accountId) : null
    if (person === null) throw new AppError('invitation.over')
    const organisation = await loadTenantPart(t)
    const hashes = await hashesOf(t, accountId)
    return { person: { ...person, signInName: address }, organisation, atLeast: aloneAtLeast, hashes }
  })
  const problem = chosen.agreed === 'no' ? noConsent : await problemWith(admit, chosen, choosing, choosing.hashes)
  const passwordHash = problem === null ? await hashPassword(chosen.password) : null
  return withinRedemption(admit, id, async (t, hash, redemption) => {
    if (redemption.proved !== 'yes') throw new AppError('invitation.over')
    if (passwordHash === null) {
      await saveFlow(t, hash, { ...redemption, failure: problem })
      return { is: 'asked_again' }
    }
    const { accountId } = redemption
    await takeOwnTurn(t)
    // Whoever invited again, or withdrew, meanwhile came before.
    const invitation = await openInvitation(admit, t, redemption)
    const reason = 'agreed that the organisation sees name and address'
    const by = { actor: accountId, actorKind: 'self', reason, operationId: null, at: admit.now() } as const
    await carryOut(t, { do: 'accept_invitation', accountId }, by, { passwordHash })
    await deleteFlow(t, hash)
    const { name: organisation } = await loadTenantPart(t)
    return { is: 'done', organisation, address: invitation.address, redirectUrl: invitation.redirectUrl }
  })
}
