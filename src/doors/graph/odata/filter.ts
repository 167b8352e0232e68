import type { Comparison, Condition, Value } from '../../../store/list-conditions.ts'
import { type Field, type Fields, fieldNamed, noField } from './field.ts'
import { type Literal, parseFilter, refused, type Written } from './filter-grammar.ts'

/** Reads a filter and checks it against the fields; throws `request.invalid` with where and what is wrong. */
export function readFilter(text: string, fields: Fields): Condition {
  return checked(parseFilter(text), { fields, item: null })
}

/** What Graph answers only with `ConsistencyLevel: eventual` and `$count=true`: the field it is asked of; null where there is none. */
export function advancedField(asked: Condition): string | null {
  switch (asked.is) {
    case 'and':
    case 'or':
      return asked.parts.map(advancedField).find((field) => field !== null) ?? null
    case 'not':
      return advancedField(asked.part) ?? firstField(asked.part)
    case 'compare':
      return ['ne', 'endsWith', 'contains'].includes(asked.op) || asked.value === null ? asked.field : null
    case 'count':
      return asked.field
    case 'in':
      return null
    case 'any':
    case 'all':
      return asked.where === null ? null : advancedField(asked.where)
  }
}

function firstField(asked: Condition): string {
  if (asked.is === 'not') return firstField(asked.part)
  if ('parts' in asked) return asked.parts[0] === undefined ? '' : firstField(asked.parts[0])
  return asked.field
}

/** Whose fields may be asked: the thing's own, or inside `any(x: …)` those of `x` alone. */
type Scope = { readonly fields: Fields; readonly item: string | null }

function checked(written: Written, scope: Scope): Condition {
  switch (written.is) {
    case 'and':
    case 'or':
      return { is: written.is, parts: written.parts.map((part) => checked(part, scope)) }
    case 'not':
      return { is: 'not', part: checked(written.part, scope) }
    case 'in': {
      const { field, name, column } = named(written.path, written.at, scope)
      if (field.holds === 'list') throw refused(written.at, `${name} is a list: ask any of it`)
      return {
        is: 'in',
        field: name,
        column,
        values: written.values.map((value) => asValue(field, name, value, written.at)),
      }
    }
    case 'any':
    case 'all': {
      const { field, name, column } = named(written.path, written.at, scope)
      if (field.holds !== 'list' || field.inner === undefined) throw refused(written.at, `${name} is no list`)
      const { item, where } = written
      if (where === null && written.is === 'all') throw refused(written.at, 'all asks something of each')
      const inner = where === null ? null : checked(where, { fields: field.inner, item })
      return { is: written.is, field: name, items: column, where: inner }
    }
    case 'compare':
      return written.path.at(-1) === '$count' ? counted(written, scope) : compared(written, scope)
  }
}

function counted(written: Extract<Written, { is: 'compare' }>, scope: Scope): Condition {
  const { field, name, column } = named(written.path.slice(0, -1), written.at, scope)
  if (field.holds !== 'list') throw refused(written.at, `${name} is no list`)
  if (written.value.is !== 'number') throw refused(written.at, 'a number is wanted')
  return { is: 'count', field: name, items: column, op: written.op as Comparison, value: written.value.number }
}

const functions: Readonly<Record<string, Comparison>> = {
  startswith: 'startsWith',
  endswith: 'endsWith',
  contains: 'contains',
}

function compared(written: Extract<Written, { is: 'compare' }>, scope: Scope): Condition {
  const { field, name, column } = named(written.path, written.at, scope)
  if (field.holds === 'list') throw refused(written.at, `${name} is a list: ask any of it`)
  const op = functions[written.op] ?? (written.op as Comparison)
  if (functions[written.op] !== undefined && field.holds !== 'text')
    throw refused(written.at, `${name} is no text that could ${written.op}`)
  if (!['eq', 'ne'].includes(op) && (['flag', 'id'].includes(field.holds) || written.value.is === 'null'))
    throw refused(written.at, `${name} is equal or not`)
  return { is: 'compare', field: name, column, op, value: asValue(field, name, written.value, written.at) }
}

/** The field that a path names, as it is spelt in the table; throws where there is none, or none to ask by. */
function named(
  path: readonly string[],
  at: number,
  { fields, item }: Scope,
): { readonly field: Field; readonly name: string; readonly column: string } {
  const rest = item === null ? path : path.slice(1)
  if (item !== null && path[0] !== item) throw refused(at, `only ${item} can be asked here`)
  let field: Field | undefined = item === null ? undefined : fields['']
  let inner: Fields | undefined = fields
  for (const name of rest) {
    field = inner === undefined ? undefined : fieldNamed(inner, name)
    if (field === undefined && /^extension_/i.test(name)) throw refused(at, noField(name))
    if (field === undefined || field.isOnlyShown) throw refused(at, `${path.join('/')} cannot be filtered by`)
    inner = field.holds === 'object' ? field.inner : undefined
  }
  if (field === undefined || field.holds === 'object') throw refused(at, `${path.join('/')} cannot be filtered by`)
  const name = rest.join('/')
  return { field, name: item === null ? name : path.join('/'), column: field.column ?? name }
}

function asValue(field: Field, name: string, given: Literal, at: number): Value {
  if (given.is === 'null') return null
  switch (field.holds) {
    case 'text': {
      if (given.is === 'number' || given.is === 'flag') break
      if (field.wordOf !== undefined) return field.wordOf(given.text)
      const text = field.words === undefined ? given.text : field.words[given.text.toLowerCase()]
      // A word that Graph does not have is one that nothing is equal to.
      return text ?? `no ${given.text}`
    }
    case 'id':
      if (given.is === 'id' || given.is === 'text') return given.text.toLowerCase()
      break
    case 'flag':
      if (given.is === 'flag') return given.flag
      break
    case 'number':
      if (given.is === 'number') return given.number
      break
    case 'instant': {
      const read = given.is === 'instant' || given.is === 'text' ? instantOf(given.text) : Number.NaN
      if (Number.isFinite(read)) return read
      break
    }
  }
  const wanted = { text: 'text, in quotes', id: 'an id', flag: 'true or false', number: 'a number' } as const
  throw refused(at, `${name} is ${wanted[field.holds as keyof typeof wanted] ?? 'an instant, as 2030-01-31T12:00:00Z'}`)
}

/** Milliseconds; without a zone it is UTC, as everywhere in Graph. */
function instantOf(text: string): number {
  return Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) || /(?:z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`)
}
