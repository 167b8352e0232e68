/** A kind of change as a sentence: `assign_role` is *Assign role*. */
export function sentenceOf(kind: string): string {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Graph's kind of operation. */
export function operationOf(kind: string): string {
  if (/^(create|make|add)_/.test(kind)) return 'Add'
  if (/^(delete|purge)_/.test(kind)) return 'Delete'
  if (/^(assign|give|nest|consent)/.test(kind)) return 'Assign'
  return /^(remove|unassign|take|unnest|revoke)/.test(kind) ? 'Unassign' : 'Update'
}

export type Difference = { readonly name: string; readonly was: unknown; readonly is: unknown }

/** What differs between an entity before and after, field by field; attributes each by itself. Undefined where there was nothing. */
export function changesBetween(before: unknown, after: unknown): readonly Difference[] {
  const [was, is] = [flat(before), flat(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
    .sort()
    .map((name) => ({ name, was: was.get(name), is: is.get(name) }))
}

function flat(entity: unknown): ReadonlyMap<string, unknown> {
  if (typeof entity !== 'object' || entity === null) return new Map()
  const { attributes, ...rest } = entity as Record<string, unknown>
  return new Map(Object.entries({ ...rest, ...(typeof attributes === 'object' ? attributes : {}) }))
}
