import { decide } from '../../core/decide.ts'
import { provedByPass, stateOf } from '../../core/methods/temporary-pass.ts'
import { findPass, usePass } from '../../store/methods.ts'
import type { TenantDb } from '../../store/store.ts'
import { type Flow, unproved } from './flow.ts'
import { snapshotOf } from './judge.ts'

/**
 * The sign-in after the person's own pass was given. One for one sign-in is used up by it, unless something is in the way that
 * they may not be told of: then it was as if nothing had been given (SEC-01).
 */
export async function withPass(t: TenantDb, flow: Flow, hash: Buffer, now: number): Promise<Flow> {
  const { accountId } = flow
  const kept = accountId === null ? null : await findPass(t, accountId)
  if (accountId === null || kept === null) return { ...flow, ...unproved, credential: 'wrong' }
  const { methods, ...proof } = provedByPass
  const by: Flow = { ...flow, ...proof, methods: methods ?? [], credentialAt: now, secondFactorAt: now }
  const state = stateOf(kept, now)
  if (state === 'good') {
    if (decide(await snapshotOf(t, by, now)).because?.disclose === 'never') return by
    // Of several at once who give the same pass, the first has it.
    if (await usePass(t, accountId, hash, now)) return by
  }
  return { ...flow, ...unproved, credential: 'wrong', pass: state === 'good' ? 'used' : state }
}
