import type { Condition, Operator } from '../../store/scim-conditions.ts'
import type { Doc } from './document.ts'
import type { Ast } from './parse-filter.ts'
import { targetOf } from './path.ts'
import { type Attribute, attributeNamed, type ResourceType } from './schema.ts'
import { type ScimError, refused } from './scim-error.ts'

/** What to do with an attribute that a kind of resource does not have: at the root it just matches none (RFC 7644 §3.4.2.1). */
export type Strange = 'refused' | 'no_match'

/** The filter in the directory's words; throws `invalidFilter` for what cannot be asked. */
export function conditionOf(type: ResourceType, ast: Ast, strange: Strange): Condition {
  if (ast.op === 'and' || ast.op === 'or')
    return { is: ast.op, parts: ast.filters.map((one) => conditionOf(type, one, strange)) }
  if (ast.op === 'not') return { is: 'not', part: conditionOf(type, ast.filter, strange) }
  const target = targetOf(type, ast.attrPath)
  if (target?.attribute == null) {
    if (strange === 'no_match') return { is: 'always', value: false }
    throw refused('invalidFilter', `${ast.attrPath.slice(0, 200)}: there is no such attribute`)
  }
  const { attribute, sub } = target
  if (ast.op === '[]') {
    if (attribute.isMany !== true || sub !== null) throw unsearchable(ast.attrPath)
    return ofItems(attribute, inItem(attribute, ast.valFilter))
  }
  if (attribute.isMany === true) {
    if (sub === null && ast.op === 'pr') return ofItems(attribute, null)
    const one = sub ?? attributeNamed(attribute.sub ?? [], 'value')
    if (one === null) throw unsearchable(ast.attrPath)
    return ofItems(attribute, leaf(attribute, one, ast))
  }
  if (attribute.sub === undefined) return plain(type, attribute, ast)
  if (sub !== null) return plain(type, sub, ast)
  const value = attributeNamed(attribute.sub, 'value')
  if (value !== null) return plain(type, value, ast)
  if (ast.op !== 'pr') throw unsearchable(ast.attrPath)
  return isSomewhere(attribute)
}

type Leaf = Extract<Ast, { readonly attrPath: string; readonly op: 'pr' | Operator }>

function inItem(attribute: Attribute, ast: Ast): Condition {
  if (ast.op === 'and' || ast.op === 'or')
    return { is: ast.op, parts: ast.filters.map((one) => inItem(attribute, one)) }
  if (ast.op === 'not') return { is: 'not', part: inItem(attribute, ast.filter) }
  const sub = ast.op === '[]' ? null : attributeNamed(attribute.sub ?? [], ast.attrPath)
  if (ast.op === '[]' || sub === null)
    throw refused('invalidFilter', `${attribute.name}.${ast.attrPath.slice(0, 200)}: there is no such attribute`)
  return leaf(attribute, sub, ast)
}

function leaf(attribute: Attribute, sub: Attribute, ast: Leaf): Condition {
  // There is one address, in columns of the person; what it is for is always the same.
  if (attribute.items === undefined && sub.column === undefined) {
    const is = sub.type === 'boolean' ? true : 'work'
    const isMet = ast.op === 'pr' || (ast.op === 'eq' && String(ast.compValue).toLowerCase() === String(is))
    return { is: 'always', value: isMet }
  }
  return compared(sub, ast)
}

function ofItems(attribute: Attribute, where: Condition | null): Condition {
  if (attribute.items !== undefined) return { is: 'any', items: attribute.items, where }
  return where === null ? isSomewhere(attribute) : { is: 'and', parts: [isSomewhere(attribute), where] }
}

function isSomewhere(attribute: Attribute): Condition {
  const columns = (attribute.sub ?? []).flatMap(({ column }) => (column === undefined ? [] : [column]))
  return { is: 'or', parts: columns.map((column) => ({ is: 'present', column })) }
}

function plain(type: ResourceType, attribute: Attribute, ast: Leaf): Condition {
  if (attribute.column !== 'resourceType') return compared(attribute, ast)
  if (ast.op === 'pr') return { is: 'always', value: true }
  if (ast.op !== 'eq' && ast.op !== 'ne') throw unsearchable(ast.attrPath)
  return { is: 'always', value: (ast.compValue === type.name) === (ast.op === 'eq') }
}

function compared(attribute: Attribute, ast: Leaf): Condition {
  const { column } = attribute
  if (column === undefined) throw unsearchable(ast.attrPath)
  if (ast.op === 'pr') return { is: 'present', column }
  const { op, compValue } = ast
  if (compValue === null) {
    if (op === 'eq') return { is: 'not', part: { is: 'present', column } }
    if (op === 'ne') return { is: 'present', column }
    throw refused('invalidFilter', `${ast.attrPath}: null is only equal or not equal`)
  }
  return { is: 'compare', column, op, value: typedValue(attribute, op, compValue, ast.attrPath) }
}

function typedValue(
  attribute: Attribute,
  op: Operator,
  value: string | number | boolean,
  path: string,
): string | number | boolean {
  const wrong = (what: string) => refused('invalidFilter', `${path}: ${what}`)
  switch (attribute.type) {
    case 'boolean': {
      if (op !== 'eq' && op !== 'ne') throw wrong('true and false are only equal or not equal')
      const text = String(value).toLowerCase()
      if (text !== 'true' && text !== 'false') throw wrong('true or false is wanted')
      return text === 'true'
    }
    case 'dateTime': {
      if (op === 'co' || op === 'sw' || op === 'ew') throw wrong('an instant has no parts to look for')
      const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
      if (Number.isNaN(at)) throw wrong('an instant such as "2030-01-31T12:00:00Z" is wanted')
      return at
    }
    default:
      if (typeof value !== 'string') throw wrong('a text in quotation marks is wanted')
      return value
  }
}

function unsearchable(path: string): ScimError {
  return refused('invalidFilter', `${path.slice(0, 200)} cannot be searched by`)
}

/** Whether one value of an attribute of many is meant by the filter in a path's brackets. */
export function itemMatches(attribute: Attribute, ast: Ast, item: Doc): boolean {
  if (ast.op === 'and') return ast.filters.every((one) => itemMatches(attribute, one, item))
  if (ast.op === 'or') return ast.filters.some((one) => itemMatches(attribute, one, item))
  if (ast.op === 'not') return !itemMatches(attribute, ast.filter, item)
  const sub = ast.op === '[]' ? null : attributeNamed(attribute.sub ?? [], ast.attrPath)
  if (ast.op === '[]' || sub === null)
    throw refused('invalidFilter', `${attribute.name}.${ast.attrPath.slice(0, 200)}: there is no such attribute`)
  const found = item[sub.name] ?? null
  if (ast.op === 'pr') return found !== null
  if (ast.compValue === null) return (found === null) === (ast.op === 'eq')
  const value = typedValue(sub, ast.op, ast.compValue, ast.attrPath)
  if (sub.type === 'boolean') return ((found ?? false) === value) === (ast.op === 'eq')
  if (found === null) return ast.op === 'ne'
  return holds(ast.op, folded(sub, String(found)), folded(sub, String(value)))
}

function holds(op: Operator, a: string, b: string): boolean {
  switch (op) {
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
    case 'co':
      return a.includes(b)
    case 'sw':
      return a.startsWith(b)
    case 'ew':
      return a.endsWith(b)
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
    case 'lt':
      return a < b
    case 'le':
      return a <= b
  }
}

const folded = (attribute: Attribute, text: string) => (attribute.isExact === true ? text : text.toLowerCase())
