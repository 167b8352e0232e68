import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { deletedApps, isAppDeleted } from '../../app/deleted-apps.ts'
import { appDetails } from '../../app/directory.ts'
import { deletedGroups } from '../../app/groups.ts'
import { listedUser, userCount, userPage } from '../../app/lists.ts'
import type { DeletedGroup } from '../../store/deleted-groups.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, counted, counting, entity, listing, pageOf, showing } from './collection.ts'
import { signInName } from './fields.ts'
import { applicationNoun, deletedApplicationNoun } from './nouns/app.ts'
import { iso } from './nouns/instant.ts'
import { userNoun } from './nouns/user.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const base = '/v1.0/directory/deletedItems'
/** Under another name, where the old one was let go of meanwhile. */
const restoring = z.strictObject({ newUserPrincipalName: signInName.optional() }).nullish()

/** People, groups and apps that were deleted and can be restored for 30 days. */
export function deletedItemRoutes(app: Api, admit: Admit): void {
  const groupsOf = async (request: FastifyRequest) => deletedGroups(admit, await viewerOf(admit, request))
  /** The deleted group with the id, where the caller may read groups at all. */
  const groupNamed = async (request: FastifyRequest, id: string) =>
    (await groupsOf(request).catch(() => [])).find((one) => one.id === id)

  app.get(`${base}/microsoft.graph.user`, { schema: listing }, (request) =>
    collection(admit, request, userNoun, (viewer, asked) => userPage(admit, viewer, 'deleted', asked)),
  )
  app.get(`${base}/microsoft.graph.user/$count`, { schema: counting }, (request, reply) =>
    counted(admit, request, reply, userNoun, (viewer, where) => userCount(admit, viewer, 'deleted', where)),
  )
  app.get(`${base}/microsoft.graph.group`, { schema: { tags } }, async (request) => ({
    '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#groups`,
    value: (await groupsOf(request)).map(groupShape),
  }))
  app.get(`${base}/microsoft.graph.application`, { schema: listing }, (request) =>
    collection(admit, request, deletedApplicationNoun, async (viewer, asked) =>
      pageOf(await deletedApps(admit, viewer), deletedApplicationNoun, asked),
    ),
  )
  app.get(`${base}/:id`, { schema: { ...showing, params: byId } }, async (request) => {
    const { id } = request.params
    const group = await groupNamed(request, id)
    if (group !== undefined) return { '@odata.type': '#microsoft.graph.group', ...groupShape(group) }
    const viewer = await viewerOf(admit, request)
    if (await isAppDeleted(admit, viewer, id)) {
      const found = (await deletedApps(admit, viewer)).find((one) => one.id === id)
      if (found === undefined) throw new AppError('app.not_found')
      return entity(admit, request, deletedApplicationNoun, found)
    }
    return entity(admit, request, userNoun, await listedUser(admit, viewer, id, 'deleted'))
  })
  app.post(`${base}/:id/restore`, { schema: { tags, params: byId, body: restoring } }, async (request) => {
    const { id } = request.params
    const group = await groupNamed(request, id)
    if (group !== undefined) {
      await carryOut(admit, request, [{ do: 'restore_group', groupId: id }])
      return { '@odata.type': '#microsoft.graph.group', ...groupShape(group), deletedDateTime: null }
    }
    const viewer = await viewerOf(admit, request)
    if (await isAppDeleted(admit, viewer, id)) {
      await carryOut(admit, request, [{ do: 'restore_app', appId: id }])
      return entity(admit, request, applicationNoun, (await appDetails(admit, viewer, id)).app)
    }
    const name = request.body?.newUserPrincipalName
    await carryOut(admit, request, [
      ...(name === undefined ? [] : [{ do: 'update_account' as const, accountId: id, set: { signInName: name } }]),
      { do: 'restore_account', accountId: id },
    ])
    return entity(admit, request, userNoun, await listedUser(admit, viewer, id))
  })
  app.delete(`${base}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
    const { id } = request.params
    const isGroup = (await groupNamed(request, id)) !== undefined
    const isApp = !isGroup && (await isAppDeleted(admit, await viewerOf(admit, request), id))
    await carryOut(admit, request, [
      isGroup
        ? { do: 'purge_group', groupId: id }
        : isApp
          ? { do: 'purge_app', appId: id }
          : { do: 'purge_account', accountId: id },
    ])
    return done(reply)
  })
}

function groupShape(group: DeletedGroup) {
  const isUnified = group.kind === 'microsoft365'
  return {
    id: group.id,
    displayName: group.name,
    description: group.description,
    securityEnabled: group.isSecurity,
    visibility: group.visibility,
    mailEnabled: isUnified,
    mailNickname: group.mailNickname,
    groupTypes: [...(isUnified ? ['Unified'] : []), ...(group.rule === null ? [] : ['DynamicMembership'])],
    membershipRule: group.rule,
    deletedDateTime: iso(group.deletedAt),
  }
}
