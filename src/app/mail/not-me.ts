import type { ContactKind } from '../../core/changes/change.ts'
import { realmId } from '../../core/federation/personal.ts'
import type { Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { findContacts } from '../../store/contacts.ts'
import { findLink, type Message, useLink } from '../../store/messages.ts'
import { inSavepoint } from '../../store/savepoint.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { hasWayIn, waysIn } from '../guard-administrators.ts'
import { readSecret } from '../sign-in/session.ts'
import { letterOf } from './letter.ts'

/** What a *This was not me* is about, as its page shows it before anything is done. */
export type Report = {
  /** The message's subject in English, as our pages are: what it said besides is kept nowhere. */
  readonly subject: string
  readonly at: Instant
  readonly organisation: string
  readonly signInName: string
  /** Who resets the password then: of a personal account nobody else. */
  readonly resetBy: 'administrator' | 'self'
}

/** What came of it: the password is set aside, or only the sessions ended, because no administrator would be left. */
export type Reported = {
  readonly is: 'set_aside' | 'sessions_ended'
  readonly tenantId: string
  readonly organisation: string
}

/** What the link is about; throws `link.over` where it was used, is too old or never was. Asking changes nothing. */
export function reportOf(admit: Admit, link: string): Promise<Report> {
  return withLink(admit, link, async (t, message) => ({
    subject: letterOf(admit, t.tenantId, { ...message, language: 'en' }).subject,
    at: message.madeAt,
    organisation: message.organisation,
    signInName: message.signInName,
    resetBy: t.tenantId === realmId ? 'self' : 'administrator',
  }))
}

/**
 * *This was not me*: ends every session and token of the person and sets the password aside until it is reset. Done once for a
 * link. Where no administrator would be left who could reset it, the sessions end and the password stays (X12).
 */
export function reportNotMe(admit: Admit, link: string): Promise<Reported> {
  return withLink(admit, link, async (t, { accountId, madeAt, organisation }, hash) => {
    // No letter to who has no account has such a link.
    if (accountId === null) throw new AppError('link.over')
    const at = admit.now()
    await takeTurn(t)
    // Of two answers at once the second finds the link used (SEC-06).
    if (!(await useLink(t, hash, at))) throw new AppError('link.over')
    const reason = `answered to a message of ${new Date(madeAt).toISOString()}: this was not me`
    const by = { actor: accountId, actorKind: 'self', reason, operationId: null, at } as const
    const isLast = await triedInVain(t, async () => {
      const ways = await waysIn(t, [{ do: 'report_password', accountId }], at)
      await carryOut(t, { do: 'report_password', accountId }, by)
      return ways !== null && !(await hasWayIn(t, at))
    })
    if (t.tenantId === realmId) await forgetContactsOf(t, accountId, by)
    if (isLast) await carryOut(t, { do: 'revoke_sessions', accountId }, by)
    return { is: isLast ? 'sessions_ended' : 'set_aside', tenantId: t.tenantId, organisation }
  })
}

/** Of a personal account, which nobody looks after, the address that it was made for is left to reset it by: whoever it was may have set others. */
async function forgetContactsOf(t: TenantDb, accountId: string, by: Parameters<typeof carryOut>[2]): Promise<void> {
  const kinds = Object.keys(await findContacts(t, accountId)) as ContactKind[]
  for (const contact of kinds) await carryOut(t, { do: 'set_contact', accountId, contact, value: null }, by)
}

/** Does something and takes it back where it says so; gives whether it was taken back. */
async function triedInVain(t: TenantDb, work: () => Promise<boolean>): Promise<boolean> {
  const vain = new Error('taken back')
  try {
    await inSavepoint(t, async () => {
      if (await work()) throw vain
    })
    return false
  } catch (error) {
    if (error !== vain) throw error
    return true
  }
}

function withLink<T>(
  admit: Admit,
  link: string,
  work: (t: TenantDb, message: Message, hash: string) => Promise<T>,
): Promise<T> {
  const key = readSecret(link)
  if (key === null) throw new AppError('link.over')
  return withTenant(admit.store, key.tenantId, async (t) => {
    const message = await findLink(t, key.hash, admit.now())
    if (message === null) throw new AppError('link.over')
    return work(t, message, key.hash)
  })
}
