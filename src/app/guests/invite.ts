import { randomUUID } from 'node:crypto'
import type { Change, NewAccount } from '../../core/changes/change.ts'
import type { GuestChange } from '../../core/changes/guest-change.ts'
import { guestName } from '../../core/guests/invitation.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccount, findAccountByName } from '../../store/accounts.ts'
import { findInvitation } from '../../store/invitations.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { allow, applyChanges, aroundChange } from '../apply-changes.ts'
import { normalisedName } from '../sign-in-name.ts'
import type { Viewer } from '../viewer.ts'
import { invitationUrl } from './link.ts'

type Letter = Extract<GuestChange, { readonly do: 'invite_guest' }>['letter']

/** Whom somebody wants to have as a guest. */
export type ToInvite = {
  readonly address: string
  /** Left out, the address before its @. */
  readonly displayName?: string | undefined
  readonly redirectUrl: string | null
  readonly letter: Letter
  /** In which language the letter is, for somebody who is new. */
  readonly language?: string | undefined
  /** `reset`: who has accepted before is to come anew; `accountId` names them where the address is another one. */
  readonly again: 'left_alone' | 'reset'
  readonly accountId?: string | undefined
}

/** Who was invited, and the link that they were sent; null for somebody who has accepted already and is left alone. */
export type Invited = {
  readonly account: Pick<Account, 'id' | 'displayName'>
  readonly address: string
  readonly redeemUrl: string | null
}

/**
 * Makes a guest and invites them, or invites again who has not accepted yet: one transaction with the letter, and the link of before
 * ends. Throws `guest.is_member` where the address is a member's, and `change.forbidden` where the viewer may not.
 */
export async function invite(admit: Admit, viewer: Viewer, asked: ToInvite): Promise<Invited> {
  const { account, changes } = await planned(admit, viewer, asked)
  if (changes.length === 0) return { account, address: asked.address, redeemUrl: null }
  let redeemUrl: string | null = null
  await applyChanges(admit, viewer, changes, null, null, async (t) => {
    const invitation = await findInvitation(t, account.id)
    redeemUrl = invitation && invitationUrl(admit, t.tenantId, invitation)
  })
  return { account, address: asked.address, redeemUrl }
}

function planned(
  admit: Admit,
  viewer: Viewer,
  asked: ToInvite,
): Promise<{ readonly account: Pick<Account, 'id' | 'displayName'>; readonly changes: readonly Change[] }> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const tenant = await loadTenantPart(t)
    const made = newGuest(tenant, asked)
    const create = { do: 'create_account', account: made } as const
    // Who may invite nobody does not learn either who is here.
    allow(viewer, create, await aroundChange(t, create, admit.now(), viewer))
    const found =
      asked.accountId === undefined
        ? await findAccountByName(t, normalisedName(asked.address))
        : await findAccount(t, asked.accountId)
    if (found === null && asked.accountId !== undefined) throw new AppError('user.not_found')
    if (found === null) return { account: made, changes: [create, invitation(made.id, asked)] }
    if (found.userType === 'member') throw new AppError('guest.is_member')
    const isLeftAlone = found.invitation?.state === 'accepted' && asked.again === 'left_alone'
    return { account: found, changes: isLeftAlone ? [] : [invitation(found.id, asked)] }
  })
}

function invitation(accountId: string, { address, redirectUrl, letter }: ToInvite): Change {
  return { do: 'invite_guest', accountId, address, redirectUrl, letter }
}

/** The account of a guest who is new, under the default domain of the organisation. */
export function newGuest(
  tenant: TenantPart,
  { address, displayName, language }: Pick<ToInvite, 'address' | 'displayName' | 'language'>,
): NewAccount {
  const domain = tenant.domains.find(({ isDefault }) => isDefault)?.name ?? 'guest.invalid'
  return {
    id: randomUUID(),
    signInName: guestName(address, domain),
    displayName: displayName ?? address.split('@')[0] ?? address,
    userType: 'guest',
    isEnabled: true,
    attributes: { mail: address, ...(language === undefined ? {} : { preferredLanguage: language }) },
  }
}
