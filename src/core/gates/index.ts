import type { CauseGate, Gate } from '../gate.ts'

/** Every attempt passes these, in this order. The first that stops it names the outcome. */
export const gates: readonly Gate[] = []

/** Why a gate stopped. These never decide. */
export const causes: readonly CauseGate[] = []
