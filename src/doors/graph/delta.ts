import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { groupDelta, type Round, userDelta } from '../../app/delta.ts'
import { isGroupHere } from '../../app/related.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { MemberChange } from '../../store/delta.ts'
import type { Cursor } from '../../store/lists.ts'
import type { Api } from './api.ts'
import { type Noun, shownAll } from './collection.ts'
import { groupNoun } from './nouns/group.ts'
import { userNoun } from './nouns/user.ts'
import { knownOptions, readSelect } from './odata/options.ts'
import { preferences } from './odata/prefer.ts'
import { originOf } from './origin.ts'
import { readSkipToken, skipToken } from './skip-token.ts'
import { viewerOf } from './viewer.ts'

const option = z.string().max(4096).optional()
const deltaQuery = knownOptions(z.looseObject({ $select: option, $skiptoken: option, $deltatoken: option }))
const schema = { tags: ['directory'], querystring: deltaQuery }

/** What a part of a round holds where nothing is said. */
const usual = 200

type Ask<Row> = (admit: Admit, viewer: Viewer, from: Cursor | 'latest' | null, limit: number) => Promise<Round<Row>>

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
  const { $select, $skiptoken, $deltatoken } = request.query as z.infer<typeof deltaQuery>
  const fields = noun.name === 'groups' ? { ...noun.fields, members: { holds: 'list' as const } } : noun.fields
  const select = readSelect($select, fields)
  const viewer = await viewerOf(admit, request)
  const base = `${originOf(admit, request)}/v1.0`
  const list = [viewer.tenantId, `${noun.name}/delta`, $select ?? '']
  const token = $skiptoken ?? $deltatoken
  const option = $skiptoken === undefined ? '$deltatoken' : '$skiptoken'
  const from = token === undefined ? null : token === 'latest' ? 'latest' : readSkipToken(admit, list, token, option)
  const round = await ask(admit, viewer, from, preferences(request).pageSize ?? usual)
  const link = new URL(`${base}/${noun.name}/delta`)
  if ($select !== undefined) link.searchParams.set('$select', $select)
  link.searchParams.set(round.isOver ? '$deltatoken' : '$skiptoken', skipToken(admit, list, round.next))
  const rows = round.told.flatMap((one) => (one.is === 'now' ? [one.row] : []))
  const shown = new Map((await shownAll(admit, viewer, noun, rows, select, [])).map((item) => [item['id'], item]))
  const wantsMembers = noun.name === 'groups' && (select === null || select.includes('members'))
  const isGroup = wantsMembers ? await isGroupHere(admit, viewer) : () => false
  const membersOf = (members: readonly MemberChange[] | null) =>
    wantsMembers && members !== null && members.length > 0
      ? { 'members@delta': members.map((member) => memberShape(member, isGroup)) }
      : {}
  return {
    '@odata.context': `${base}/$metadata#${noun.name}`,
    [round.isOver ? '@odata.deltaLink' : '@odata.nextLink']: link.toString(),
    value: round.told.flatMap((one): readonly Record<string, unknown>[] => {
      if (one.is === 'gone') return [{ id: one.id, '@removed': { reason: one.reason } }]
      if (one.is === 'now') return [{ ...shown.get(one.row.id), ...membersOf(one.members) }]
      return wantsMembers ? [{ id: one.id, ...membersOf(one.members) }] : []
    }),
  }
}

function memberShape({ accountId, isMember }: MemberChange, isGroup: (id: string) => boolean): Record<string, unknown> {
  return {
    '@odata.type': isGroup(accountId) ? '#microsoft.graph.group' : '#microsoft.graph.user',
    id: accountId,
    ...(isMember ? {} : { '@removed': { reason: 'deleted' } }),
  }
}
