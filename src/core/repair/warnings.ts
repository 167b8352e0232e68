import type { Warning } from './plan.ts'

/** What a warning of a plan says to whoever is about to press it. */
export const warnings: Readonly<Record<Warning, string>> = {
  weakens: 'It weakens a protection for this person.',
  control_off: 'It takes a protection away from many: it is not done by one press.',
  identity_proof: 'Whoever asks for this could be somebody else.',
  irreversible: 'Part of it cannot be taken back.',
  money: 'It costs money.',
  deliberate: 'It undoes what somebody did for a reason.',
  oneself: 'Nobody grants to themselves: a colleague must press this.',
}
