import { z } from 'zod'
import type { Condition } from '../../../store/list-conditions.ts'
import type { Order } from '../../../store/lists.ts'
import { AppError } from '../../../errors.ts'
import { type Field, type Fields, fieldNamed, noField } from './field.ts'

const option = z.string().max(4096)

/** The options of one thing. Other options of OData are refused; what has no `$` is somebody else's and passed over. */
export const itemQuery = knownOptions(z.looseObject({ $select: option.optional(), $expand: option.optional() }))

/** The options of a number. */
export const countQuery = knownOptions(z.looseObject({ $filter: option.optional(), $search: option.optional() }))

/** The options of a collection. */
export const collectionQuery = knownOptions(
  z.looseObject({
    $filter: option.optional(),
    $select: option.optional(),
    $expand: option.optional(),
    $top: z.coerce.number().int().min(1).max(999).optional(),
    $skiptoken: option.optional(),
    $search: option.optional(),
    $count: z.enum(['true', 'false']).optional(),
    $orderby: option.optional(),
  }),
)

/** Refuses options of OData that a route does not know. */
export function knownOptions<T extends z.ZodObject>(query: T): T {
  return query.superRefine((given, context) => {
    for (const name of Object.keys(given))
      if (name.startsWith('$') && !(name in query.shape))
        context.addIssue({ code: 'custom', path: [name], message: 'this option is not known here' })
      else if (`$${name}` in query.shape)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `write $${name}: without the $ it would be passed over`,
        })
  })
}

const invalid = (field: string, hint: string) => new AppError('request.invalid', { field, hint })

/** The fields asked for, each one of those there are; null when all that are usual are. */
export function readSelect(select: string | undefined, fields: Fields, option = '$select'): readonly string[] | null {
  if (select === undefined) return null
  const wanted = select.split(',').map((field) => field.trim())
  const unknown = wanted.find((field) => field !== '*' && fieldNamed(fields, field) === undefined)
  if (unknown !== undefined) throw invalid(option, noField(unknown))
  return wanted.includes('*') ? null : wanted
}

/** What a list is sorted by: at most three fields that can be compared. */
export function readOrder(orderby: string | undefined, fields: Fields): readonly Order[] {
  if (orderby === undefined) return []
  const all = orderby.split(',')
  if (all.length > 3) throw invalid('$orderby', 'at most three fields')
  return all.map((one) => {
    const [, field = '', direction = 'asc'] = /^\s*([\w/]{1,128})(?:\s+(asc|desc))?\s*$/i.exec(one) ?? []
    const found = fieldAt(fields, field)
    if (found === undefined || found.isOnlyShown || found.holds === 'list' || found.holds === 'object')
      throw invalid('$orderby', `a list cannot be sorted by ${field === '' ? one.trim() : field}`)
    return { field, column: found.column ?? field, direction: direction.toLowerCase() as 'asc' | 'desc' }
  })
}

function fieldAt(fields: Fields, path: string): Field | undefined {
  let field: Field | undefined
  let inner: Fields | undefined = fields
  for (const name of path.split('/')) {
    field = inner === undefined ? undefined : fieldNamed(inner, name)
    inner = field?.inner
  }
  return field
}

/**
 * Reads `$search`: clauses in quotes, `"displayName:al"`, joined by AND and OR; AND binds tighter. One without a field looks
 * where `usual` says; so does text without quotes.
 */
export function readSearch(
  search: string | undefined,
  fields: Fields,
  usual: { readonly field: string; readonly column: string } | null,
): Condition | null {
  if (search === undefined || search.trim() === '') return null
  if (usual === null) throw invalid('$search', 'this is filtered, not searched')
  const text = search.trim()
  const clauseOf = (clause: string): Condition => {
    const [, name, value] = /^(\w+):(.*)$/s.exec(clause) ?? []
    const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined
    if (name !== undefined && (field === undefined || field.holds !== 'text' || field.words !== undefined))
      throw invalid('$search', `${name} cannot be searched`)
    const where = name === undefined || field === undefined ? usual : { field: name, column: field.column ?? name }
    return { is: 'compare', ...where, op: 'search', value: (value ?? clause).trim() }
  }
  if (!text.startsWith('"')) return clauseOf(text)
  const ors: Condition[][] = [[]]
  let rest = text
  for (;;) {
    const [whole, clause = ''] = /^"((?:[^"\\]|\\.)*)"/s.exec(rest) ?? []
    if (whole === undefined) throw invalid('$search', 'clauses stand in quotes: "displayName:al" OR "mail:al"')
    ors.at(-1)?.push(clauseOf(clause.replace(/\\(.)/gs, '$1')))
    rest = rest.slice(whole.length).trim()
    if (rest === '') break
    const joined = /^(AND|OR)\s+(?=")/.exec(rest)
    if (joined === null) throw invalid('$search', 'clauses are joined by AND or OR')
    if (joined[1] === 'OR') ors.push([])
    rest = rest.slice(joined[0].length)
  }
  if (ors.flat().length > 10) throw invalid('$search', 'at most ten clauses')
  const joined = (is: 'and' | 'or', parts: readonly Condition[]) =>
    parts.length === 1 ? (parts[0] as Condition) : { is, parts }
  return joined(
    'or',
    ors.map((ands) => joined('and', ands)),
  )
}

/** What is expanded: a related thing, and the fields of it. */
export type Expansion = { readonly name: string; readonly select: string | undefined }

/** Reads `$expand`: names, each with `($select=…)` where only some fields are wanted. */
export function readExpand(expand: string | undefined, known: readonly string[]): readonly Expansion[] {
  if (expand === undefined) return []
  const all = expand.match(/[^,(]+(?:\([^)]*\))?/g) ?? []
  const found = all.map((one) => {
    const [, name = '', options] = /^\s*(\w+)\s*(?:\(([^)]*)\))?\s*$/.exec(one) ?? []
    if (!known.includes(name)) throw invalid('$expand', `${name === '' ? one : name} cannot be expanded here`)
    const select = options === undefined ? undefined : /^\s*\$select=([\w,\s]+)$/.exec(options)?.[1]
    if (options !== undefined && select === undefined) throw invalid('$expand', `of ${name}, only $select is taken`)
    return { name, select }
  })
  if (found.length === 0 || found.length > 4) throw invalid('$expand', 'one to four names are wanted')
  return found
}

/** Only the fields asked for, else all that are usual; the id comes always, and so does what OData says of the thing. */
export function selected(
  item: Record<string, unknown>,
  select: readonly string[] | null,
  fields: Fields,
): Record<string, unknown> {
  const isWanted = (field: string) =>
    field === 'id' ||
    field.startsWith('@') ||
    (select === null ? fields[field]?.isBySelect !== true : select.includes(field))
  return Object.fromEntries(Object.entries(item).filter(([field]) => isWanted(field)))
}
