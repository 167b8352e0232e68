import { templateOf } from '../../../app/import/role-templates.ts'
import { principalsOf, type RoleRow } from '../../../app/related.ts'
import type { RoleAssignment } from '../../../store/app-lists.ts'
import type { Beside, Noun } from '../collection.ts'
import { flag, id, text } from '../odata/field.ts'
import { objectShape, roleShape } from './directory-object.ts'

export const roleNoun: Noun<RoleRow> = {
  name: 'directoryRoles',
  fields: { id: id(), displayName: text(), description: text(), roleTemplateId: id() },
  shape: roleShape,
  isDirectory: true,
}

export const roleDefinitionNoun: Noun<RoleRow> = {
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
    ...{ description: role.description, isBuiltIn: true, isEnabled: true },
  }),
}

/** What an assignment is called: nobody is given one role twice in one place. */
export const assignmentId = ({ principalId, role, unitId }: RoleAssignment) =>
  [templateOf(role), principalId, ...(unitId === null ? [] : [unitId])].join('-')

/** Who was given the role, as far as the viewer may see them. */
const principal: Beside = async (admit, viewer, ids) => {
  const principalIdOf = (assignment: string) => assignment.slice(37, 73)
  const found = await principalsOf(admit, viewer, [...new Set(ids.map(principalIdOf))])
  const shapes = new Map(found.map((one) => [one.row.id, objectShape(one)]))
  return new Map(ids.map((one) => [one, shapes.get(principalIdOf(one)) ?? null]))
}

export const roleAssignmentNoun: Noun<RoleAssignment> = {
  name: 'roleManagement/directory/roleAssignments',
  fields: { id: text(), principalId: id(), roleDefinitionId: id(), directoryScopeId: text() },
  shape: (one) => ({
    id: assignmentId(one),
    principalId: one.principalId,
    roleDefinitionId: templateOf(one.role),
    directoryScopeId: one.unitId === null ? '/' : `/administrativeUnits/${one.unitId}`,
  }),
  expands: { principal },
}
