import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { domainDetails, domainList } from '../../app/domains.ts'
import { AppError } from '../../errors.ts'
import type { Api } from './api.ts'
import { carryOut, done } from './carry-out.ts'
import { collection, entity, listing, pageOf, showing } from './collection.ts'
import { domainName } from './fields.ts'
import { domainNoun, recordNoun } from './nouns/domain.ts'
import { viewerOf } from './viewer.ts'

const tags = ['directory']
const byName = z.object({ id: z.string().max(253) })

/** Domains as Graph has them, and below `admit` with the records that prove them and who uses them. */
export function domainRoutes(app: Api, admit: Admit): void {
  const shown = async (request: FastifyRequest, name: string) =>
    entity(admit, request, domainNoun, await domainDetails(admit, await viewerOf(admit, request), name))

  app.get('/v1.0/domains', { schema: listing }, (request) =>
    collection(admit, request, domainNoun, async (viewer, asked) =>
      pageOf(await domainList(admit, viewer), domainNoun, asked),
    ),
  )
  app.post('/v1.0/domains', { schema: { tags, body: z.strictObject({ id: domainName }) } }, async (request, reply) => {
    const { id: name } = request.body
    const viewer = await viewerOf(admit, request)
    const isThere = (await domainList(admit, viewer)).some((one) => one.name === name)
    if (isThere) throw new AppError('domain.exists', { name })
    await carryOut(admit, request, [{ do: 'put_domain', domain: { name, isVerified: false, isDefault: false } }])
    return reply.code(201).send(await shown(request, name))
  })
  app.get('/v1.0/domains/:id', { schema: { ...showing, params: byName } }, (request) =>
    shown(request, request.params.id),
  )
  // Being the default is given, and taken by giving it to another.
  app.patch(
    '/v1.0/domains/:id',
    { schema: { tags, params: byName, body: z.strictObject({ isDefault: z.literal(true) }) } },
    async (request, reply) => {
      await carryOut(admit, request, [{ do: 'set_default_domain', name: request.params.id }])
      return done(reply)
    },
  )
  app.delete('/v1.0/domains/:id', { schema: { tags, params: byName } }, async (request, reply) => {
    await carryOut(admit, request, [{ do: 'delete_domain', name: request.params.id }])
    return done(reply)
  })
  app.post('/v1.0/domains/:id/verify', { schema: { tags, params: byName } }, async (request) => {
    await carryOut(admit, request, [{ do: 'verify_domain', name: request.params.id }])
    return shown(request, request.params.id)
  })
  app.get('/v1.0/domains/:id/verificationDnsRecords', { schema: { ...listing, params: byName } }, (request) =>
    collection(admit, request, recordNoun, async (viewer, asked) =>
      pageOf((await domainDetails(admit, viewer, request.params.id)).records, recordNoun, asked),
    ),
  )

  // What other services of a domain would need: there are none here, so its list is empty, for a domain that is there.
  app.get('/v1.0/domains/:id/serviceConfigurationRecords', { schema: { ...listing, params: byName } }, (request) =>
    collection(admit, request, recordNoun, async (viewer, asked) => {
      await domainDetails(admit, viewer, request.params.id)
      return pageOf([], recordNoun, asked)
    }),
  )

  app.get('/v1.0/admit/domains', { schema: { tags: ['admit'] } }, async (request) => ({
    value: await domainList(admit, await viewerOf(admit, request)),
  }))
  app.get('/v1.0/admit/domains/:id', { schema: { tags: ['admit'], params: byName } }, async (request) =>
    domainDetails(admit, await viewerOf(admit, request), request.params.id),
  )
}
