import { decide } from '../../core/decide.ts'
import { AppError } from '../../errors.ts'
import { findTotps, useTotpStep } from '../../store/credentials.ts'
import { deleteFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { totpStep } from '../totp.ts'
import { conclude } from './conclude.ts'
import { type Flow, wrongCodesAllowed } from './flow.ts'
import { judge, snapshotOf } from './judge.ts'
import { recordSignIn } from './record.ts'
import type { Step } from './step.ts'
import { asSelf, within } from './under-way.ts'

/** Takes the code of a registered second factor; each code works once (SEC-07). */
export function submitCode(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified') return conclude(admit, t, hash, flow, now)
    for (const totp of await findTotps(t, flow.accountId)) {
      const step = totpStep(admit.vault.open(totp.sealedSecret, `totp ${flow.accountId}`), code, now)
      if (step !== null && (await useTotpStep(t, flow.accountId, totp.id, step)))
        return conclude(admit, t, hash, { ...flow, secondFactor: 'verified', secondFactorAt: now, failure: null }, now)
    }
    return wrongCode(admit, t, hash, flow, now)
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
    await asSelf(
      t,
      flow,
      now,
      { do: 'register_method', accountId: flow.accountId, kind: 'totp' },
      { totpSecret: admit.vault.seal(secret, `totp ${flow.accountId}`), totpStep: step },
    )
    // *Enabled* becomes *Enforced* by itself once registered (A7).
    if (s.account?.mfaState === 'enabled')
      await asSelf(t, flow, now, { do: 'set_mfa_state', accountId: flow.accountId, state: 'enforced' })
    return conclude(
      admit,
      t,
      hash,
      { ...flow, registering: null, secondFactor: 'verified', secondFactorAt: now, failure: null },
      now,
    )
  })
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
