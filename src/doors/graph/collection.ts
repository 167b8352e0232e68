import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import type { Viewer } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import { collectionQuery, type Filterable, itemQuery, readQuery, readSelect, selected } from './odata.ts'
import { type Cursor, readSkipToken, skipToken } from './skip-token.ts'
import { viewerOf } from './viewer.ts'

/** One page as a list is asked for it. */
export type PageAsked = {
  readonly equals: Readonly<Record<string, string | boolean>>
  readonly search: string | null
  readonly after: Cursor | null
  readonly limit: number
  readonly wantsCount: boolean
}

/** One page: `next` is where it ended, null when nothing comes after it; `count` is of all pages, null where nobody counted. */
export type Page<Row> = { readonly items: readonly Row[]; readonly next: Cursor | null; readonly count: number | null }

/** A kind of thing the directory has many of: what it is called in an address, its fields, and how it is shown. */
export type Noun<Row> = {
  readonly name: string
  readonly fields: readonly string[]
  readonly filterable: Filterable
  readonly shape: (row: Row) => Record<string, unknown>
}

type Given = FastifyRequest<{ Querystring: z.infer<typeof collectionQuery> }>

/** The schema of a route that answers with a collection, to stand in its options. */
export const listing = { tags: ['directory'], querystring: collectionQuery }

/** The schema of a route that answers with one thing. */
export const showing = { tags: ['directory'], querystring: itemQuery }

/** Answers with one page of a collection and the address of the next, for the viewer that asks. */
export async function collection<Row>(
  admit: Admit,
  request: FastifyRequest,
  noun: Noun<Row>,
  read: (viewer: Viewer, asked: PageAsked) => Promise<Page<Row>>,
): Promise<Record<string, unknown>> {
  checkConsistency(request)
  const query = readQuery((request as Given).query, noun.fields, noun.filterable)
  const viewer = await viewerOf(admit, request)
  const link = new URL(request.url, originOf(request))
  const list = [viewer.tenantId, link.pathname, JSON.stringify(query.equals), query.search ?? '']
  const page = await read(viewer, {
    equals: query.equals,
    search: query.search,
    after: query.skipToken === null ? null : readSkipToken(admit, list, query.skipToken),
    limit: query.top,
    wantsCount: query.wantsCount,
  })
  if (page.next !== null) link.searchParams.set('$skiptoken', skipToken(admit, list, page.next))
  return {
    '@odata.context': `${originOf(request)}/v1.0/$metadata#${noun.name}`,
    ...(page.count === null ? {} : { '@odata.count': page.count }),
    ...(page.next === null ? {} : { '@odata.nextLink': link.toString() }),
    value: page.items.map((row) => selected(noun.shape(row), query.select)),
  }
}

/** One thing with the fields asked for. */
export function entity<Row>(request: FastifyRequest, noun: Noun<Row>, row: Row): Record<string, unknown> {
  const { $select } = request.query as z.infer<typeof itemQuery>
  return {
    '@odata.context': `${originOf(request)}/v1.0/$metadata#${noun.name}/$entity`,
    ...selected(noun.shape(row), readSelect($select, noun.fields)),
  }
}

/** A page of a list that is at hand whole; for lists that no tenant has many of. */
export function pageOf<Row>(all: readonly Row[], noun: Noun<Row>, asked: PageAsked): Page<Row> {
  const same = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase()
  const found = all.filter((row) => {
    const item = noun.shape(row)
    const isNamed =
      asked.search === null || String(item['displayName']).toLowerCase().includes(asked.search.toLowerCase())
    return isNamed && Object.entries(asked.equals).every(([field, value]) => same(item[field], value))
  })
  const from = asked.after === null ? 0 : Number(asked.after[0])
  const to = from + asked.limit
  return {
    items: found.slice(from, to),
    next: found.length > to ? [to] : null,
    count: asked.wantsCount ? found.length : null,
  }
}

/** Counts and searches are always of the directory as it is now: more than `eventual` can ask for. */
function checkConsistency(request: FastifyRequest): void {
  const level = request.headers['consistencylevel']
  if (level !== undefined && String(level).toLowerCase() !== 'eventual')
    throw new AppError('request.invalid', { field: 'ConsistencyLevel', hint: 'eventual, or nothing' })
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}
