import { type RawBuilder, sql } from 'kysely'
import { fold } from '../core/membership/fold.ts'
import { AppError } from '../errors.ts'
import { isId } from './accounts.ts'
import { beginsWith } from './begins-with.ts'
import { among, type IdSet, type Size } from './id-sets.ts'
import { nameKey } from '../core/naming/sign-in-name.ts'

export type Value = string | number | boolean | null
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'startsWith' | 'endsWith' | 'contains' | 'search'

/** What a list is asked, in the directory's words; `field` is what whoever asks calls the column. Inside `any` the columns are those of its items. */
export type Condition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | {
      readonly is: 'compare'
      readonly field: string
      readonly column: string
      readonly op: Comparison
      readonly value: Value
    }
  | { readonly is: 'in'; readonly field: string; readonly column: string; readonly values: readonly Value[] }
  | { readonly is: 'any' | 'all'; readonly field: string; readonly items: string; readonly where: Condition | null }
  | {
      readonly is: 'count'
      readonly field: string
      readonly items: string
      readonly op: Comparison
      readonly value: number
    }

export type Column = {
  readonly sql: RawBuilder<unknown>
  readonly kind: 'folded' | 'lower' | 'name' | 'exact' | 'flag' | 'instant' | 'id' | 'number'
  /** Whether comparing finds by an index, or finds so many that none is needed. */
  readonly isFast?: true
  /** Columns in which a search looks too, such as the later words of a name. */
  readonly words?: readonly RawBuilder<unknown>[]
  /** How it is compared where equality is more than two values that are the same. */
  readonly equals?: (value: Value) => RawBuilder<unknown>
  /** Of a flag: the rows of which it is so, or not so, as a set, where there may be very many either way. */
  readonly set?: (value: Value) => IdSet
  /** Whether a search looks into the middle of it: for short lists. */
  readonly isSearchedInside?: true
}

/** A list within each row: how it is read as rows `i`, and the columns of these. */
export type Items = {
  readonly from: RawBuilder<unknown>
  readonly columns: Readonly<Record<string, Column>>
  /** The rows that have an item with this value, found by an index: `[column, how]`. */
  readonly found?: readonly [column: string, rowsWith: (value: Value) => RawBuilder<unknown>]
  /** The same as the ids of the rows, where there may be very many. */
  readonly ids?: readonly [column: string, idsWith: (value: Value) => RawBuilder<unknown>]
}

export type Columns = {
  readonly own: Readonly<Record<string, Column>>
  readonly items?: Readonly<Record<string, Items>>
  /** What is asked of attributes that have no column of their own. */
  readonly attribute?: (name: string) => Column | null
}

/** How many rows the sets have that a condition asks for, as far as that is known. */
export type Sizes = ReadonlyMap<Condition, Size>

/** The condition in SQL; every value of it is a parameter (SEC-37). It may be null, which is no. */
export function conditionSql(of: Columns, asked: Condition, sizes: Sizes = new Map()): RawBuilder<unknown> {
  switch (asked.is) {
    case 'and':
    case 'or': {
      const parts = asked.parts.map((part) => conditionSql(of, part, sizes))
      return sql`(${sql.join(parts, asked.is === 'and' ? sql` and ` : sql` or `)})`
    }
    case 'not':
      return sql`((${conditionSql(of, asked.part, sizes)}) is not true)`
    case 'compare': {
      const set = flagSet(of, asked)
      if (set === null) return compareSql(columnOf(of, asked.column), asked.op, asked.value)
      // All that meet it are counted: nothing is gained by finding some of them first.
      const size = sizes.get(asked)
      return size === undefined ? set.has : among(columnOf(of, 'id').sql, set, size)
    }
    case 'in': {
      const column = columnOf(of, asked.column)
      const parts = asked.values.map((value) => compareSql(column, 'eq', value))
      return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
    }
    case 'count': {
      const { from } = itemsOf(of, asked.items)
      if (asked.value === 0 && (asked.op === 'ne' || asked.op === 'gt')) return sql`exists (select 1 from ${from} i)`
      return sql`(select count(*) from ${from} i) ${operators[asked.op as keyof typeof operators]} ${asked.value}`
    }
    case 'any':
    case 'all': {
      const items = itemsOf(of, asked.items)
      const inner = asked.where === null ? sql`true` : conditionSql({ own: items.columns }, asked.where)
      if (asked.is === 'all') return sql`not exists (select 1 from ${items.from} i where (${inner}) is not true)`
      const exists = sql`exists (select 1 from ${items.from} i where ${inner})`
      const value = wantedOf(items, asked.where)
      if (value !== undefined && items.found !== undefined) return sql`(${items.found[1](value)} and ${exists})`
      const set = idSetOf(items, asked.where)
      if (set === null) return exists
      const size = sizes.get(asked)
      const has = among(columnOf(of, 'id').sql, set, size)
      // Where nothing more is asked of the item, the ids say it all.
      return size === 'many' || asked.where?.is === 'compare' ? has : sql`(${has} and ${exists})`
    }
  }
}

/** The sets of rows that a condition asks for by an item they have. */
export function idSetsIn(of: Columns, asked: Condition): ReadonlyMap<Condition, IdSet> {
  switch (asked.is) {
    case 'and':
    case 'or':
      return new Map(asked.parts.flatMap((part) => [...idSetsIn(of, part)]))
    case 'not':
      return idSetsIn(of, asked.part)
    case 'any': {
      const set = idSetOf(itemsOf(of, asked.items), asked.where)
      return new Map(set === null ? [] : [[asked, set]])
    }
    case 'compare': {
      const set = flagSet(of, asked)
      return new Map(set === null ? [] : [[asked, set]])
    }
    default:
      return new Map()
  }
}

/** The rows of a flag that is asked for as a set; null where it is none, or nothing is asked of it. */
function flagSet(of: Columns, { column, op, value }: Extract<Condition, { readonly is: 'compare' }>): IdSet | null {
  const { set } = columnOf(of, column)
  return set === undefined || value === null ? null : set((op === 'eq') === (value === true))
}

function idSetOf(items: Items, where: Condition | null): IdSet | null {
  const value = wantedOf(items, where)
  if (value === undefined || items.ids === undefined || where === null) return null
  const inner = conditionSql({ own: items.columns }, where)
  return { ids: items.ids[1](value), has: sql`0 < (select count(*) from ${items.from} i where ${inner})` }
}

/** The first field by which a condition would be looked for row by row; null where an index answers it. */
export function slowField(of: Columns, asked: Condition): string | null {
  switch (asked.is) {
    case 'and': {
      // One part that an index finds is enough: the others are asked of what it found.
      const slow = asked.parts.map((part) => slowField(of, part))
      return slow.includes(null) ? null : (slow[0] ?? null)
    }
    case 'or':
      return asked.parts.map((part) => slowField(of, part)).find((field) => field !== null) ?? null
    case 'not':
      return fieldOf(asked.part)
    case 'in':
      return columnOf(of, asked.column).isFast ? null : asked.field
    case 'compare': {
      const isFast = columnOf(of, asked.column).isFast && !['ne', 'endsWith', 'contains'].includes(asked.op)
      return isFast ? null : asked.field
    }
    case 'count':
      return asked.field
    case 'any':
      return wantedOf(itemsOf(of, asked.items), asked.where) === undefined ? asked.field : null
    case 'all':
      return asked.field
  }
}

/** The column that a list calls so. */
export function columnOf(of: Columns, name: string): Column {
  const column = Object.hasOwn(of.own, name) ? of.own[name] : of.attribute?.(name)
  if (column == null) throw new Error(`no column ${name}`)
  return column
}

function itemsOf(of: Columns, name: string): Items {
  const items = of.items?.[name]
  if (items === undefined) throw new Error(`no list ${name}`)
  return items
}

function fieldOf(asked: Condition): string {
  if ('parts' in asked) return asked.parts[0] === undefined ? '' : fieldOf(asked.parts[0])
  return asked.is === 'not' ? fieldOf(asked.part) : asked.field
}

/** The value that an item must have to be found by an index; undefined where that is left open. */
function wantedOf(items: Items, where: Condition | null): Value | undefined {
  const parts = where === null ? [] : where.is === 'and' ? where.parts : [where]
  const [column] = items.found ?? items.ids ?? []
  const found = parts.find((part) => part.is === 'compare' && part.op === 'eq' && part.column === column)
  return found?.is === 'compare' && found.value !== null ? found.value : undefined
}

const operators = { eq: sql`=`, ne: sql`<>`, gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` }

function compareSql(column: Column, op: Comparison, given: Value): RawBuilder<unknown> {
  const { sql: left, kind, equals } = column
  if (equals !== undefined && given !== null) {
    if (op !== 'eq' && op !== 'ne')
      throw new AppError('request.invalid', { field: '$filter', hint: 'this is equal or not' })
    return op === 'eq' ? equals(given) : sql`((${equals(given)}) is not true)`
  }
  if (given === null) return op === 'ne' ? sql`${left} is not null` : sql`${left} is null`
  // A flag in the words that partial indexes are made with.
  if (kind === 'flag') return (op === 'eq') === (given === true) ? sql`${left}` : sql`not ${left}`
  if (kind === 'id') {
    if (typeof given !== 'string' || !isId(given)) return op === 'ne' ? sql`true` : sql`false`
    return op === 'ne' ? sql`${left} is distinct from ${given}::uuid` : sql`${left} = ${given}::uuid`
  }
  if (kind === 'instant' || kind === 'number') {
    const by = operators[op as keyof typeof operators] ?? operators.eq
    return op === 'ne' ? sql`${left} is distinct from ${given}` : sql`${left} ${by} ${given}`
  }
  const text = foldedBy(column, String(given))
  switch (op) {
    case 'startsWith':
      return beginsWith(left, text)
    case 'endsWith':
      return text === '' ? sql`${left} is not null` : sql`right(${left}, ${Array.from(text).length}) = ${text}`
    case 'contains':
      return sql`position(${text} in ${left}) > 0`
    case 'search': {
      if (column.isSearchedInside) return sql`position(${text} in ${left}) > 0`
      return sql`(${sql.join(
        searchedColumns(column, text).map((one) => beginsWith(one, text)),
        sql` or `,
      )})`
    }
    case 'ne':
      return sql`${left} is distinct from ${text}`
    default:
      return sql`${left} ${operators[op]} ${text}`
  }
}

/** One way in which a search finds rows: what they meet, and the column in whose order an index gives them. */
export type Way = { readonly met: RawBuilder<unknown>; readonly by: RawBuilder<unknown> }

/**
 * A condition that searches by the words of a name, as one way for each column it looks in; no row is found in two ways. Asked
 * all at once, what begins the name stands together in an index and the rest is scattered over it. Null for every other condition.
 */
export function waysOf(of: Columns, asked: Condition, sizes: Sizes): readonly Way[] | null {
  const parts = asked.is === 'and' ? asked.parts : [asked]
  const search = parts.find((part) => part.is === 'compare' && part.op === 'search')
  if (search?.is !== 'compare') return null
  const column = columnOf(of, search.column)
  if (column.words === undefined) return null
  const text = foldedBy(column, String(search.value))
  const rest = parts.filter((part) => part !== search).map((part) => conditionSql(of, part, sizes))
  const columns = searchedColumns(column, text)
  return columns.map((by, i) => {
    const earlier = columns.slice(0, i).map((one) => sql`(${beginsWith(one, text)}) is not true`)
    return { by, met: sql.join([beginsWith(by, text), ...earlier, ...rest], sql` and `) }
  })
}

/** Where a text is looked for; words after the first hold no space. */
function searchedColumns({ sql: own, words = [] }: Column, text: string): readonly RawBuilder<unknown>[] {
  return text.includes(' ') ? [own] : [own, ...words]
}

/** The value as the column keeps it. */
export function foldedBy({ kind }: Column, text: string): string {
  if (kind === 'name') return nameKey(text)
  if (kind === 'lower') return text.toLowerCase()
  return kind === 'folded' ? fold(text) : text
}
