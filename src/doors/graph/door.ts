import type { FastifyInstance, RouteOptions } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { AppError } from '../../errors.ts'
import { admitRoutes } from './admit-routes.ts'
import { directoryRoutes } from './directory-routes.ts'
import { scimTokenRoutes } from './scim-token-routes.ts'

/** The API below /v1.0: Graph's shapes, and what Admit adds beside them. Its OpenAPI document is made from the routes. */
export function graphDoor(app: FastifyInstance, admit: Admit): void {
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setSchemaErrorFormatter(
    (errors) =>
      new AppError('request.invalid', {
        issues: errors.map((error) => `${error.instancePath.slice(1)}: ${error.message}`),
      }),
  )
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/v1.0/')) routes.push(route)
  })
  // DELETE and bodiless POST come with a JSON content type from many clients.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
    if (body === '') return done(null, undefined)
    try {
      done(
        null,
        JSON.parse(body as string, (key, value) => (key === '__proto__' ? undefined : value)),
      )
    } catch {
      done(new AppError('request.invalid', { hint: 'the body is not JSON' }))
    }
  })

  const api = app.withTypeProvider<ZodTypeProvider>()
  admitRoutes(api, admit)
  directoryRoutes(api, admit)
  scimTokenRoutes(api, admit)
  let document: object | undefined
  app.get('/openapi.json', () => {
    document ??= openApi(routes, admit.config.origins[0] as string)
    return document
  })
}

type Schema = {
  readonly tags?: readonly string[]
  readonly body?: z.ZodType
  readonly params?: z.ZodObject
  readonly querystring?: z.ZodObject
}

function openApi(routes: readonly RouteOptions[], origin: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const method = String(route.method).toLowerCase()
    if (method === 'head' || method === 'options') continue
    const schema = (route.schema ?? {}) as Schema
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const of = (where: 'path' | 'query', shape: z.ZodObject | undefined) =>
      Object.entries(shape?.shape ?? {}).map(([name, type]) => ({
        name,
        in: where,
        required: where === 'path',
        schema: z.toJSONSchema(type as z.ZodType, { unrepresentable: 'any' }),
      }))
    paths[path] = {
      ...paths[path],
      [method]: {
        tags: schema.tags,
        parameters: [...of('path', schema.params), ...of('query', schema.querystring)],
        ...(schema.body === undefined
          ? {}
          : {
              requestBody: {
                required: true,
                content: {
                  'application/json': { schema: z.toJSONSchema(schema.body, { unrepresentable: 'any', io: 'input' }) },
                },
              },
            }),
        responses: {
          '200': { description: 'Done' },
          default: { description: 'An error: { error: { code, message, innerError } }' },
        },
        security: [{ token: [] }],
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Admit',
      version: '1.0',
      description: 'The directory in the shapes of Microsoft Graph, and why somebody cannot sign in.',
    },
    servers: [{ url: origin }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  }
}
