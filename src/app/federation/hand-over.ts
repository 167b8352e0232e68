import { realmId } from '../../core/federation/personal.ts'
import type { Admit } from '../admit.ts'
import { portalAppId } from '../own-apps.ts'
import type { FlowStart } from '../sign-in/flow.ts'
import { startFlow } from '../sign-in/live.ts'
import { callbackPath } from './at-provider.ts'
import { type Question, tiesOf } from './reach.ts'

/** Where the browser comes from that is handed over to the realm, as the door knows it. */
export type Around = Pick<FlowStart, 'ip' | 'client' | 'correlationId'>

/**
 * Begins the sign-in at the realm that answers a question of an organisation: gives its secret. Who is let in there is led back with what
 * ties the answer to the question, and that is in no address before (SEC-14): nothing else travels, for the browser brings the session.
 */
export async function handOver(
  admit: Admit,
  question: Question,
  asked: {
    readonly providerId: string
    readonly loginHint: string | null
    readonly prompt: 'prove' | 'select_account' | null
  },
  around: Around,
): Promise<string> {
  const { providerId, loginHint, prompt } = asked
  const { id } = await startFlow(admit, realmId, {
    ...{ kind: 'own', appId: portalAppId, redirectUri: null, scopes: [], instanceId: null, oidcUid: null },
    returnTo: `${callbackPath(providerId)}?state=${tiesOf(admit, question).state}`,
    ...{ loginHint, prompt, ...around, handsOver: 'yes' },
  })
  return id
}
