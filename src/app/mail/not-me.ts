import type { Instant } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { findLink, type Message, useLink } from '../../store/messages.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { guardAdministrators, waysIn } from '../guard-administrators.ts'
import { readSecret } from '../sign-in/session.ts'
import { letterOf } from './letter.ts'

/** What a *This was not me* is about, as its page shows it before anything is done. */
export type Report = {
  /** The message's subject in English, as our pages are: what it said besides is kept nowhere. */
  readonly subject: string
  readonly at: Instant
  readonly organisation: string
  readonly signInName: string
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
  }))
}

/**
 * *This was not me*: ends every session and token of the person and sets the password aside until it is reset. Done once for a
 * link. Where no administrator would be left who could reset it, the sessions end and the password stays (X12).
 */
export async function reportNotMe(admit: Admit, link: string): Promise<Reported> {
  try {
    return await report(admit, link, 'report_password')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'change.locks_out_administrators') throw error
    return report(admit, link, 'revoke_sessions')
  }
}

function report(admit: Admit, link: string, kind: 'report_password' | 'revoke_sessions'): Promise<Reported> {
  return withLink(admit, link, async (t, message, hash) => {
    const at = admit.now()
    const change = { do: kind, accountId: message.accountId } as const
    const ways = await waysIn(t, [change], at)
    const by = {
      ...({ actor: message.accountId, actorKind: 'self', operationId: null, at } as const),
      reason: `answered to a message of ${new Date(message.madeAt).toISOString()}: this was not me`,
    }
    await carryOut(t, change, by)
    // Of two answers at once the second finds the link used, and nothing of it is left (SEC-06).
    if (!(await useLink(t, hash, at))) throw new AppError('link.over')
    await guardAdministrators(t, ways, at)
    const is = kind === 'report_password' ? 'set_aside' : 'sessions_ended'
    return { is, tenantId: t.tenantId, organisation: message.organisation }
  })
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
