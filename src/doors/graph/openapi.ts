import { STATUS_CODES } from 'node:http'
import type { RouteOptions } from 'fastify'
import { z } from 'zod'

type Schema = {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly body?: z.ZodType
  readonly params?: z.ZodObject
  readonly querystring?: z.ZodObject
}

const text = { type: 'string' }
const failure = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'innerError'],
      properties: {
        code: text,
        message: text,
        target: text,
        details: { type: 'object' },
        innerError: {
          type: 'object',
          required: ['code', 'date', 'request-id', 'client-request-id'],
          properties: { code: text, date: text, 'request-id': text, 'client-request-id': text },
        },
      },
    },
  },
}

/** The OpenAPI 3.1 document of these routes; what they take is said by the schemas that check it. */
export function openApi(routes: readonly RouteOptions[], origin: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes)
    for (const method of [route.method].flat().map((one) => one.toLowerCase())) {
      if (method === 'head' || method === 'options') continue
      const path = route.url.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [method]: operation(method, path, (route.schema ?? {}) as Schema) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Admit',
      version: '1.0',
      description: 'The directory in the shapes of Microsoft Graph, and why somebody cannot sign in.',
    },
    servers: [{ url: origin }],
    tags: [{ name: 'directory' }, { name: 'admit' }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: failure },
      responses: Object.fromEntries(
        [...failures, 404, 409, 413, 415, 422].map((status) => [`E${status}`, errorResponse(status)]),
      ),
    },
    paths,
  }
}

const failures = [400, 401, 403, 429, 500, 503]

function operation(method: string, path: string, schema: Schema): object {
  const of = (where: 'path' | 'query', shape: z.ZodObject | undefined) =>
    Object.entries(shape?.shape ?? {}).map(([name, type]) => ({
      name,
      in: where,
      required: where === 'path',
      schema: json(type as z.ZodType),
    }))
  const statuses = [
    ...failures,
    ...(path.includes('{') || schema.body !== undefined ? [404] : []),
    ...(method === 'get' ? [] : [409, 422]),
    ...(schema.body === undefined ? [] : [413, 415]),
  ].sort()
  return {
    operationId: `${method} ${path}`.replace(/[^A-Za-z]+/g, '_').replace(/_$/, ''),
    ...(schema.summary === undefined ? {} : { summary: schema.summary }),
    tags: schema.tags,
    parameters: [...of('path', schema.params), ...of('query', schema.querystring)],
    ...(schema.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: json(schema.body) } } } }),
    responses: {
      '2XX': { description: 'Done' },
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/E${status}` }])),
    },
    security: [{ token: [] }],
  }
}

function errorResponse(status: number): object {
  return {
    description: STATUS_CODES[status],
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  }
}

/** Without `$schema`: the document says which dialect it speaks. */
function json(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  return rest
}
