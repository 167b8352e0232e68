import type { DirectoryRow, RoleRow } from '../../../app/related.ts'
import { templateOf } from '../../../app/import/role-templates.ts'
import type { AdministrativeUnit } from '../../../core/organisation.ts'
import type { Noun } from '../collection.ts'
import { everyExtension, type Fields, text } from '../odata/field.ts'
import { groupFields, groupShape } from './group-shape.ts'
import { userFields, userShape } from './user-shape.ts'

/** A directory role as Graph's `directoryRole`; its id is that of its template. */
export function roleShape(row: RoleRow): Record<string, unknown> {
  const id = templateOf(row.key)
  return { id, displayName: row.name, description: row.description, roleTemplateId: id }
}

/** An administrative unit as Graph has it. */
export function unitShape({ id, name, description }: AdministrativeUnit): Record<string, unknown> {
  return { id, displayName: name, description }
}

/** A person, a group, a role, a unit or an app as Graph's `directoryObject`, which says what it is. */
export function objectShape(object: DirectoryRow): Record<string, unknown> {
  switch (object.kind) {
    case 'user':
      return { '@odata.type': '#microsoft.graph.user', ...userShape(object.row) }
    case 'group': {
      const { id, name, description } = object.row
      const shown = object.isBrief ? { id, displayName: name, description } : groupShape(object.row)
      return { '@odata.type': '#microsoft.graph.group', ...shown }
    }
    case 'role':
      return { '@odata.type': '#microsoft.graph.directoryRole', ...roleShape(object.row) }
    // Its registration is read at its own address, by who may read it.
    case 'app': {
      const { id, name, description } = object.row
      return { '@odata.type': '#microsoft.graph.application', id, appId: id, displayName: name, description }
    }
    case 'unit':
      return { '@odata.type': '#microsoft.graph.administrativeUnit', ...unitShape(object.row) }
  }
}

const both: Fields = { ...groupFields, ...userFields, roleTemplateId: text(), appId: text() }

/** What people and groups are in: lists that are at hand whole. */
export const objectNoun: Noun<DirectoryRow> = {
  name: 'directoryObjects',
  fields: both,
  shape: objectShape,
  isDirectory: true,
}

function onlyShown(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, isOnlyShown: true as const }]),
  )
}

/** The members of a group: people are asked by the fields of people. */
export const memberNoun: Noun<DirectoryRow> = {
  name: 'directoryObjects',
  fields: { ...onlyShown(objectNoun.fields), ...userFields, [everyExtension]: text(undefined, { isBySelect: true }) },
  shape: objectShape,
  extension: (object, name) => (object.kind === 'user' ? object.row.attributes[name] : undefined),
  search: { field: 'displayName', column: 'anyName' },
  isDirectory: true,
}
