import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { appDetails, appList } from '../../app/directory.ts'
import type { Change } from '../../core/changes/change.ts'
import { type Api, byId } from './api.ts'
import { applicationChanges, newApplication, settingsOf } from './application-body.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { applicationNoun, principalNoun } from './shapes.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const principalChanges = z.strictObject({
  accountEnabled: z.boolean().optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
})

/** App registrations, `applications`, and the same apps as this tenant uses them, `servicePrincipals`. */
export function applicationRoutes(app: Api, admit: Admit): void {
  for (const noun of [applicationNoun, principalNoun]) {
    app.get(`/v1.0/${noun.name}`, { schema: listing }, (request) =>
      collection(admit, request, noun, async (viewer, asked) => pageOf(await appList(admit, viewer), noun, asked)),
    )
    app.get(`/v1.0/${noun.name}/:id`, { schema: { ...showing, params: byId } }, async (request) =>
      entity(request, noun, (await appDetails(admit, await viewerOf(admit, request), request.params.id)).app),
    )
    app.delete(`/v1.0/${noun.name}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
      await carryOut(admit, request, [{ do: 'delete_app', appId: request.params.id }])
      return done(reply)
    })
  }

  app.post('/v1.0/applications', { schema: { tags, body: newApplication } }, async (request, reply) => {
    const id = randomUUID()
    await carryOut(admit, request, [{ do: 'put_app', app: settingsOf(id, request.body, null) }])
    const made = await appDetails(admit, await viewerOf(admit, request), id)
    return reply.code(201).send(entity(request, applicationNoun, made.app))
  })
  app.patch(
    '/v1.0/applications/:id',
    { schema: { tags, params: byId, body: applicationChanges } },
    async (request, reply) => {
      const { app: before } = await appDetails(admit, await viewerOf(admit, request), request.params.id)
      await carryOut(admit, request, [{ do: 'put_app', app: settingsOf(before.id, request.body, before) }])
      return done(reply)
    },
  )
  app.patch(
    '/v1.0/servicePrincipals/:id',
    { schema: { tags, params: byId, body: principalChanges } },
    async (request, reply) => {
      const appId = request.params.id
      const { accountEnabled, appRoleAssignmentRequired: required } = request.body
      const changes: Change[] = []
      if (accountEnabled !== undefined) changes.push({ do: accountEnabled ? 'enable_app' : 'disable_app', appId })
      if (required !== undefined) changes.push({ do: 'require_assignment', appId, required: required ? 'yes' : 'no' })
      if (changes.length > 0) await carryOut(admit, request, changes)
      return done(reply)
    },
  )
}
