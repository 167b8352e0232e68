import { newReference } from '../../src/app/sign-in/record.ts'
import type { SignIn } from '../../src/store/sign-ins.ts'

/** A sign-in for the log, as it is where nothing else is said of it. */
export function aSignIn(given: Partial<SignIn>): SignIn {
  return {
    ...{ at: Date.now(), kind: 'interactive', accountId: null, signInName: null, appId: null, instanceId: null },
    ...{ ip: '198.51.100.7', client: 'a browser', correlationId: crypto.randomUUID(), reference: newReference() },
    ...{ outcome: 'refuse', code: null, number: null, snapshotDigest: 'none', gateListVersion: 'none', trace: [] },
    asked: { redirectUri: null, scopes: [], proof: { credential: 'wrong', secondFactor: 'not_presented' } },
    ...given,
  }
}
