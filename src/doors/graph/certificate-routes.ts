import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { addCertificate, removeCertificate } from '../../app/certificates.ts'
import { type Api, byId } from './api.ts'
import { done } from './carry-out.ts'
import { id } from './fields.ts'
import { newCertificate, spoken } from './key-credentials.ts'
import { viewerOf } from './viewer.ts'

/** Certificates of an app one by one; `keyCredentials` of `applications` changes the list as a whole. */
export function certificateRoutes(app: Api, admit: Admit): void {
  const tags = ['admit']
  app.post(
    '/v1.0/admit/apps/:id/certificates',
    { schema: { tags, params: byId, body: newCertificate } },
    async (request, reply) => {
      const { certificate, ...said } = request.body
      const wanted = { certificate, ...spoken(said) }
      return reply
        .code(201)
        .send(await addCertificate(admit, await viewerOf(admit, request), request.params.id, wanted))
    },
  )
  app.delete(
    '/v1.0/admit/apps/:id/certificates/:keyId',
    { schema: { tags, params: z.object({ id, keyId: id }) } },
    async (request, reply) => {
      await removeCertificate(admit, await viewerOf(admit, request), request.params.id, request.params.keyId)
      return done(reply)
    },
  )
}
