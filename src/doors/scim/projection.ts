import type { Doc } from './document.ts'
import { targetOf } from './path.ts'
import type { ResourceType } from './schema.ts'
import { refused } from './scim-error.ts'

/** Which attributes an answer has (RFC 7644 §3.9), by lower-case path; null where nothing was said. */
export type Projection = { readonly only: ReadonlySet<string> | null; readonly without: ReadonlySet<string> }

/** What was asked with `attributes` and `excludedAttributes`, lists or texts with commas. Names that are not known leave nothing out and add nothing. */
export function readProjection(type: ResourceType, attributes: unknown, excluded: unknown): Projection {
  return { only: attributes == null ? null : pathsOf(type, attributes), without: pathsOf(type, excluded) }
}

function pathsOf(type: ResourceType, said: unknown): ReadonlySet<string> {
  if (said === undefined || said === null) return new Set()
  const list = typeof said === 'string' ? said.split(',') : said
  if (!Array.isArray(list) || list.length > 100 || !list.every((one) => typeof one === 'string'))
    throw refused('invalidValue', 'attributes and excludedAttributes are lists of at most 100 names')
  const paths = list.flatMap((one: string) => {
    const target = targetOf(type, one.trim())
    if (target === null) return []
    const { extension, attribute, sub } = target
    return [keyOf(extension?.id ?? null, attribute?.name ?? null, sub?.name ?? null)]
  })
  return new Set(paths)
}

const keyOf = (...parts: readonly (string | null)[]) =>
  parts
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase()

/** Whether the answer has this attribute or a part of it: members are only looked up where they are to be said. */
export function isAsked({ only, without }: Projection, attribute: string): boolean {
  const key = attribute.toLowerCase()
  if (without.has(key)) return false
  return only === null || [...only].some((path) => path === key || path.startsWith(`${key} `))
}

/** The resource with what was asked; `id` and `schemas` are always there. */
export function projected(doc: Doc, projection: Projection): Doc {
  const { only, without } = projection
  if (only === null && without.size === 0) return doc
  const kept = Object.entries(doc).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'id' || name === 'schemas') return [[name, value]]
    const part = partOf(name, value, projection, only === null)
    return part === undefined ? [] : [[name, part]]
  })
  return Object.fromEntries(kept)
}

function partOf(key: string, value: unknown, projection: Projection, isIn: boolean): unknown {
  const path = key.toLowerCase()
  const { only, without } = projection
  if (without.has(path)) return undefined
  const isWhole = isIn || only?.has(path) === true
  const isDeeper = [...(only ?? []), ...without].some((one) => one.startsWith(`${path} `))
  if (!isDeeper) return isWhole ? value : undefined
  if (Array.isArray(value)) {
    const items = value.map((one) => partOf(key, one, projection, isWhole)).filter((one) => one !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value !== 'object' || value === null) return isWhole ? value : undefined
  const parts = Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
    const part = partOf(`${key} ${name}`, one, projection, isWhole)
    return part === undefined ? [] : [[name, part]]
  })
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}
