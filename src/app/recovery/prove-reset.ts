import { timingSafeEqual } from 'node:crypto'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import { AppError } from '../../errors.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { tryCounted } from '../sign-in/count-codes.ts'
import { codeLifetime, resetCode } from './reset-code.ts'
import { type Reset, withinReset, wrongCodesAllowed } from './under-way.ts'

const theirApp = { id: '', kind: 'totp', name: null, to: null, isOutOfReach: false } as const
const wrong = "That code didn't work. Use the newest one, within fifteen minutes."

/** Takes the code that was sent; the answer is the same whether or not one was. Throws `reset.over` at the fifth wrong one (SEC-07). */
export function submitResetCode(admit: Admit, id: string, typed: string): Promise<void> {
  return withinTries(admit, id, (t, hash, reset) => {
    const now = admit.now()
    const given = Buffer.from(typed.replace(/\s/g, ''))
    const code = Buffer.from(resetCode(admit, t.tenantId, hash, reset.codes))
    const isRight = given.length === code.length && timingSafeEqual(given, code) && now - reset.codeAt <= codeLifetime
    return Promise.resolve(reset.due?.[0] === 'email' && isRight)
  })
}

/** Takes a code of the person's authenticator app, which is asked for after the one that was sent. */
export function submitResetApp(admit: Admit, id: string, typed: string): Promise<void> {
  return withinTries(admit, id, async (t, _, { accountId, due }) => {
    if (due?.[0] !== 'authenticator' || accountId === null) return false
    // A wrong one counts as one at a sign-in does: nobody guesses on by resetting again.
    const person = { accountId, ip: null, client: null }
    const tried = await tryCounted(admit, t, person, theirApp, typed)
    return tried !== 'not_taken' && 'by' in tried
  })
}

/** Goes on where the answer proves what is due; else counts it, and ends the reset outside of what would undo that. */
async function withinTries(
  admit: Admit,
  id: string,
  proves: (t: TenantDb, hash: string, reset: Reset) => Promise<boolean>,
): Promise<void> {
  const isOver = await withinReset(admit, id, async (t, hash, reset) => {
    if (reset.due?.length === 0) return false
    if (await proves(t, hash, reset)) {
      await saveFlow(t, hash, { ...reset, due: (reset.due ?? []).slice(1), failure: null })
      return false
    }
    const wrongCodes = reset.wrongCodes + 1
    if (wrongCodes >= wrongCodesAllowed) await deleteFlow(t, hash)
    else await saveFlow(t, hash, { ...reset, wrongCodes, failure: wrong })
    return wrongCodes >= wrongCodesAllowed
  })
  if (isOver) throw new AppError('reset.too_many_codes')
}
