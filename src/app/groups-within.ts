import type { Group } from '../core/snapshot.ts'

const children = new WeakMap<object, ReadonlyMap<string, readonly string[]>>()

/** The groups within each group, worked out once for each version of the directory's shape. */
export function childrenOf(groups: Readonly<Record<string, Group>>): ReadonlyMap<string, readonly string[]> {
  const known = children.get(groups)
  if (known !== undefined) return known
  const made = new Map<string, string[]>()
  for (const group of Object.values(groups))
    for (const parent of group.parentIds) made.set(parent, [...(made.get(parent) ?? []), group.id])
  children.set(groups, made)
  return made
}
