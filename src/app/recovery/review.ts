import type { ContactKind } from '../../core/changes/change.ts'
import { type Missing, missingForReset, putOffFor, reviewOf } from '../../core/recovery/review.ts'
import type { Account, Snapshot } from '../../core/snapshot.ts'
import { findAccount } from '../../store/accounts.ts'
import { carryOut } from '../../store/carry-out.ts'
import { type Contacts, findContacts, findReview, putReview } from '../../store/contacts.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { sendable } from '../codes/destination.ts'
import type { Session } from '../sign-in/session.ts'

/** What somebody is to be led to who has just signed in; null where they go on to where they wanted. */
export async function reviewDue(
  admit: Admit,
  t: TenantDb,
  s: Pick<Snapshot, 'account' | 'tenant' | 'now'>,
): Promise<'register' | 'confirm' | null> {
  if (s.account === null || s.tenant.selfServiceReset === undefined) return null
  const said = await findReview(t, s.account.id)
  const due = reviewOf(s.account, s, said)
  if (due === 'begin') await putReview(t, s.account.id, { ...said, holdsSince: s.now })
  if (due === 'begin' || due === null) return null
  const missing = missingForReset(s.account, s)
  return missing.length === 0 || (await givable(admit, t, missing)).length > 0 ? due : null
}

/** What of it the person can give: an address and a number are shown to be one's own by a code, which has to be sent. */
async function givable(admit: Admit, t: TenantDb, missing: Missing): Promise<Missing> {
  const ways = await sendable(admit, t)
  return missing.filter((kind) => kind === 'totp' || ways.includes(kind))
}

/** Where somebody is reached, any of what a reset of their password still needs of them, and what is to be asked now. */
export type OwnReview = {
  readonly contacts: Contacts
  /** The address the directory has, which a reset uses where there is no other. */
  readonly mail: string | null
  readonly missing: Missing
  readonly due: 'register' | 'confirm' | null
  /** The kinds by which something can be sent to the person. */
  readonly ways: readonly ('email' | 'phone')[]
}

/** All that a person sees of how they are reached. */
export function ownReview(admit: Admit, session: Session): Promise<OwnReview> {
  return withTenant(admit.store, session.tenantId, async (t) => {
    const [tenant, account] = [await loadTenantPart(t), await findAccount(t, session.accountId)]
    const contacts = await findContacts(t, session.accountId)
    const ways = await sendable(admit, t)
    const now = admit.now()
    const missing = account === null ? [] : await givable(admit, t, missingForReset(account, { tenant, now }))
    return { contacts, mail: mailOf(account), missing, due: await reviewDue(admit, t, { account, tenant, now }), ways }
  })
}

function mailOf(account: Account | null): string | null {
  const mail = account?.attributes['mail']
  return typeof mail === 'string' && mail !== '' ? mail : null
}

/** The person says that they are still reached as before: they are asked again when the days of the organisation are over. */
export async function confirmOwn(admit: Admit, session: Session): Promise<void> {
  const change = { do: 'confirm_contact', accountId: session.accountId } as const
  await withTenant(admit.store, session.tenantId, async (t) => {
    await takeOwnTurn(t)
    await carryOut(t, change, {
      ...{ actor: session.accountId, actorKind: 'self' },
      ...{ reason: null, operationId: null, at: admit.now() },
    })
  })
}

/** Asks the person no more until tomorrow. */
export async function putOffReview(admit: Admit, { tenantId, accountId }: Session): Promise<void> {
  await withTenant(admit.store, tenantId, async (t) => {
    const said = await findReview(t, accountId)
    await putReview(t, accountId, { ...said, putOffUntil: admit.now() + putOffFor })
  })
}

/** The kinds of way by which a person may be reached, in the order they are shown. */
export const contactKinds: readonly ContactKind[] = ['email', 'mobile', 'alternateMobile', 'office']
