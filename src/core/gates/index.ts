import type { CauseGate, Gate } from '../gate.ts'
import { mfaRegistered } from './mfa-registered.ts'
import { policyBlocks } from './policy-blocks.ts'
import { policyLocation } from './policy-location.ts'
import { policyMfa } from './policy-mfa.ts'

/** Every attempt passes these, in this order. The first that stops it names the outcome. */
export const gates: readonly Gate[] = [
  // Who are you?

  // Have you proved it?
  policyMfa,

  // May you, from here?
  policyBlocks,
  policyLocation,

  // Will your proof do next time?
  mfaRegistered,

  // May you use this app?
]

/** Why a gate stopped. These never decide. */
export const causes: readonly CauseGate[] = []
