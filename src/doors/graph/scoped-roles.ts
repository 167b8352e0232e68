import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { rolesWithin } from '../../app/app-lists.ts'
import { roleOfId } from '../../app/import/role-templates.ts'
import { kindOf, principalsOf } from '../../app/related.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { id } from './fields.ts'
import { objectShape } from './nouns/directory-object.ts'
import { assignmentId, scopedRoleNoun } from './nouns/roles.ts'
import { giveRole, takeRole } from './role-changes.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const newMember = z.strictObject({ roleId: id, roleMemberInfo: z.strictObject({ id }) })
const byMember = z.object({
  id,
  member: z.string().regex(/^[0-9a-f-]{73}-[0-9a-f-]{36}$/, 'the id of a role within a unit is wanted'),
})

/** Who holds which role within an administrative unit. */
export function scopedRoleRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/directory/administrativeUnits/:id/scopedRoleMembers'
  const held = async (request: FastifyRequest, unitId: string) => {
    const viewer = await viewerOf(admit, request)
    const all = await rolesWithin(admit, viewer, unitId)
    const people = await principalsOf(
      admit,
      viewer,
      all.map((one) => one.principalId),
    )
    const names = new Map(people.map((one) => [one.row.id, String(objectShape(one)['displayName'])]))
    return all.map((one) => ({ ...one, name: names.get(one.principalId) ?? null }))
  }
  const named = async (request: FastifyRequest, unitId: string, member: string) => {
    const found = (await held(request, unitId)).find((one) => assignmentId(one) === member)
    if (found === undefined) throw new AppError('role.not_assigned')
    return found
  }

  app.get(at, { schema: { ...listing, params: byId } }, async (request) => {
    const all = await held(request, request.params.id)
    return collection(admit, request, scopedRoleNoun, async (_, asked) => pageOf(all, scopedRoleNoun, asked))
  })
  app.get(`${at}/:member`, { schema: { ...showing, params: byMember } }, async (request) =>
    entity(admit, request, scopedRoleNoun, await named(request, request.params.id, request.params.member)),
  )
  app.post(at, { schema: { tags, params: byId, body: newMember } }, async (request, reply) => {
    const { id: unitId } = request.params
    const { id: principalId } = request.body.roleMemberInfo
    const role = roleOfId(request.body.roleId)
    if (role === null) throw new AppError('role.not_found')
    const kind = (await kindOf(admit, await viewerOf(admit, request), principalId)) === 'group' ? 'group' : 'account'
    const one = { principalId, kind, role, unitId } as const
    await giveRole(admit, request, one)
    const made = await named(request, unitId, assignmentId(one))
    return reply.code(201).send(await entity(admit, request, scopedRoleNoun, made))
  })
  app.delete(`${at}/:member`, { schema: { tags, params: byMember } }, async (request, reply) => {
    const { name: _, ...found } = await named(request, request.params.id, request.params.member)
    await takeRole(admit, request, found)
    return done(reply)
  })
}
