import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDemo } from '../../../test/setup/server.ts'
import { buildServer } from '../http.ts'

type Operation = {
  readonly operationId: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required: boolean
    readonly schema: object
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<Record<string, object>>
  readonly security: readonly object[]
}
type Document = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly components: object
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

let served: Served
let document: Document
let routes: readonly { readonly method: string; readonly url: string; readonly schema?: unknown }[]

beforeAll(async () => {
  served = await serveDemo()
  document = (await (await fetch(`${served.origin}/openapi.json`)).json()) as Document
  const app = await buildServer(served.running.admit)
  routes = app.knownRoutes.filter(({ method, url }) => url.startsWith('/v1.0/') && method !== 'HEAD')
  await app.close()
})
afterAll(() => served.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 as its specification wants it', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, method, operation } of operations()) {
      const at = `${method} ${path}`
      expect(['get', 'put', 'post', 'delete', 'patch'], at).toContain(method)
      expect(path, at).toMatch(/^\/[^:?*]*$/)
      // Every variable of the path is a parameter, and no parameter is there twice.
      const named = operation.parameters.map((one) => `${one.in} ${one.name}`)
      expect(new Set(named).size, at).toBe(named.length)
      const inPath = operation.parameters.filter((one) => one.in === 'path')
      expect(inPath.map((one) => one.name).sort(), at).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      )
      expect(
        inPath.every((one) => one.required),
        at,
      ).toBe(true)
      for (const { schema } of operation.parameters) expect(schema, at).toBeTypeOf('object')
      expect(
        Object.keys(operation.responses).every((status) => /^([1-5]\d\d|[1-5]XX|default)$/.test(status)),
        at,
      ).toBe(true)
    }
  })

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to)
    expect(references.length).toBeGreaterThan(100)
    for (const to of new Set(references)) {
      expect(to).toMatch(/^#\//)
      const found = to
        .slice(2)
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
      expect(found, to).toBeTypeOf('object')
    }
  })

  it('has every route below /v1.0 and no other', () => {
    const known = routes.map(({ method, url }) => `${method.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
    expect(known.length).toBeGreaterThan(40)
    expect(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual(known.sort())
  })

  it('says what each takes and what it answers when it says no', () => {
    for (const { path, method, operation } of operations()) {
      const { body } = (routes.find(
        ({ url, method: own }) => own.toLowerCase() === method && url.replace(/:(\w+)/g, '{$1}') === path,
      )?.schema ?? {}) as { body?: unknown }
      expect(operation.requestBody !== undefined, `${method} ${path}`).toBe(body !== undefined)
      expect(Object.keys(operation.responses), `${method} ${path}`).toEqual(
        expect.arrayContaining([
          '2XX',
          '400',
          '401',
          '403',
          '429',
          '500',
          '503',
          ...(path.includes('{') ? ['404'] : []),
        ]),
      )
    }
    expect(document.components).toMatchObject({
      responses: { E400: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } } },
    })
  })

  it('shows errors as they really are', async () => {
    const id = '3d9f2c1e-7a54-4b2f-9d11-5f0c6a1b2e3d'
    const answer = await fetch(`${served.origin}/v1.0/users`, { headers: { 'client-request-id': id } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('client-request-id')).toBe(id)
    const { error } = (await answer.json()) as { error: { code: string; innerError: Record<string, string> } }
    expect(error).toMatchObject({
      code: 'InvalidAuthenticationToken',
      innerError: { code: 'auth.required', 'client-request-id': id, 'request-id': answer.headers.get('request-id') },
    })
    expect(Date.parse(error.innerError['date'] as string)).toBeGreaterThan(Date.now() - 60_000)
  })
})
