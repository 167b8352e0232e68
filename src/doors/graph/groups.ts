import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { groupCount, groupDetails, groupList, memberList } from '../../app/groups.ts'
import type { Change } from '../../core/changes/change.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, showing } from './collection.ts'
import { id, mailNickname, name, text } from './fields.ts'
import { groupNoun, memberNoun } from './shapes.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const rule = z.string().max(3072).nullable()
/** What Graph's clients say of the kind of a group: `Unified` is a Microsoft 365 group, and has mail. */
const kind = {
  securityEnabled: z.boolean().optional(),
  mailEnabled: z.boolean().optional(),
  mailNickname: mailNickname.optional(),
  isAssignableToRole: z.boolean().optional(),
  groupTypes: z
    .array(z.enum(['DynamicMembership', 'Unified']))
    .max(2)
    .optional(),
  membershipRuleProcessingState: z.literal('On').nullable().optional(),
}
const newGroup = z
  .strictObject({
    displayName: name,
    description: text.nullable().default(null),
    membershipRule: rule.default(null),
    ...kind,
  })
  .refine(({ groupTypes, mailEnabled, securityEnabled }) => {
    const isUnified = groupTypes?.includes('Unified') === true
    return isUnified ? mailEnabled !== false : mailEnabled !== true && securityEnabled !== false
  }, 'a security group, or a Unified one with mail, is wanted')
const groupChanges = z.strictObject({
  displayName: name.optional(),
  description: text.nullable().optional(),
  membershipRule: rule.optional(),
})
/** The address of a user or directory object, as Graph refers to one: its last part is the id. */
const reference = z.strictObject({
  '@odata.id': z
    .string()
    .max(2048)
    .regex(/^[^\s?#]*\/(?:users|directoryObjects)\/[0-9a-fA-F-]{36}$/, 'the address of a user is wanted')
    .refine((address) => id.safeParse(address.slice(-36)).success, 'the address of a user is wanted'),
})

/** Groups and their members. */
export function groupRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/groups', { schema: listing }, (request) =>
    collection(admit, request, groupNoun, async (viewer, { equals, search, after, limit, wantsCount }) => {
      const filter = {
        ...(search === null ? {} : { search }),
        ...(equals['displayName'] === undefined ? {} : { name: String(equals['displayName']) }),
        ...(equals['id'] === undefined ? {} : { id: String(equals['id']) }),
      }
      const found = await groupList(admit, viewer, {
        ...filter,
        limit: limit + 1,
        ...(after === null ? {} : { after: after as readonly [string, string] }),
      })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return {
        items,
        next: found.length > limit && last ? [last.name, last.id] : null,
        count: wantsCount ? await groupCount(admit, viewer, filter) : null,
      }
    }),
  )
  app.post('/v1.0/groups', { schema: { tags, body: newGroup } }, async (request, reply) => {
    const { displayName, description, membershipRule, groupTypes, isAssignableToRole } = request.body
    const group = {
      ...{ id: randomUUID(), name: displayName, description, rule: membershipRule },
      ...(groupTypes?.includes('Unified')
        ? { kind: 'microsoft365' as const, mailNickname: request.body.mailNickname ?? null }
        : {}),
      ...(isAssignableToRole ? { isRoleAssignable: 'yes' as const } : {}),
    }
    await carryOut(admit, request, [{ do: 'create_group', group }])
    const made = await groupDetails(admit, await viewerOf(admit, request), group.id)
    return reply.code(201).send(entity(request, groupNoun, made))
  })
  app.get('/v1.0/groups/:id', { schema: { ...showing, params: byId } }, async (request) =>
    entity(request, groupNoun, await groupDetails(admit, await viewerOf(admit, request), request.params.id)),
  )
  app.patch('/v1.0/groups/:id', { schema: { tags, params: byId, body: groupChanges } }, async (request, reply) => {
    const groupId = request.params.id
    const { displayName, description, membershipRule } = request.body
    const set = {
      ...(displayName === undefined ? {} : { name: displayName }),
      ...(description === undefined ? {} : { description }),
    }
    const changes: Change[] = []
    if (Object.keys(set).length > 0) changes.push({ do: 'update_group', groupId, set })
    if (membershipRule !== undefined) changes.push({ do: 'edit_rule', groupId, rule: membershipRule })
    if (changes.length > 0) await carryOut(admit, request, changes)
    return done(reply)
  })
  app.delete('/v1.0/groups/:id', { schema: { tags, params: byId } }, async (request, reply) => {
    await carryOut(admit, request, [{ do: 'delete_group', groupId: request.params.id }])
    return done(reply)
  })

  app.get('/v1.0/groups/:id/members', { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, memberNoun, async (viewer, { after, limit, wantsCount }) => {
      const from = after as readonly [string, string] | null
      const { members, count } = await memberList(admit, viewer, request.params.id, { limit: limit + 1, after: from })
      const items = members.slice(0, limit)
      const last = items.at(-1)
      return {
        items,
        next: members.length > limit && last ? [last.displayName, last.id] : null,
        count: wantsCount ? count : null,
      }
    }),
  )
  app.post(
    '/v1.0/groups/:id/members/$ref',
    { schema: { tags, params: byId, body: reference } },
    async (request, reply) => {
      const accountId = request.body['@odata.id'].slice(-36).toLowerCase()
      await carryOut(admit, request, [{ do: 'add_to_group', accountId, groupId: request.params.id }])
      return done(reply)
    },
  )
  app.delete(
    '/v1.0/groups/:id/members/:member/$ref',
    { schema: { tags, params: z.object({ id, member: id }) } },
    async (request, reply) => {
      const { id: groupId, member: accountId } = request.params
      await carryOut(admit, request, [{ do: 'remove_from_group', accountId, groupId }])
      return done(reply)
    },
  )
}
