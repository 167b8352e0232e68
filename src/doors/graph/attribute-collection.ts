import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { type RequiredDetailsShown, requiredDetails } from '../../app/required-details.ts'
import type { Change } from '../../core/changes/change.ts'
import { type Detail, detailName, details } from '../../core/profile/details.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { viewerOf } from './viewer.ts'

// As Graph says it of an attribute that a page collects; what it says besides cannot be said here, and is refused.
const input = z.strictObject({
  attribute: z.enum(details),
  label: z.string().max(256).optional(),
  required: z.literal(true).optional(),
  editable: z.boolean().optional(),
  writeToDirectory: z.literal(true).optional(),
})
const page = z.strictObject({ inputs: z.array(input).max(details.length) })
const edit = z.strictObject({ members: page.optional(), guests: page.optional() })
const schema = { tags: ['admit'] }

/** Which details people have to have before they go on, and who fills them in: the inputs of Graph's attribute collection. */
export function attributeCollectionRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/admit/attributeCollection'
  const shown = async (request: FastifyRequest) => requiredDetails(admit, await viewerOf(admit, request))

  app.get(at, { schema }, async (request) => {
    const all = await shown(request)
    return {
      members: { inputs: all.member.map((detail) => inputOf(all, detail)) },
      guests: { inputs: all.guest.map((detail) => inputOf(all, detail)) },
      attributes: all.details.map(({ detail, readByRulesOf }) => ({
        id: detail,
        displayName: label(detail),
        ...{ editable: readByRulesOf.length === 0, readByRulesOf },
      })),
    }
  })
  app.patch(at, { schema: { ...schema, body: edit } }, async (request, reply) => {
    const { members, guests } = request.body
    await carryOut(admit, request, [...asked('member', members), ...asked('guest', guests)])
    return done(reply)
  })
}

const asked = (of: 'member' | 'guest', given: z.infer<typeof page> | undefined): Change[] =>
  given === undefined
    ? []
    : [{ do: 'require_details', of, details: [...new Set(given.inputs.map(({ attribute }) => attribute))] }]

const label = (detail: Detail) => detailName(detail).replace(/^./, (letter) => letter.toUpperCase())

function inputOf({ details }: RequiredDetailsShown, detail: Detail) {
  const editable = details.find((one) => one.detail === detail)?.readByRulesOf.length === 0
  return { attribute: detail, label: label(detail), required: true, editable, writeToDirectory: true }
}
