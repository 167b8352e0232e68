import { byProvider } from '../../core/gates/by-provider.ts'
import { gates } from '../../core/gates/index.ts'
import { linkFollowed } from '../../core/gates/link-followed.ts'
import { passwordCorrect } from '../../core/gates/password-correct.ts'
import { passwordTrusted } from '../../core/gates/password-trusted.ts'
import { realmRouted } from '../../core/gates/realm-routed.ts'
import { temporaryPasswordValid } from '../../core/gates/temporary-password-valid.ts'
import { amrOf } from '../../core/methods/methods.ts'
import { devicesForgottenAt } from '../../store/known-addresses.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { reviewDue } from '../recovery/review.ts'
import { newTotpSecret } from '../totp.ts'
import { signedInFrom } from './familiar.ts'
import { sessionOf } from './browser.ts'
import type { Flow } from './flow.ts'
import { judge } from './judge.ts'
import { recordSignIn } from './record.ts'
import { kindAsked, stayStep } from './ask-stay.ts'
import { startSession } from './session.ts'
import type { Step } from './step.ts'
import { withCodeSent } from './with-code-sent.ts'

/** Gates that stop a password, a pass, or what a provider says, which is right and good for nothing. */
const provesNothing = [realmRouted, byProvider, passwordCorrect, passwordTrusted, linkFollowed, temporaryPasswordValid]

/** Decides, keeps the flow as it now stands, and ends it when the person is admitted or finally refused. */
export async function conclude(admit: Admit, t: TenantDb, hash: string, given: Flow, now: number): Promise<Step> {
  if (given.refusal !== null) return { refused: given.refusal }
  const judged = await judge(admit, t, withSeed(admit, given), now)
  const { s, decision, step } = judged
  const flow =
    judged.flow.accountId === null && judged.flow.credential === 'verified'
      ? { ...judged.flow, accountId: s.account?.id ?? null }
      : judged.flow
  if (step !== null && !('refused' in step)) {
    const shown = await withCodeSent(admit, t, hash, flow, step)
    await saveFlow(t, hash, shown.flow)
    return 'ask' in shown.step && shown.step.ask === 'password'
      ? { ...shown.step, computer: flow.computer ?? 'own' }
      : shown.step
  }

  // What was reported or set aside, or was temporary and is over, proves nothing any more: no session comes of it, whatever else stops it (SEC-06).
  const isOver =
    provesNothing.some((gate) => decision.trace[gates.indexOf(gate)]?.is === 'stop') ||
    decision.because?.code === 'CRE-METHOD'
  // The browser has one session of each person: theirs is replaced, and those of others go on.
  const former = flow.accountId === null ? null : await sessionOf(t, hashesOf(flow), flow.accountId, now)
  const replaces = former?.id ?? null
  // Nor of what may not even be told: whom a provider vouches for may be blocked, or gone.
  const isUntold = step !== null && decision.because?.disclose === 'never'
  const hasProved = flow.credential === 'verified' && flow.accountId !== null && !isOver && !isUntold
  const isNew = hasProved && (!flow.isSingleSignOn || flow.secondFactorAt === now)
  // On the way to an organisation that is asked there.
  const isOnTheWay = flow.handsOver === 'yes'
  const kind = kindAsked(admit, flow, s.tenant, former) ?? (isOnTheWay ? 'browser' : null)
  if (isNew && step === null && kind === null) {
    await saveFlow(t, hash, flow)
    return stayStep(flow, s)
  }

  const made = isNew
    ? await startSession(
        t,
        {
          accountId: flow.accountId as string,
          authAt: flow.credentialAt ?? now,
          secondFactorAt: flow.secondFactorAt,
          methods: flow.methods,
          kind: kind ?? 'browser',
          ip: flow.ip,
          client: flow.client,
        },
        now,
        replaces,
      )
    : null
  if (isNew) await signedInFrom(t, kind === 'shared' ? { ...flow, computer: 'shared' } : flow, now)
  if (step !== null) {
    await saveFlow(t, hash, { ...flow, refusal: step.refused })
    return {
      refused: { ...step.refused, newSession: made?.secret ?? null, kind: kind ?? 'browser', replaced: replaces },
    }
  }

  await recordSignIn(t, s, decision, {
    kind: flow.isSingleSignOn ? 'single_sign_on' : 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
  })
  // A client's flow stays until its interaction is resumed, which reads from it who was admitted.
  if (flow.oidcUid === null) await deleteFlow(t, hash)
  else await saveFlow(t, hash, { ...flow, admittedSession: made?.id ?? replaces })
  return {
    admitted: {
      tenantId: t.tenantId,
      accountId: flow.accountId as string,
      newSession: made?.secret ?? null,
      kind: kind ?? 'browser',
      replaced: replaces,
      devicesForgottenAt: made === null ? null : await devicesForgottenAt(t, flow.accountId as string),
      // Who came to prove something anew is on the way to it, and who was signed in already is not kept from it.
      review: flow.isSingleSignOn || isOnTheWay || flow.prompt === 'prove' ? null : await reviewDue(admit, t, s),
      keepAnswer: flow.askStay === 'never' && kind !== 'shared' ? (flow.stay ?? null) : null,
      sessionId: (made?.id ?? replaces) as string,
      returnTo: flow.returnTo,
      oidcUid: flow.oidcUid,
      authAt: flow.credentialAt ?? now,
      amr: amrOf(flow.methods),
    },
  }
}

const hashesOf = ({ browserSessions, browserSession }: Flow) =>
  browserSessions ?? (browserSession === null ? [] : [browserSession])

/** A seed to register is made once per sign-in and kept sealed, so that reloading the page shows the same QR code. */
function withSeed(admit: Admit, flow: Flow): Flow {
  if (flow.registering !== null || flow.accountId === null) return flow
  return { ...flow, registering: admit.vault.seal(newTotpSecret(), `registering ${flow.accountId}`).toString('base64') }
}
