import { createHmac } from 'node:crypto'
import { afterWrong } from '../../core/lockout/lockout.ts'
import type { Place } from '../../core/snapshot.ts'
import { holdFailures, saveFailures } from '../../store/lockouts.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { tell } from '../mail/tell.ts'
import { normalised } from '../passwords.ts'
import type { From } from './familiar.ts'

/** Nobody has it: where no account is meant, the same is asked of the database (SEC-01). */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** Counts a wrong password where it came from, one of several at the same moment after the other, and locks (SEC-03). */
export async function countWrong(
  admit: Admit,
  t: TenantDb,
  tried: {
    readonly accountId: string | null
    readonly password: string
    readonly place: Place
    readonly from: Pick<From, 'ip' | 'client'>
  },
): Promise<void> {
  const accountId = tried.accountId ?? nobody
  const held = await holdFailures(t, accountId, tried.place)
  if (held === null) return
  const hash = createHmac('sha256', admit.vault.keyFor('wrong passwords'))
    .update(`${t.tenantId} ${accountId} ${normalised(tried.password)}`)
    .digest('base64url')
  const { ip, client } = tried.from
  const after = afterWrong(held.failures, { hash, ip, client, at: admit.now() }, held.rules)
  if (after !== held.failures) await saveFailures(t, accountId, tried.place, after)
  // The first lock of a row of them is told, and no more: nobody fills a mailbox by guessing.
  if (after.lockedUntil !== null && after.locks === 1 && held.failures.locks === 0)
    await tell(t, accountId, { kind: 'account_locked', until: after.lockedUntil }, admit.now())
}
