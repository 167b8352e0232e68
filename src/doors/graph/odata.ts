import { z } from 'zod'
import { AppError } from '../../errors.ts'

/** What a field can be compared with. */
export type Filterable = Readonly<Record<string, 'text' | 'flag'>>

/** What a collection is asked for, of the options of OData that we take. */
export type Query = {
  readonly equals: Readonly<Record<string, string | boolean>>
  readonly search: string | null
  readonly select: readonly string[] | null
  readonly top: number
  readonly skipToken: string | null
  readonly wantsCount: boolean
}

const option = z.string().max(4096)

/** `$select` of one thing. Other options of OData are refused; what has no `$` is somebody else's and passed over. */
export const itemQuery = knownOptions(z.looseObject({ $select: option.optional() }))

/** The options of a collection. */
export const collectionQuery = knownOptions(
  z.looseObject({
    $filter: option.optional(),
    $select: option.optional(),
    $top: z.coerce.number().int().min(1).max(999).default(100),
    $skiptoken: option.optional(),
    $search: option.optional(),
    $count: z.enum(['true', 'false']).optional(),
    $orderby: z.enum(['displayName', 'displayName asc']).optional(),
  }),
)

function knownOptions<T extends z.ZodObject>(query: T): T {
  return query.superRefine((given, context) => {
    for (const name of Object.keys(given))
      if (name.startsWith('$') && !(name in query.shape))
        context.addIssue({ code: 'custom', path: [name], message: 'this option is not known here' })
  })
}

/** Reads the options; throws `request.invalid` with the one that cannot be read. `$filter` takes `field eq value` joined by `and`. */
export function readQuery(
  query: z.infer<typeof collectionQuery>,
  fields: readonly string[],
  filterable: Filterable,
): Query {
  return {
    equals: filterOf(query.$filter ?? '', filterable),
    search: query.$search?.replace(/^"?(?:\w+:)?|"$/g, '') ?? null,
    select: readSelect(query.$select, fields),
    top: query.$top,
    skipToken: query.$skiptoken ?? null,
    wantsCount: query.$count === 'true',
  }
}

/** The fields asked for, each one of those there are; null when all are. */
export function readSelect(select: string | undefined, fields: readonly string[]): readonly string[] | null {
  if (select === undefined) return null
  const wanted = select.split(',').map((field) => field.trim())
  const unknown = wanted.find((field) => !fields.includes(field))
  if (unknown !== undefined) throw new AppError('request.invalid', { field: '$select', hint: `no field ${unknown}` })
  return wanted
}

function filterOf(filter: string, filterable: Filterable): Record<string, string | boolean> {
  const equals: Record<string, string | boolean> = {}
  const refuse = (rest: string, hint: string) =>
    new AppError('request.invalid', { field: '$filter', at: filter.length - rest.length, hint })
  let rest = filter.trim()
  while (rest !== '') {
    const clause = /^(\w{1,64})\s+eq\s+(?:'((?:[^']|'')*)'|(true|false)|([0-9a-f-]{36}))(?:\s+and\s+|$)/i.exec(rest)
    if (clause === null) throw refuse(rest, "field eq 'value', joined by and")
    const [whole, field = '', quoted, truth, id = ''] = clause
    const kind = Object.hasOwn(filterable, field) ? filterable[field] : undefined
    if (kind === undefined) throw refuse(rest, `${field} cannot be filtered by`)
    if ((kind === 'flag') !== (truth !== undefined))
      throw refuse(rest, kind === 'flag' ? `${field} is true or false` : `${field} is text, in quotes`)
    if (Object.hasOwn(equals, field)) throw refuse(rest, `${field} stands twice`)
    equals[field] = truth !== undefined ? truth.toLowerCase() === 'true' : (quoted?.replaceAll("''", "'") ?? id)
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
