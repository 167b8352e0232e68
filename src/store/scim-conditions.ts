import { type RawBuilder, sql } from 'kysely'
import { isId } from './accounts.ts'
import { nameKey } from '../core/naming/sign-in-name.ts'

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** What a search asks, in the directory's words. Inside `any` the columns are those of its items. */
export type Condition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | {
      readonly is: 'compare'
      readonly column: string
      readonly op: Operator
      readonly value: string | number | boolean
    }
  | { readonly is: 'present'; readonly column: string }
  | { readonly is: 'any'; readonly items: Items; readonly where: Condition | null }
  | { readonly is: 'always'; readonly value: boolean }

/** Lists that a person or a group has, asked item by item. */
export type Items = 'emails' | 'phones' | 'groups' | 'members'

type Column = {
  readonly sql: RawBuilder<unknown>
  readonly kind: 'folded' | 'name' | 'exact' | 'boolean' | 'instant' | 'id'
  /** Whether equality is answered by an index. */
  readonly isIndexed?: true
}

export type Table = 'people' | 'groups'

const columns: { readonly [T in Table]: Readonly<Record<string, Column>> } = {
  people: {
    id: { sql: sql`a.id`, kind: 'id', isIndexed: true },
    externalId: { sql: sql`a.external_id`, kind: 'exact', isIndexed: true },
    signInName: { sql: sql`a.name_key`, kind: 'name', isIndexed: true },
    displayName: { sql: sql`lower(a.display_name)`, kind: 'folded' },
    isEnabled: { sql: sql`a.is_enabled`, kind: 'boolean' },
    managerId: { sql: sql`a.manager_id`, kind: 'id' },
    createdAt: { sql: sql`a.created_at`, kind: 'instant' },
    modifiedAt: { sql: lastEntry('account', sql`a.id`), kind: 'instant' },
    'attribute:employeeId': { sql: sql`a.employee_key`, kind: 'folded', isIndexed: true },
  },
  groups: {
    id: { sql: sql`g.id`, kind: 'id', isIndexed: true },
    externalId: { sql: sql`g.external_id`, kind: 'exact', isIndexed: true },
    displayName: { sql: sql`lower(g.name)`, kind: 'folded' },
    createdAt: { sql: sql`g.created_at`, kind: 'instant' },
    modifiedAt: { sql: lastEntry('group', sql`g.id`), kind: 'instant' },
  },
}

const itemColumns: Readonly<Record<string, Column>> = {
  value: { sql: sql`lower(i.value)`, kind: 'folded' },
  type: { sql: sql`lower(i.type)`, kind: 'folded' },
  primary: { sql: sql`i.is_primary`, kind: 'boolean' },
  display: { sql: sql`lower(i.display)`, kind: 'folded' },
}

function lastEntry(entity: string, id: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select j.at from journal j where j.tenant_id = current_setting('admit.tenant')::uuid and j.entity = ${entity} and j.entity_id = ${id}::text order by j.seq desc limit 1)`
}

/** The column with this name; attributes of people are columns too. */
export function columnOf(table: Table, name: string): Column {
  const known = columns[table][name]
  if (known !== undefined) return known
  if (!name.startsWith('attribute:')) throw new Error(`no column ${name}`)
  return { sql: sql`lower(a.attributes ->> ${name.slice('attribute:'.length)})`, kind: 'folded' }
}

/** The condition as SQL over `accounts a` or `groups g`: parameters only, and never an error for a value of any form (SEC-37). */
export function conditionSql(table: Table, condition: Condition): RawBuilder<unknown> {
  return toSql(condition, (name) => columnOf(table, name))
}

/** Whether an index answers the condition, so that it may be asked of a million people. */
export function isIndexed(table: Table, condition: Condition): boolean {
  switch (condition.is) {
    case 'and':
      return condition.parts.some((part) => isIndexed(table, part))
    case 'or':
      return condition.parts.every((part) => isIndexed(table, part))
    case 'compare':
      return condition.op === 'eq' && columnOf(table, condition.column).isIndexed === true
    case 'any':
      return condition.items === 'emails'
        ? workAddress(condition.where) !== null
        : condition.items !== 'phones' && itemId(condition.where) !== null
    case 'always':
      return !condition.value
    default:
      return false
  }
}

function toSql(condition: Condition, column: (name: string) => Column): RawBuilder<unknown> {
  switch (condition.is) {
    case 'and':
    case 'or': {
      const word = condition.is === 'and' ? sql` and ` : sql` or `
      return sql`(${sql.join(
        condition.parts.map((part) => toSql(part, column)),
        word,
      )})`
    }
    case 'not':
      // What is unknown to SQL is no to a filter, and so its opposite is yes.
      return sql`not coalesce(${toSql(condition.part, column)}, false)`
    case 'compare':
      return compareSql(column(condition.column), condition.op, condition.value)
    case 'present':
      return sql`${column(condition.column).sql} is not null`
    case 'any':
      return anySql(condition.items, condition.where)
    case 'always':
      return condition.value ? sql`true` : sql`false`
  }
}

function compareSql(column: Column, op: Operator, value: string | number | boolean): RawBuilder<unknown> {
  const { kind } = column
  if (kind === 'id' && (op === 'eq' || op === 'ne')) {
    if (!isId(String(value))) return op === 'eq' ? sql`false` : sql`true`
    return op === 'eq' ? sql`${column.sql} = ${value}::uuid` : sql`${column.sql} is distinct from ${value}::uuid`
  }
  if (kind === 'boolean')
    return op === 'ne' ? sql`${column.sql} is distinct from ${value}` : sql`${column.sql} = ${value}`
  const left = kind === 'id' ? sql`${column.sql}::text` : column.sql
  const right = kind === 'instant' ? sql`${value}::bigint` : sql`${wanted(kind, String(value))}::text`
  switch (op) {
    case 'eq':
      return sql`${left} = ${right}`
    case 'ne':
      return sql`${left} is distinct from ${right}`
    case 'co':
      return sql`strpos(${left}, ${right}) > 0`
    case 'sw':
      return sql`starts_with(${left}, ${right})`
    case 'ew':
      return sql`right(${left}, length(${right})) = ${right}`
    default: {
      const sign = { gt: sql`>`, ge: sql`>=`, lt: sql`<`, le: sql`<=` }[op]
      return kind === 'instant' ? sql`${left} ${sign} ${right}` : sql`${left} collate "C" ${sign} ${right} collate "C"`
    }
  }
}

function wanted(kind: Column['kind'], value: string): string {
  if (kind === 'name') return nameKey(value)
  return kind === 'exact' ? value : value.toLowerCase()
}

/** An attribute of many values as a jsonb array, whatever was put there. */
const listed = (name: string) =>
  sql`case when jsonb_typeof(a.attributes -> ${name}) = 'array' then a.attributes -> ${name} else '[]'::jsonb end`

const items: { readonly [I in Items]: RawBuilder<unknown> } = {
  emails: sql`(select a.attributes ->> 'mail' as value, 'work' as type, true as is_primary, null::text as display where a.attributes ->> 'mail' is not null
    union all select v, coalesce(${listed('otherMailTypes')} ->> (n::int - 1), 'other'), false, null from jsonb_array_elements_text(${listed('otherMails')}) with ordinality x(v, n))`,
  phones: sql`(select v as value, coalesce(${listed('phoneTypes')} ->> (n::int - 1), 'work') as type, false as is_primary, null::text as display
      from jsonb_array_elements_text(${listed('businessPhones')}) with ordinality x(v, n)
    union all select a.attributes ->> 'mobilePhone', 'mobile', false, null where a.attributes ->> 'mobilePhone' is not null
    union all select a.attributes ->> 'faxNumber', 'fax', false, null where a.attributes ->> 'faxNumber' is not null)`,
  groups: sql`(select m.group_id::text as value, 'direct' as type, false as is_primary, h.name as display from group_members m
    join groups h on h.tenant_id = m.tenant_id and h.id = m.group_id where m.tenant_id = a.tenant_id and m.account_id = a.id)`,
  members: sql`(select m.account_id::text as value, 'User' as type, false as is_primary, b.display_name as display from group_members m
      join accounts b on b.tenant_id = m.tenant_id and b.id = m.account_id where m.tenant_id = g.tenant_id and m.group_id = g.id and b.deleted_at is null
    union all select n.child_id::text, 'Group', false, c.name from group_nesting n
      join groups c on c.tenant_id = n.tenant_id and c.id = n.child_id where n.tenant_id = g.tenant_id and n.parent_id = g.id)`,
}

function anySql(of: Items, where: Condition | null): RawBuilder<unknown> {
  const inside = where === null ? sql`true` : toSql(where, (name) => itemColumns[name] as Column)
  const exists = sql`exists (select 1 from ${items[of]} i where ${inside})`
  // What an index can find is asked first, and beside it the whole.
  const address = of === 'emails' ? workAddress(where) : null
  if (address !== null) return sql`(a.mail_key = ${address.toLowerCase().slice(0, 320)} and ${exists})`
  const id = of === 'groups' || of === 'members' ? itemId(where) : null
  if (id === null) return exists
  if (!isId(id)) return sql`false`
  const isFound =
    of === 'groups'
      ? sql`a.id in (select m.account_id from group_members m where m.tenant_id = a.tenant_id and m.group_id = ${id}::uuid)`
      : sql`g.id in (select m.group_id from group_members m join accounts b on b.tenant_id = m.tenant_id and b.id = m.account_id
          where m.tenant_id = g.tenant_id and m.account_id = ${id}::uuid and b.deleted_at is null
        union all select n.parent_id from group_nesting n where n.tenant_id = g.tenant_id and n.child_id = ${id}::uuid)`
  // With nothing else asked of the item, who was found is the answer.
  return where?.is === 'compare' ? isFound : sql`(${isFound} and ${exists})`
}

/** The address asked for where only the work address, which is the primary one, can be meant; else null. */
function workAddress(where: Condition | null): string | null {
  const parts = allOf(where)
  const isWork = parts.some(
    (part) =>
      part.is === 'compare' &&
      part.op === 'eq' &&
      ((part.column === 'type' && String(part.value).toLowerCase() === 'work') ||
        (part.column === 'primary' && part.value === true)),
  )
  return isWork ? itemId(where) : null
}

/** The value that one item must have, or null where the condition leaves it open. */
function itemId(where: Condition | null): string | null {
  const found = allOf(where).find((part) => part.is === 'compare' && part.op === 'eq' && part.column === 'value')
  return found?.is === 'compare' ? String(found.value) : null
}

function allOf(where: Condition | null): readonly Condition[] {
  if (where === null) return []
  return where.is === 'and' ? where.parts.flatMap(allOf) : [where]
}
