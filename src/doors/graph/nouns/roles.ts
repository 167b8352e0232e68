import { roleOfId, templateOf } from '../../../app/import/role-templates.ts'
import { principalsOf, roleRowOf, type RoleRow } from '../../../app/related.ts'
import type { RoleAssignment } from '../../../store/app-lists.ts'
import type { Beside, Noun } from '../collection.ts'
import { flag, id, object, text } from '../odata/field.ts'
import { readSelect, selected } from '../odata/options.ts'
import { objectShape, roleShape } from './directory-object.ts'

export const roleNoun: Noun<RoleRow> = {
  name: 'directoryRoles',
  fields: { id: id(), displayName: text(), description: text(), roleTemplateId: id() },
  shape: roleShape,
  isDirectory: true,
}

/** What a role is made of: the same as the role, for there is one of each. */
export const roleTemplateNoun: Noun<RoleRow> = {
  name: 'directoryRoleTemplates',
  fields: { id: id(), displayName: text(), description: text() },
  shape: ({ key, name: displayName, description }) => ({ id: templateOf(key), displayName, description }),
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

/** The role that was given. */
const roleDefinition: Beside = async (_, __, ids, select) => {
  const { fields, shape } = roleDefinitionNoun
  const wanted = readSelect(select, fields, '$expand')
  const shownOf = (assignment: string) => {
    const key = roleOfId(assignment.slice(0, 36)) ?? ''
    return selected(shape(roleRowOf(key)), wanted, fields)
  }
  return new Map(ids.map((one) => [one, shownOf(one)]))
}

/** Who was given the role, as far as the viewer may see them. */
const principal: Beside = async (admit, viewer, ids) => {
  const principalIdOf = (assignment: string) => assignment.slice(37, 73)
  const found = await principalsOf(admit, viewer, [...new Set(ids.map(principalIdOf))])
  const shapes = new Map(found.map((one) => [one.row.id, objectShape(one)]))
  return new Map(ids.map((one) => [one, shapes.get(principalIdOf(one)) ?? null]))
}

/** A role given within a unit, with the name of whom it was given to as far as the viewer may see them. */
export const scopedRoleNoun: Noun<RoleAssignment & { readonly name: string | null }> = {
  name: 'scopedRoleMembers',
  fields: {
    id: text(),
    roleId: id(),
    administrativeUnitId: id(),
    roleMemberInfo: object({ id: id(), displayName: text() }),
  },
  shape: (one) => ({
    id: assignmentId(one),
    roleId: templateOf(one.role),
    administrativeUnitId: one.unitId,
    roleMemberInfo: { id: one.principalId, displayName: one.name },
  }),
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
  expands: { principal, roleDefinition },
}
