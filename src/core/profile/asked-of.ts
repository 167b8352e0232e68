import { listed } from '../changes/names.ts'
import { type Evidence, notApplicable, type NotApplicable, type With } from '../gate.ts'
import type { Account } from '../snapshot.ts'
import { type Detail, detailName } from './details.ts'
import { requiredOf } from './required.ts'

const nothingAsked = notApplicable('the organisation asks for no details')
const ofEmergency = notApplicable('nothing that can wait stands in the way of an emergency account')
// Whoever is in an app goes on in it: nobody is there to be asked, and what is missing takes nothing away that they have proved.
const isIn = notApplicable('the app is in already, and nobody is there to be asked')

/** Why nobody is asked for details in this attempt; null where the person is, as far as they are missing. */
export function notAsked({ account, attempt, tenant }: With<'account'>): NotApplicable | null {
  if (requiredOf(tenant, account.userType).length === 0) return nothingAsked
  if (account.isEmergency) return ofEmergency
  return attempt.isRefresh === true ? isIn : null
}

/** The details that are asked for, as the person has them, and where the wish comes from. */
export function evidenceOf({ account, tenant }: With<'account'>): readonly Evidence[] {
  const asked = requiredOf(tenant, account.userType)
  const found = Object.fromEntries(asked.map((detail) => [detail, account.attributes[detail] ?? null]))
  return [
    { at: 'account.attributes', found, wanted: 'each of them said' },
    { at: 'tenant.requiredDetails', found: tenant.requiredDetails, wanted: 'what the person has' },
  ]
}

/** `first name and city`. */
export const detailNames = (details: readonly Detail[]): string => listed(details.map(detailName))

/** Of whom it is asked. */
export const whomText = ({ userType }: Account): string => (userType === 'guest' ? 'guests' : 'members')
