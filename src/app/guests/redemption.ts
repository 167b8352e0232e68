import type { Instant } from '../../core/snapshot.ts'
import type { Subject } from '../../store/identities.ts'
import type { AtProvider } from '../federation/at-provider.ts'
import { AppError } from '../../errors.ts'
import { loadFlow } from '../../store/flows.ts'
import { findInvitation, type InvitationRow } from '../../store/invitations.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { readSecret } from '../sign-in/session.ts'
import { mustBeOpen } from './link.ts'

/** An invitation that is being accepted. It lives on the server; the browser that opened the link holds its secret id (SEC-06). */
export type Redemption = {
  readonly kind: 'redemption'
  readonly startedAt: Instant
  readonly accountId: string
  /** The how manieth invitation it is: another one meanwhile ends this. */
  readonly nth: number
  /** Whether a code showed that the address is theirs. */
  readonly proved: 'yes' | 'no'
  /** Codes sent so far, of which the last counts, and when that was. */
  readonly codes: number
  readonly codeAt: Instant
  readonly wrongCodes: number
  /** What an identity provider was asked in place of a code, while its answer is awaited. */
  readonly atProvider?: AtProvider | null
  /** Who the guest is there, once that showed that the address is theirs. */
  readonly by?: Subject & { readonly providerId: string; readonly name: string }
  /** What the last answer was refused with, shown once. */
  readonly failure: string | null
}

/** How long accepting may take. */
export const redemptionLifetime = 60 * 60_000

/** Works on the redemption this secret belongs to, in one transaction; throws `invitation.over` when it or its invitation is over. */
export function withinRedemption<T>(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, redemption: Redemption, invitation: InvitationRow) => Promise<T>,
): Promise<T> {
  const key = readSecret(id)
  if (key === null) throw new AppError('invitation.over')
  return withTenant(admit.store, key.tenantId, async (t) => {
    const found = await loadFlow<Redemption | { readonly kind: string }>(t, key.hash, admit.now())
    if (found === null || !isRedemption(found)) throw new AppError('invitation.over')
    const invitation = await openInvitation(admit, t, found)
    return work(t, key.hash, found, invitation)
  })
}

/** The invitation that is accepted, where it is still the last one and waits; throws `invitation.over` otherwise. */
export async function openInvitation(
  admit: Admit,
  t: TenantDb,
  { accountId, nth }: Pick<Redemption, 'accountId' | 'nth'>,
): Promise<InvitationRow> {
  const invitation = mustBeOpen(await findInvitation(t, accountId), admit.now())
  if (invitation.nth !== nth) throw new AppError('invitation.over')
  return invitation
}

// Sign-ins and resets under way lie in the same table; none is taken for another.
const isRedemption = (found: Redemption | { readonly kind: string }): found is Redemption => found.kind === 'redemption'
