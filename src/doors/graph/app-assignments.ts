import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { assignmentPage, hasRoleIn } from '../../app/app-lists.ts'
import { assigneeOf } from '../../app/related.ts'
import type { Change } from '../../core/changes/change.ts'
import { everybodyRole } from '../../core/consent/app-role.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, listing } from './collection.ts'
import { id } from './fields.ts'
import { appAssignmentNoun, assignmentId, assignmentOf } from './nouns/app-assignment.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
/** Without a role of the app's own it is the app as a whole; Graph's clients send the empty id. */
const newAssignment = z.strictObject({
  principalId: id,
  resourceId: id,
  appRoleId: id.default(everybodyRole),
})
const byAssignment = z.object({
  id,
  assignment: z.string().regex(/^(?:[\w-]{43}|[\w-]{64})$/, 'the id of an assignment is wanted'),
})

/** Who may use an app: people, groups and other apps, seen from the app and from each of them. */
export function appAssignmentRoutes(app: Api, admit: Admit): void {
  const ofApp = '/v1.0/servicePrincipals/:id/appRoleAssignedTo'
  const here = (request: FastifyRequest) => (request.params as z.infer<typeof byId>).id

  app.get(ofApp, { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, appAssignmentNoun, (viewer, asked) =>
      assignmentPage(admit, viewer, { appId: here(request) }, asked),
    ),
  )
  for (const base of ['/v1.0/users', '/v1.0/groups', '/v1.0/servicePrincipals'] as const)
    app.get(`${base}/:id/appRoleAssignments`, { schema: { ...listing, params: byId } }, (request) =>
      collection(admit, request, appAssignmentNoun, (viewer, asked) =>
        assignmentPage(admit, viewer, { principalId: here(request) }, asked),
      ),
    )

  const ofOthers = ['users', 'groups', 'servicePrincipals'].map((of) => `/v1.0/${of}/:id/appRoleAssignments` as const)
  for (const base of [ofApp, ...ofOthers]) {
    app.post(base, { schema: { tags, params: byId, body: newAssignment } }, async (request, reply) => {
      const { principalId, resourceId: appId, appRoleId: roleId } = request.body as z.infer<typeof newAssignment>
      if (here(request) !== (base === ofApp ? appId : principalId))
        throw new AppError('request.invalid', { field: base === ofApp ? 'resourceId' : 'principalId' })
      const kind = await assigneeOf(admit, await viewerOf(admit, request), principalId)
      await carryOut(admit, request, [changeOf('give', { appId, principalId, roleId }, kind)])
      const shownKind = kind === 'user' || kind === null ? ('account' as const) : kind
      const row = { appId, appName: '', principalId, kind: shownKind, name: '', roleId }
      const { resourceDisplayName: _, principalDisplayName: __, ...shown } = appAssignmentNoun.shape(row)
      return reply.code(201).send(shown)
    })
    app.delete(`${base}/:assignment`, { schema: { tags, params: byAssignment } }, async (request, reply) => {
      const { assignment } = request.params as z.infer<typeof byAssignment>
      const whose = assignmentOf(assignment)
      const { appId, principalId, roleId } = whose
      const isIts = assignment === assignmentId(appId, principalId, roleId)
      if (here(request) !== (base === ofApp ? appId : principalId) || !isIts) throw new AppError('app.not_assigned')
      const viewer = await viewerOf(admit, request)
      const kind = await assigneeOf(admit, viewer, principalId)
      const isWhole = roleId === everybodyRole && !(await hasRoleIn(admit, viewer, appId, principalId))
      await carryOut(admit, request, [changeOf(isWhole ? 'end' : 'take', whose, kind)])
      return done(reply)
    })
  }
}

/** The app as a whole is given and ended; a role of its own is given and taken, and so is the whole beside one. */
function changeOf(
  what: 'give' | 'take' | 'end',
  { appId, principalId, roleId }: ReturnType<typeof assignmentOf>,
  kind: Awaited<ReturnType<typeof assigneeOf>>,
): Change {
  if (kind === null) throw new AppError('member.not_found', { id: principalId })
  if (kind === 'app')
    return {
      do: what === 'give' ? 'give_app_role_to_app' : 'take_app_role_from_app',
      appId,
      clientId: principalId,
      roleId,
    }
  const isGroup = kind === 'group'
  const of = { appId, ...(isGroup ? { groupId: principalId } : { accountId: principalId }) }
  if (what === 'end') return { do: isGroup ? 'unassign_app_from_group' : 'unassign_app', ...of } as Change
  if (what === 'take') return { do: isGroup ? 'take_app_role_from_group' : 'take_app_role', ...of, roleId } as Change
  if (roleId === everybodyRole) return { do: isGroup ? 'assign_app_to_group' : 'assign_app', ...of } as Change
  return { do: isGroup ? 'give_app_role_to_group' : 'give_app_role', ...of, roleId } as Change
}
