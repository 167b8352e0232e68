import { findCredential } from '../../store/credentials.ts'
import { forgetFailures } from '../../store/lockouts.ts'
import type { Admit } from '../admit.ts'
import { renewHash } from '../passwords/renew-hash.ts'
import { isPass, passHash } from '../methods/temporary-pass.ts'
import { inLine, isPassword } from '../passwords.ts'
import { conclude } from './conclude.ts'
import { countWrong, nobody } from './count-wrong.ts'
import { askedAnew } from './cut-short.ts'
import { type From, placeOf } from './familiar.ts'
import { type Flow, unproved } from './flow.ts'
import { countTry, mustNotWait } from './slow-source.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'
import { withPass } from './with-pass.ts'

/**
 * Takes the password: the same work, the same answer and the same time whether or not there is an account (SEC-01). Throws
 * `rate.limited` where the address has to wait (SEC-04), and `server.busy` where too many wait before.
 */
export async function submitPassword(admit: Admit, id: string, password: string, from: From): Promise<Step> {
  const { step, proved } = await inLine(() => tryPassword(admit, id, password, from))
  if (proved !== null) await renewHash(admit, proved, password)
  return step
}

/** The next step, and the hash where the password is proved by it. */
async function tryPassword(admit: Admit, id: string, password: string, from: From) {
  // The hash is computed outside of any transaction: it takes ten milliseconds of a whole core.
  const { stored, at, tenantId } = await within(admit, id, async (t, _, flow) => {
    const found = await findCredential(
      t,
      flow.accountId === null ? { name: flow.signInName ?? '' } : { id: flow.accountId },
    )
    const where = await placeOf(admit, t, found?.accountId ?? nobody, from)
    // Who holds the very browser is nobody who goes through a list of names.
    if (where.by !== 'browser') await mustNotWait(admit, t, from.ip)
    return { stored: found, at: where, tenantId: t.tenantId }
  })
  const matches = await isPassword(password, stored?.phc ?? null)
  const givesPass = isPass(
    admit,
    { tenantId, accountId: stored?.accountId ?? nobody },
    password,
    stored?.passHash ?? null,
  )

  const step = await within(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const accountId = stored?.accountId ?? null
    const { place } = at
    const before: Flow = {
      ...flow,
      ...unproved,
      isSingleSignOn: false,
      failure: null,
      cutShort: 'no',
      place,
      computer: from.computer ?? 'own',
    }
    const tried: Flow = matches
      ? { ...before, accountId, credential: 'verified', credentialAt: now, methods: ['password'] }
      : givesPass && accountId !== null
        ? await withPass(t, { ...before, accountId }, passHash(admit, { tenantId, accountId }, password), now)
        : { ...before, credential: 'wrong' }
    const told = await askedAnew(t, tried, { password, phc: stored?.phc ?? null }, now)
    // Counted one by one: a lock that fell meanwhile holds, and so does a wait (SEC-03). A pass that is over is no guess.
    const was = tried.credential === 'verified' ? 'right' : tried.pass === null ? 'wrong' : null
    if (was === 'wrong') await countWrong(admit, t, { accountId, password, place, from })
    else if (was === 'right' && accountId !== null) await forgetFailures(t, accountId, place, now)
    if (at.by !== 'browser' && was !== null)
      await countTry(admit, t, { name: accountId ?? flow.signInName ?? '', ip: from.ip, was })
    return conclude(admit, t, hash, told, now)
  })
  // Not where the page asks again: of a locked account, time would tell that the password was right (SEC-01).
  const isProved = matches && !('ask' in step && step.ask === 'password')
  return { step, proved: isProved && stored !== null ? { ...stored, tenantId } : null }
}
