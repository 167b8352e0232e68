import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import type { Secrets } from '../../store/carry-out.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { hashPassword } from '../passwords.ts'
import type { Viewer } from '../viewer.ts'
import { besideAtLeast, checkNewPassword } from './choice.ts'

type Named = { readonly signInName: string; readonly displayName: string }

/**
 * A password that somebody chose for another person, as what is to be kept of it: a temporary one, whatever else is wanted, for two know
 * it. Nothing where none was chosen. Throws `password.too_weak` and `password.banned`, and `user.not_found`.
 */
export async function chosenFor(
  admit: Admit,
  { tenantId }: Viewer,
  password: string | null | undefined,
  whom: Named | { readonly accountId: string },
): Promise<Secrets> {
  if (password == null) return {}
  const choosing = await withTenant(admit.store, tenantId, async (t) => {
    const person = 'accountId' in whom ? await findAccount(t, whom.accountId) : whom
    if (person === null) throw new AppError('user.not_found')
    return { person, organisation: await loadTenantPart(t), atLeast: besideAtLeast }
  })
  await checkNewPassword(admit, password, choosing)
  return { passwordHash: await hashPassword(password) }
}
