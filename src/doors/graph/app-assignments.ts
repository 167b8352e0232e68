import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { assignmentPage } from '../../app/app-lists.ts'
import { kindOf } from '../../app/related.ts'
import type { Change } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, listing } from './collection.ts'
import { id } from './fields.ts'
import { appAssignmentNoun, everybodyRole, pairIn, pairOf } from './nouns/app-assignment.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
/** An app has one role for all who may use it; Graph's clients send the empty id. */
const newAssignment = z.strictObject({
  principalId: id,
  resourceId: id,
  appRoleId: z.literal(everybodyRole).default(everybodyRole),
})
const byAssignment = z.object({ id, assignment: z.string().regex(/^[\w-]{43}$/, 'the id of an assignment is wanted') })

/** Who may use an app: people and groups, seen from the app and from each of them. */
export function appAssignmentRoutes(app: Api, admit: Admit): void {
  const ofApp = '/v1.0/servicePrincipals/:id/appRoleAssignedTo'
  const here = (request: FastifyRequest) => (request.params as z.infer<typeof byId>).id

  app.get(ofApp, { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, appAssignmentNoun, (viewer, asked) =>
      assignmentPage(admit, viewer, { appId: here(request) }, asked),
    ),
  )
  for (const base of ['/v1.0/users', '/v1.0/groups'] as const)
    app.get(`${base}/:id/appRoleAssignments`, { schema: { ...listing, params: byId } }, (request) =>
      collection(admit, request, appAssignmentNoun, (viewer, asked) =>
        assignmentPage(admit, viewer, { principalId: here(request) }, asked),
      ),
    )

  for (const base of [ofApp, '/v1.0/users/:id/appRoleAssignments', '/v1.0/groups/:id/appRoleAssignments'] as const) {
    app.post(base, { schema: { tags, params: byId, body: newAssignment } }, async (request, reply) => {
      const { principalId, resourceId: appId } = request.body as z.infer<typeof newAssignment>
      if (here(request) !== (base === ofApp ? appId : principalId))
        throw new AppError('request.invalid', { field: base === ofApp ? 'resourceId' : 'principalId' })
      const kind = await kindOf(admit, await viewerOf(admit, request), principalId)
      await carryOut(admit, request, [assignmentOf('assign', appId, principalId, kind)])
      const row = {
        appId,
        appName: '',
        principalId,
        kind: kind === 'group' ? ('group' as const) : ('account' as const),
        name: '',
      }
      const { resourceDisplayName: _, principalDisplayName: __, ...shown } = appAssignmentNoun.shape(row)
      return reply.code(201).send(shown)
    })
    app.delete(`${base}/:assignment`, { schema: { tags, params: byAssignment } }, async (request, reply) => {
      const { assignment } = request.params as z.infer<typeof byAssignment>
      const { appId, principalId } = pairOf(assignment)
      if (here(request) !== (base === ofApp ? appId : principalId) || assignment !== pairIn(appId, principalId))
        throw new AppError('app.not_assigned')
      const kind = await kindOf(admit, await viewerOf(admit, request), principalId)
      await carryOut(admit, request, [assignmentOf('unassign', appId, principalId, kind)])
      return done(reply)
    })
  }
}

function assignmentOf(
  what: 'assign' | 'unassign',
  appId: string,
  principal: string,
  kind: 'user' | 'group' | null,
): Change {
  if (kind === null) throw new AppError('member.not_found', { id: principal })
  if (kind === 'user') return { do: what === 'assign' ? 'assign_app' : 'unassign_app', appId, accountId: principal }
  return { do: what === 'assign' ? 'assign_app_to_group' : 'unassign_app_from_group', appId, groupId: principal }
}
