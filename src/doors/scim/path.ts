import { type Ast, parseFilter } from './parse-filter.ts'
import { type Attribute, attributeNamed, common, isUnkept, type ResourceType, type Schema } from './schema.ts'
import { type ScimError, type ScimType, refused } from './scim-error.ts'

/** What an attribute path names; `attribute` is null for a whole extension. */
export type Target = {
  readonly extension: Schema | null
  readonly attribute: Attribute | null
  readonly sub: Attribute | null
}

/** A path of PATCH: what it names, and which of many values (RFC 7644 §3.5.2). */
export type Path = Target & { readonly filter: Ast | null }

/** The target of `name`, `name.familyName`, `urn:…:User:userName`, `urn:…:manager.value` or an extension's URN; null when there is none. */
export function targetOf(type: ResourceType, text: string): Target | null {
  const { schema, name } = split(type, text)
  const extension = schema === type.schema ? null : schema
  if (name === '') return extension === null ? null : { extension, attribute: null, sub: null }
  const [first, second, ...more] = name.split('.') as [string, ...string[]]
  const attributes = extension === null ? [...common, ...type.schema.attributes] : extension.attributes
  const attribute = attributeNamed(attributes, first)
  if (attribute === null || more.length > 0) return null
  if (second === undefined) return { extension, attribute, sub: null }
  const sub = attributeNamed(attribute.sub ?? [], second)
  return sub === null ? null : { extension, attribute, sub }
}

/** The path, with the filter in its brackets read; throws `invalidPath`, or `invalidFilter` for what is in the brackets. */
export function parsePath(type: ResourceType, text: string): Path {
  const open = text.indexOf('[')
  if (open === -1) {
    const target = targetOf(type, text.trim())
    if (target === null) throw invalid(type, text)
    return { ...target, filter: null }
  }
  const close = text.lastIndexOf(']')
  const target = targetOf(type, text.slice(0, open).trim())
  const rest = text.slice(close + 1).trim()
  if (close < open || target?.attribute?.isMany !== true || target.sub !== null) throw invalid(type, text)
  const sub = rest === '' ? null : attributeNamed(target.attribute.sub ?? [], rest.replace(/^\./, ''))
  if (rest !== '' && (!rest.startsWith('.') || sub === null)) throw invalid(type, text)
  return { ...target, sub, filter: parseFilter(text.slice(open + 1, close)) }
}

function split(type: ResourceType, text: string): { readonly schema: Schema; readonly name: string } {
  const lower = text.toLowerCase()
  for (const schema of [type.schema, ...type.extensions]) {
    const urn = schema.id.toLowerCase()
    if (lower === urn) return { schema, name: '' }
    if (lower.startsWith(`${urn}:`)) return { schema, name: text.slice(urn.length + 1) }
  }
  return { schema: type.schema, name: text }
}

function invalid(type: ResourceType, text: string): ScimError {
  const scimType: ScimType = isUnkept(type, text) ? 'noTarget' : 'invalidPath'
  return refused(scimType, `${text.slice(0, 200)}: there is no such attribute`)
}
