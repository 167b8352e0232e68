import { grantsOf } from '../../core/changes/held-roles.ts'
import { hardnessOf, type MethodKind } from '../../core/methods/methods.ts'
import { hardnessHeld } from '../../core/methods/strongest.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Flow } from './flow.ts'

type Begun = Pick<Flow, 'prompt' | 'returnTo'>
type Whose = Pick<Snapshot, 'account' | 'tenant'>

/** Whether somebody is to prove who they are with the strongest they have: who administers, or changes what they sign in with (SEC-32, SEC-09). */
export function isProving({ account }: Pick<Snapshot, 'account'>, { prompt, returnTo }: Begun): boolean {
  return (
    prompt === 'prove' &&
    account !== null &&
    (grantsOf(account).length > 0 || returnTo?.startsWith('/account') === true)
  )
}

/** Whether a method is strong enough for what this sign-in is begun for. */
export function isEnoughFor(kind: MethodKind, { account, tenant }: Whose, begun: Begun): boolean {
  return account === null || !isProving({ account }, begun) || hardnessOf([kind]) >= hardnessHeld(account, tenant)
}
