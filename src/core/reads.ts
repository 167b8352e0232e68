import type { Need } from './gate.ts'
import type { Snapshot } from './snapshot.ts'

/** A side of a snapshot that a gate may look at. `name`, `request`, `network` and `place` are those of the attempt. */
export type Read = Need | 'name' | 'request' | 'network' | 'place' | 'proof' | 'tenant' | 'now'

/** Each side as a bit, because sets of them are compared for every gate of every decision. */
const bits: Readonly<Record<Read, number>> = {
  account: 1,
  app: 2,
  instance: 4,
  name: 8,
  request: 16,
  network: 32,
  proof: 64,
  tenant: 128,
  now: 256,
  place: 512,
}
/** All sides. */
export const everything = 1023

/** Sides as one number. */
export function bitsOf(reads: readonly Read[]): number {
  return reads.reduce((all, read) => all | bits[read], 0)
}

/** The sides in which a snapshot may differ from the one before, as one number; all of them where there was none. */
export function changedSince(before: Snapshot | null, s: Snapshot): number {
  if (before === null) return everything
  // INVARIANT: snapshots are never changed in place, so what is the same object says the same.
  let changed = 0
  if (before.account !== s.account) changed |= bits.account
  if (before.app !== s.app) changed |= bits.app
  if (before.instance !== s.instance) changed |= bits.instance
  if (before.tenant !== s.tenant) changed |= bits.tenant
  if (before.proof !== s.proof) changed |= bits.proof
  if (before.now !== s.now) changed |= bits.now
  const [was, is] = [before.attempt, s.attempt]
  if (was === is) return changed
  if (was.network !== is.network) changed |= bits.network
  if (was.place !== is.place) changed |= bits.place
  const areNear = was.nearNames !== is.nearNames && was.nearNames.length + is.nearNames.length > 0
  if (was.signInName !== is.signInName || areNear) changed |= bits.name
  const isSameRequest = was.appId === is.appId && was.redirectUri === is.redirectUri && was.scopes === is.scopes
  if (!isSameRequest || was.isRefresh !== is.isRefresh) changed |= bits.request
  return changed
}

/** Those of `account`, `app` and `instance` that a snapshot has not, as one number. */
export function absentFrom(s: Snapshot): number {
  return (
    (s.account === null ? bits.account : 0) |
    (s.app === null ? bits.app : 0) |
    (s.instance === null ? bits.instance : 0)
  )
}

/** The first of what is missing, in the order in which it is to be found. */
export function firstNeed(missing: number): Need {
  return missing & bits.account ? 'account' : missing & bits.app ? 'app' : 'instance'
}
