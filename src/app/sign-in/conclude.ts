import { gates } from '../../core/gates/index.ts'
import { passwordCorrect } from '../../core/gates/password-correct.ts'
import { passwordTrusted } from '../../core/gates/password-trusted.ts'
import { temporaryPasswordValid } from '../../core/gates/temporary-password-valid.ts'
import { amrOf } from '../../core/methods/methods.ts'
import { deleteFlow, saveFlow } from '../../store/flows.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { newTotpSecret } from '../totp.ts'
import { signedInFrom } from './familiar.ts'
import type { Flow } from './flow.ts'
import { judge } from './judge.ts'
import { recordSignIn } from './record.ts'
import { startSession } from './session.ts'
import type { Step } from './step.ts'

/** Gates that stop a password, or a pass, which is right and good for nothing. */
const provesNothing = [passwordCorrect, passwordTrusted, temporaryPasswordValid]

/** Decides, keeps the flow as it now stands, and ends it when the person is admitted or finally refused. */
export async function conclude(admit: Admit, t: TenantDb, hash: string, given: Flow, now: number): Promise<Step> {
  if (given.refusal !== null) return { refused: given.refusal }
  const judged = await judge(t, admit.vault, withSeed(admit, given), now)
  const { s, decision, step } = judged
  const flow =
    judged.flow.accountId === null && judged.flow.credential === 'verified'
      ? { ...judged.flow, accountId: s.account?.id ?? null }
      : judged.flow
  if (step !== null && !('refused' in step)) {
    await saveFlow(t, hash, flow)
    return step
  }

  const replaces = flow.browserSession
  // What was reported, or was temporary and is over, proves nothing any more: no session comes of it, whatever else stops it (SEC-06).
  const isOver = provesNothing.some((gate) => decision.trace[gates.indexOf(gate)]?.is === 'stop')
  const hasProved = flow.credential === 'verified' && flow.accountId !== null && !isOver
  const isNew = hasProved && (!flow.isSingleSignOn || flow.secondFactorAt === now)
  const made = isNew
    ? await startSession(
        t,
        {
          accountId: flow.accountId as string,
          authAt: flow.credentialAt ?? now,
          secondFactorAt: flow.secondFactorAt,
          methods: flow.methods,
          ip: flow.ip,
          client: flow.client,
        },
        now,
        replaces,
      )
    : null
  if (isNew) await signedInFrom(t, flow, now)
  if (step !== null) {
    await saveFlow(t, hash, { ...flow, refusal: step.refused })
    return { refused: { ...step.refused, newSession: made?.secret ?? null } }
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
      sessionId: (made?.id ?? replaces) as string,
      returnTo: flow.returnTo,
      oidcUid: flow.oidcUid,
      authAt: flow.credentialAt ?? now,
      amr: amrOf(flow.methods),
    },
  }
}

/** A seed to register is made once per sign-in and kept sealed, so that reloading the page shows the same QR code. */
function withSeed(admit: Admit, flow: Flow): Flow {
  if (flow.registering !== null || flow.accountId === null) return flow
  return { ...flow, registering: admit.vault.seal(newTotpSecret(), `registering ${flow.accountId}`).toString('base64') }
}
