import { membersOfMany } from '../../../app/members.ts'
import {
  type DirectoryRow,
  managersOfMany,
  membershipsOfMany,
  parentsOf,
  type Reach,
  reportsOfMany,
} from '../../../app/related.ts'
import type { Beside } from '../collection.ts'
import { readSelect, selected } from '../odata/options.ts'
import { objectNoun, objectShape } from './directory-object.ts'

function shown(row: DirectoryRow, select: string | undefined): Record<string, unknown> {
  return selected(objectShape(row), readSelect(select, objectNoun.fields, '$expand'), objectNoun.fields)
}

/** Several of each, by id. */
async function several(
  found: Promise<ReadonlyMap<string, readonly DirectoryRow[]>>,
  select: string | undefined,
): Promise<ReadonlyMap<string, unknown>> {
  return new Map([...(await found)].map(([id, rows]) => [id, rows.slice(0, 20).map((row) => shown(row, select))]))
}

/** The manager, as `$expand=manager` shows one. */
export const managers: Beside = async (admit, viewer, ids, select) =>
  new Map(
    [...(await managersOfMany(admit, viewer, ids))].map(([id, row]) => [id, shown({ kind: 'user', row }, select)]),
  )

/** Whom a person leads. */
export const reports: Beside = async (admit, viewer, ids, select) => {
  const found = [...(await reportsOfMany(admit, viewer, ids))]
  return new Map(found.map(([id, rows]) => [id, rows.map((row) => shown({ kind: 'user', row }, select))]))
}

/** What people are in. */
export const memberships =
  (reach: Reach): Beside =>
  (admit, viewer, ids, select) =>
    several(membershipsOfMany(admit, viewer, ids, reach), select)

/** What groups are in. */
export const parents =
  (reach: Reach): Beside =>
  (admit, viewer, ids, select) =>
    several(parentsOf(admit, viewer, ids, reach), select)

/** Who is in groups, twenty of each. */
export const firstMembers: Beside = (admit, viewer, ids, select) => several(membersOfMany(admit, viewer, ids), select)
