import { mostMembersSent, mostValues } from './limits.ts'
import { type Attribute, attributeNamed, common, isUnkept, type ResourceType } from './schema.ts'
import { refused } from './scim-error.ts'

/** A resource with its attributes in the names and types of its schema; an extension stands under its URN. */
export type Doc = Record<string, unknown>

/** The resource that a body says, without what only the server writes; throws what is wrong with it (RFC 7644 §3.3, §3.5.1). */
export function readDocument(type: ResourceType, body: unknown): Doc {
  const given = objectOf(body, 'the body')
  const doc: Doc = {}
  mustSaySchemas(type, given)
  for (const [key, value] of entriesOf(given, 'the body')) {
    if (key.toLowerCase() === 'schemas') continue
    const extension = type.extensions.find((one) => one.id.toLowerCase() === key.toLowerCase())
    if (extension !== undefined) {
      if (value !== null) doc[extension.id] = readObject(extension.attributes, value, extension.id)
      continue
    }
    const attribute = attributeNamed([...common, ...type.schema.attributes], key)
    // Clients send what they have no value for; where there is nothing, nothing is lost.
    if (attribute === null && (isNothing(value) || isUnkept(type, key))) continue
    if (attribute === null) throw unknown(key)
    if (attribute.mutability !== 'readOnly') doc[attribute.name] = readValue(attribute, value)
  }
  return tidied(doc)
}

/** The value of an attribute, checked and in its type; null where it is unassigned (RFC 7643 §2.5). */
export function readValue(attribute: Attribute, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (attribute.isMany !== true) return readOne(attribute, value, attribute.name)
  const list = Array.isArray(value) ? value : [value]
  const most = attribute.items === 'members' ? mostMembersSent : mostValues
  if (list.length > most) throw refused('invalidValue', `${attribute.name}: at most ${most} values`)
  const items = list.map((one) => readOne(attribute, one, attribute.name) as Doc)
  if (items.filter((item) => item['primary'] === true).length > 1)
    throw refused('invalidValue', `${attribute.name}: only one value can be the primary one`)
  return items.length === 0 ? null : items
}

/** One value of an attribute, of many or not. */
export function readOne(attribute: Attribute, value: unknown, where: string): unknown {
  switch (attribute.type) {
    case 'complex': {
      const sub = attribute.sub ?? []
      // Clients give the value alone where that is all there is to say.
      const isValue = typeof value === 'string' && attributeNamed(sub, 'value') !== null
      return readObject(sub, isValue ? { value } : value, where)
    }
    case 'boolean':
      if (typeof value === 'boolean') return value
      // The client of Entra says "True" and "False".
      if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
      throw refused('invalidValue', `${where}: true or false is wanted`)
    default:
      return readText(attribute, value, where)
  }
}

function readText(attribute: Attribute, value: unknown, where: string): string | null {
  if (typeof value !== 'string') throw refused('invalidValue', `${where}: a text is wanted`)
  const most = attribute.most ?? 1024
  if (!isStorable(value) || value.length > most)
    throw refused('invalidValue', `${where}: a text of at most ${most} characters, without control characters`)
  // An empty text is how many clients say that there is none.
  return value.trim() === '' ? null : value
}

/** Whether a text can be kept: no control characters but line ends and tabs, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)
}

function readObject(attributes: readonly Attribute[], value: unknown, where: string): Doc {
  const doc: Doc = {}
  for (const [key, one] of entriesOf(objectOf(value, where), where)) {
    const attribute = attributeNamed(attributes, key)
    if (attribute === null) throw unknown(`${where}.${key}`)
    if (attribute.mutability === 'readOnly') continue
    doc[attribute.name] = one === null ? null : readOne(attribute, one, `${where}.${attribute.name}`)
  }
  return doc
}

/** The object, or a refusal that says what it should be. */
export function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused(where === 'the body' ? 'invalidSyntax' : 'invalidValue', `${where}: an object is wanted`)
  return value as Readonly<Record<string, unknown>>
}

/** The fields of an object; the same one twice in different case is refused, for nobody can say which is meant. */
function entriesOf(given: Readonly<Record<string, unknown>>, where: string): readonly (readonly [string, unknown])[] {
  const entries = Object.entries(given)
  if (new Set(entries.map(([key]) => key.toLowerCase())).size < entries.length)
    throw refused('invalidSyntax', `${where}: an attribute is given twice`)
  return entries
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function mustSaySchemas(type: ResourceType, given: Readonly<Record<string, unknown>>): void {
  const said = Object.entries(given).find(([key]) => key.toLowerCase() === 'schemas')?.[1]
  const list = Array.isArray(said) ? said.map((one) => String(one).toLowerCase()) : []
  // A schema nobody knows is no harm; an attribute of it is refused like any other that is not known.
  if (!list.includes(type.schema.id.toLowerCase()))
    throw refused('invalidSyntax', `schemas: ${type.schema.id} is wanted`)
}

function unknown(name: string): Error {
  if (/^password$/i.test(name))
    return refused(
      'invalidValue',
      'password: no client sets passwords here; an administrator issues a temporary one, or the person signs in another way',
    )
  return refused('invalidSyntax', `${name.slice(0, 200)}: there is no such attribute`)
}

/** The resource without what is unassigned, down to its parts. */
export function tidied(doc: Doc): Doc {
  const kept = Object.entries(doc).flatMap(([key, value]): [string, unknown][] => {
    if (value === null || value === undefined) return []
    if (Array.isArray(value)) {
      const items = value.map((one) => tidied(one as Doc)).filter((one) => Object.keys(one).length > 0)
      return items.length === 0 ? [] : [[key, items]]
    }
    if (typeof value !== 'object') return [[key, value]]
    const part = tidied(value as Doc)
    return Object.keys(part).length === 0 ? [] : [[key, part]]
  })
  return Object.fromEntries(kept)
}
