import type { ContactKind } from '../../core/changes/change.ts'
import { carryOut } from '../../store/carry-out.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { tellBefore } from '../mail/tell.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { mustHaveProved } from '../viewer.ts'

/** Writes by what a person is reached, who has shown that it is theirs, or takes it away; they are told where they were reached before. */
export async function setOwnContact(
  admit: Admit,
  t: TenantDb,
  { accountId }: OwnSession,
  contact: ContactKind,
  value: string | null,
): Promise<void> {
  const at = admit.now()
  const change = { do: 'set_contact', accountId, contact, value } as const
  await takeOwnTurn(t)
  // A change is never silent (SEC-09): whoever is no longer reached there hears of it while they are.
  await tellBefore(t, [change], at)
  await carryOut(t, change, { actor: accountId, actorKind: 'self', reason: null, operationId: null, at })
}

/** Takes away one way by which a person is reached. Throws `auth.fresh_proof_needed`, and `contact.not_found` where there is none. */
export async function removeOwnContact(admit: Admit, session: OwnSession, contact: ContactKind): Promise<void> {
  mustHaveProved(viewerIn(session), admit.now())
  await withTenant(admit.store, session.tenantId, (t) => setOwnContact(admit, t, session, contact, null))
}
