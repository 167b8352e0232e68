import { namesOfMany } from '../../../app/related.ts'
import type { ListedAccount } from '../../../store/directory-lists.ts'
import type { Beside, Noun } from '../collection.ts'
import { assignedLicences, assignedPlans, assignmentStates } from './licences-of.ts'
import { everyExtension, text } from '../odata/field.ts'
import { managers, memberships, reports } from './related.ts'
import { userFields, userShape } from './user-shape.ts'

/** The names somebody signs in with, as Graph's `objectIdentity` says them. */
const identities: Beside = async (admit, viewer, ids) =>
  new Map(
    [...(await namesOfMany(admit, viewer, ids))].map(([id, { issuer, signInName, aliases }]) => [
      id,
      [
        { signInType: 'userPrincipalName', issuer, issuerAssignedId: signInName },
        ...aliases.map((issuerAssignedId) => ({ signInType: 'emailAddress', issuer, issuerAssignedId })),
      ],
    ]),
  )

export const userNoun: Noun<ListedAccount> = {
  name: 'users',
  fields: { ...userFields, [everyExtension]: text(undefined, { isBySelect: true }) },
  shape: userShape,
  extension: ({ attributes }, name) => attributes[name],
  search: { field: 'displayName', column: 'anyName' },
  isDirectory: true,
  beside: {
    assignedLicenses: assignedLicences,
    licenseAssignmentStates: assignmentStates,
    assignedPlans,
    identities,
  },
  expands: {
    manager: managers,
    directReports: reports,
    memberOf: memberships('direct'),
    transitiveMemberOf: memberships('transitive'),
  },
}
