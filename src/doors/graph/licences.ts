import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { sharedList } from '../../app/directory.ts'
import { listedGroup, listedUser } from '../../app/lists.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Product } from '../../core/licensing/product.ts'

import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { id, list } from './fields.ts'
import { groupNoun } from './nouns/group.ts'
import { skuNoun } from './nouns/sku.ts'
import { userNoun } from './nouns/user.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'
import { accountId } from './who.ts'

const tags = ['directory']
const assignment = z
  .strictObject({
    addLicenses: z.array(z.strictObject({ skuId: id, disabledPlans: list(z.string().max(64)).default([]) })).max(100),
    removeLicenses: z.array(id).max(100),
  })
  .refine(
    ({ addLicenses, removeLicenses }) => !addLicenses.some(({ skuId }) => removeLicenses.includes(skuId)),
    'a licence is either given or taken',
  )

/** Subscribed products, and who is given one. */
export function licenceRoutes(app: Api, admit: Admit): void {
  const products = async (viewer: Viewer) => (await sharedList(admit, viewer, 'products')) as readonly Product[]

  app.get('/v1.0/subscribedSkus', { schema: listing }, (request) =>
    collection(admit, request, skuNoun, async (viewer, asked) => pageOf(await products(viewer), skuNoun, asked)),
  )
  app.get('/v1.0/subscribedSkus/:id', { schema: { ...showing, params: byId } }, async (request) => {
    const found = (await products(await viewerOf(admit, request))).find((product) => product.id === request.params.id)
    if (found === undefined) throw new AppError('product.not_found')
    return entity(admit, request, skuNoun, found)
  })
  app.post('/v1.0/users/:id/assignLicense', { schema: { tags, params: byName, body: assignment } }, async (request) => {
    const account = await accountId(admit, request, request.params.id)
    const { addLicenses, removeLicenses } = request.body
    await carryOut(admit, request, [
      ...removeLicenses.map((productId) => ({ do: 'remove_licence' as const, accountId: account, productId })),
      ...addLicenses.map(({ skuId: productId, disabledPlans }) => ({
        do: 'assign_licence' as const,
        ...{ accountId: account, productId, disabledPlans },
      })),
    ])
    return entity(admit, request, userNoun, await listedUser(admit, await viewerOf(admit, request), account))
  })
  app.post(
    '/v1.0/groups/:id/assignLicense',
    { schema: { tags, params: byId, body: assignment } },
    async (request, reply) => {
      const groupId = request.params.id
      const { addLicenses, removeLicenses } = request.body
      await carryOut(admit, request, [
        ...removeLicenses.map((productId) => ({ do: 'remove_group_licence' as const, groupId, productId })),
        ...addLicenses.map(({ skuId: productId, disabledPlans }) => ({
          do: 'assign_group_licence' as const,
          ...{ groupId, productId, disabledPlans },
        })),
      ])
      // A group's licences are handed out by a job where many people get them.
      const found = await listedGroup(admit, await viewerOf(admit, request), groupId)
      return reply
        .code(found.licencesProcessing === 'updating' ? 202 : 200)
        .send(await entity(admit, request, groupNoun, found))
    },
  )
  app.post('/v1.0/groups/:id/reprocessLicenseAssignment', { schema: { tags, params: byId } }, async (request) => {
    await carryOut(admit, request, [{ do: 'reprocess_group', groupId: request.params.id }])
    const found = await listedGroup(admit, await viewerOf(admit, request), request.params.id)
    return entity(admit, request, groupNoun, found)
  })
}
