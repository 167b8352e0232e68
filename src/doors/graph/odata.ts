import { AppError } from '../../errors.ts'

/** What a collection is asked for, of the options of OData that we take. */
export type Query = {
  readonly equals: Readonly<Record<string, string | boolean>>
  readonly search: string | null
  readonly select: readonly string[] | null
  readonly top: number
  readonly skipToken: string | null
  readonly wantsCount: boolean
}

const known = new Set(['$filter', '$select', '$top', '$skiptoken', '$search', '$count', '$orderby', '$expand'])

/** Reads the query; throws `request.invalid` with the option that cannot be read. `$filter` takes `field eq value` joined by `and`. */
export function readQuery(query: Readonly<Record<string, unknown>>): Query {
  for (const name of Object.keys(query))
    if (name.startsWith('$') && !known.has(name)) throw new AppError('request.invalid', { option: name })
  const text = (name: string): string | null => {
    const value = query[name]
    if (value === undefined) return null
    if (typeof value !== 'string' || value.length > 4096) throw new AppError('request.invalid', { option: name })
    return value
  }
  const top = Number(text('$top') ?? 100)
  if (!Number.isInteger(top) || top < 1 || top > 999)
    throw new AppError('request.invalid', { option: '$top', hint: 'a whole number from 1 to 999' })
  return {
    equals: filterOf(text('$filter')),
    search: text('$search')?.replace(/^"?(?:\w+:)?|"$/g, '') ?? null,
    select:
      text('$select')
        ?.split(',')
        .map((field) => field.trim()) ?? null,
    top,
    skipToken: text('$skiptoken'),
    wantsCount: text('$count') === 'true',
  }
}

function filterOf(filter: string | null): Record<string, string | boolean> {
  const equals: Record<string, string | boolean> = {}
  if (filter === null) return equals
  let rest = filter.trim()
  while (rest !== '') {
    const clause = /^(\w{1,64})\s+eq\s+(?:'((?:[^']|'')*)'|(true|false)|([0-9a-f-]{36}))(?:\s+and\s+|$)/i.exec(rest)
    if (clause === null)
      throw new AppError('request.invalid', {
        option: '$filter',
        at: filter.length - rest.length,
        hint: "field eq 'value', joined by and",
      })
    const [whole, field, quoted, truth, id] = clause
    equals[field as string] =
      truth !== undefined ? truth.toLowerCase() === 'true' : (quoted?.replaceAll("''", "'") ?? (id as string))
    rest = rest.slice(whole.length)
  }
  return equals
}

/** Only the fields asked for; the id comes always. */
export function selected(item: Record<string, unknown>, select: readonly string[] | null): Record<string, unknown> {
  return select === null
    ? item
    : Object.fromEntries(Object.entries(item).filter(([field]) => field === 'id' || select.includes(field)))
}
