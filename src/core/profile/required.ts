import type { Account, TenantPart } from '../snapshot.ts'
import { type Detail, details, hasDetail } from './details.ts'
import { groupsReading } from './rules-reading.ts'

/** The details that an organisation asks of its members, and of its guests, in the order of all there are. */
export type RequiredDetails = Readonly<Record<Account['userType'], readonly Detail[]>>

type Rules = Pick<TenantPart, 'requiredDetails' | 'groups'>
type Person = Pick<Account, 'attributes' | 'userType'>

const none: readonly Detail[] = []

/** What is asked of people of a type. */
export const requiredOf = ({ requiredDetails }: Pick<Rules, 'requiredDetails'>, of: Account['userType']) =>
  requiredDetails?.[of] ?? none

/** Whether people may say it of themselves: not where the rule of a group reads it. */
export const mayFillIn = (detail: Detail, tenant: Pick<Rules, 'groups'>): boolean =>
  groupsReading(tenant, detail).length === 0

/** What a person lacks of it, which is theirs to fill in or an administrator's. */
export function missingDetails(person: Person, tenant: Rules, who: 'self' | 'administrator'): readonly Detail[] {
  const missing = requiredOf(tenant, person.userType).filter((detail) => !hasDetail(person, detail))
  return missing.length === 0 ? none : missing.filter((detail) => mayFillIn(detail, tenant) === (who === 'self'))
}

/** What a tenant says of it: nothing where nothing is asked of anybody. */
export function requiredPart(asked: Partial<RequiredDetails>): { readonly requiredDetails?: RequiredDetails } {
  const { member = none, guest = none } = asked
  return member.length + guest.length === 0 ? {} : { requiredDetails: { member, guest } }
}

/** Each once, in the order of all there are. */
export const inOrder = (asked: readonly Detail[]): readonly Detail[] => details.filter((one) => asked.includes(one))
