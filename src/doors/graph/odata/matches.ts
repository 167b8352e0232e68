import type { Comparison, Condition, Value } from '../../../store/list-conditions.ts'
import type { Order } from '../../../store/lists.ts'

/** Whether a thing, as it is shown, meets a condition; for lists that are at hand whole. The answers are those of the database. */
export function matches(asked: Condition, item: unknown): boolean {
  return truth(asked, item) === true
}

/** Null where the field holds nothing: neither yes nor no, as in SQL. */
function truth(asked: Condition, item: unknown): boolean | null {
  switch (asked.is) {
    case 'and':
      return asked.parts.every((part) => truth(part, item) === true)
    case 'or':
      return asked.parts.some((part) => truth(part, item) === true)
    case 'not':
      return truth(asked.part, item) !== true
    case 'compare':
      return compared(at(item, asked.field), asked.op, asked.value)
    case 'in':
      return asked.values.some((value) => compared(at(item, asked.field), 'eq', value) === true)
    case 'any':
    case 'all': {
      const items = listAt(item, asked.field)
      const meets = (one: unknown) => asked.where === null || truth(asked.where, one) === true
      return asked.is === 'any' ? items.some(meets) : items.every(meets)
    }
    case 'count':
      return compared(listAt(item, asked.field).length, asked.op, asked.value)
  }
}

/** Compares two things by what a list is sorted by. */
export function inOrder(order: readonly Order[]): (a: unknown, b: unknown) => number {
  return (a, b) => {
    for (const { field, direction } of order) {
      const [x, y] = [at(a, field), at(b, field)].map((value) => comparable(value ?? '')) as [string, string]
      if (x !== y) return (x < y ? -1 : 1) * (direction === 'desc' ? -1 : 1)
    }
    return 0
  }
}

/** Inside `any(x: …)` a path begins with the name of the item. */
function at(item: unknown, path: string): unknown {
  if (typeof item !== 'object' || item === null) return item
  const [first = '', ...rest] = path.split('/')
  const names = first in item || rest.length === 0 ? [first, ...rest] : rest
  return names.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    item,
  )
}

function listAt(item: unknown, path: string): readonly unknown[] {
  const found = at(item, path)
  return Array.isArray(found) ? found : []
}

const comparable = (value: unknown): string | number =>
  typeof value === 'number' ? value : typeof value === 'string' ? value.toLowerCase() : String(value)

function compared(actual: unknown, op: Comparison, wanted: Value): boolean | null {
  const is = actual ?? null
  if (wanted === null) return (is === null) === (op === 'eq')
  if (is === null) return op === 'ne' ? true : null
  // An instant is shown as text and asked for in milliseconds.
  const left = typeof wanted === 'number' && typeof is === 'string' ? Date.parse(is) : comparable(is)
  const right = comparable(wanted)
  switch (op) {
    case 'eq':
      return left === right
    case 'ne':
      return left !== right
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
    case 'startsWith':
      return String(left).startsWith(String(right))
    case 'endsWith':
      return String(left).endsWith(String(right))
    case 'contains':
    case 'search':
      return String(left).includes(String(right))
  }
}
