import type { Admit } from '../../app/admit.ts'
import {
  changeGroup,
  createGroup,
  deleteGroup,
  groupMadeBefore,
  readGroup,
  type WithMembers,
} from '../../app/scim/groups.ts'
import { changePerson, createPerson, deletePerson, personMadeBefore, readPerson } from '../../app/scim/people.ts'
import { type Page, searchGroups, searchPeople } from '../../app/scim/search.ts'
import type { Provisioner } from '../../app/scim/tokens.ts'
import { AppError } from '../../errors.ts'
import { type Doc, readDocument } from './document.ts'
import type { Strange } from './filter.ts'
import { groupDocument, groupFields, patchedGroup } from './group.ts'
import { patched, readPatch } from './patch.ts'
import { isAsked, type Projection, projected, readProjection } from './projection.ts'
import { type ListQuery, searchOf } from './query.ts'
import { groupType, type ResourceType, userType } from './schema.ts'
import { differing, personFields, userDocument } from './user.ts'

/** One request of a provisioning client, alone or in a bulk. */
export type Asked = {
  readonly admit: Admit
  readonly who: Provisioner
  /** The address all addresses begin with. */
  readonly base: string
  /** Versions the resource may have (`If-Match`); null for any. */
  readonly versions: readonly string[] | null
  readonly attributes: unknown
  readonly excludedAttributes: unknown
}

/** What can be done to a kind of resource; each gives the resource as it is then. */
export type Endpoint = {
  readonly type: ResourceType
  readonly list: (asked: Asked, query: ListQuery, strange: Strange) => Promise<Page<Doc>>
  readonly read: (asked: Asked, id: string) => Promise<Doc>
  readonly create: (asked: Asked, body: unknown) => Promise<Doc>
  readonly replace: (asked: Asked, id: string, body: unknown) => Promise<Doc>
  readonly patch: (asked: Asked, id: string, body: unknown) => Promise<Doc>
  readonly remove: (asked: Asked, id: string) => Promise<void>
  /** The id of what the same request made before, or null. */
  readonly madeBefore: (asked: Asked, body: unknown) => Promise<string | null>
}

export const users: Endpoint = {
  type: userType,
  async list({ admit, who, base, attributes, excludedAttributes }, query, strange) {
    const projection = readProjection(userType, attributes, excludedAttributes)
    const { total, items } = await searchPeople(admit, who, searchOf(userType, query, strange))
    return { total, items: items.map((one) => projected(userDocument(one, base), projection)) }
  },
  async read(asked, id) {
    return shown(asked, userDocument(await readPerson(asked.admit, asked.who, id), asked.base), userType)
  },
  async create(asked, body) {
    const fields = personFields(readDocument(userType, body))
    return shown(asked, userDocument(await createPerson(asked.admit, asked.who, fields), asked.base), userType)
  },
  replace(asked, id, body) {
    const doc = readDocument(userType, body)
    return changed(asked, id, () => doc)
  },
  patch(asked, id, body) {
    const operations = readPatch(userType, body)
    return changed(asked, id, (before) => patched(before, operations))
  },
  remove: ({ admit, who, versions }, id) => deletePerson(admit, who, id, versions),
  madeBefore: ({ admit, who }, body) => personMadeBefore(admit, who, personFields(readDocument(userType, body))),
}

async function changed(asked: Asked, id: string, edit: (before: Doc) => Doc): Promise<Doc> {
  const { admit, who, base, versions } = asked
  const after = await changePerson(admit, who, id, versions, (before) => {
    const doc = userDocument(before, base)
    return differing(personFields(doc), personFields(edit(doc)))
  })
  return shown(asked, userDocument(after, base), userType)
}

export const groups: Endpoint = {
  type: groupType,
  async list({ admit, who, base, attributes, excludedAttributes }, query, strange) {
    const projection = readProjection(groupType, attributes, excludedAttributes)
    const search = searchOf(groupType, query, strange)
    const { total, items } = await searchGroups(admit, who, search, membersIf(projection))
    return { total, items: items.map((one) => projected(groupDocument(one, base), projection)) }
  },
  async read(asked, id) {
    const projection = readProjection(groupType, asked.attributes, asked.excludedAttributes)
    const found = await readGroup(asked.admit, asked.who, id, membersIf(projection))
    return projected(groupDocument(found, asked.base), projection)
  },
  async create(asked, body) {
    const fields = groupFields(readDocument(groupType, body))
    return shown(asked, groupDocument(await createGroup(asked.admit, asked.who, fields), asked.base), groupType)
  },
  async replace(asked, id, body) {
    const fields = groupFields(readDocument(groupType, body))
    await changeGroup(asked.admit, asked.who, id, asked.versions, () => fields)
    return groupNow(asked, id)
  },
  async patch(asked, id, body) {
    const operations = readPatch(groupType, body)
    await changeGroup(asked.admit, asked.who, id, asked.versions, (before) => patchedGroup(before, operations))
    return groupNow(asked, id)
  },
  remove: ({ admit, who, versions }, id) => deleteGroup(admit, who, id, versions),
  madeBefore: ({ admit, who }, body) => groupMadeBefore(admit, who, groupFields(readDocument(groupType, body))),
}

/** The group after a change that is done, whatever its size: with more members than one answer holds, without them. */
async function groupNow(asked: Asked, id: string): Promise<Doc> {
  try {
    return await groups.read(asked, id)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'scim.too_many') throw error
    return groups.read({ ...asked, excludedAttributes: 'members' }, id)
  }
}

const membersIf = (projection: Projection): WithMembers =>
  isAsked(projection, 'members') ? 'with_members' : 'without_members'

function shown({ attributes, excludedAttributes }: Asked, doc: Doc, type: ResourceType): Doc {
  return projected(doc, readProjection(type, attributes, excludedAttributes))
}
