import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { groupDelta, type Round, userDelta } from '../../app/delta.ts'
import { isGroupHere, managersOfMany } from '../../app/related.ts'
import type { Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import type { MemberChange } from '../../store/delta.ts'
import type { Condition } from '../../store/list-conditions.ts'
import type { Cursor } from '../../store/lists.ts'
import type { Api } from './api.ts'
import { type Noun, shownAll } from './collection.ts'
import { id as uuid } from './fields.ts'
import { groupNoun } from './nouns/group.ts'
import { userNoun } from './nouns/user.ts'
import { id } from './odata/field.ts'
import { readFilter } from './odata/filter.ts'
import { knownOptions, readSelect } from './odata/options.ts'
import { preferences } from './odata/prefer.ts'
import { originOf } from './origin.ts'
import { readSkipToken, skipToken } from './skip-token.ts'
import { viewerOf } from './viewer.ts'

const option = z.string().max(4096).optional()
const deltaQuery = knownOptions(
  z.looseObject({ $filter: option, $select: option, $skiptoken: option, $deltatoken: option }),
)
const schema = { tags: ['directory'], querystring: deltaQuery }

/** What a part of a round holds where nothing is said. */
const usual = 200

/** So many ids may be asked for, as in Graph. */
const mostIds = 50

type Ask<Row> = (
  admit: Admit,
  viewer: Viewer,
  from: Cursor | 'latest' | null,
  limit: number,
  only: readonly string[] | null,
) => Promise<Round<Row>>

/** All there is, once, and then what changed: users, and groups with who is in them. */
export function deltaRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/users/delta', { schema }, (request) => answer(admit, request, userNoun, userDelta))
  app.get('/v1.0/groups/delta', { schema }, (request) => answer(admit, request, groupNoun, groupDelta))
}

async function answer<Row extends { readonly id: string }>(
  admit: Admit,
  request: FastifyRequest,
  noun: Noun<Row>,
  ask: Ask<Row>,
): Promise<Record<string, unknown>> {
  const { $filter, $select, $skiptoken, $deltatoken } = request.query as z.infer<typeof deltaQuery>
  const related = noun.name === 'groups' ? 'members' : 'manager'
  const fields = { ...noun.fields, [related]: { holds: 'list' as const } }
  const only = idsIn($filter)
  const select = readSelect($select, fields)
  const viewer = await viewerOf(admit, request)
  const base = `${originOf(admit, request)}/v1.0`
  const list = [viewer.tenantId, `${noun.name}/delta`, $select ?? '', ...(only === null ? [] : [only.join(' ')])]
  const token = $skiptoken ?? $deltatoken
  const option = $skiptoken === undefined ? '$deltatoken' : '$skiptoken'
  const from = token === undefined ? null : token === 'latest' ? 'latest' : readSkipToken(admit, list, token, option)
  const round = await ask(admit, viewer, from, preferences(request).pageSize ?? usual, only)
  const link = new URL(`${base}/${noun.name}/delta`)
  if ($filter !== undefined) link.searchParams.set('$filter', $filter)
  if ($select !== undefined) link.searchParams.set('$select', $select)
  link.searchParams.set(round.isOver ? '$deltatoken' : '$skiptoken', skipToken(admit, list, round.next))
  const rows = round.told.flatMap((one) => (one.is === 'now' ? [one.row] : []))
  const shown = new Map((await shownAll(admit, viewer, noun, rows, select, [])).map((item) => [item['id'], item]))
  const wantsMembers = noun.name === 'groups' && (select === null || select.includes('members'))
  const isGroup = wantsMembers ? await isGroupHere(admit, viewer) : () => false
  const managers =
    noun.name === 'users' && select?.includes('manager') === true && rows.length > 0
      ? await managersOfMany(
          admit,
          viewer,
          rows.map((row) => row.id),
        )
      : null
  const membersOf = (members: readonly MemberChange[] | null) =>
    wantsMembers && members !== null && members.length > 0
      ? { 'members@delta': members.map((member) => memberShape(member, isGroup)) }
      : {}
  const managerOf = ({ row, managerBefore: was }: { readonly row: Row; readonly managerBefore?: string }) => {
    const is = managers?.get(row.id)?.id
    const told = [
      ...(is === undefined ? [] : [personShape(is, true)]),
      ...(was === undefined || was === is ? [] : [personShape(was, false)]),
    ]
    return managers === null || told.length === 0 ? {} : { 'manager@delta': told }
  }
  return {
    '@odata.context': `${base}/$metadata#${noun.name}`,
    [round.isOver ? '@odata.deltaLink' : '@odata.nextLink']: link.toString(),
    value: round.told.flatMap((one): readonly Record<string, unknown>[] => {
      if (one.is === 'gone') return [{ id: one.id, '@removed': { reason: one.reason } }]
      if (one.is === 'now') return [{ ...shown.get(one.row.id), ...membersOf(one.members), ...managerOf(one) }]
      return wantsMembers ? [{ id: one.id, ...membersOf(one.members) }] : []
    }),
  }
}

function memberShape({ accountId, isMember }: MemberChange, isGroup: (id: string) => boolean): Record<string, unknown> {
  return isGroup(accountId)
    ? { ...personShape(accountId, isMember), '@odata.type': '#microsoft.graph.group' }
    : personShape(accountId, isMember)
}

const personShape = (id: string, isThere: boolean): Record<string, unknown> => ({
  '@odata.type': '#microsoft.graph.user',
  id,
  ...(isThere ? {} : { '@removed': { reason: 'deleted' } }),
})

/** The ids that changes are asked of alone, as `id eq '…' or id eq '…'`; null where all are. */
function idsIn(filter: string | undefined): readonly string[] | null {
  if (filter === undefined || filter.trim() === '') return null
  const idOf = (part: Condition): readonly string[] => {
    if (part.is === 'or') return part.parts.flatMap(idOf)
    if (part.is === 'in') return part.values.map(String)
    if (part.is === 'compare' && part.op === 'eq') return [String(part.value)]
    throw invalid("changes are asked of ids alone: id eq '…' or id eq '…'")
  }
  const ids = [...new Set(idOf(readFilter(filter, { id: id('id') })))].sort()
  const stranger = ids.find((one) => !uuid.safeParse(one).success)
  if (stranger !== undefined) throw invalid(`${stranger} is no id`)
  if (ids.length > mostIds) throw invalid(`at most ${mostIds} ids`)
  return ids
}

const invalid = (hint: string) => new AppError('request.invalid', { field: '$filter', hint })
