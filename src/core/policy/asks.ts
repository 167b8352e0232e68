import { isAsStrong, type Strength } from '../methods/methods.ts'
import { strengthName } from '../methods/strengths.ts'
import type { Policy } from '../snapshot.ts'

/** The strength a policy asks for; one factor where it asks for no proof. */
export const strengthIn = ({ grant, strength }: Policy): Strength =>
  grant === 'block' ? 'single_factor' : (strength ?? 'multi_factor')

/** Whether a policy asks for more than any second factor. */
export const asksMore = (policy: Policy): boolean => !isAsStrong('multi_factor', strengthIn(policy))

/** What a policy asks for, as it stands in a sentence. */
export const askedIn = ({ strength }: Policy): string =>
  strength === undefined ? 'a second factor' : strengthName[strength]

/** The strongest proof that any of these policies asks for; one factor where there are none. */
export function strongestOf(policies: readonly Policy[]): Strength {
  let strongest: Strength = 'single_factor'
  for (const policy of policies) if (isAsStrong(strengthIn(policy), strongest)) strongest = strengthIn(policy)
  return strongest
}
