import type { Snapshot } from '../snapshot.ts'

export type Reading = {
  readonly snapshot: Snapshot
  /** Paths read so far, with dots: `account.isEnabled`, `tenant.policies`. */
  readonly reads: () => ReadonlySet<string>
}

/** Big parts that compiled policies and licence indexes hold by identity: their being read is noted, their inside is not. */
const opaque = new Set([
  'tenant.policies',
  'tenant.groups',
  'tenant.products',
  'tenant.locations',
  'tenant.permissions',
])

/** The snapshot behind a proxy that notes what is read, so that evidence is what a gate really looked at. */
export function reading(s: Snapshot): Reading {
  const seen = new Set<string>()
  return { snapshot: watch(s, '', seen) as Snapshot, reads: () => seen }
}

function watch(value: object, path: string, seen: Set<string>): object {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver)
      if (typeof key === 'symbol') return found
      const at = path === '' ? key : `${path}.${key}`
      seen.add(at)
      if (typeof found !== 'object' || found === null || Array.isArray(found) || opaque.has(at)) return found
      return watch(found, at, seen)
    },
  })
}
