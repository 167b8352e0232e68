import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { kindOf } from '../../app/related.ts'
import { unitDetails, unitList, unitPeople } from '../../app/units.ts'
import { AppError } from '../../errors.ts'
import type { UnitRow } from '../../store/units.ts'
import { type Api, byId } from './api.ts'
import { carryOut, carryOutOnce, done } from './carry-out.ts'
import { collection, entity, listing, type Noun, pageOf, showing } from './collection.ts'
import { id, name, text } from './fields.ts'
import { memberNoun, unitShape } from './nouns/directory-object.ts'
import { id as idField, text as textField } from './odata/field.ts'
import { idIn, memberAddress, reference } from './references.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const unitBody = { displayName: name, description: text.nullable().optional() }

const unitNoun: Noun<UnitRow> = {
  name: 'directory/administrativeUnits',
  fields: { id: idField(), displayName: textField(), description: textField() },
  shape: unitShape,
}

/** Administrative units and the people and groups in them. */
export function administrativeUnitRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/directory/administrativeUnits'

  app.get(at, { schema: listing }, (request) =>
    collection(admit, request, unitNoun, async (viewer, asked) =>
      pageOf(await unitList(admit, viewer), unitNoun, asked),
    ),
  )
  app.post(at, { schema: { tags, body: z.strictObject(unitBody) } }, async (request, reply) => {
    const { displayName, description = null } = request.body
    const unit = { id: randomUUID(), name: displayName, description }
    await carryOut(admit, request, [{ do: 'put_unit', unit }])
    return reply
      .code(201)
      .send(await entity(admit, request, unitNoun, await unitDetails(admit, await viewerOf(admit, request), unit.id)))
  })
  app.get(`${at}/:id`, { schema: { ...showing, params: byId } }, async (request) =>
    entity(admit, request, unitNoun, await unitDetails(admit, await viewerOf(admit, request), request.params.id)),
  )
  app.patch(
    `${at}/:id`,
    { schema: { tags, params: byId, body: z.strictObject({ ...unitBody, displayName: name.optional() }) } },
    async (request, reply) => {
      const before = await unitDetails(admit, await viewerOf(admit, request), request.params.id)
      const { displayName = before.name, description = before.description } = request.body
      await carryOut(admit, request, [{ do: 'put_unit', unit: { id: before.id, name: displayName, description } }])
      return done(reply)
    },
  )
  app.delete(`${at}/:id`, { schema: { tags, params: byId } }, async (request, reply) => {
    await carryOut(admit, request, [{ do: 'delete_unit', unitId: request.params.id }])
    return done(reply)
  })

  app.get(`${at}/:id/members`, { schema: { ...listing, params: byId } }, (request) =>
    collection(admit, request, memberNoun, (viewer, asked) => unitPeople(admit, viewer, request.params.id, asked)),
  )
  app.post(
    `${at}/:id/members/$ref`,
    { schema: { tags, params: byId, body: reference(memberAddress) } },
    async (request, reply) => {
      const member = idIn(request.body['@odata.id'])
      const unitId = request.params.id
      const kind = await kindOf(admit, await viewerOf(admit, request), member)
      if (kind === null) throw new AppError('member.not_found', { id: member })
      await carryOutOnce(
        admit,
        request,
        kind === 'group'
          ? { do: 'add_group_to_unit', unitId, groupId: member }
          : { do: 'add_to_unit', unitId, accountId: member },
        { is: 'in unit', unitId, id: member },
        { where: 'there', code: 'member.already' },
      )
      return done(reply)
    },
  )
  app.delete(
    `${at}/:id/members/:member/$ref`,
    { schema: { tags, params: z.object({ id, member: id }) } },
    async (request, reply) => {
      const { id: unitId, member } = request.params
      const viewer = await viewerOf(admit, request)
      await unitDetails(admit, viewer, unitId)
      await carryOutOnce(
        admit,
        request,
        (await kindOf(admit, viewer, member)) === 'group'
          ? { do: 'remove_group_from_unit', unitId, groupId: member }
          : { do: 'remove_from_unit', unitId, accountId: member },
        { is: 'in unit', unitId, id: member },
        { where: 'not there', code: 'member.not_a_member' },
      )
      return done(reply)
    },
  )
}
