import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { sharedList } from '../../app/directory.ts'
import { listedPerson } from '../../app/people-list.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Product } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { type Api, byId } from './api.ts'
import { carryOut } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { id, list } from './fields.ts'
import { skuNoun, userNoun } from './shapes.ts'
import { accountId } from './users.ts'
import { viewerOf } from './viewer.ts'

const assignment = z.strictObject({
  addLicenses: z.array(z.strictObject({ skuId: id, disabledPlans: list(z.string().max(64)).default([]) })).max(100),
  removeLicenses: z.array(id).max(100),
})

/** Subscribed products, and who is given one. */
export function licenceRoutes(app: Api, admit: Admit): void {
  const products = async (viewer: Viewer) => (await sharedList(admit, viewer, 'products')) as readonly Product[]

  app.get('/v1.0/subscribedSkus', { schema: listing }, (request) =>
    collection(admit, request, skuNoun, async (viewer, asked) => pageOf(await products(viewer), skuNoun, asked)),
  )
  app.get('/v1.0/subscribedSkus/:id', { schema: { ...showing, params: byId } }, async (request) => {
    const found = (await products(await viewerOf(admit, request))).find((product) => product.id === request.params.id)
    if (found === undefined) throw new AppError('product.not_found')
    return entity(request, skuNoun, found)
  })
  app.post(
    '/v1.0/users/:id/assignLicense',
    { schema: { tags: ['directory'], params: z.object({ id: z.string().max(320) }), body: assignment } },
    async (request) => {
      const account = await accountId(admit, request, request.params.id)
      const { addLicenses, removeLicenses } = request.body
      await carryOut(admit, request, [
        ...removeLicenses.map((productId) => ({ do: 'remove_licence' as const, accountId: account, productId })),
        ...addLicenses.map(({ skuId, disabledPlans }) => ({
          do: 'assign_licence' as const,
          accountId: account,
          productId: skuId,
          disabledPlans,
        })),
      ])
      return entity(request, userNoun, await listedPerson(admit, await viewerOf(admit, request), account))
    },
  )
}
