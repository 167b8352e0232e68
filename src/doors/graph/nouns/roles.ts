import { templateOf } from '../../../app/import/role-templates.ts'
import type { RoleAssignment } from '../../../store/app-lists.ts'
import type { Noun } from '../collection.ts'
import { flag, id, text } from '../odata/field.ts'
import { roleShape } from './directory-object.ts'

type Role = { readonly key: string; readonly name: string }

export const roleNoun: Noun<Role> = {
  name: 'directoryRoles',
  fields: { id: id(), displayName: text(), description: text(), roleTemplateId: id() },
  shape: roleShape,
  isDirectory: true,
}

export const roleDefinitionNoun: Noun<Role> = {
  name: 'roleManagement/directory/roleDefinitions',
  fields: {
    id: id(),
    templateId: id(),
    displayName: text(),
    description: text(),
    isBuiltIn: flag(),
    isEnabled: flag(),
  },
  shape: (role) => ({
    ...{ id: templateOf(role.key), templateId: templateOf(role.key), displayName: role.name },
    ...{ description: null, isBuiltIn: true, isEnabled: true },
  }),
}

/** What an assignment is called: nobody is given one role twice in one place. */
export const assignmentId = ({ principalId, role, unitId }: RoleAssignment) =>
  [templateOf(role), principalId, ...(unitId === null ? [] : [unitId])].join('-')

export const roleAssignmentNoun: Noun<RoleAssignment> = {
  name: 'roleManagement/directory/roleAssignments',
  fields: { id: text(), principalId: id(), roleDefinitionId: id(), directoryScopeId: text() },
  shape: (one) => ({
    id: assignmentId(one),
    principalId: one.principalId,
    roleDefinitionId: templateOf(one.role),
    directoryScopeId: one.unitId === null ? '/' : `/administrativeUnits/${one.unitId}`,
  }),
}
