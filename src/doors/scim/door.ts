import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { type Provisioner, provisionerOf } from '../../app/scim/tokens.ts'
import { AppError } from '../../errors.ts'
import { asAppError } from '../known-error.ts'
import { nothingAt } from '../nothing-at.ts'
import { jsonIn } from '../plain-data.ts'
import { readBulk, runBulk } from './bulk.ts'
import type { Doc } from './document.ts'
import { type Asked, type Endpoint, groups, users } from './endpoint.ts'
import { versionsOf } from './entity-tag.ts'
import { mostPayload, mostResults } from './limits.ts'
import { type ListQuery, readQuery, readSearch } from './query.ts'
import { resourceTypeDocuments, schemaDocuments, serviceProviderConfig } from './schema-documents.ts'
import { errorBody, ScimError, scimErrorOf } from './scim-error.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with a request below /scim/v2. */
    provisioner: Provisioner | null
  }
}

const root = '/scim/v2'

/** SCIM 2.0 (RFC 7643, RFC 7644) for provisioning clients, below /scim/v2. */
export function scimDoor(app: FastifyInstance, admit: Admit): void {
  app.removeContentTypeParser(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
  const types = ['application/json', 'application/scim+json']
  app.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: mostPayload }, async (_: unknown, body: Buffer) => {
    try {
      return jsonIn(body, (key, value) => (key === '__proto__' ? undefined : value))
    } catch (error) {
      throw new ScimError(400, 'invalidSyntax', String((error as AppError).details['hint']))
    }
  })
  app.setErrorHandler((error, request, reply) => answerError(admit, error, request, reply))
  app.decorateRequest('provisioner', null)
  // Before a body is read: nobody without a token has us read one.
  app.addHook('onRequest', async (request) => {
    request.provisioner = await provisionerOf(admit, tokenOf(request))
  })

  const asked = (request: FastifyRequest): Asked => {
    const { attributes, excludedAttributes } = request.query as Record<string, unknown>
    const versions = versionsOf(request.headers['if-match'])
    return {
      admit,
      who: request.provisioner as Provisioner,
      base: baseOf(request),
      versions,
      attributes,
      excludedAttributes,
    }
  }
  const listed = (request: FastifyRequest, query: ListQuery, endpoints: readonly Endpoint[]) =>
    list(
      { ...asked(request), attributes: query.attributes, excludedAttributes: query.excludedAttributes },
      query,
      endpoints,
    )

  for (const endpoint of [users, groups]) {
    const path = root + endpoint.type.endpoint
    app.get(path, async (request, reply) =>
      say(reply, 200, await listed(request, readQuery(request.query as Doc), [endpoint])),
    )
    app.post(`${path}/.search`, async (request, reply) =>
      say(reply, 200, await listed(request, readSearch(request.body), [endpoint])),
    )
    app.post(path, async (request, reply) => {
      const doc = await endpoint.create(asked(request), request.body)
      reply.header('location', `${baseOf(request)}${endpoint.type.endpoint}/${doc['id']}`)
      return say(reply, 201, doc)
    })
    app.get(`${path}/:id`, async (request, reply) => {
      const doc = await endpoint.read(asked(request), idOf(request))
      const { version } = (doc['meta'] ?? {}) as { version?: string }
      const given = request.headers['if-none-match']
      const known = versionsOf(given)
      const isSame = given !== undefined && (known === null || known.some((one) => version === `W/"${one}"`))
      return isSame ? reply.header('etag', version).code(304).send() : say(reply, 200, doc)
    })
    app.put(`${path}/:id`, async (request, reply) =>
      say(reply, 200, await endpoint.replace(asked(request), idOf(request), request.body)),
    )
    app.patch(`${path}/:id`, async (request, reply) => {
      const doc = await endpoint.patch(asked(request), idOf(request), request.body)
      // A group may be large: it is said again only to who asks for parts of it (RFC 7644 §3.5.2).
      if (endpoint === groups && asked(request).attributes === undefined) return reply.code(204).send()
      return say(reply, 200, doc)
    })
    app.delete(`${path}/:id`, async (request, reply) => {
      await endpoint.remove(asked(request), idOf(request))
      return reply.code(204).send()
    })
  }
  app.get(root, async (request, reply) =>
    say(reply, 200, await listed(request, readQuery(request.query as Doc), [users, groups])),
  )
  app.post(`${root}/.search`, async (request, reply) =>
    say(reply, 200, await listed(request, readSearch(request.body), [users, groups])),
  )
  app.post(`${root}/Bulk`, async (request, reply) => {
    const bulk = readBulk(request.body)
    // Each operation counts as a request (SEC-40); the first was counted when this one came.
    if (bulk.operations.length > 1) await provisionerOf(admit, tokenOf(request), bulk.operations.length - 1)
    const own = { ...asked(request), versions: null, attributes: undefined, excludedAttributes: undefined }
    return say(reply, 200, await runBulk(own, bulk))
  })
  documents(app)
  // §3.11: the holder of a token is nobody of the directory.
  app.all(`${root}/Me`, async () => {
    throw new ScimError(501, null, 'a provisioning token belongs to no person')
  })
  app.all(`${root}/*`, async (request, reply) => {
    throw nothingAt(request, reply)
  })
}

function documents(app: FastifyInstance): void {
  app.get(`${root}/ServiceProviderConfig`, async (request, reply) => {
    mustNotFilter(request)
    return say(reply, 200, serviceProviderConfig(baseOf(request)))
  })
  for (const [path, make] of [
    ['ResourceTypes', resourceTypeDocuments],
    ['Schemas', schemaDocuments],
  ] as const) {
    app.get(`${root}/${path}`, async (request, reply) => {
      mustNotFilter(request)
      const all = make(baseOf(request))
      return say(reply, 200, listResponse(all.length, 1, all))
    })
    app.get(`${root}/${path}/:id`, async (request, reply) => {
      const found = make(baseOf(request)).find(({ id }) => id.toLowerCase() === idOf(request).toLowerCase())
      if (found === undefined) throw new ScimError(404, null, `${path} has no such entry`)
      return say(reply, 200, found)
    })
  }
}

/** RFC 7644 §4: what the server says of itself is not searched. */
function mustNotFilter(request: FastifyRequest): void {
  if ((request.query as Doc)['filter'] !== undefined) throw new ScimError(403, null, 'this list cannot be filtered')
}

/** One page over the endpoints, one after the other. */
async function list(asked: Asked, query: ListQuery, endpoints: readonly Endpoint[]): Promise<object> {
  const strange = endpoints.length > 1 ? 'no_match' : 'refused'
  const items: Doc[] = []
  let total = 0
  for (const endpoint of endpoints) {
    const startIndex = Math.max(1, query.startIndex - total)
    const page = await endpoint.list(asked, { ...query, startIndex, count: query.count - items.length }, strange)
    items.push(...page.items)
    total += page.total
  }
  return listResponse(total, query.startIndex, items)
}

function listResponse(total: number, startIndex: number, items: readonly object[]): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    itemsPerPage: Math.min(items.length, mostResults),
    startIndex,
    Resources: items,
  }
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer ([\w-]{1,256})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new AppError('auth.required')
  return token
}

const baseOf = (request: FastifyRequest) => `${request.protocol}://${request.host}${root}`
const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

function say(reply: FastifyReply, status: number, body: object): FastifyReply {
  const version = (body as { meta?: { version?: string } }).meta?.version
  if (version !== undefined) reply.header('etag', version)
  return reply.code(status).type('application/scim+json; charset=utf-8').send(JSON.stringify(body))
}

function answerError(admit: Admit, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isMedia = (error as { statusCode?: number }).statusCode === 415
  const own =
    error instanceof ScimError
      ? error
      : isMedia
        ? new ScimError(415, null, 'a body comes as application/scim+json')
        : asAppError(error)
  if (own.status >= 500 && own.status !== 501)
    admit.log.error(
      { correlationId: request.correlationId, path: request.url.split('?')[0], error: String((error as Error)?.stack) },
      'request failed',
    )
  if (own.status === 401) reply.header('www-authenticate', 'Bearer realm="SCIM"')
  if (own.status === 429) reply.header('retry-after', String((own as AppError).details['retryAfter'] ?? 60))
  if (own.status === 503) reply.header('retry-after', '2')
  const said = scimErrorOf(own)
  return say(reply, said.status, errorBody(said))
}
