import { chosenFor } from '../../app/passwords/chosen-for.ts'
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { aliasEdits } from '../../app/alias-edits.ts'
import { listedUser, userCount, userPage } from '../../app/lists.ts'
import type { Api } from './api.ts'
import { carryOut, changed, done, made } from './carry-out.ts'
import { collection, counted, counting, entity, listing, showing } from './collection.ts'
import { tagged, unlessKnown } from './entity-tag.ts'
import { id, signInName } from './fields.ts'
import { userNoun } from './nouns/user.ts'
import { creationOf, editsOf, newUser, userChanges } from './user-body.ts'
import { viewerOf } from './viewer.ts'
import { accountId, selfOf } from './who.ts'

/** A person by id or by user principal name. */
export const byName = z.object({ id: z.union([id, signInName]) })
const tags = ['directory']

/** People: `users` and `me`. */
export function userRoutes(app: Api, admit: Admit): void {
  const show = (request: FastifyRequest, reply: FastifyReply, id: string) =>
    tagged(admit, request, reply, { entity: 'account', entityId: id }, async () =>
      entity(admit, request, userNoun, await listedUser(admit, await viewerOf(admit, request), id)),
    )

  const naming = async (
    request: FastifyRequest,
    id: string,
    body: Pick<z.infer<typeof userChanges>, 'identities' | 'userPrincipalName'>,
  ) => {
    const { identities, userPrincipalName: signInName } = body
    return identities === undefined
      ? []
      : aliasEdits(admit, await viewerOf(admit, request), id, { identities, signInName })
  }

  app.get('/v1.0/users', { schema: listing }, (request) =>
    collection(admit, request, userNoun, (viewer, asked) => userPage(admit, viewer, 'present', asked)),
  )
  app.get('/v1.0/users/$count', { schema: counting }, (request, reply) =>
    counted(admit, request, reply, userNoun, (viewer, where) => userCount(admit, viewer, 'present', where)),
  )
  app.post('/v1.0/users', { schema: { tags, body: newUser } }, async (request, reply) => {
    const id = randomUUID()
    const changes = [...creationOf(id, request.body), ...(await naming(request, id, request.body))]
    const { displayName, userPrincipalName: signInName, passwordProfile: wanted } = request.body
    const viewer = await viewerOf(admit, request)
    const secrets = await chosenFor(admit, viewer, wanted?.password, { signInName, displayName })
    const { temporaryPassword } = await carryOut(admit, request, changes, null, undefined, secrets)
    if (temporaryPassword === null) return made(admit, request, reply, `users/${id}`, () => show(request, reply, id))
    // Whatever the caller prefers: nobody sees this password again.
    const passwordProfile = { password: temporaryPassword, forceChangePasswordNextSignIn: true }
    return reply.code(201).send({ ...(await show(request, reply, id)), passwordProfile })
  })
  app.get('/v1.0/users/:id', { schema: { ...showing, params: byName } }, async (request, reply) =>
    unlessKnown(
      request,
      reply,
      userNoun,
      await show(request, reply, await accountId(admit, request, request.params.id)),
    ),
  )
  app.get('/v1.0/me', { schema: showing }, async (request, reply) =>
    unlessKnown(request, reply, userNoun, await show(request, reply, await selfOf(admit, request))),
  )
  app.patch('/v1.0/users/:id', { schema: { tags, params: byName, body: userChanges } }, async (request, reply) => {
    const entityId = await accountId(admit, request, request.params.id)
    const changes = [...editsOf(entityId, request.body), ...(await naming(request, entityId, request.body))]
    const { password } = request.body.passwordProfile ?? {}
    const secrets = await chosenFor(admit, await viewerOf(admit, request), password, { accountId: entityId })
    const about = { entity: 'account' as const, entityId }
    if (changes.length > 0) await carryOut(admit, request, changes, about, undefined, secrets)
    return changed(request, reply, () => show(request, reply, entityId))
  })
  app.delete('/v1.0/users/:id', { schema: { tags, params: byName } }, async (request, reply) => {
    const entityId = await accountId(admit, request, request.params.id)
    const about = { entity: 'account' as const, entityId }
    await carryOut(admit, request, [{ do: 'delete_account', accountId: entityId }], about)
    return done(reply)
  })
}
