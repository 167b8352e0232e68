import { decide } from '../../core/decide.ts'
import { AppError } from '../../errors.ts'
import { deleteFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { totpStep } from '../totp.ts'
import { methodsAtHand } from './at-hand.ts'
import { conclude } from './conclude.ts'
import { type Flow, wrongCodesAllowed } from './flow.ts'
import { judge, snapshotOf } from './judge.ts'
import { codeProves } from './prove-with.ts'
import { proved, registered } from './proved.ts'
import { recordSignIn } from './record.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'

/** Takes the code of a method of the person's; each code works once (SEC-07). */
export function submitCode(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified') return conclude(admit, t, hash, flow, now)
    const method = (await methodsAtHand(t, flow))?.method
    if (method === undefined || !(await codeProves(admit, t, flow.accountId, method, code)))
      return wrongCode(admit, t, hash, flow, now)
    return conclude(admit, t, hash, proved(flow, method.kind, now), now)
  })
}

/** Takes the first code of a second factor being registered; from then on it is the person's. */
export function submitRegistration(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified' || flow.registering === null)
      return conclude(admit, t, hash, flow, now)
    // Only who is asked to register may: a person with a method proves that one instead (SEC-09).
    const { step: due } = await judge(t, admit.vault, flow, now)
    if (due === null || !('ask' in due) || due.ask !== 'register') return conclude(admit, t, hash, flow, now)

    const secret = admit.vault.open(Buffer.from(flow.registering, 'base64'), `registering ${flow.accountId}`)
    const step = totpStep(secret, code, now)
    if (step === null) return wrongCode(admit, t, hash, flow, now)

    const s = await snapshotOf(t, flow, now)
    const secrets = { totpSecret: admit.vault.seal(secret, `totp ${flow.accountId}`), totpStep: step }
    return conclude(admit, t, hash, await registered(t, flow, s, 'totp', secrets, now), now)
  })
}

/** Takes which of their methods the person wants to prove with. */
export function chooseMethod(admit: Admit, id: string, methodId: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(admit, t, hash, { ...flow, chosenMethod: methodId, failure: null }, admit.now()),
  )
}

/** The page again with a word about the code, or null: that was the last one, and the sign-in is over (SEC-07). */
async function wrongCode(admit: Admit, t: TenantDb, hash: string, flow: Flow, now: number): Promise<Step | null> {
  const s = await snapshotOf(t, { ...flow, secondFactor: 'wrong' }, now)
  const reference = await recordSignIn(t, s, decide(s), {
    kind: 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
  })
  const wrongCodes = flow.wrongCodes + 1
  if (wrongCodes >= wrongCodesAllowed) {
    await deleteFlow(t, hash)
    return null
  }
  return conclude(
    admit,
    t,
    hash,
    {
      ...flow,
      wrongCodes,
      failure: {
        text: "That code didn't work. Check that your phone sets its time automatically, and use the newest code. Reference {ref}.",
        reference,
      },
    },
    now,
  )
}

/** Thrown outside of the transaction: inside, the end of the sign-in would be undone with it. */
async function withinTries(
  admit: Admit,
  id: string,
  work: (t: TenantDb, hash: string, flow: Flow) => Promise<Step | null>,
): Promise<Step> {
  const step = await within(admit, id, work)
  if (step === null) throw new AppError('sign_in.too_many_codes')
  return step
}
