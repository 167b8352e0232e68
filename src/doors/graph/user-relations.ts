import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { changeOwnPassword } from '../../app/change-own-password.ts'
import { listedUser, reportsPage } from '../../app/lists.ts'
import { type DirectoryRow, licencePathsOfMany, managersOfMany, membershipsOf, ownedBy } from '../../app/related.ts'
import type { Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import { fromOf } from '../forms.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, countOf, counted, counting, entity, listing, pageOf, showing } from './collection.ts'
import { id } from './fields.ts'
import { objectNoun, objectShape } from './nouns/directory-object.ts'
import { licenceDetails } from './nouns/licences-of.ts'
import { userNoun } from './nouns/user.ts'
import { originOf } from './origin.ts'
import { idIn, reference, userAddress } from './references.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId, selfOf } from './who.ts'

const tags = ['directory']
const groupIds = z.strictObject({ groupIds: z.array(id).min(1).max(20) })
const objectIds = z.strictObject({ ids: z.array(id).min(1).max(20) })
const securityOnly = z.strictObject({ securityEnabledOnly: z.boolean().default(false) })
const passwords = z.strictObject({ currentPassword: z.string().max(256), newPassword: z.string().max(256) })

/** What belongs to a person: manager and reports, groups, licences, sessions, the password. The same of whoever asks, below `me`. */
export function userRelationRoutes(app: Api, admit: Admit): void {
  for (const base of ['/v1.0/users/:id', '/v1.0/me'] as const) {
    const isSelf = base === '/v1.0/me'
    const params = isSelf ? {} : { params: byName }
    const who = (request: FastifyRequest) =>
      isSelf ? selfOf(admit, request) : accountId(admit, request, (request.params as { id: string }).id)

    app.get(`${base}/manager`, { schema: { ...showing, ...params } }, async (request) => {
      const of = await who(request)
      const found = (await managersOfMany(admit, await viewerOf(admit, request), [of])).get(of)
      if (found === undefined) throw new AppError('user.no_manager')
      return { ...(await entity(admit, request, userNoun, found)), '@odata.type': '#microsoft.graph.user' }
    })
    app.get(`${base}/directReports`, { schema: { ...listing, ...params } }, async (request) => {
      const of = await who(request)
      return collection(admit, request, userNoun, (viewer, asked) => reportsPage(admit, viewer, of, asked))
    })
    for (const [name, reach] of [
      ['memberOf', 'direct'],
      ['transitiveMemberOf', 'transitive'],
    ] as const)
      membershipRoutes(app, admit, {
        ...{ at: `${base}/${name}`, params, who },
        read: (viewer, of) => membershipsOf(admit, viewer, of, reach),
        casts: { group: 'group', directoryRole: 'role', administrativeUnit: 'unit' },
      })
    membershipRoutes(app, admit, {
      ...{ at: `${base}/ownedObjects`, params, who },
      read: (viewer, of) => ownedBy(admit, viewer, of),
      casts: { group: 'group', application: 'app' },
    })
    app.get(`${base}/licenseDetails`, { schema: { tags, ...params } }, async (request) => {
      const of = await who(request)
      const held = (await licencePathsOfMany(admit, await viewerOf(admit, request), [of])).get(of)
      if (held === undefined) throw new AppError('user.not_found')
      const context = `${originOf(admit, request)}/v1.0/$metadata#users('${of}')/licenseDetails`
      return { '@odata.context': context, value: licenceDetails(held) }
    })
    app.post(`${base}/checkMemberGroups`, { schema: { tags, ...params, body: groupIds } }, async (request) => {
      const held = new Set(await objectsOf(admit, request, await who(request), 'groups'))
      const { groupIds: asked } = request.body as z.infer<typeof groupIds>
      return strings(
        admit,
        request,
        [...new Set(asked)].filter((group) => held.has(group)),
      )
    })
    app.post(`${base}/getMemberGroups`, { schema: { tags, ...params, body: securityOnly } }, async (request) =>
      strings(admit, request, await objectsOf(admit, request, await who(request), onlyOf(request, 'groups'))),
    )
    app.post(`${base}/checkMemberObjects`, { schema: { tags, ...params, body: objectIds } }, async (request) => {
      const held = new Set(await objectsOf(admit, request, await who(request), 'all'))
      const { ids } = request.body as z.infer<typeof objectIds>
      return strings(
        admit,
        request,
        [...new Set(ids)].filter((one) => held.has(one)),
      )
    })
    app.post(`${base}/getMemberObjects`, { schema: { tags, ...params, body: securityOnly } }, async (request) =>
      strings(admit, request, await objectsOf(admit, request, await who(request), onlyOf(request, 'all'))),
    )
    app.post(`${base}/revokeSignInSessions`, { schema: { tags, ...params } }, async (request) => {
      await carryOut(admit, request, [{ do: 'revoke_sessions', accountId: await who(request) }])
      return { '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#Edm.Boolean`, value: true }
    })
  }

  app.put(
    '/v1.0/users/:id/manager/$ref',
    { schema: { tags, params: byName, body: reference(userAddress) } },
    async (request, reply) => {
      const of = await accountId(admit, request, request.params.id)
      const managerId = idIn(request.body['@odata.id'])
      await carryOut(admit, request, [{ do: 'update_account', accountId: of, set: { managerId } }])
      return done(reply)
    },
  )
  app.delete('/v1.0/users/:id/manager/$ref', { schema: { tags, params: byName } }, async (request, reply) => {
    const of = await accountId(admit, request, request.params.id)
    await carryOut(admit, request, [{ do: 'update_account', accountId: of, set: { managerId: null } }])
    return done(reply)
  })
  app.post('/v1.0/users/:id/reprocessLicenseAssignment', { schema: { tags, params: byName } }, async (request) => {
    const of = await accountId(admit, request, request.params.id)
    await carryOut(admit, request, [{ do: 'reprocess_account', accountId: of }])
    return entity(admit, request, userNoun, await listedUser(admit, await viewerOf(admit, request), of))
  })
  app.post('/v1.0/me/changePassword', { schema: { tags, body: passwords } }, async (request, reply) => {
    const { currentPassword, newPassword } = request.body
    await changeOwnPassword(admit, await viewerOf(admit, request), currentPassword, newPassword, fromOf(request))
    return done(reply)
  })
}

type Memberships = {
  readonly at: string
  readonly read: (viewer: Viewer, of: string) => Promise<readonly DirectoryRow[]>
  readonly casts: Readonly<Record<string, DirectoryRow['kind']>>
  readonly params: object
  readonly who: (request: FastifyRequest) => Promise<string>
}

/** What a person is in, or owns: all of it, its number, and the groups, the roles or the units alone. */
function membershipRoutes(app: Api, admit: Admit, { at, read: all, casts, params, who }: Memberships): void {
  const read = async (request: FastifyRequest, only: DirectoryRow['kind'] | null) => {
    const found = await all(await viewerOf(admit, request), await who(request))
    return only === null ? found : found.filter((one) => one.kind === only)
  }
  for (const [path, only] of [
    [at, null],
    ...Object.entries(casts).map(([name, kind]) => [`${at}/microsoft.graph.${name}`, kind] as const),
  ] as const) {
    app.get(path, { schema: { ...listing, ...params } }, async (request) => {
      const all = await read(request, only)
      return collection(admit, request, objectNoun, async (_, asked) => pageOf(all, objectNoun, asked))
    })
    app.get(`${path}/$count`, { schema: { ...counting, ...params } }, async (request, reply) => {
      const all = await read(request, only)
      return counted(admit, request, reply, objectNoun, async (_, where) => countOf(all, objectNoun, where))
    })
  }
}

type Kinds = 'security' | 'groups' | 'all'

/** What is asked for, or, where the body says so, security groups alone. */
const onlyOf = ({ body }: FastifyRequest, usual: Kinds): Kinds =>
  (body as z.infer<typeof securityOnly>).securityEnabledOnly ? 'security' : usual

/** The ids of every group a person is in, by whatever way, of the security groups alone, or of the roles and units too. */
async function objectsOf(admit: Admit, request: FastifyRequest, of: string, kinds: Kinds) {
  const all = await membershipsOf(admit, await viewerOf(admit, request), of, 'transitive')
  const isAsked = (one: DirectoryRow) =>
    kinds === 'all' || (one.kind === 'group' && (kinds === 'groups' || one.row.isSecurity))
  return all.filter(isAsked).map((one) => String(objectShape(one)['id']))
}

/** Several texts, as an action of OData answers them. */
export function strings(admit: Admit, request: FastifyRequest, value: readonly string[]): Record<string, unknown> {
  return { '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#Collection(Edm.String)`, value }
}
