import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { ownerList } from '../../app/groups.ts'
import { type Api, byId } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, listing, pageOf } from './collection.ts'
import { id } from './fields.ts'
import { memberNoun } from './shapes.ts'

const tags = ['directory']
const reference = z.strictObject({
  '@odata.id': z
    .string()
    .max(2048)
    .regex(/^[^\s?#]*\/(?:users|directoryObjects)\/[0-9a-fA-F-]{36}$/, 'the address of a user is wanted')
    .refine((address) => id.safeParse(address.slice(-36)).success, 'the address of a user is wanted'),
})

/** Owners of groups. */
export function ownerRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/groups/:id/owners', { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, memberNoun, async (viewer, asked) => {
      const owners = await ownerList(admit, viewer, request.params.id)
      return pageOf(
        owners.map((one) => ({ ...one, how: 'direct' as const })),
        memberNoun,
        asked,
      )
    }),
  )
  app.post(
    '/v1.0/groups/:id/owners/$ref',
    { schema: { tags, params: byId, body: reference } },
    async (request, reply) => {
      const accountId = request.body['@odata.id'].slice(-36).toLowerCase()
      await carryOut(admit, request, [{ do: 'add_group_owner', accountId, groupId: request.params.id }])
      return done(reply)
    },
  )
  app.delete(
    '/v1.0/groups/:id/owners/:owner/$ref',
    { schema: { tags, params: z.object({ id, owner: id }) } },
    async (request, reply) => {
      const { id: groupId, owner } = request.params
      await carryOut(admit, request, [{ do: 'remove_group_owner', accountId: owner, groupId }])
      return done(reply)
    },
  )
}
