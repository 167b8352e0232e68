import type { ListedGroup } from '../../../store/directory-lists.ts'
import { licenceErrors, memberCounts } from '../../../app/members.ts'
import type { Noun } from '../collection.ts'
import { groupFields, groupShape } from './group-shape.ts'
import { firstMembers, parents } from './related.ts'

export const groupNoun: Noun<ListedGroup> = {
  name: 'groups',
  fields: groupFields,
  shape: groupShape,
  search: { field: 'displayName', column: 'name' },
  isDirectory: true,
  beside: { memberCount: memberCounts, hasMembersWithLicenseErrors: licenceErrors },
  expands: { members: firstMembers, memberOf: parents('direct'), transitiveMemberOf: parents('transitive') },
}
