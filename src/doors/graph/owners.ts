import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { appOwners } from '../../app/app-lists.ts'
import { ownerList } from '../../app/groups.ts'
import { type Api, byId } from './api.ts'
import { carryOutOnce, done } from './carry-out.ts'
import { collection, listing, pageOf } from './collection.ts'
import { id } from './fields.ts'
import { objectNoun } from './nouns/directory-object.ts'
import { idIn, reference, userAddress } from './references.ts'

const tags = ['directory']
/** Owners of groups and apps. */
export function ownerRoutes(app: Api, admit: Admit): void {
  app.get('/v1.0/groups/:id/owners', { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, objectNoun, async (viewer, asked) =>
      pageOf(await ownerList(admit, viewer, request.params.id), objectNoun, asked),
    ),
  )
  app.post(
    '/v1.0/groups/:id/owners/$ref',
    { schema: { tags, params: byId, body: reference(userAddress) } },
    async (request, reply) => {
      const accountId = idIn(request.body['@odata.id'])
      const groupId = request.params.id
      await carryOutOnce(
        admit,
        request,
        { do: 'add_group_owner', accountId, groupId },
        { is: 'owner', groupId, id: accountId },
        { where: 'there', code: 'member.already' },
      )
      return done(reply)
    },
  )
  app.delete(
    '/v1.0/groups/:id/owners/:owner/$ref',
    { schema: { tags, params: z.object({ id, owner: id }) } },
    async (request, reply) => {
      const { id: groupId, owner } = request.params
      await carryOutOnce(
        admit,
        request,
        { do: 'remove_group_owner', accountId: owner, groupId },
        { is: 'owner', groupId, id: owner },
        { where: 'not there', code: 'member.not_a_member' },
      )
      return done(reply)
    },
  )
  for (const noun of ['applications', 'servicePrincipals'] as const) {
    app.get(`/v1.0/${noun}/:id/owners`, { schema: { ...listing, params: byId } }, (request) =>
      collection(admit, request, objectNoun, async (viewer, asked) =>
        pageOf(await appOwners(admit, viewer, request.params.id), objectNoun, asked),
      ),
    )
    app.post(
      `/v1.0/${noun}/:id/owners/$ref`,
      { schema: { tags, params: byId, body: reference(userAddress) } },
      async (request, reply) => {
        const accountId = idIn(request.body['@odata.id'])
        const appId = request.params.id
        const refused = { where: 'there', code: 'member.already' } as const
        const about = { is: 'owner of app', appId, id: accountId } as const
        await carryOutOnce(admit, request, { do: 'add_app_owner', accountId, appId }, about, refused)
        return done(reply)
      },
    )
    app.delete(
      `/v1.0/${noun}/:id/owners/:owner/$ref`,
      { schema: { tags, params: z.object({ id, owner: id }) } },
      async (request, reply) => {
        const { id: appId, owner } = request.params
        const refused = { where: 'not there', code: 'member.not_a_member' } as const
        const about = { is: 'owner of app', appId, id: owner } as const
        await carryOutOnce(admit, request, { do: 'remove_app_owner', accountId: owner, appId }, about, refused)
        return done(reply)
      },
    )
  }
}
