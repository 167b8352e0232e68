import type { ListedAssignment } from '../../../store/app-lists.ts'
import type { Noun } from '../collection.ts'
import { id, shown, text } from '../odata/field.ts'

/** The role of an app that has no roles of its own. */
export const everybodyRole = '00000000-0000-0000-0000-000000000000'

const bytesOf = (one: string) => Buffer.from(one.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

/** Two ids as one: what an assignment is called. */
export function pairIn(appId: string, principalId: string): string {
  return Buffer.concat([bytesOf(appId), bytesOf(principalId)]).toString('base64url')
}

/** The two ids that `pairIn` made one of. */
export function pairOf(pair: string): { readonly appId: string; readonly principalId: string } {
  const bytes = Buffer.from(pair, 'base64url')
  return { appId: idOf(bytes.subarray(0, 16)), principalId: idOf(bytes.subarray(16, 32)) }
}

export const appAssignmentNoun: Noun<ListedAssignment> = {
  name: 'appRoleAssignments',
  fields: {
    id: shown,
    appRoleId: shown,
    createdDateTime: shown,
    principalId: id('principalId'),
    principalType: text('kind', { words: { user: 'account', group: 'group' } }),
    principalDisplayName: shown,
    resourceId: id('appId'),
    resourceDisplayName: shown,
  },
  shape: (row) => ({
    id: pairIn(row.appId, row.principalId),
    appRoleId: everybodyRole,
    createdDateTime: null,
    principalId: row.principalId,
    principalType: row.kind === 'account' ? 'User' : 'Group',
    principalDisplayName: row.name,
    resourceId: row.appId,
    resourceDisplayName: row.appName,
  }),
}
