import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { isAlready } from '../../app/already.ts'
import { evaluateMembership } from '../../app/evaluate-membership.ts'
import { groupPage, groupsCount, listedGroup } from '../../app/lists.ts'
import { kindOf, parentsOf } from '../../app/related.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, changed, done, made } from './carry-out.ts'
import { collection, countOf, counted, counting, entity, listing, pageOf, showing } from './collection.ts'
import { tagged, unlessKnown } from './entity-tag.ts'
import { id } from './fields.ts'
import { boundIds, groupChanges, groupEdits, groupIn, newGroup } from './group-body.ts'
import { objectNoun } from './nouns/directory-object.ts'
import { groupNoun } from './nouns/group.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const evaluation = z.strictObject({ memberId: id, membershipRule: z.string().max(3072).optional() })

/** Groups, and what they are in themselves. */
export function groupRoutes(app: Api, admit: Admit): void {
  const show = (request: FastifyRequest, reply: FastifyReply, groupId: string) =>
    tagged(admit, request, reply, { entity: 'group', entityId: groupId }, async () =>
      entity(admit, request, groupNoun, await listedGroup(admit, await viewerOf(admit, request), groupId)),
    )
  const joining = async (request: FastifyRequest, groupId: string, ids: readonly string[]) =>
    Promise.all(ids.map(async (one) => joinOf(groupId, one, await kindOf(admit, await viewerOf(admit, request), one))))
  const alreadyIn = async (request: FastifyRequest, groupId: string, ids: readonly string[]) => {
    const viewer = await viewerOf(admit, request)
    return (await Promise.all(ids.map((id) => isAlready(admit, viewer, { is: 'member', groupId, id })))).includes(true)
  }

  app.get('/v1.0/groups', { schema: listing }, (request) =>
    collection(admit, request, groupNoun, (viewer, asked) => groupPage(admit, viewer, asked)),
  )
  app.get('/v1.0/groups/$count', { schema: counting }, (request, reply) =>
    counted(admit, request, reply, groupNoun, (viewer, where) => groupsCount(admit, viewer, where)),
  )
  app.post('/v1.0/groups', { schema: { tags, body: newGroup } }, async (request, reply) => {
    const { membershipRuleProcessingState: state } = request.body
    const group = groupIn(randomUUID(), request.body)
    await carryOut(admit, request, [
      { do: 'create_group', group },
      ...(state === 'Paused'
        ? [{ do: 'set_group_processing' as const, groupId: group.id, state: 'paused' as const }]
        : []),
      ...(await joining(request, group.id, boundIds(request.body['members@odata.bind']))),
      ...boundIds(request.body['owners@odata.bind']).map((accountId) => ({
        do: 'add_group_owner' as const,
        ...{ accountId, groupId: group.id },
      })),
    ])
    return made(admit, request, reply, `groups/${group.id}`, () => show(request, reply, group.id))
  })
  app.get('/v1.0/groups/:id', { schema: { ...showing, params: byId } }, async (request, reply) =>
    unlessKnown(request, reply, groupNoun, await show(request, reply, request.params.id)),
  )
  app.patch('/v1.0/groups/:id', { schema: { tags, params: byId, body: groupChanges } }, async (request, reply) => {
    const entityId = request.params.id
    const bound = boundIds(request.body['members@odata.bind'])
    const members = await joining(request, entityId, bound)
    const now = await listedGroup(admit, await viewerOf(admit, request), entityId)
    const changes = [...groupEdits(entityId, request.body, now), ...members]
    const there = await alreadyIn(request, entityId, bound)
    if (changes.length > 0)
      await carryOut(admit, request, changes, { entity: 'group', entityId }, async () => {
        if (there) throw new AppError('member.already')
      })
    return changed(request, reply, () => show(request, reply, entityId))
  })
  app.delete('/v1.0/groups/:id', { schema: { tags, params: byId } }, async (request, reply) => {
    const entityId = request.params.id
    await carryOut(admit, request, [{ do: 'delete_group', groupId: entityId }], { entity: 'group', entityId })
    return done(reply)
  })

  for (const [name, reach] of [
    ['memberOf', 'direct'],
    ['transitiveMemberOf', 'transitive'],
  ] as const) {
    const read = async (request: FastifyRequest, groupId: string) =>
      (await parentsOf(admit, await viewerOf(admit, request), [groupId], reach)).get(groupId) ?? []
    app.get(`/v1.0/groups/:id/${name}`, { schema: { ...listing, params: byId } }, async (request) => {
      const all = await read(request, request.params.id)
      return collection(admit, request, objectNoun, async (_, asked) => pageOf(all, objectNoun, asked))
    })
    app.get(`/v1.0/groups/:id/${name}/$count`, { schema: { ...counting, params: byId } }, async (request, reply) => {
      const all = await read(request, request.params.id)
      return counted(admit, request, reply, objectNoun, async (_, where) => countOf(all, objectNoun, where))
    })
  }
  app.post('/v1.0/groups/:id/checkMemberGroups', checking, async (request) => {
    const held = await parentsOf(admit, await viewerOf(admit, request), [request.params.id], 'transitive')
    const ids = new Set((held.get(request.params.id) ?? []).map((one) => (one.kind === 'group' ? one.row.id : '')))
    const value = request.body.groupIds.filter((group) => ids.has(group))
    return { '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#Collection(Edm.String)`, value }
  })
  const evaluated = async (
    request: FastifyRequest,
    groupId: string | null,
    { memberId, membershipRule }: z.infer<typeof evaluation>,
  ) => ({
    '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#microsoft.graph.evaluateDynamicMembershipResult`,
    ...(await evaluateMembership(admit, await viewerOf(admit, request), groupId, memberId, membershipRule ?? null)),
  })
  app.post(
    '/v1.0/groups/:id/evaluateDynamicMembership',
    { schema: { tags, params: byId, body: evaluation } },
    (request) => evaluated(request, request.params.id, request.body),
  )
  app.post(
    '/v1.0/groups/evaluateDynamicMembership',
    { schema: { tags, body: evaluation.required({ membershipRule: true }) } },
    (request) => evaluated(request, null, request.body),
  )
}

const checking = {
  schema: { tags, params: byId, body: z.strictObject({ groupIds: z.array(id).min(1).max(20) }) },
}

/** How something becomes a member: a person is added, a group is put inside. */
export function joinOf(groupId: string, member: string, kind: 'user' | 'group' | null): Change {
  if (kind === null) throw new AppError('member.not_found', { id: member })
  return kind === 'group'
    ? { do: 'nest_group', childId: member, parentId: groupId }
    : { do: 'add_to_group', accountId: member, groupId }
}
