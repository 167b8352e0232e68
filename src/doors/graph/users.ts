import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { personDetails } from '../../app/directory.ts'
import { listedPerson, listedSelf, peopleList } from '../../app/people-list.ts'
import { normalisedName } from '../../app/sign-in-name.ts'
import type { Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, type Noun, type PageAsked, pageOf, showing } from './collection.ts'
import { id, signInName } from './fields.ts'
import { userNoun } from './shapes.ts'
import { creationOf, editsOf, newUser, userChanges } from './user-body.ts'
import { viewerOf } from './viewer.ts'

const byName = z.object({ id: z.union([id, signInName]) })
const tags = ['directory']
/** Under another name, where the old one was let go of meanwhile. */
const restoring = z.strictObject({ newUserPrincipalName: signInName.optional() }).nullish()

const memberships: Noun<{ readonly id: string; readonly name: string }> = {
  name: 'directoryObjects',
  fields: ['id', 'displayName'],
  filterable: { id: 'text', displayName: 'text' },
  shape: (group) => ({ '@odata.type': '#microsoft.graph.group', id: group.id, displayName: group.name }),
}

/** People: `users`, `me` and the deleted ones. */
export function userRoutes(app: Api, admit: Admit): void {
  const people = (which: 'present' | 'deleted') => (viewer: Viewer, asked: PageAsked) =>
    peopleList(admit, viewer, {
      isDeleted: which === 'deleted',
      equals: renamed(asked.equals),
      limit: asked.limit,
      ...(asked.search === null ? {} : { search: asked.search }),
      ...(asked.after === null ? {} : { after: asked.after as readonly [string, string] }),
      ...(asked.wantsCount ? { wantsCount: true } : {}),
    })
  const shown = async (request: FastifyRequest, id: string) =>
    entity(request, userNoun, await listedPerson(admit, await viewerOf(admit, request), id))

  app.get('/v1.0/users', { schema: listing }, (request) => collection(admit, request, userNoun, people('present')))
  app.post('/v1.0/users', { schema: { tags, body: newUser } }, async (request, reply) => {
    const id = randomUUID()
    const { temporaryPassword } = await carryOut(admit, request, creationOf(id, request.body))
    const passwordProfile = { password: temporaryPassword, forceChangePasswordNextSignIn: true }
    return reply
      .code(201)
      .send({ ...(await shown(request, id)), ...(temporaryPassword === null ? {} : { passwordProfile }) })
  })
  app.get('/v1.0/users/:id', { schema: { ...showing, params: byName } }, async (request) =>
    shown(request, await accountId(admit, request, request.params.id)),
  )
  app.patch('/v1.0/users/:id', { schema: { tags, params: byName, body: userChanges } }, async (request, reply) => {
    const changes = editsOf(await accountId(admit, request, request.params.id), request.body)
    if (changes.length > 0) await carryOut(admit, request, changes)
    return done(reply)
  })
  app.delete('/v1.0/users/:id', { schema: { tags, params: byName } }, async (request, reply) => {
    const id = await accountId(admit, request, request.params.id)
    await carryOut(admit, request, [{ do: 'delete_account', accountId: id }])
    return done(reply)
  })
  app.get('/v1.0/users/:id/memberOf', { schema: { ...listing, params: byName } }, async (request) => {
    const id = await accountId(admit, request, request.params.id)
    return collection(admit, request, memberships, async (viewer, asked) => {
      const { groups } = await personDetails(admit, viewer, id)
      return pageOf(
        groups.filter((group) => group.how !== 'nested'),
        memberships,
        asked,
      )
    })
  })

  app.get('/v1.0/me', { schema: showing }, async (request) =>
    entity(request, userNoun, await listedSelf(admit, await viewerOf(admit, request))),
  )

  const deleted = '/v1.0/directory/deletedItems'
  app.get(`${deleted}/microsoft.graph.user`, { schema: listing }, (request) =>
    collection(admit, request, userNoun, people('deleted')),
  )
  app.get(`${deleted}/:id`, { schema: { ...showing, params: byId } }, async (request) =>
    entity(request, userNoun, await listedPerson(admit, await viewerOf(admit, request), request.params.id, 'deleted')),
  )
  app.delete(`${deleted}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
    await carryOut(admit, request, [{ do: 'purge_account', accountId: request.params.id }])
    return done(reply)
  })
  app.post(`${deleted}/:id/restore`, { schema: { tags, params: byId, body: restoring } }, async (request) => {
    const { id: accountId } = request.params
    const name = request.body?.newUserPrincipalName
    await carryOut(admit, request, [
      ...(name === undefined ? [] : [{ do: 'update_account' as const, accountId, set: { signInName: name } }]),
      { do: 'restore_account', accountId },
    ])
    return shown(request, accountId)
  })
}

/** The id of a user named by id or by user principal name; throws `user.not_found` where nobody has the name. */
export async function accountId(admit: Admit, request: FastifyRequest, name: string): Promise<string> {
  if (!name.includes('@')) return name
  const { items } = await peopleList(admit, await viewerOf(admit, request), {
    equals: { signInName: normalisedName(name) },
    limit: 1,
  })
  if (items[0] === undefined) throw new AppError('user.not_found')
  return items[0].id
}

const ownNames: Readonly<Record<string, string>> = {
  userPrincipalName: 'signInName',
  accountEnabled: 'isEnabled',
}

function renamed(equals: PageAsked['equals']): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(equals).map(([field, value]) => [
      ownNames[field] ?? field,
      field === 'userPrincipalName' ? normalisedName(String(value)) : value,
    ]),
  )
}
