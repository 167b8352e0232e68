import { AppError } from '../../errors.ts'
import { asAppError } from '../known-error.ts'
import { type Doc, objectOf } from './document.ts'
import { type Asked, type Endpoint, groups, users } from './endpoint.ts'
import { versionsOf } from './entity-tag.ts'
import { mostOperations } from './limits.ts'
import { errorBody, refused, ScimError, scimErrorOf } from './scim-error.ts'

type Operation = {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly bulkId: string | null
  readonly version: string | null
  readonly path: string
  readonly data: unknown
  /** Bulk ids it speaks of. */
  readonly needs: ReadonlySet<string>
}

type Result = { readonly status: number; readonly body: Doc }

const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** What a bulk asks (RFC 7644 §3.7), bounded in number. */
export function readBulk(body: unknown): { readonly operations: readonly Operation[]; readonly failOnErrors: number } {
  const given = objectOf(body, 'the body')
  const { schemas, Operations, failOnErrors } = given
  if (!Array.isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === bulkRequest.toLowerCase()))
    throw refused('invalidSyntax', `schemas: ${bulkRequest} is wanted`)
  if (!Array.isArray(Operations) || Operations.length === 0)
    throw refused('invalidSyntax', 'Operations: a list of operations is wanted')
  if (Operations.length > mostOperations) throw new ScimError(413, null, `Operations: at most ${mostOperations}`)
  if (failOnErrors !== undefined && !(Number.isInteger(failOnErrors) && (failOnErrors as number) >= 1))
    throw refused('invalidValue', 'failOnErrors: a whole number from 1 is wanted')
  const operations = Operations.map(readOperation)
  const ids = operations.flatMap(({ bulkId }) => (bulkId === null ? [] : [bulkId]))
  if (new Set(ids).size < ids.length) throw refused('invalidValue', 'bulkId: one stands twice')
  return { operations, failOnErrors: (failOnErrors as number | undefined) ?? Number.POSITIVE_INFINITY }
}

function readOperation(given: unknown): Operation {
  const { method, bulkId, version, path, data } = objectOf(given, 'an operation')
  const word = String(method).toUpperCase()
  if (word !== 'POST' && word !== 'PUT' && word !== 'PATCH' && word !== 'DELETE')
    throw refused('invalidSyntax', 'method: POST, PUT, PATCH or DELETE is wanted')
  if (typeof path !== 'string' || path.length > 512) throw refused('invalidSyntax', 'path: a path is wanted')
  if (word === 'POST' && (typeof bulkId !== 'string' || bulkId === ''))
    throw refused('invalidSyntax', 'bulkId: POST needs one')
  return {
    method: word,
    bulkId: typeof bulkId === 'string' ? bulkId.slice(0, 256) : null,
    version: typeof version === 'string' ? version : null,
    path,
    data,
    needs: new Set([...referencesIn(path.split('/')), ...referencesIn(data)]),
  }
}

const reference = /^bulkId:(.+)$/

function referencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [reference.exec(value)?.[1]].filter((one) => one !== undefined)
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(referencesIn)
}

function resolved(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(reference.exec(value)?.[1] ?? '') ?? value
  if (Array.isArray(value)) return value.map((one) => resolved(one, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, ids)]))
}

/**
 * Does the operations, each whole or not at all, an operation after those it speaks of; after so many errors no more are
 * begun. A bulk that was cut off can be sent again: what it made answers 409 with its address, and its bulk id stands for it.
 */
export async function runBulk(
  asked: Asked,
  { operations, failOnErrors }: ReturnType<typeof readBulk>,
): Promise<object> {
  const ids = new Map<string, string>()
  const results = new Map<Operation, Result>()
  const known = new Set(operations.map(({ bulkId }) => bulkId))
  let errors = 0
  let open = [...operations]
  while (open.length > 0 && errors < failOnErrors) {
    const isOver = (id: string) => !known.has(id) || !open.some((one) => one.bulkId === id)
    const next = open.find((one) => [...one.needs].every(isOver))
    // What is left speaks of each other in a circle (§3.7.1).
    const operation = next ?? (open[0] as Operation)
    open = open.filter((one) => one !== operation)
    const result = next === undefined ? circle(operation) : await run(asked, operation, ids)
    results.set(operation, result)
    if (result.status >= 400) errors += 1
  }
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: operations.flatMap((one) => results.get(one)?.body ?? []),
  }
}

async function run(asked: Asked, operation: Operation, ids: Map<string, string>): Promise<Result> {
  const { method, bulkId, needs } = operation
  let location: string | null = null
  try {
    const missing = [...needs].find((id) => !ids.has(id))
    if (missing !== undefined)
      throw refused('invalidValue', `bulkId:${missing.slice(0, 256)} stands for nothing that is there`)
    const [, name, ...rest] = operation.path.split('/').map((part) => String(resolved(part, ids)))
    const endpoint = [users, groups].find(({ type }) => type.endpoint === `/${name}`)
    const id = rest[0] ?? ''
    if (endpoint === undefined || rest.length > 1 || (id === '') !== (method === 'POST'))
      throw new ScimError(404, null, `${operation.path}: there is nothing at this path`)
    if (method !== 'POST') location = `${asked.base}${endpoint.type.endpoint}/${id}`
    const own = { ...asked, versions: versionsOf(operation.version) }
    const data = resolved(operation.data, ids)
    const doc = await done(own, endpoint, method, id, data, (found) => {
      location = `${asked.base}${endpoint.type.endpoint}/${found}`
      if (bulkId !== null) ids.set(bulkId, found)
    })
    return { status: doc === null ? 204 : method === 'POST' ? 201 : 200, body: told(operation, location, doc) }
  } catch (error) {
    const known = error instanceof ScimError ? error : asAppError(error)
    // With the database away nothing more can be done: the whole is asked again.
    if (known instanceof AppError && known.code === 'database.unavailable') throw error
    if (known.status >= 500)
      asked.admit.log.error({ error: String((error as Error)?.stack ?? error) }, 'request failed')
    return failed(operation, location, scimErrorOf(known))
  }
}

async function done(
  asked: Asked,
  endpoint: Endpoint,
  method: Operation['method'],
  id: string,
  data: unknown,
  found: (id: string) => void,
): Promise<Doc | null> {
  switch (method) {
    case 'POST':
      try {
        const doc = await endpoint.create(asked, data)
        found(String(doc['id']))
        return doc
      } catch (error) {
        const isTaken = error instanceof AppError && scimErrorOf(error).scimType === 'uniqueness'
        const before = isTaken ? await endpoint.madeBefore(asked, data) : null
        if (before !== null) found(before)
        throw error
      }
    case 'PUT':
      return endpoint.replace(asked, id, data)
    case 'PATCH':
      return endpoint.patch(asked, id, data)
    case 'DELETE':
      await endpoint.remove(asked, id)
      return null
  }
}

function circle(operation: Operation): Result {
  return failed(operation, null, new ScimError(409, null, 'operations speak of each other in a circle'))
}

function failed(operation: Operation, location: string | null, error: ScimError): Result {
  const body = { ...told(operation, location, null), status: String(error.status), response: errorBody(error) }
  return { status: error.status, body }
}

function told({ method, bulkId }: Operation, location: string | null, doc: Doc | null): Doc {
  const version = (doc?.['meta'] as Doc | undefined)?.['version']
  return {
    ...(location === null ? {} : { location }),
    method,
    ...(bulkId === null ? {} : { bulkId }),
    ...(version === undefined ? {} : { version }),
    status: doc === null ? '204' : method === 'POST' ? '201' : '200',
  }
}
