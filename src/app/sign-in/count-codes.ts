import { randomUUID } from 'node:crypto'
import { afterWrongCode } from '../../core/lockout/lockout.ts'
import { forgetFailures, holdFailures, saveFailures } from '../../store/lockouts.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { tell } from '../mail/tell.ts'
import type { AtHand } from './at-hand.ts'
import { type SentTo, type Tried, tryCode } from './prove-with.ts'

/**
 * Tries a code of the person and counts a wrong one: in whichever sign-in it is given, and of several at the same moment one after
 * the other (SEC-07). While codes are not taken, none is looked at: the right one tells nothing either.
 */
export async function tryCounted(
  admit: Admit,
  t: TenantDb,
  person: { readonly accountId: string; readonly ip: string | null; readonly client: string | null },
  method: AtHand,
  code: string,
  sent: SentTo | null = null,
): Promise<Tried | 'not_taken'> {
  const { accountId, ip, client } = person
  const now = admit.now()
  const held = await holdFailures(t, accountId, 'second_factor')
  if (held === null || (held.failures.lockedUntil ?? 0) > now) return 'not_taken'
  const tried = await tryCode(admit, t, accountId, method, code, sent)
  if ('by' in tried) await forgetFailures(t, accountId, 'second_factor', now)
  else {
    const after = afterWrongCode(held.failures, { hash: randomUUID(), ip, client, at: now })
    await saveFailures(t, accountId, 'second_factor', after)
    // As of a lock after passwords, the first of a row of them is told.
    if (after.lockedUntil !== null && after.locks === 1 && held.failures.locks === 0)
      await tell(t, accountId, { kind: 'second_factor_paused', until: after.lockedUntil }, now)
  }
  return tried
}
