import { AppError } from '../errors.ts'
import { type AuditRow, auditList, signInLogList } from '../store/log-lists.ts'
import { type Asked, type Page, pageOf } from '../store/lists.ts'
import type { SignInRow } from '../store/sign-ins.ts'
import type { TenantDb } from '../store/store.ts'
import { asSeen, mustNotAskAddresses } from './addresses-seen.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** What was done to the directory, one page. */
export function auditPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<AuditRow>> {
  return asAdministrator(admit, viewer, 'AuditLog.Read.All', (t) => pageOf(t, auditList, asked))
}

/** One entry by its number; throws `journal.no_entry`. */
export async function auditEntry(admit: Admit, viewer: Viewer, seq: number): Promise<AuditRow> {
  const where = { is: 'compare' as const, field: 'id', column: 'seq', op: 'eq' as const, value: seq }
  const { items } = await auditPage(admit, viewer, { where, order: [], after: null, limit: 1, wantsCount: false })
  if (items[0] === undefined) throw new AppError('journal.no_entry')
  return items[0]
}

/** One sign-in by its reference number; throws `sign_in.no_entry`. */
export async function signInEntry(admit: Admit, viewer: Viewer, reference: string): Promise<SignInRow> {
  const value = reference.toUpperCase()
  const where = { is: 'compare' as const, field: 'id', column: 'reference', op: 'eq' as const, value }
  const { items } = await signInPage(admit, viewer, { where, order: [], after: null, limit: 1, wantsCount: false })
  if (items[0] === undefined) throw new AppError('sign_in.no_entry')
  return items[0]
}

/** Sign-ins as they were decided, one page. */
export function signInPage(admit: Admit, viewer: Viewer, asked: Asked): Promise<Page<SignInRow>> {
  const read = async (t: TenantDb) => {
    mustNotAskAddresses(viewer, asked)
    const page = await pageOf(t, signInLogList, asked)
    return { ...page, items: asSeen(viewer, page.items) }
  }
  return asAdministrator(admit, viewer, 'AuditLog.Read.All', read, 'sign_ins')
}
