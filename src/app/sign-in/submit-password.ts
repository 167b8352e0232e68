import { findCredential, recordFailure, recordSuccess } from '../../store/credentials.ts'
import type { Admit } from '../admit.ts'
import { passwordMatches } from '../passwords.ts'
import { conclude } from './conclude.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'

/** Takes the password: the same work, the same answer and the same time whether or not there is an account (SEC-01). */
export async function submitPassword(admit: Admit, id: string, password: string): Promise<Step> {
  // The hash is computed outside of any transaction: it takes ten milliseconds of a whole core.
  const stored = await within(admit, id, async (t, _, flow) => {
    return findCredential(t, flow.accountId === null ? { name: flow.signInName ?? '' } : { id: flow.accountId })
  })
  const matches = await passwordMatches(password, stored?.phc ?? null)

  return within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (stored !== null) {
      // Atomic in SQL: parallel guesses are counted one by one, and a lock that fell meanwhile holds (SEC-03).
      if (matches) await recordSuccess(t, stored.accountId, now)
      else await recordFailure(t, stored.accountId, now)
    }
    const tried: Flow = {
      ...flow,
      accountId: matches && stored !== null ? stored.accountId : null,
      credential: matches ? 'verified' : 'wrong',
      credentialAt: matches ? now : null,
      isSingleSignOn: false,
      failure: null,
    }
    return conclude(admit, t, hash, tried, now)
  })
}
