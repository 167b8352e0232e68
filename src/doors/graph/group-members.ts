import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { licenceErrorsPage } from '../../app/lists.ts'
import { membersCount, membersPage } from '../../app/members.ts'
import { type DirectoryRow, kindOf, type Reach } from '../../app/related.ts'
import type { Condition } from '../../store/list-conditions.ts'
import { type Api, byId } from './api.ts'
import { carryOutOnce, done } from './carry-out.ts'
import { collection, counted, counting, listing } from './collection.ts'
import { id } from './fields.ts'
import { joinOf } from './groups.ts'
import { memberNoun, objectShape } from './nouns/directory-object.ts'
import { userNoun } from './nouns/user.ts'
import { matches } from './odata/matches.ts'
import { idIn, memberAddress, reference } from './references.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']

/** Who is in a group: people, and the groups within it. */
export function groupMemberRoutes(app: Api, admit: Admit): void {
  for (const [name, reach] of [
    ['members', 'direct'],
    ['transitiveMembers', 'transitive'],
  ] as const) {
    const at = `/v1.0/groups/:id/${name}`
    for (const [path, kinds] of [
      [at, 'all'],
      [`${at}/microsoft.graph.user`, 'users'],
      [`${at}/microsoft.graph.group`, 'groups'],
    ] as const)
      app.get(path, { schema: { ...listing, params: byId } }, (request) =>
        collection(admit, request, memberNoun, (viewer, asked) =>
          membersPage(admit, viewer, groupOf(request), { reach, kinds }, asked, met(asked.where)),
        ),
      )
    countRoute(app, admit, at, reach)
  }
  app.get('/v1.0/groups/:id/membersWithLicenseErrors', { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, userNoun, (viewer, asked) => licenceErrorsPage(admit, viewer, groupOf(request), asked)),
  )
  app.post(
    '/v1.0/groups/:id/members/$ref',
    { schema: { tags, params: byId, body: reference(memberAddress) } },
    async (request, reply) => {
      const member = idIn(request.body['@odata.id'])
      const kind = await kindOf(admit, await viewerOf(admit, request), member)
      const groupId = request.params.id
      await carryOutOnce(
        admit,
        request,
        joinOf(groupId, member, kind),
        { is: 'member', groupId, id: member },
        { where: 'there', code: 'member.already' },
      )
      return done(reply)
    },
  )
  app.delete(
    '/v1.0/groups/:id/members/:member/$ref',
    { schema: { tags, params: z.object({ id, member: id }) } },
    async (request, reply) => {
      const { id: groupId, member } = request.params
      const kind = await kindOf(admit, await viewerOf(admit, request), member)
      await carryOutOnce(
        admit,
        request,
        kind === 'group'
          ? { do: 'unnest_group', childId: member, parentId: groupId }
          : { do: 'remove_from_group', accountId: member, groupId },
        { is: 'member', groupId, id: member },
        { where: 'not there', code: 'member.not_a_member' },
      )
      return done(reply)
    },
  )
}

function countRoute(app: Api, admit: Admit, at: string, reach: Reach): void {
  app.get(`${at}/$count`, { schema: { ...counting, params: byId } }, (request, reply) =>
    counted(admit, request, reply, memberNoun, (viewer, where) =>
      membersCount(admit, viewer, groupOf(request), reach, where, met(where)),
    ),
  )
}

const groupOf = (request: FastifyRequest) => (request.params as z.infer<typeof byId>).id

/** Groups within a group are few: they are asked as they are shown. */
const met = (where: Condition | null) => (row: DirectoryRow) => where === null || matches(where, objectShape(row))
