import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { endOfConsent, type Grant, grantForAll, grantOf, grantPage } from '../../app/grants.ts'
import { listedUser } from '../../app/lists.ts'
import { AppError } from '../../errors.ts'
import type { Condition } from '../../store/list-conditions.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, type Noun, showing } from './collection.ts'
import { id } from './fields.ts'
import { id as idField, shown, text } from './odata/field.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId } from './who.ts'

const tags = ['directory']
const scope = z.string().max(4096)
const newGrant = z.strictObject({
  clientId: id,
  resourceId: id,
  consentType: z.literal('AllPrincipals', 'an administrator consents for everybody; people consent for themselves'),
  principalId: z.null().optional(),
  scope,
})
const byGrant = z.object({ id: z.string().regex(/^(?:[\w-]{43}|[\w-]{64})$/, 'the id of a grant is wanted') })

const bytesOf = (one: string) => Buffer.from(one.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

/** What a grant is called: whose it is, of what, and for whom. */
function grantId({ clientId, resourceId, principalId }: Omit<Grant, 'scopes'>): string {
  const all = [clientId, resourceId, ...(principalId === null ? [] : [principalId])]
  return Buffer.concat(all.map(bytesOf)).toString('base64url')
}

function keyOf(given: string): Omit<Grant, 'scopes'> {
  const bytes = Buffer.from(given, 'base64url')
  return {
    clientId: idOf(bytes.subarray(0, 16)),
    resourceId: idOf(bytes.subarray(16, 32)),
    principalId: bytes.length > 32 ? idOf(bytes.subarray(32, 48)) : null,
  }
}

const grantNoun: Noun<Grant> = {
  name: 'oauth2PermissionGrants',
  fields: {
    id: shown,
    clientId: idField(),
    principalId: idField(),
    consentType: { ...text(), isOnlyShown: true },
    resourceId: shown,
    scope: shown,
  },
  shape: (grant) => ({
    id: grantId(grant),
    clientId: grant.clientId,
    consentType: grant.principalId === null ? 'AllPrincipals' : 'Principal',
    principalId: grant.principalId,
    resourceId: grant.resourceId,
    scope: grant.scopes.join(' '),
  }),
}

/** What apps may ask in somebody's name: consents of people, and of administrators for everybody. */
export function grantRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/oauth2PermissionGrants'
  const words = (given: string) => [...new Set(given.split(/\s+/).filter(Boolean))]
  const show = async (request: FastifyRequest, key: Omit<Grant, 'scopes'>) =>
    entity(admit, request, grantNoun, await grantOf(admit, await viewerOf(admit, request), key))

  const page = (request: FastifyRequest, of: { readonly principalId?: string }) =>
    collection(admit, request, grantNoun, async (viewer, asked) => {
      const after = asked.after === null ? null : ([String(asked.after[0]), String(asked.after[1])] as const)
      const found = await grantPage(admit, viewer, { ...equalities(asked.where), ...of }, after, asked.limit)
      return { ...found, count: null }
    })

  app.get(at, { schema: listing }, (request) => page(request, {}))
  app.get('/v1.0/users/:id/oauth2PermissionGrants', { schema: { ...listing, params: byName } }, async (request) => {
    const principalId = await accountId(admit, request, request.params.id)
    await listedUser(admit, await viewerOf(admit, request), principalId)
    return page(request, { principalId })
  })
  app.get(`${at}/:id`, { schema: { ...showing, params: byGrant } }, (request) =>
    show(request, keyOf(request.params.id)),
  )
  app.post(at, { schema: { tags, body: newGrant } }, async (request, reply) => {
    const { clientId, resourceId } = request.body
    const key = { clientId, resourceId, principalId: null }
    const viewer = await viewerOf(admit, request)
    await carryOut(admit, request, await grantForAll(admit, viewer, key, words(request.body.scope)))
    return reply.code(201).send(await show(request, key))
  })
  app.patch(
    `${at}/:id`,
    { schema: { tags, params: byGrant, body: z.strictObject({ scope }) } },
    async (request, reply) => {
      const key = keyOf(request.params.id)
      if (key.principalId !== null) throw new AppError('change.not_possible', { hint: 'people consent for themselves' })
      const viewer = await viewerOf(admit, request)
      await grantOf(admit, viewer, key)
      await carryOut(admit, request, await grantForAll(admit, viewer, key, words(request.body.scope)))
      return done(reply)
    },
  )
  app.delete(`${at}/:id`, { schema: { tags, params: byGrant } }, async (request, reply) => {
    const key = keyOf(request.params.id)
    const viewer = await viewerOf(admit, request)
    if (key.principalId === null) await grantOf(admit, viewer, key)
    const changes =
      key.principalId === null ? await grantForAll(admit, viewer, key, []) : await endOfConsent(admit, viewer, key)
    await carryOut(admit, request, changes)
    return done(reply)
  })
}

/** Grants are asked for by whose they are and for whom, and by nothing else. */
function equalities(where: Condition | null): { readonly clientId?: string; readonly principalId?: string } {
  const parts = where === null ? [] : where.is === 'and' ? where.parts : [where]
  return Object.fromEntries(
    parts.map((part) => {
      if (part.is !== 'compare' || part.op !== 'eq' || typeof part.value !== 'string')
        throw new AppError('request.invalid', {
          field: '$filter',
          hint: 'clientId eq and principalId eq, joined by and',
        })
      return [part.field, part.value]
    }),
  )
}
