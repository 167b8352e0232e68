import type { GroupFields, MemberEdit } from '../../app/scim/groups.ts'
import type { FoundGroup } from '../../store/scim-search.ts'
import { type Doc, tidied } from './document.ts'
import { type PatchOperation, patched } from './patch.ts'
import type { Ast } from './parse-filter.ts'
import { coreGroup } from './schema.ts'
import { refused } from './scim-error.ts'

/** A group as SCIM's `Group`; its members where they were loaded. */
export function groupDocument(group: FoundGroup, base: string): Doc {
  return {
    schemas: [coreGroup],
    ...tidied({
      id: group.id,
      externalId: group.externalId,
      displayName: group.name,
      members: group.members?.map(({ id, name, kind }) => ({
        value: id,
        $ref: `${base}/${kind === 'account' ? 'Users' : 'Groups'}/${id}`,
        type: kind === 'account' ? 'User' : 'Group',
        display: name,
      })),
    }),
    meta: {
      resourceType: 'Group',
      created: new Date(group.createdAt).toISOString(),
      lastModified: new Date(group.modifiedAt).toISOString(),
      location: `${base}/Groups/${group.id}`,
      version: `W/"${group.version}"`,
    },
  }
}

/** What a whole `Group` says: nobody is in it but its members. */
export function groupFields(doc: Doc): GroupFields {
  return { ...named(doc), members: [{ do: 'only', ids: idsOf((doc['members'] ?? []) as readonly Doc[]) }] }
}

/** What a PATCH makes of a group. Members come and go one by one, without the whole list: a group may have a million. */
export function patchedGroup(before: FoundGroup, operations: readonly PatchOperation[]): GroupFields {
  const doc = { displayName: before.name, ...(before.externalId === null ? {} : { externalId: before.externalId }) }
  const isOfMembers = ({ path }: PatchOperation) => path.attribute?.name === 'members'
  const after = patched(
    doc,
    operations.filter((one) => !isOfMembers(one)),
  )
  return { ...named(after), members: operations.filter(isOfMembers).map(memberEdit) }
}

function named(doc: Doc): Omit<GroupFields, 'members'> {
  const name = String(doc['displayName'] ?? '').trim()
  if (name === '') throw refused('invalidValue', 'displayName: a group needs a name')
  return { name, externalId: (doc['externalId'] as string | undefined) ?? null }
}

function memberEdit({ op, path, value }: PatchOperation): MemberEdit {
  const { sub, filter } = path
  if (sub !== null) throw refused('mutability', 'members: a member is added or removed, never changed')
  if (filter !== null) {
    if (op !== 'remove') throw refused('mutability', 'members: a member is added or removed, never changed')
    return { do: 'remove', ids: selected(filter) }
  }
  const ids = value === null ? null : idsOf(value as readonly Doc[])
  if (op === 'remove') return ids === null ? { do: 'only', ids: [] } : { do: 'remove', ids }
  return { do: op === 'replace' ? 'only' : 'add', ids: ids ?? [] }
}

/** The ids that `value eq "…" or value eq "…"` names. */
function selected(filter: Ast): readonly string[] {
  if (filter.op === 'or') return filter.filters.flatMap(selected)
  if (filter.op === 'eq' && filter.attrPath.toLowerCase() === 'value') return [String(filter.compValue).toLowerCase()]
  throw refused('invalidFilter', 'members are selected by value: members[value eq "…"]')
}

function idsOf(members: readonly Doc[]): readonly string[] {
  return members.map((member) => {
    if (typeof member['value'] !== 'string') throw refused('invalidValue', 'members: each needs a value, the id')
    return member['value'].toLowerCase()
  })
}
