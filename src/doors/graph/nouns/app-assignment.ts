import { everybodyRole } from '../../../core/consent/app-role.ts'
import type { ListedAssignment } from '../../../store/app-lists.ts'
import type { Noun } from '../collection.ts'
import { id, shown, text } from '../odata/field.ts'

const bytesOf = (one: string) => Buffer.from(one.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

/** What an assignment is called: the app's id and whose it is in one, and with them the role where it is one of the app's own. */
export function assignmentId(appId: string, principalId: string, roleId: string): string {
  const all = [appId, principalId, ...(roleId === everybodyRole ? [] : [roleId])]
  return Buffer.concat(all.map(bytesOf)).toString('base64url')
}

/** The ids that `assignmentId` made one of. */
export function assignmentOf(id: string) {
  const bytes = Buffer.from(id, 'base64url')
  return {
    appId: idOf(bytes.subarray(0, 16)),
    principalId: idOf(bytes.subarray(16, 32)),
    roleId: bytes.length > 32 ? idOf(bytes.subarray(32, 48)) : everybodyRole,
  }
}

export const appAssignmentNoun: Noun<ListedAssignment> = {
  name: 'appRoleAssignments',
  fields: {
    id: shown,
    appRoleId: shown,
    createdDateTime: shown,
    principalId: id('principalId'),
    principalType: text('kind', { words: { user: 'account', group: 'group', serviceprincipal: 'app' } }),
    principalDisplayName: shown,
    resourceId: id('appId'),
    resourceDisplayName: shown,
  },
  shape: (row) => ({
    id: assignmentId(row.appId, row.principalId, row.roleId),
    appRoleId: row.roleId,
    createdDateTime: null,
    principalId: row.principalId,
    principalType: { account: 'User', group: 'Group', app: 'ServicePrincipal' }[row.kind],
    principalDisplayName: row.name,
    resourceId: row.appId,
    resourceDisplayName: row.appName,
  }),
}
