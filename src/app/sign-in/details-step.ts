import { ownName } from '../../core/guests/invitation.ts'
import { missingDetails } from '../../core/profile/required.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { Failure } from './flow.ts'
import type { Step } from './step.ts'

/** *We need a few details*: those that are missing and theirs to say. */
export function detailsStep({ account, tenant }: Snapshot, failure: Failure | null): Step {
  return {
    ask: 'details',
    signInName: account === null ? '' : ownName(account),
    organisation: tenant.name,
    details: account === null ? [] : missingDetails(account, tenant, 'self'),
    failure,
  }
}
