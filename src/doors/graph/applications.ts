import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { removeSecret } from '../../app/app-lists.ts'
import { scopesFor } from '../../app/app-scopes.ts'
import { replaceCertificates } from '../../app/certificates.ts'
import { createSecret } from '../../app/create-secret.ts'
import { appDetails, appList } from '../../app/directory.ts'
import type { Change } from '../../core/changes/change.ts'
import type { TenantDb } from '../../store/store.ts'
import { type Api, byId } from './api.ts'
import { applicationChanges, newApplication, settingsOf } from './application-body.ts'
import { carryOut, changed, done, made } from './carry-out.ts'
import { collection, countOf, counted, counting, entity, listing, pageOf, showing } from './collection.ts'
import { tagged, unlessKnown } from './entity-tag.ts'
import { AppError } from '../../errors.ts'
import { id, name } from './fields.ts'
import { keyCredentials, spoken, wantedOf } from './key-credentials.ts'
import { keyRoutes } from './key-routes.ts'
import { applicationNoun, credentialShape, principalNoun } from './nouns/app.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const principalChanges = z.strictObject({
  accountEnabled: z.boolean().optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
  keyCredentials: keyCredentials.optional(),
  // Both are one app here: what Graph has at each of them is the same.
  ...applicationChanges.pick({ appRoles: true, tags: true, notes: true }).shape,
})
const when = z.iso.datetime({ offset: true }).nullish()
/** What Graph's clients send of a new secret. */
const credential = z.strictObject({
  passwordCredential: z.strictObject({ displayName: name.nullish(), startDateTime: when, endDateTime: when }).nullish(),
})

/** App registrations, `applications`, and the same apps as this tenant uses them, `servicePrincipals`. */
export function applicationRoutes(app: Api, admit: Admit): void {
  const show = (request: FastifyRequest, reply: FastifyReply, noun: typeof applicationNoun, appId: string) =>
    tagged(admit, request, reply, { entity: 'app', entityId: appId }, async () =>
      entity(admit, request, noun, (await appDetails(admit, await viewerOf(admit, request), appId)).app),
    )
  for (const noun of [applicationNoun, principalNoun]) {
    app.get(`/v1.0/${noun.name}`, { schema: listing }, (request) =>
      collection(admit, request, noun, async (viewer, asked) => pageOf(await appList(admit, viewer), noun, asked)),
    )
    app.get(`/v1.0/${noun.name}/$count`, { schema: counting }, (request, reply) =>
      counted(admit, request, reply, noun, async (viewer, where) => countOf(await appList(admit, viewer), noun, where)),
    )
    app.get(`/v1.0/${noun.name}/:id`, { schema: { ...showing, params: byId } }, async (request, reply) =>
      unlessKnown(request, reply, noun, await show(request, reply, noun, request.params.id)),
    )
    app.post(
      `/v1.0/${noun.name}/:id/addPassword`,
      { schema: { tags, params: byId, body: credential } },
      async (request) => {
        const made = await createSecret(
          admit,
          await viewerOf(admit, request),
          request.params.id,
          spoken(request.body.passwordCredential ?? {}),
        )
        return {
          '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#microsoft.graph.passwordCredential`,
          ...credentialShape(made),
          secretText: made.secret,
        }
      },
    )
    app.post(
      `/v1.0/${noun.name}/:id/removePassword`,
      { schema: { tags, params: byId, body: z.strictObject({ keyId: id }) } },
      async (request, reply) => {
        await removeSecret(admit, await viewerOf(admit, request), request.params.id, request.body.keyId)
        return done(reply)
      },
    )
    keyRoutes(app, admit, noun.name)
    app.delete(`/v1.0/${noun.name}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
      const entityId = request.params.id
      await carryOut(admit, request, [{ do: 'delete_app', appId: entityId }], { entity: 'app', entityId })
      return done(reply)
    })
  }

  /** What a body wants of the certificates, done with the rest of it. */
  const certificates = async (
    request: FastifyRequest<{ Body: { keyCredentials?: z.infer<typeof keyCredentials> | undefined } }>,
    appId: string,
  ) => {
    const viewer = await viewerOf(admit, request)
    const list = request.body.keyCredentials
    return (t: TenantDb, operationId: string) =>
      list === undefined ? Promise.resolve() : replaceCertificates(admit, t, viewer, appId, wantedOf(list), operationId)
  }

  // Every app has its service principal from the start: scripts that make both find the second there.
  app.post('/v1.0/servicePrincipals', { schema: { tags, body: z.strictObject({ appId: id }) } }, async (request) => {
    await appDetails(admit, await viewerOf(admit, request), request.body.appId)
    throw new AppError('app.exists', { id: request.body.appId })
  })
  /** What a body asks for in people's names, as scopes; undefined where it says nothing of it. */
  const required = async (
    request: FastifyRequest<{ Body: z.infer<typeof applicationChanges> }>,
    appId: string | null,
  ) => {
    const given = request.body.requiredResourceAccess?.map(({ resourceAppId, resourceAccess }) => ({
      resourceAppId,
      ids: resourceAccess.map((one) => one.id),
    }))
    return given === undefined ? undefined : scopesFor(admit, await viewerOf(admit, request), appId, given)
  }

  app.post('/v1.0/applications', { schema: { tags, body: newApplication } }, async (request, reply) => {
    const id = randomUUID()
    const change = { do: 'put_app' as const, app: settingsOf(id, request.body, null, await required(request, null)) }
    await carryOut(admit, request, [change], null, await certificates(request, id))
    return made(admit, request, reply, `applications/${id}`, () => show(request, reply, applicationNoun, id))
  })
  app.patch(
    '/v1.0/applications/:id',
    { schema: { tags, params: byId, body: applicationChanges } },
    async (request, reply) => {
      const { app: before } = await appDetails(admit, await viewerOf(admit, request), request.params.id)
      const about = { entity: 'app' as const, entityId: before.id }
      const { keyCredentials: keys, ...settings } = request.body
      // Who changes the certificates alone has not saved the registration.
      const isSaved = keys === undefined || Object.keys(settings).length > 0
      const app = settingsOf(before.id, settings, before, await required(request, before.id))
      const changes: Change[] = isSaved ? [{ do: 'put_app', app }] : []
      await carryOut(admit, request, changes, about, await certificates(request, before.id))
      return changed(request, reply, () => show(request, reply, applicationNoun, before.id))
    },
  )
  app.patch(
    '/v1.0/servicePrincipals/:id',
    { schema: { tags, params: byId, body: principalChanges } },
    async (request, reply) => {
      const appId = request.params.id
      const { accountEnabled, appRoleAssignmentRequired: required, keyCredentials: keys, ...settings } = request.body
      const changes: Change[] = []
      if (Object.keys(settings).length > 0) {
        const { app: before } = await appDetails(admit, await viewerOf(admit, request), appId)
        changes.push({ do: 'put_app', app: settingsOf(appId, settings, before) })
      }
      if (accountEnabled !== undefined) changes.push({ do: accountEnabled ? 'enable_app' : 'disable_app', appId })
      if (required !== undefined) changes.push({ do: 'require_assignment', appId, required: required ? 'yes' : 'no' })
      const about = { entity: 'app' as const, entityId: appId }
      if (changes.length > 0 || keys !== undefined)
        await carryOut(admit, request, changes, about, await certificates(request, appId))
      return changed(request, reply, () => show(request, reply, principalNoun, appId))
    },
  )
}
