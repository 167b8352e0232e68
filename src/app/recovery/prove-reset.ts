import { timingSafeEqual } from 'node:crypto'
import { kindOf, type ResetMethod } from '../../core/recovery/reset-methods.ts'
import type { Instant } from '../../core/snapshot.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import { AppError } from '../../errors.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { tryCounted } from '../sign-in/count-codes.ts'
import { adviceOn } from '../sign-in/wrong-code.ts'
import { codeLifetime, resetCode } from './reset-code.ts'
import { sendResetCode } from './send-reset-code.ts'
import { type Reset, withinReset, wrongCodesAllowed } from './under-way.ts'
import type { Sentence } from '../words/sentence.ts'

const theirApp = { id: '', kind: 'totp', name: null, to: null, isOutOfReach: false } as const
const wrong = "That code didn't work. Use the newest one, within fifteen minutes." satisfies Sentence
const notTaken =
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.' satisfies Sentence

/** Takes the code that was sent; the answer is the same whether or not one was. Throws `reset.over` at the fifth wrong one (SEC-07). */
export function submitResetCode(admit: Admit, id: string, typed: string): Promise<void> {
  return withinTries(admit, id, (t, hash, { code: sent }) => {
    const now = admit.now()
    const given = Buffer.from(typed.replace(/[\s,]/g, ''))
    const code = Buffer.from(resetCode(admit, t.tenantId, hash, sent?.nth ?? 0))
    const isRight = given.length === code.length && timingSafeEqual(given, code)
    return Promise.resolve(sent !== null && isRight && now - sent.at <= codeLifetime ? sent.by : { wrong })
  })
}

/** Takes a code of the person's authenticator app, which is asked for after one that was sent. */
export function submitResetApp(admit: Admit, id: string, typed: string): Promise<void> {
  return withinTries(admit, id, async (t, _, { accountId, hasProved, methods }) => {
    if (!hasProved || accountId === null || methods?.includes('totp') !== true) return { wrong }
    // A wrong one counts as one at a sign-in does: nobody guesses on by resetting again.
    const person = { accountId, ip: null, client: null }
    const tried = await tryCounted(admit, t, person, theirApp, typed)
    if (tried === 'not_taken') return { wrong: notTaken }
    return 'by' in tried ? 'totp' : { wrong: adviceOn('totp', tried) }
  })
}

/** Goes on where the answer proves what is due; else counts it, and ends the reset outside of what would undo that. */
async function withinTries(
  admit: Admit,
  id: string,
  proves: (t: TenantDb, hash: string, reset: Reset) => Promise<ResetMethod | { readonly wrong: string }>,
): Promise<void> {
  const isOver = await withinReset(admit, id, async (t, hash, reset) => {
    if (reset.due === 0) return false
    const proved = await proves(t, hash, reset)
    if (typeof proved === 'string') {
      await saveFlow(t, hash, await goOn(t, hash, reset, proved, admit.now()))
      return false
    }
    const wrongCodes = reset.wrongCodes + 1
    if (wrongCodes >= wrongCodesAllowed) await deleteFlow(t, hash)
    else await saveFlow(t, hash, { ...reset, wrongCodes, failure: proved.wrong })
    return wrongCodes >= wrongCodesAllowed
  })
  if (isOver) throw new AppError('reset.too_many_codes')
}

/** What comes after a proof: one of another kind where two are due, of the app first, and else of what is sent then. */
export function goOn(
  t: TenantDb,
  hash: string,
  reset: Reset,
  proved: ResetMethod,
  now: Instant,
): Promise<Reset> | Reset {
  const methods = (reset.methods ?? []).filter((one) => kindOf(one) !== kindOf(proved))
  const next = { ...reset, methods, due: reset.due - 1, hasProved: true, code: null, failure: null }
  const first = methods.includes('totp') ? 'totp' : methods[0]
  if (next.due === 0 || first === undefined || first === 'totp') return { ...next, asked: first ?? null }
  return sendResetCode(t, hash, next, first, now)
}
