import type { Search } from '../../store/scim-search.ts'
import { objectOf } from './document.ts'
import { conditionOf, type Strange } from './filter.ts'
import { mostResults } from './limits.ts'
import { type Ast, parseFilter } from './parse-filter.ts'
import { targetOf } from './path.ts'
import { attributeNamed, type ResourceType } from './schema.ts'
import { refused } from './scim-error.ts'

/** What is asked of a list, read but not yet of any kind of resource (RFC 7644 §3.4.2). */
export type ListQuery = {
  readonly filter: Ast | null
  readonly sortBy: string | null
  readonly sortOrder: 'ascending' | 'descending'
  /** From 1. */
  readonly startIndex: number
  readonly count: number
  readonly attributes: unknown
  readonly excludedAttributes: unknown
}

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** The body of `/.search` (§3.4.3). */
export function readSearch(body: unknown): ListQuery {
  const given = objectOf(body, 'the body')
  const { schemas } = given
  if (!Array.isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === searchRequest.toLowerCase()))
    throw refused('invalidSyntax', `schemas: ${searchRequest} is wanted`)
  return readQuery(given)
}

/** The query of an address, or the fields of a search. */
export function readQuery(given: Readonly<Record<string, unknown>>): ListQuery {
  const lower = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]))
  const text = (name: string): string | null => {
    const value = lower[name.toLowerCase()]
    if (value === undefined || value === null || value === '') return null
    if (typeof value !== 'string') throw refused('invalidValue', `${name}: one text is wanted`)
    return value
  }
  const filter = text('filter')
  const order = text('sortOrder')?.toLowerCase() ?? 'ascending'
  if (order !== 'ascending' && order !== 'descending')
    throw refused('invalidValue', 'sortOrder: ascending or descending is wanted')
  return {
    filter: filter === null ? null : parseFilter(filter),
    sortBy: text('sortBy'),
    sortOrder: order,
    // Less than one is one, less than none is none (§3.4.2.4).
    startIndex: Math.max(1, whole('startIndex', lower['startindex']) ?? 1),
    count: Math.min(mostResults, Math.max(0, whole('count', lower['count']) ?? 100)),
    attributes: lower['attributes'],
    excludedAttributes: lower['excludedattributes'],
  }
}

function whole(name: string, value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  if (!Number.isInteger(number) || Math.abs(number) > 2 ** 31)
    throw refused('invalidValue', `${name}: a whole number is wanted`)
  return number
}

/** The search for one kind of resource. */
export function searchOf(type: ResourceType, query: ListQuery, strange: Strange): Search {
  return {
    where: query.filter === null ? null : conditionOf(type, query.filter, strange),
    sort: query.sortBy === null ? null : { column: sortColumn(type, query.sortBy), order: query.sortOrder },
    offset: query.startIndex - 1,
    limit: query.count,
  }
}

function sortColumn(type: ResourceType, path: string): string {
  const target = targetOf(type, path.trim())
  const attribute = target?.attribute ?? null
  const sub = target?.sub ?? attributeNamed(attribute?.sub ?? [], 'value')
  // Of addresses, the primary one counts (§3.4.2.3).
  if (attribute?.items === 'emails' && sub?.name === 'value') return 'attribute:mail'
  const column = attribute?.items === undefined ? (sub ?? attribute)?.column : undefined
  if (column === undefined || column === 'resourceType')
    throw refused('invalidValue', `sortBy: ${path.slice(0, 200)} cannot be sorted by`)
  return column
}
