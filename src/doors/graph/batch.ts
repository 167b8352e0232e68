import type { FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { AppError, errors } from '../../errors.ts'
import type { Api } from './api.ts'
import { viewerOf } from './viewer.ts'

/** As many as Graph takes. */
const most = 20
/** Requests that are under way at once: a batch is one caller. */
const atOnce = 4

const one = z.strictObject({
  id: z.string().min(1).max(64),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string().min(1).max(8192),
  headers: z.record(z.string().regex(/^[\w-]{1,64}$/), z.string().max(4096)).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string().max(64)).max(most).optional(),
})
const batch = z.strictObject({ requests: z.array(one).min(1).max(most) })
type One = z.infer<typeof one>

type Answer = {
  readonly id: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Headers of a request within a batch: who asks, and of what address, is said once, by the batch. */
const passed = ['consistencylevel', 'prefer', 'if-match', 'if-none-match', 'client-request-id']

/** Several requests in one, each answered as if it had come alone, by the one who sent them all. */
export function batchRoute(app: Api, admit: Admit): void {
  app.post('/v1.0/$batch', { schema: { tags: ['directory'], body: batch } }, async (request) => {
    const { requests } = request.body
    mustBeInOrder(requests)
    await viewerOf(admit, request)
    const answers = new Map<string, Promise<Answer>>()
    const free: (() => void)[] = []
    let running = 0
    const inTurn = async (work: () => Promise<Answer>) => {
      if (running >= atOnce) await new Promise<void>((go) => free.push(go))
      else running += 1
      try {
        return await work()
      } finally {
        const next = free.shift()
        if (next) next()
        else running -= 1
      }
    }
    for (const asked of requests) {
      const before = (asked.dependsOn ?? []).map((id) => answers.get(id) as Promise<Answer>)
      answers.set(
        asked.id,
        Promise.all(before).then((done) =>
          done.some(({ status }) => status >= 400)
            ? failed(admit, request, asked)
            : inTurn(() => answered(app, request, asked)),
        ),
      )
    }
    return { responses: await Promise.all(answers.values()) }
  })
}

/** Throws unless each id is there once, and each request depends on earlier ones alone: so no circle can be. */
function mustBeInOrder(requests: readonly One[]): void {
  const seen = new Set<string>()
  for (const { id, url, dependsOn = [] } of requests) {
    const field = `requests/${id}`
    if (seen.has(id)) throw new AppError('request.invalid', { field, hint: 'the id is there twice' })
    if (dependsOn.some((other) => !seen.has(other)))
      throw new AppError('request.invalid', { field, hint: 'dependsOn names earlier requests' })
    const path = pathOf(url)
    if (path === null) throw new AppError('request.invalid', { field, hint: 'the url is relative, as /users' })
    if (/^\/v1\.0\/\$batch/i.test(asRouted(path)))
      throw new AppError('request.invalid', { field, hint: 'a batch holds no batch' })
    seen.add(id)
  }
}

/** The path below our API that a url within a batch means; null for one that could lead elsewhere. */
function pathOf(url: string): string | null {
  if (/^[a-z][a-z\d+.-]*:|^\/\/|\\/i.test(url)) return null
  const parsed = URL.parse(url.replace(/^\/?(?:v1\.0\/)?/, ''), 'http://here.invalid/v1.0/')
  if (parsed === null || parsed.host !== 'here.invalid' || !parsed.pathname.startsWith('/v1.0/')) return null
  return parsed.pathname + parsed.search
}

/** A path as it is looked up; one that cannot be read so leads nowhere. */
function asRouted(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

async function answered(app: Api, request: FastifyRequest, asked: One): Promise<Answer> {
  const given = Object.entries(asked.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const)
  const { authorization, cookie, origin } = request.headers
  const mine = {
    authorization,
    cookie,
    origin,
    'x-admit-csrf': request.headers['x-admit-csrf'],
    host: request.headers.host,
  }
  const response = await app.inject({
    method: asked.method as HTTPMethods as 'GET',
    url: pathOf(asked.url) as string,
    remoteAddress: request.ip,
    headers: {
      ...Object.fromEntries(given.filter(([name]) => passed.includes(name))),
      ...Object.fromEntries(
        Object.entries(mine).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(asked.body === undefined ? {} : { payload: JSON.stringify(asked.body) }),
  })
  const { headers, body } = response
  const type = String(headers['content-type'] ?? '')
  const shown = ['content-type', 'etag', 'location', 'allow', 'retry-after', 'preference-applied', 'odata-entityid']
  return {
    id: asked.id,
    status: response.statusCode,
    headers: Object.fromEntries(
      shown.flatMap((name) => (headers[name] === undefined ? [] : [[headerName(name), String(headers[name])]])),
    ),
    ...(body === '' ? {} : { body: type.includes('json') ? (JSON.parse(body) as unknown) : body }),
  }
}

const headerName = (name: string) =>
  name.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())

/** What depends on a request that failed is not tried. */
function failed(admit: Admit, request: FastifyRequest, { id }: One): Answer {
  const { status, title } = errors['request.dependency_failed']
  const innerError = {
    code: 'request.dependency_failed',
    date: new Date(admit.now()).toISOString(),
    'request-id': request.id,
    'client-request-id': request.correlationId,
  }
  return {
    id,
    status,
    headers: { 'Content-Type': 'application/json' },
    body: { error: { code: 'FailedDependency', message: title, innerError } },
  }
}
