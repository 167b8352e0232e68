import type { ListedAccount } from '../../../store/directory-lists.ts'
import type { Noun } from '../collection.ts'
import { assignedLicences, assignedPlans, assignmentStates } from './licences-of.ts'
import { managers, memberships, reports } from './related.ts'
import { userFields, userShape } from './user-shape.ts'

export const userNoun: Noun<ListedAccount> = {
  name: 'users',
  fields: userFields,
  shape: userShape,
  search: { field: 'displayName', column: 'anyName' },
  isDirectory: true,
  beside: {
    assignedLicenses: assignedLicences,
    licenseAssignmentStates: assignmentStates,
    assignedPlans,
  },
  expands: {
    manager: managers,
    directReports: reports,
    memberOf: memberships('direct'),
    transitiveMemberOf: memberships('transitive'),
  },
}
