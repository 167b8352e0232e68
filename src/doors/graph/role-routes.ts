import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { roleAssignments } from '../../app/app-lists.ts'
import { roleOfId } from '../../app/import/role-templates.ts'
import { directoryObjects, kindOf } from '../../app/related.ts'
import type { Viewer } from '../../app/viewer.ts'
import { roles } from '../../core/changes/roles.ts'
import { AppError } from '../../errors.ts'
import type { RoleAssignment } from '../../store/app-lists.ts'
import { type Api, byId } from './api.ts'
import { done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { id } from './fields.ts'
import { objectNoun } from './nouns/directory-object.ts'
import { assignmentId, roleAssignmentNoun, roleDefinitionNoun, roleNoun, roleTemplateNoun } from './nouns/roles.ts'
import { idIn, reference, userAddress } from './references.ts'
import { giveRole, takeRole } from './role-changes.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const all = Object.entries(roles).map(([key, { name, description }]) => ({ key, name, description }))
const activation = z.strictObject({ roleTemplateId: id })
const newAssignment = z.strictObject({
  principalId: id,
  roleDefinitionId: id,
  directoryScopeId: z
    .string()
    .regex(/^\/(administrativeUnits\/[0-9a-f-]{36})?$/, '/ or /administrativeUnits/{id} is wanted')
    .default('/'),
})
const byAssignment = z.object({
  id: z.string().regex(/^[0-9a-f-]{73}(-[0-9a-f-]{36})?$/, 'the id of an assignment is wanted'),
})

/** Directory roles, in the shape of old, `directoryRoles`, and in that of `roleManagement`. */
export function roleRoutes(app: Api, admit: Admit): void {
  const reads = async (request: FastifyRequest) => {
    const viewer = await viewerOf(admit, request)
    return { viewer, held: await roleAssignments(admit, viewer) }
  }
  const roleNamed = (given: string) => {
    const found = all.find(({ key }) => key === roleOfId(given))
    if (found === undefined) throw new AppError('role.not_found')
    return found
  }

  for (const [path, noun] of [
    ['/v1.0/directoryRoles', roleNoun],
    ['/v1.0/directoryRoleTemplates', roleTemplateNoun],
    ['/v1.0/roleManagement/directory/roleDefinitions', roleDefinitionNoun],
  ] as const) {
    app.get(path, { schema: listing }, async (request) => {
      await reads(request)
      return collection(admit, request, noun, async (_, asked) => pageOf(all, noun, asked))
    })
    app.get(`${path}/:id`, { schema: { ...showing, params: byId } }, async (request) => {
      await reads(request)
      return entity(admit, request, noun, roleNamed(request.params.id))
    })
  }

  // Every role is active here; who activates one is shown it.
  app.post('/v1.0/directoryRoles', { schema: { tags, body: activation } }, async (request, reply) => {
    await reads(request)
    return reply.code(201).send(await entity(admit, request, roleNoun, roleNamed(request.body.roleTemplateId)))
  })

  const membersOf = (viewer: Viewer, held: readonly RoleAssignment[], role: string) => {
    const ids = held.filter((one) => one.role === role && one.unitId === null).map((one) => one.principalId)
    return directoryObjects(admit, viewer, ids, new Set(['user', 'group']))
  }
  app.get('/v1.0/directoryRoles/:id/members', { schema: { ...listing, params: byId } }, async (request) => {
    const { viewer, held } = await reads(request)
    const members = await membersOf(viewer, held, roleNamed(request.params.id).key)
    return collection(admit, request, objectNoun, async (_, asked) => pageOf(members, objectNoun, asked))
  })
  app.post(
    '/v1.0/directoryRoles/:id/members/$ref',
    { schema: { tags, params: byId, body: reference(userAddress) } },
    async (request, reply) => {
      const { key: role } = roleNamed(request.params.id)
      const principalId = idIn(request.body['@odata.id'])
      await giveRole(admit, request, { principalId, kind: 'account', role, unitId: null }, 'member.already')
      return done(reply)
    },
  )
  app.delete(
    '/v1.0/directoryRoles/:id/members/:member/$ref',
    { schema: { tags, params: z.object({ id, member: id }) } },
    async (request, reply) => {
      const { key: role } = roleNamed(request.params.id)
      await takeRole(admit, request, { principalId: request.params.member, kind: 'account', role, unitId: null })
      return done(reply)
    },
  )

  const assignments = '/v1.0/roleManagement/directory/roleAssignments'
  app.get(assignments, { schema: listing }, async (request) => {
    const { held } = await reads(request)
    return collection(admit, request, roleAssignmentNoun, async (_, asked) => pageOf(held, roleAssignmentNoun, asked))
  })
  app.get(`${assignments}/:id`, { schema: { ...showing, params: byAssignment } }, async (request) => {
    const found = (await reads(request)).held.find((one) => assignmentId(one) === request.params.id)
    if (found === undefined) throw new AppError('role.not_assigned')
    return entity(admit, request, roleAssignmentNoun, found)
  })
  app.post(assignments, { schema: { tags, body: newAssignment } }, async (request, reply) => {
    const { principalId, roleDefinitionId, directoryScopeId } = request.body
    const { key: role } = roleNamed(roleDefinitionId)
    const unitId = directoryScopeId === '/' ? null : directoryScopeId.slice(-36)
    const kind = (await kindOf(admit, await viewerOf(admit, request), principalId)) === 'group' ? 'group' : 'account'
    await giveRole(admit, request, { principalId, kind, role, unitId })
    return reply.code(201).send(await entity(admit, request, roleAssignmentNoun, { principalId, kind, role, unitId }))
  })
  app.delete(`${assignments}/:id`, { schema: { tags, params: byAssignment } }, async (request, reply) => {
    const found = (await reads(request)).held.find((one) => assignmentId(one) === request.params.id)
    if (found === undefined) throw new AppError('role.not_assigned')
    await takeRole(admit, request, found)
    return done(reply)
  })
}
