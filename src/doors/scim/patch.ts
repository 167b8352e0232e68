import { type Doc, objectOf, readOne, readValue, tidied } from './document.ts'
import { itemMatches } from './filter.ts'
import { mostPatches } from './limits.ts'
import type { Ast } from './parse-filter.ts'
import { type Path, parsePath } from './path.ts'
import { type Attribute, attributeNamed, isUnkept, type ResourceType } from './schema.ts'
import { refused } from './scim-error.ts'

export type PatchOperation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: Path
  /** In the attribute's type; null for nothing given. */
  readonly value: unknown
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The operations of a PATCH body, one a path: a value without a path is one operation for each of its attributes (RFC 7644 §3.5.2). */
export function readPatch(type: ResourceType, body: unknown): readonly PatchOperation[] {
  const given = Object.fromEntries(
    Object.entries(objectOf(body, 'the body')).map(([key, value]) => [key.toLowerCase(), value]),
  )
  const { schemas, operations } = given
  if (!Array.isArray(schemas) || !schemas.some((one) => String(one).toLowerCase() === patchOp.toLowerCase()))
    throw refused('invalidSyntax', `schemas: ${patchOp} is wanted`)
  if (!Array.isArray(operations) || operations.length === 0)
    throw refused('invalidSyntax', 'Operations: a list of operations is wanted')
  if (operations.length > mostPatches) throw refused('tooMany', `Operations: at most ${mostPatches}`)
  return operations.flatMap((one) => readOperation(type, one))
}

function readOperation(type: ResourceType, given: unknown): readonly PatchOperation[] {
  const {
    op: word,
    path,
    value,
  } = Object.fromEntries(Object.entries(objectOf(given, 'an operation')).map(([key, one]) => [key.toLowerCase(), one]))
  // The client of Entra writes Add, Replace and Remove.
  const op = String(word).toLowerCase()
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw refused('invalidSyntax', 'op: add, replace or remove is wanted')
  if (path !== undefined && (typeof path !== 'string' || path.length > 1024 || path.trim() === ''))
    throw refused('invalidPath', 'path: a path of at most 1024 characters is wanted')
  if (path === undefined || path === null) {
    if (op === 'remove') throw refused('noTarget', 'path: remove needs one')
    return partsOf(type, '', op, value)
  }
  const target = parsePath(type, path as string)
  if (target.attribute === null) {
    if (op === 'remove') return [{ op, path: target, value: null }]
    return partsOf(type, `${target.extension?.id}:`, op, value)
  }
  if (isReadOnly(target)) throw refused('mutability', `${path}: only the server writes it`)
  if (op !== 'remove' && value === undefined) throw refused('invalidSyntax', `${path}: a value is wanted`)
  return [{ op, path: target, value: read(target, value) }]
}

/** An operation for each attribute of a value; what only the server writes is passed over, for clients send back what they got, and so is what is not kept. */
function partsOf(type: ResourceType, prefix: string, op: 'add' | 'replace', value: unknown): readonly PatchOperation[] {
  return Object.entries(objectOf(value, 'value')).flatMap(([key, one]) => {
    if (prefix === '' && (key.toLowerCase() === 'schemas' || isUnkept(type, key))) return []
    const path = parsePath(type, prefix + key)
    if (path.attribute === null) return one === null ? [] : partsOf(type, `${path.extension?.id}:`, op, one)
    if (isReadOnly(path)) return []
    return [{ op, path, value: read(path, one) }]
  })
}

function isReadOnly({ attribute, sub }: Path): boolean {
  return attribute?.mutability === 'readOnly' || sub?.mutability === 'readOnly'
}

function read({ attribute, sub, filter }: Path, value: unknown): unknown {
  if (value === null || value === undefined) return null
  const where = sub ?? (attribute as Attribute)
  if (sub !== null) return readOne(sub, value, `${attribute?.name}.${sub.name}`)
  if (filter === null) return readValue(where, value)
  const [only, ...more] = Array.isArray(value) ? value : [value]
  if (more.length > 0) throw refused('invalidValue', `${where.name}: one value is wanted for a path that selects`)
  return readOne(where, only, where.name)
}

/** The resource after the operations, one after the other; throws `noTarget` where a value to be replaced is not there. */
export function patched(before: Doc, operations: readonly PatchOperation[]): Doc {
  const doc = structuredClone(before)
  for (const { op, path, value } of operations) {
    const { extension, attribute } = path
    if (attribute === null) {
      delete doc[(extension as { id: string }).id]
      continue
    }
    const place = extension === null ? doc : ((doc[extension.id] ?? {}) as Doc)
    place[attribute.name] =
      attribute.isMany === true
        ? changedItems((place[attribute.name] as Doc[] | undefined) ?? [], op, path, value)
        : changedOne(place[attribute.name], op, path, value)
    if (extension !== null) doc[extension.id] = place
  }
  return tidied(doc)
}

function changedOne(current: unknown, op: PatchOperation['op'], { attribute, sub }: Path, value: unknown): unknown {
  const whole = attribute as Attribute
  const isGone = op === 'remove' || value === null
  if (isGone && (sub ?? whole).isRequired === true && whole.sub === undefined)
    throw refused('mutability', `${whole.name}: it cannot be without a value`)
  if (sub !== null) return { ...(current as Doc | undefined), [sub.name]: op === 'remove' ? null : value }
  if (isGone) return null
  // Of a complex attribute the parts given are replaced and the others stay (§3.5.2.1, §3.5.2.3).
  return whole.type === 'complex' ? { ...(current as Doc | undefined), ...(value as Doc) } : value
}

function changedItems(items: readonly Doc[], op: PatchOperation['op'], path: Path, value: unknown): readonly Doc[] {
  const { sub, filter } = path
  const attribute = path.attribute as Attribute
  const isMeant = (item: Doc) => filter === null || itemMatches(attribute, filter, item)
  if (op === 'remove' || value === null) {
    if (sub !== null)
      return withValue(
        attribute,
        items.map((item) => (isMeant(item) ? { ...item, [sub.name]: null } : item)),
      )
    const listed = filter === null && value !== null ? (value as Doc[]) : null
    // Entra removes the values it lists, and not all of them.
    return items.filter((item) => !(listed === null ? isMeant(item) : listed.some((one) => isSame(one, item))))
  }
  if (filter === null && sub === null) {
    const given = value as Doc[]
    if (op === 'replace') return given
    return given.reduce((list, one) => added(list, one), items)
  }
  const set: Doc = sub === null ? (value as Doc) : { [sub.name]: value }
  if (!items.some(isMeant)) {
    if (op === 'replace') throw refused('noTarget', `${attribute.name}: no value is selected by the path`)
    return withPrimary([...items, { ...implied(attribute, filter), ...set }], items.length)
  }
  let last = -1
  const after = items.map((item, i) => {
    if (!isMeant(item)) return item
    last = i
    return op === 'replace' && sub === null ? { ...implied(attribute, filter), ...set } : { ...item, ...set }
  })
  return withPrimary(after, last)
}

function added(items: readonly Doc[], one: Doc): readonly Doc[] {
  const at = items.findIndex((item) => isSame(item, one))
  if (at === -1) return withPrimary([...items, one], items.length)
  return withPrimary(
    items.map((item, i) => (i === at ? { ...item, ...one } : item)),
    at,
  )
}

/** The same value for the same purpose is one value; what has no value, an address, is one by its purpose. */
function isSame(a: Doc, b: Doc): boolean {
  const text = (item: Doc, field: string) => String(item[field] ?? '').toLowerCase()
  const isFree = text(a, 'type') === '' || text(b, 'type') === ''
  return text(a, 'value') === text(b, 'value') && (isFree || text(a, 'type') === text(b, 'type'))
}

/** One value alone is the primary one: the last that was made it (§3.5.2). */
function withPrimary(items: readonly Doc[], touched: number): readonly Doc[] {
  if (items[touched]?.['primary'] !== true) return items
  return items.map((item, i) => (i === touched || item['primary'] !== true ? item : { ...item, primary: false }))
}

function withValue(attribute: Attribute, items: readonly Doc[]): readonly Doc[] {
  return attributeNamed(attribute.sub ?? [], 'value') === null ? items : items.filter((item) => item['value'] != null)
}

/** What a value must be so that the filter selects it: `emails[type eq "work"]` is of type work. */
function implied(attribute: Attribute, filter: Ast | null): Doc {
  if (filter === null) return {}
  if (filter.op === 'and') return Object.assign({}, ...filter.filters.map((one) => implied(attribute, one)))
  if (filter.op !== 'eq' || filter.compValue === null) return {}
  const sub = attributeNamed(attribute.sub ?? [], filter.attrPath)
  return sub === null ? {} : { [sub.name]: readOne(sub, filter.compValue, `${attribute.name}.${sub.name}`) }
}
