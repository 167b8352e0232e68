import { replacePasswordHash } from '../../store/credentials.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { hashPassword, isCutShort, isOutdated } from '../passwords.ts'

/**
 * Makes an outdated or imported hash one of today, from the password that was just proved to be right; not where another took its
 * place meanwhile. Whoever signs in is in already: where it cannot be done now, the next sign-in does it.
 */
export async function renewHash(
  admit: Admit,
  whose: { readonly tenantId: string; readonly accountId: string; readonly phc: string | null },
  password: string,
): Promise<void> {
  const { tenantId, accountId, phc } = whose
  // Of a password that may not be the right one to its end, no hash is made: another is chosen.
  if (phc === null || !isOutdated(phc) || isCutShort(password, phc)) return
  try {
    const passwordHash = await hashPassword(password)
    await withTenant(admit.store, tenantId, (t) => replacePasswordHash(t, accountId, phc, passwordHash))
  } catch (error) {
    admit.log.warn({ error: String(error) }, 'the hash of a password was left as it is')
  }
}
