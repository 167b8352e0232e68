import { sql } from 'kysely'
import type { Invitation } from '../core/guests/invitation.ts'
import { row, type TenantDb } from './store.ts'

/** The invitation of an account `a` as decisions read it, as JSON; null where nobody invited it. */
export const invitationOf = sql<Invitation | null>`(select jsonb_build_object('address', i.address, 'state', i.state, 'changedAt', i.changed_at, 'sentAt', i.sent_at)
  from invitations i where i.tenant_id = a.tenant_id and i.account_id = a.id)`

/** An invitation with what its letter and its page say. */
export type InvitationRow = Invitation & {
  readonly accountId: string
  /** The how manieth it is of this account: only its last link is good. */
  readonly nth: number
  /** Who invited, where it was a person who is there still. */
  readonly inviter: string | null
  readonly redirectUrl: string | null
  readonly displayName: string
  readonly signInName: string
  /** Deleted, or blocked by an administrator. */
  readonly isKeptOut: boolean
}

/** The invitation of an account; null where there is none. */
export function findInvitation(t: TenantDb, accountId: string): Promise<InvitationRow | null> {
  return row(
    t,
    sql<InvitationRow>`select i.account_id as "accountId", i.address, i.state, i.changed_at as "changedAt", i.sent_at as "sentAt", i.nth, i.redirect_url as "redirectUrl",
      a.display_name as "displayName", a.sign_in_name as "signInName", (a.deleted_at is not null or not a.is_enabled) as "isKeptOut",
      (select b.display_name from accounts b where b.tenant_id = i.tenant_id and b.id = i.invited_by) as inviter
      from invitations i join accounts a on a.tenant_id = i.tenant_id and a.id = i.account_id
      where i.tenant_id = ${t.tenantId} and i.account_id = ${accountId}`,
  )
}

/** Keeps that an account was invited: anew, or once more, which ends the link of before. */
export async function putInvitation(
  t: TenantDb,
  one: {
    readonly accountId: string
    readonly address: string
    readonly invitedBy: string | null
    readonly redirectUrl: string | null
  },
  at: number,
): Promise<void> {
  await sql`insert into invitations (tenant_id, account_id, address, state, changed_at, sent_at, invited_by, redirect_url)
    values (${t.tenantId}, ${one.accountId}, ${one.address}, 'pending', ${at}, ${at}, ${one.invitedBy}, ${one.redirectUrl})
    on conflict (tenant_id, account_id) do update set address = excluded.address, state = 'pending', changed_at = excluded.changed_at,
      sent_at = excluded.sent_at, nth = invitations.nth + 1, invited_by = excluded.invited_by,
      redirect_url = coalesce(excluded.redirect_url, invitations.redirect_url)`.execute(t.db)
}
