import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { chosenFor } from '../../app/passwords/chosen-for.ts'
import { resetOperation, resetOperations } from '../../app/passwords/reset-operations.ts'
import { AppError } from '../../errors.ts'
import type { Operation } from '../../store/operations.ts'
import type { Api } from './api.ts'
import { carryOut } from './carry-out.ts'
import { id } from './fields.ts'
import { iso } from './nouns/instant.ts'
import { passwordId } from './nouns/methods.ts'
import { listAsked, oneAsked, personAsked } from './of-person.ts'
import { originOf } from './origin.ts'
import { byName } from './users.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const reset = z.strictObject({ newPassword: z.string().max(256).nullish() }).nullish()
const ofMethod = byName.extend({ method: id })
const ofOperation = byName.extend({ operation: id })

/**
 * A password that others give somebody. Graph calls it a long-running operation, for it may reach further systems there: here it is done when
 * it is answered, and the operation says so to whoever asks again.
 */
export function passwordResetRoutes(app: Api, admit: Admit): void {
  const at = '/v1.0/users/:id/authentication'

  // Whoever chooses none is answered with ours; either is changed at the next sign-in.
  app.post(
    `${at}/methods/:method/resetPassword`,
    { schema: { tags, params: ofMethod, body: reset } },
    async (request, reply) => {
      if (request.params.method !== passwordId) throw new AppError('method.not_found')
      const person = await personAsked(admit, request)
      const viewer = await viewerOf(admit, request)
      const secrets = await chosenFor(admit, viewer, request.body?.newPassword, { accountId: person })
      const change = { do: 'issue_temporary_password', accountId: person } as const
      const done = await carryOut(admit, request, [change], null, undefined, secrets)
      const origin = originOf(admit, request)
      return reply
        .code(202)
        .header('location', `${origin}/v1.0/users/${person}/authentication/operations/${done.operationId}`)
        .send({
          '@odata.context': `${origin}/v1.0/$metadata#microsoft.graph.passwordResetResponse`,
          ...(done.temporaryPassword === null ? {} : { newPassword: done.temporaryPassword }),
        })
    },
  )

  const shape = (person: string, { id: operationId, at: instant }: Operation, origin: string) => ({
    ...{ id: operationId, createdDateTime: iso(instant), lastActionDateTime: iso(instant) },
    resourceLocation: `${origin}/v1.0/users/${person}/authentication/methods/${passwordId}`,
    ...{ status: 'succeeded', statusDetail: null },
  })
  app.get(`${at}/operations`, { schema: { tags, params: byName } }, async (request) => {
    const person = await personAsked(admit, request)
    const all = await resetOperations(admit, await viewerOf(admit, request), person)
    const origin = originOf(admit, request)
    return listAsked(
      admit,
      request,
      'operations',
      all.map((one) => shape(person, one, origin)),
    )
  })
  app.get(`${at}/operations/:operation`, { schema: { tags, params: ofOperation } }, async (request) => {
    const person = await personAsked(admit, request)
    const found = await resetOperation(admit, await viewerOf(admit, request), person, request.params.operation)
    return oneAsked(admit, request, 'operations', shape(person, found, originOf(admit, request)))
  })
}
