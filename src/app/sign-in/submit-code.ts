import { decide } from '../../core/decide.ts'
import type { MethodKind } from '../../core/methods/methods.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { deleteFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { isNewest, used } from '../codes/sent-code.ts'
import { totpOffset, totpStep } from '../totp.ts'
import { methodsAtHand } from './at-hand.ts'
import { conclude } from './conclude.ts'
import { tryCounted } from './count-codes.ts'
import { type Flow, wrongCodesAllowed } from './flow.ts'
import { judge, snapshotOf } from './judge.ts'
import { proved, registered } from './proved.ts'
import { recordSignIn } from './record.ts'
import type { Step } from './step.ts'
import { within } from './under-way.ts'
import { say } from '../words/say.ts'
import { when } from '../words/when.ts'
import { adviceOn, type WrongCode } from './wrong-code.ts'

/** Takes the code of a method of the person's; each code works once, and after too many wrong ones none is taken (SEC-07). */
export function submitCode(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    const { accountId } = flow
    // A second press of the button comes after the code was taken: it is no wrong one.
    if (accountId === null || flow.credential !== 'verified' || flow.secondFactor === 'verified')
      return conclude(admit, t, hash, flow, now)
    const method = (await methodsAtHand(t, flow, await snapshotOf(t, flow, now)))?.method
    if (method === undefined) return conclude(admit, t, hash, flow, now)
    const tried = await tryCounted(admit, t, { ...flow, accountId }, method, code, { of: hash, sent: flow.sent })
    if (tried === 'not_taken')
      return conclude(admit, t, hash, { ...flow, failure: await pausedUntil(t, accountId) }, now)
    if ('by' in tried)
      return conclude(admit, t, hash, { ...proved(flow, tried.by, now), sent: used(flow.sent, method.id) }, now)
    return wrongCode(admit, t, hash, flow, method.kind, tried)
  })
}

/** Takes the first code of a second factor being registered; from then on it is the person's. */
export function submitRegistration(admit: Admit, id: string, code: string): Promise<Step> {
  return withinTries(admit, id, async (t, hash, flow) => {
    const now = admit.now()
    if (flow.accountId === null || flow.credential !== 'verified' || flow.registering === null)
      return conclude(admit, t, hash, flow, now)
    // Only who is asked to register may: a person with a method proves that one instead (SEC-09).
    const { step: due } = await judge(admit, t, flow, now)
    if (due === null || !('ask' in due) || due.ask !== 'register') return conclude(admit, t, hash, flow, now)

    const { settingUp, sent } = flow
    if (due.sentTo !== null && settingUp !== null) {
      const { kind, address } = settingUp
      if (!isNewest(admit, t.tenantId, { of: hash, sent, to: address }, code))
        return wrongCode(admit, t, hash, flow, kind, { codeSteps: null })
      const s = await snapshotOf(t, flow, now)
      const after = await registered(t, flow, s, kind, { address }, now)
      return conclude(admit, t, hash, { ...after, sent: used(sent, address) }, now)
    }

    if (!due.offers.includes('totp')) return conclude(admit, t, hash, flow, now)
    const secret = admit.vault.open(Buffer.from(flow.registering, 'base64'), `registering ${flow.accountId}`)
    const step = totpStep(secret, code, now)
    // Nothing of the person's is guessed at here, so nothing is counted beyond this sign-in.
    if (step === null) return wrongCode(admit, t, hash, flow, 'totp', { codeSteps: totpOffset(secret, code, now) })

    const s = await snapshotOf(t, flow, now)
    const secrets = { totpSecret: admit.vault.seal(secret, `totp ${flow.accountId}`), totpStep: step }
    return conclude(admit, t, hash, await registered(t, flow, s, 'totp', secrets, now), now)
  })
}

/** Leaves setting up a method for later, where it may be left. */
export function postponeRegistration(admit: Admit, id: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(admit, t, hash, { ...flow, postponed: 'yes', failure: null }, admit.now()),
  )
}

/** Takes which of their methods the person wants to prove with. */
export function chooseMethod(admit: Admit, id: string, methodId: string): Promise<Step> {
  return within(admit, id, (t, hash, flow) =>
    conclude(admit, t, hash, { ...flow, chosenMethod: methodId, failure: null }, admit.now()),
  )
}

async function pausedUntil(t: TenantDb, accountId: string): Promise<Flow['failure']> {
  const until = (await findAccount(t, accountId))?.secondFactorPausedUntil
  return {
    text: say('Too many codes were wrong, so none is taken until {when}.', { when: when(until ?? 0) }),
    reference: null,
  }
}

/** The page again with a word about the code, or null: that was the last one, and the sign-in is over (SEC-07). */
async function wrongCode(
  admit: Admit,
  t: TenantDb,
  hash: string,
  flow: Flow,
  kind: MethodKind,
  code: WrongCode,
): Promise<Step | null> {
  const now = admit.now()
  const s = await snapshotOf(t, { ...flow, secondFactor: 'wrong' }, now, code.codeSteps)
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
  const failure = { text: `${adviceOn(kind, code)} ${say('Reference {ref}.')}`, reference }
  return conclude(admit, t, hash, { ...flow, wrongCodes, failure }, now)
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
