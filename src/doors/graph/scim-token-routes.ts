import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { makeScimToken, revokeScimToken, scimTokens, usualToken } from '../../app/scim/tokens.ts'
import type { Api } from './api.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

/** Tokens of provisioning clients: made, listed and revoked. The token itself is answered once. */
export function scimTokenRoutes(app: Api, admit: Admit): void {
  const viewer = (request: FastifyRequest) => viewerOf(admit, request)
  const tags = ['admit']

  app.get('/v1.0/admit/scimTokens', { schema: { tags } }, async (request) => ({
    // What a client is given beside its token.
    baseUrl: `${originOf(admit, request)}/scim/v2`,
    value: await scimTokens(admit, await viewer(request)),
  }))
  app.post(
    '/v1.0/admit/scimTokens',
    {
      schema: {
        tags,
        body: z.strictObject({
          name: z.string().trim().min(1).max(256),
          reach: z.enum(['people', 'administrators']).default(usualToken.reach),
          days: z.number().int().min(1).max(1095).default(usualToken.days),
          perMinute: z.number().int().min(1).max(60_000).default(usualToken.perMinute),
        }),
      },
    },
    async (request, reply) => reply.code(201).send(await makeScimToken(admit, await viewer(request), request.body)),
  )
  app.delete('/v1.0/admit/scimTokens/:id', { schema: { tags, params: z.object({ id: z.guid() }) } }, async (request) =>
    revokeScimToken(admit, await viewer(request), request.params.id),
  )
}
