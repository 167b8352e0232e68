import { createHmac, timingSafeEqual } from 'node:crypto'
import { linkEndsAt } from '../../core/guests/invitation.ts'
import { AppError } from '../../errors.ts'
import { findInvitation, type InvitationRow } from '../../store/invitations.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'

type Which = { readonly accountId: string; readonly nth: number }

/**
 * Where the letter of an invitation leads. Its secret follows from whom it invites, from the how manieth it is, and from a key that
 * is not in the database: nothing of it is kept (SEC-06). The address is the configured one, whatever host anybody asked (SEC-11).
 */
export function invitationUrl(admit: Pick<Admit, 'vault' | 'config'>, tenantId: string, which: Which): string {
  return `${admit.config.origins[0]}/redeem?link=${tenantId}.${which.accountId}.${secretOf(admit, tenantId, which)}`
}

/** Works on the invitation that a link is of; throws `invitation.over` where it is not the last one, or not good any more (SEC-12). */
export function withLink<T>(
  admit: Admit,
  link: string,
  work: (t: TenantDb, invitation: InvitationRow) => Promise<T>,
): Promise<T> {
  const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
  const parts = new RegExp(`^(${uuid})\\.(${uuid})\\.([\\w-]{43})$`).exec(link)
  if (parts === null) throw new AppError('invitation.over')
  const [, tenantId, accountId, given] = parts as unknown as readonly [string, string, string, string]
  return withTenant(admit.store, tenantId, async (t) => {
    const invitation = mustBeOpen(await findInvitation(t, accountId), admit.now())
    const expected = secretOf(admit, tenantId, invitation)
    if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected))) throw new AppError('invitation.over')
    return work(t, invitation)
  })
}

/** The invitation, where it waits to be accepted; throws `invitation.over` otherwise. */
export function mustBeOpen(invitation: InvitationRow | null, now: number): InvitationRow {
  if (invitation === null || invitation.state !== 'pending' || invitation.isKeptOut || linkEndsAt(invitation) <= now)
    throw new AppError('invitation.over')
  return invitation
}

function secretOf(admit: Pick<Admit, 'vault'>, tenantId: string, { accountId, nth }: Which): string {
  return createHmac('sha256', admit.vault.keyFor('invitation'))
    .update(`${tenantId} ${accountId} ${nth}`)
    .digest('base64url')
}
