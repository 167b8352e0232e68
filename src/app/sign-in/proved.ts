import type { DayMethod } from '../../core/changes/method-change.ts'
import type { MethodKind } from '../../core/methods/methods.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Secrets } from '../../store/carry-out.ts'
import type { TenantDb } from '../../store/store.ts'
import { registerMethod } from '../methods/register-method.ts'
import type { Flow } from './flow.ts'

/** The sign-in with a second factor proved. */
export function proved(flow: Flow, by: MethodKind, now: number): Flow {
  const methods = [...new Set([...flow.methods, by])]
  return { ...flow, secondFactor: 'verified', secondFactorAt: now, methods, failure: null }
}

/** Keeps a method that the person has just proved while setting it up; gives the sign-in with the second factor proved by it. */
export async function registered(
  t: TenantDb,
  flow: Flow,
  { account }: Snapshot,
  kind: DayMethod,
  secrets: Secrets,
  now: number,
): Promise<Flow> {
  const accountId = account?.id as string
  await registerMethod(t, { accountId, kind }, secrets, { at: now, reason: 'at sign-in' })
  return { ...proved(flow, kind, now), registering: null, settingUp: null }
}
