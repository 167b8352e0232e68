import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import type { Viewer } from '../../app/viewer.ts'
import { isExtension } from '../../core/membership/rule.ts'
import { AppError } from '../../errors.ts'
import type { Condition } from '../../store/list-conditions.ts'
import type { Asked, Page } from '../../store/lists.ts'
import type { Fields } from './odata/field.ts'
import { advancedField, readFilter } from './odata/filter.ts'
import { inOrder, matches } from './odata/matches.ts'
import {
  collectionQuery,
  countQuery,
  type Expansion,
  itemQuery,
  readExpand,
  readOrder,
  readSearch,
  readSelect,
  selected,
} from './odata/options.ts'
import { preferences } from './odata/prefer.ts'
import { originOf } from './origin.ts'
import { readSkipToken, skipToken } from './skip-token.ts'
import { viewerOf } from './viewer.ts'

/** One page as a list is asked for it. */
export type PageAsked = Asked

/** What things have beside their own row, by id: read once for a page, and only where it is asked for; `select` is what was asked for with it. */
export type Beside = (
  admit: Admit,
  viewer: Viewer,
  ids: readonly string[],
  select: string | undefined,
) => Promise<ReadonlyMap<string, unknown>>

/** A kind of thing the directory has many of: what it is called in an address, its fields, and how it is shown. */
export type Noun<Row> = {
  readonly name: string
  readonly fields: Fields
  readonly shape: (row: Row) => Record<string, unknown>
  /** Where a search looks that names no field. */
  readonly search?: { readonly field: string; readonly column: string }
  /** Whether Graph asks for `ConsistencyLevel: eventual` where a question is advanced. */
  readonly isDirectory?: true
  /** Fields that are read beside the row, by name. */
  readonly beside?: Readonly<Record<string, Beside>>
  /** Fields that are read beside the row and shown wherever nothing else is asked for. */
  readonly always?: Readonly<Record<string, Beside>>
  /** The value of a field that only some have, by its name. */
  readonly extension?: (row: Row, name: string) => unknown
  /** What `$expand` takes. */
  readonly expands?: Readonly<Record<string, Beside>>
}

type Given<T extends z.ZodType> = FastifyRequest<{ Querystring: z.infer<T> }>

/** The schema of a route that answers with a collection, to stand in its options. */
export const listing = { tags: ['directory'], querystring: collectionQuery }

/** The schema of a route that answers with one thing. */
export const showing = { tags: ['directory'], querystring: itemQuery }

/** The schema of a route that answers with a number. */
export const counting = { tags: ['directory'], querystring: countQuery }

/** What a page holds where nothing is said. */
const usualTop = 100

/** Answers with one page of a collection and the address of the next, for the viewer that asks. */
export async function collection<Row>(
  admit: Admit,
  request: FastifyRequest,
  noun: Noun<Row>,
  read: (viewer: Viewer, asked: PageAsked) => Promise<Page<Row>>,
): Promise<Record<string, unknown>> {
  const query = (request as Given<typeof collectionQuery>).query
  const select = readSelect(query.$select, noun.fields)
  const expand = readExpand(query.$expand, Object.keys(noun.expands ?? {}))
  const where = conditionOf(request, noun, query)
  const order = readOrder(query.$orderby, noun.fields)
  const viewer = await viewerOf(admit, request)
  const link = new URL(request.url, originOf(admit, request))
  const list = [
    viewer.tenantId,
    link.pathname,
    ...[query.$filter, query.$search, query.$orderby].map((one) => one ?? ''),
  ]
  const page = await read(viewer, {
    where,
    order,
    after: query.$skiptoken === undefined ? null : readSkipToken(admit, list, query.$skiptoken),
    limit: query.$top ?? preferences(request).pageSize ?? usualTop,
    wantsCount: query.$count === 'true',
  })
  if (page.next !== null) link.searchParams.set('$skiptoken', skipToken(admit, list, page.next))
  return {
    '@odata.context': contextOf(admit, request, noun, query.$select),
    ...(page.count === null ? {} : { '@odata.count': page.count }),
    ...(page.next === null ? {} : { '@odata.nextLink': link.toString() }),
    value: await shownAll(admit, viewer, noun, page.items, select, expand),
  }
}

/** Answers with how many there are, as text. */
export async function counted<Row>(
  admit: Admit,
  request: FastifyRequest,
  reply: FastifyReply,
  noun: Noun<Row>,
  count: (viewer: Viewer, where: Condition | null) => Promise<number>,
): Promise<FastifyReply> {
  if (!isEventual(request) && noun.isDirectory)
    throw new AppError('list.advanced', { field: '$count', hint: 'ConsistencyLevel: eventual is wanted' })
  const where = conditionOf(request, noun, (request as Given<typeof countQuery>).query)
  return reply.type('text/plain').send(String(await count(await viewerOf(admit, request), where)))
}

/** One thing with the fields asked for. */
export async function entity<Row>(
  admit: Admit,
  request: FastifyRequest,
  noun: Noun<Row>,
  row: Row,
): Promise<Record<string, unknown>> {
  const { $select, $expand } = request.query as z.infer<typeof itemQuery>
  const select = readSelect($select, noun.fields)
  const expand = readExpand($expand, Object.keys(noun.expands ?? {}))
  const [item] = await shownAll(admit, await viewerOf(admit, request), noun, [row], select, expand)
  return { '@odata.context': `${contextOf(admit, request, noun, $select)}/$entity`, ...item }
}

/** Rows as they are shown, with what stands beside them. */
export async function shownAll<Row>(
  admit: Admit,
  viewer: Viewer,
  noun: Noun<Row>,
  rows: readonly Row[],
  select: readonly string[] | null,
  expand: readonly Expansion[],
): Promise<readonly Record<string, unknown>[]> {
  const items = rows.map(noun.shape)
  const ids = items.map((item) => String(item['id']))
  const wanted = (select ?? Object.keys(noun.always ?? {})).flatMap((name) => {
    const read = noun.beside?.[name] ?? noun.always?.[name]
    return read === undefined ? [] : [{ name, read, select: select?.join(',') }]
  })
  const expanded = expand.map(({ name, select: of }) => ({ name, read: noun.expands?.[name] as Beside, select: of }))
  const beside = await Promise.all(
    [...wanted, ...expanded].map(async ({ name, read, select: of }) => ({
      name,
      found: ids.length === 0 ? new Map<string, unknown>() : await read(admit, viewer, ids, of),
    })),
  )
  const extensions = (select ?? []).filter((name) => isExtension(name))
  return items.map((item, i) => ({
    ...selected(item, select, noun.fields),
    ...Object.fromEntries(extensions.map((name) => [name, noun.extension?.(rows[i] as Row, name) ?? null])),
    ...Object.fromEntries(
      beside.flatMap(({ name, found }) => {
        const value = found.get(ids[i] as string)
        return value === undefined ? [] : [[name, value]]
      }),
    ),
  }))
}

/** A page of a list that is at hand whole; for lists that no tenant has many of. */
export function pageOf<Row>(all: readonly Row[], noun: Noun<Row>, asked: PageAsked): Page<Row> {
  const found = all
    .map((row) => ({ row, item: noun.shape(row) }))
    .filter(({ item }) => asked.where === null || matches(asked.where, item))
  if (asked.order.length > 0) {
    const by = inOrder(asked.order)
    found.sort((a, b) => by(a.item, b.item))
  }
  const from = asked.after === null ? 0 : Number(asked.after[0])
  const to = from + asked.limit
  return {
    items: found.slice(from, to).map(({ row }) => row),
    next: found.length > to ? [to] : null,
    count: asked.wantsCount ? found.length : null,
  }
}

/** How many of a list that is at hand whole meet the condition. */
export function countOf<Row>(all: readonly Row[], noun: Noun<Row>, where: Condition | null): number {
  return all.filter((row) => where === null || matches(where, noun.shape(row))).length
}

/** Filter and search as one condition; throws `list.advanced` where Graph would not answer it without being asked to take its time. */
function conditionOf<Row>(
  request: FastifyRequest,
  noun: Noun<Row>,
  query: { readonly $filter?: string | undefined; readonly $search?: string | undefined; readonly $count?: unknown },
): Condition | null {
  const where =
    query.$filter === undefined || query.$filter.trim() === '' ? null : readFilter(query.$filter, noun.fields)
  const search = readSearch(query.$search, noun.fields, noun.search ?? searchedByName(noun.fields))
  const isAsked = isEventual(request) && (query.$count === 'true' || isNumber(request))
  const advanced = where === null ? null : advancedField(where)
  if (noun.isDirectory && advanced !== null && !isAsked)
    throw new AppError('list.advanced', { field: '$filter', hint: `because of how ${advanced} is asked` })
  if (noun.isDirectory && search !== null && !isEventual(request))
    throw new AppError('list.advanced', { field: '$search', hint: 'ConsistencyLevel: eventual is wanted' })
  const parts = [where, search].filter((part): part is Condition => part !== null)
  return parts.length > 1 ? { is: 'and', parts } : (parts[0] ?? null)
}

/** Lists of things with a name are searched by it; logs and the like are filtered. */
const searchedByName = (fields: Fields) =>
  Object.hasOwn(fields, 'displayName') ? { field: 'displayName', column: 'displayName' } : null

const isNumber = (request: FastifyRequest) => request.url.split('?')[0]?.endsWith('/$count') === true

/** Counts and searches are always of the directory as it is now: more than `eventual` can ask for. */
function isEventual(request: FastifyRequest): boolean {
  const level = request.headers['consistencylevel']
  if (level === undefined) return false
  if (String(level).toLowerCase() !== 'eventual')
    throw new AppError('request.invalid', { field: 'ConsistencyLevel', hint: 'eventual, or nothing' })
  return true
}

function contextOf<Row>(admit: Admit, request: FastifyRequest, noun: Noun<Row>, select: string | undefined): string {
  return `${originOf(admit, request)}/v1.0/$metadata#${noun.name}${select === undefined ? '' : `(${select.replace(/\s/g, '')})`}`
}
