import { type RawBuilder, sql } from 'kysely'
import { AppError } from '../errors.ts'
import { isId } from './accounts.ts'
import { among, type IdSet, type Size, sizesOf } from './id-sets.ts'
import {
  type Columns,
  type Condition,
  columnOf,
  conditionSql,
  idSetsIn,
  slowField,
  type Way,
  waysOf,
} from './list-conditions.ts'
import { row, rows, type TenantDb } from './store.ts'

/** A kind of thing there may be a million of: where its rows are, what is read of one, and by what it is asked and sorted. */
export type List<Row> = {
  readonly from: RawBuilder<unknown>
  /** The rows of the tenant that are in the list. */
  readonly own: (t: TenantDb) => RawBuilder<unknown>
  readonly select: RawBuilder<Row>
  readonly id: RawBuilder<unknown>
  readonly columns: Columns
  /** Columns in whose order an index gives the rows, and the one where nothing is said. */
  readonly sorted: readonly string[]
  readonly usual: readonly Order[]
}

export type Order = { readonly column: string; readonly field: string; readonly direction: 'asc' | 'desc' }

/** Where a page ended: the values it was sorted by, and the id. */
export type Cursor = readonly (string | number | boolean | null)[]

export type Asked = {
  readonly where: Condition | null
  readonly order: readonly Order[]
  readonly after: Cursor | null
  readonly limit: number
  readonly wantsCount: boolean
}

/** Everything in its usual order, from the beginning, not counted. */
export const anyPage = { where: null, order: [], after: null, wantsCount: false } as const

export type Page<Row> = {
  readonly items: readonly Row[]
  readonly next: Cursor | null
  readonly count: number | null
}

/** So many are looked through one by one; of more only what an index finds. */
export const mostScanned = 50_000

/** What narrows a list: a set of its rows, or any condition on them. */
export type Within = IdSet | RawBuilder<unknown>

type Keyed = { readonly keys: readonly (string | number | boolean | null)[] }

/**
 * One page, which costs the same however deep in the list it is; `within` narrows the list. Throws `list.needs_index` with
 * the field where no index answers it in time.
 */
export async function pageOf<Row extends object>(
  t: TenantDb,
  list: List<Row>,
  asked: Asked,
  within: Within = sql`true`,
): Promise<Page<Row>> {
  await mustBeFast(t, list, asked, narrowed(t, list, within))
  const sets = asked.where === null ? [] : [...idSetsIn(list.columns, asked.where)]
  const isSet = 'ids' in within
  const all = await sizesOf(t, [...sets.map(([, set]) => set), ...(isSet ? [within] : [])])
  const sizes = new Map(sets.map(([condition], i) => [condition, all[i] as Size]))
  const own = narrowed(t, list, within, isSet ? all.at(-1) : undefined)
  const met = asked.where === null ? sql`true` : conditionSql(list.columns, asked.where, sizes)
  const ways = asked.where === null ? null : waysOf(list.columns, asked.where, sizes)
  const keys = keysOf(list, asked.order.length === 0 ? list.usual : asked.order)
  const read: Read<Row> = (keys, met, after, limit) =>
    rows(
      t,
      sql<Row & Keyed>`select x.*, jsonb_build_array(${sql.join(keys.map((key) => key.sql))}) as keys
        from ${list.from} cross join lateral (${list.select}) x
        where ${own} and ${met} and ${after === null ? sql`true` : comesAfter(keys, after)}
        order by ${sql.join(keys.map((key) => sql`${key.sql} ${key.direction === 'desc' ? sql`desc` : sql`asc`}`))}
        limit ${limit}`,
    )
  const most = asked.limit + 1
  const found =
    ways === null
      ? await read(keys, met, asked.after, most)
      : asked.order.length === 0
        ? await wayAfterWay(list, ways, read, asked.after, most)
        : merged(keys, await Promise.all(ways.map((way) => read(keys, way.met, asked.after, most))))
  const items = found.slice(0, asked.limit)
  const last = items.at(-1)
  return {
    items: items.map(({ keys: _, ...item }) => item as unknown as Row),
    next: found.length > asked.limit && last !== undefined ? last.keys : null,
    count: asked.wantsCount ? await countOf(t, list, asked.where, within) : null,
  }
}

type Read<Row> = (
  keys: readonly Key[],
  met: RawBuilder<unknown>,
  after: Cursor | null,
  limit: number,
) => Promise<readonly (Row & Keyed)[]>

/**
 * What a search finds where no order is asked for: all that is found in the first way, then in the second, each in the order in
 * which its index gives it. So the first page costs what it holds, however many begin like this.
 */
async function wayAfterWay<Row extends object>(
  list: List<Row>,
  ways: readonly Way[],
  read: Read<Row>,
  after: Cursor | null,
  most: number,
): Promise<readonly (Row & Keyed)[]> {
  const [begun = 0, ...last] = after ?? []
  const found: (Row & Keyed)[] = []
  for (const [i, { by, met }] of ways.entries()) {
    if (i < Number(begun) || found.length === most) continue
    const keys = [{ sql: by, direction: 'asc' as const }, ...keysOf(list, list.usual)]
    const page = await read(keys, met, i === begun && after !== null ? last : null, most - found.length)
    found.push(...page.map((row) => ({ ...row, keys: [i, ...row.keys] })))
  }
  return found
}

/** How many there are that meet the condition. */
export async function countIn<Row extends object>(
  t: TenantDb,
  list: List<Row>,
  asked: Condition | null,
  within: Within = sql`true`,
): Promise<number> {
  await mustBeFast(t, list, { where: asked, order: [] }, narrowed(t, list, within))
  return countOf(t, list, asked, within)
}

/** Those of these ids that are in the list, in no order. */
export function withIds<Row extends object>(t: TenantDb, list: List<Row>, ids: readonly string[]): Promise<Row[]> {
  return rows(
    t,
    sql<Row>`select x.* from ${list.from} cross join lateral (${list.select}) x
      where ${list.own(t)} and ${list.id} = any(${ids}::uuid[])`,
  )
}

async function countOf<Row>(t: TenantDb, list: List<Row>, asked: Condition | null, within: Within): Promise<number> {
  const own = narrowed(t, list, within)
  const where = asked === null ? own : sql`${own} and ${conditionSql(list.columns, asked)}`
  return (await row(t, sql<{ n: number }>`select count(*) as n from ${list.from} where ${where}`))?.n ?? 0
}

/** The rows of the list that are within what narrows it. */
function narrowed<Row>(t: TenantDb, list: List<Row>, within: Within, size?: Size): RawBuilder<unknown> {
  return sql`${list.own(t)} and ${'ids' in within ? among(list.id, within, size) : within}`
}

async function mustBeFast<Row>(
  t: TenantDb,
  list: List<Row>,
  { where, order }: Pick<Asked, 'where' | 'order'>,
  own: RawBuilder<unknown>,
): Promise<void> {
  const first = order[0]
  const unsorted = first === undefined || list.sorted.includes(first.column) ? null : first.field
  const slow = (where === null ? null : slowField(list.columns, where)) ?? unsorted
  if (slow === null) return
  const many = await row(
    t,
    sql<{ n: number }>`select count(*) as n from (select 1 from ${list.from} where ${own} limit ${mostScanned + 1}) x`,
  )
  if ((many?.n ?? 0) > mostScanned)
    throw new AppError('list.needs_index', {
      field: slow,
      hint: `no index answers this among more than ${mostScanned}`,
    })
}

type Key = { readonly sql: RawBuilder<unknown>; readonly direction: 'asc' | 'desc' }

/** What is sorted by. Where nothing is kept it stands at the end of a descent and the beginning of an ascent, as an empty text. */
function keyOf<Row>(list: List<Row>, { column, direction }: Order): Key {
  const { sql: value, kind } = columnOf(list.columns, column)
  if (list.sorted.includes(column)) return { sql: value, direction }
  return { sql: kind === 'flag' ? value : sql`coalesce(${value}::text, '') collate "C"`, direction }
}

/** The order asked for as what is sorted by; the id comes last, so that no two rows are alike. */
function keysOf<Row>(list: List<Row>, order: readonly Order[]): readonly Key[] {
  return [...order.map((one) => keyOf(list, one)), { sql: list.id, direction: 'asc' }]
}

/** Rows of several pages in the order of their keys; texts as the database sorts them, byte by byte. */
function merged<T extends Keyed>(keys: readonly Key[], pages: readonly (readonly T[])[]): readonly T[] {
  const compare = (a: T, b: T): number => {
    for (const [i, { direction }] of keys.entries()) {
      const [x, y] = [a.keys[i], b.keys[i]]
      const by =
        typeof x === 'string' && typeof y === 'string'
          ? Buffer.compare(Buffer.from(x), Buffer.from(y))
          : Number(x) - Number(y)
      if (by !== 0) return direction === 'desc' ? -by : by
    }
    return 0
  }
  return pages.flat().sort(compare)
}

/** Comparisons of columns alone, which may look into an index: the first key bounds the rest. */
function comesAfter(keys: readonly Key[], after: Cursor): RawBuilder<unknown> {
  const [key, ...rest] = keys
  const [value, ...values] = after
  if (key === undefined || value === undefined || value === null) return sql`false`
  const given =
    typeof value === 'number'
      ? sql`${value}::bigint`
      : rest.length === 0 && isId(String(value))
        ? sql`${value}::uuid`
        : sql`${value}`
  const beyond = key.direction === 'desc' ? sql`${key.sql} < ${given}` : sql`${key.sql} > ${given}`
  if (rest.length === 0) return beyond
  const bound = key.direction === 'desc' ? sql`${key.sql} <= ${given}` : sql`${key.sql} >= ${given}`
  return sql`(${bound} and (${beyond} or ${comesAfter(rest, values)}))`
}
