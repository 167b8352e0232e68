import { decide } from '../../core/decide.ts'
import { readersWords } from '../words/wording.ts'
import { tellPerson } from '../../core/explain/tell.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { loadSnapshot } from '../asked.ts'
import { newReference, recordSignIn } from './record.ts'
import type { Refusal } from './step.ts'
import { say } from '../words/say.ts'

/**
 * The refusal of a request that cannot even be sent back to its app: an unknown app, a redirect address that is not
 * registered, or parameters that make no sense. The first two are decisions like any other, and explained like any other.
 */
export function explainBadRequest(
  admit: Admit,
  tenantId: string,
  request: {
    readonly appId: string | null
    readonly redirectUri: string | null
    readonly problem: string
    readonly isOurFault: boolean
    readonly ip: string | null
    readonly client: string | null
    readonly correlationId: string
  },
): Promise<Refusal> {
  return withTenant(admit.store, tenantId, async (t) => {
    const at = admit.now()
    const s = await loadSnapshot(
      t,
      {
        person: null,
        appId: request.appId ?? '',
        redirectUri: request.redirectUri,
        instanceId: null,
        ip: request.ip,
        proof: { credential: 'not_presented', secondFactor: 'not_presented' },
      },
      at,
    )
    const decision = decide(s)
    const isDecided = decision.outcome === 'refuse'
    const reference = newReference()
    if (isDecided)
      await recordSignIn(t, s, decision, {
        kind: 'interactive',
        correlationId: request.correlationId,
        client: request.client,
        reference,
      })
    const told = isDecided
      ? tellPerson(decision, s, 'nothing', readersWords)
      : request.isOurFault
        ? {
            title: say('Something broke on our side'),
            text: say('The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.'),
            code: null,
          }
        : {
            title: say('The app sent a request we cannot use'),
            text: say('Start again from the app. If it happens again, tell its owner: {problem}.', {
              problem: request.problem,
            }),
            code: null,
          }
    return {
      ...told,
      reference,
      correlationId: request.correlationId,
      at,
      number: isDecided ? (decision.because?.number ?? 90000) : request.isOurFault ? 90033 : 900144,
      help: [],
      appName: s.app?.name ?? null,
      organisation: s.tenant.name,
      continueUrl: null,
      newSession: null,
      error: 'invalid_request',
    }
  })
}
