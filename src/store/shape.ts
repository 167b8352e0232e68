import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import { json, rows, type Store, type TenantDb, withTenant } from './store.ts'
import { versionOf } from './tenant-part.ts'
import { together } from './together.ts'

/** What the directory's shape was at one moment: what is remembered under it is what a query at that moment would have read. */
export type Shape = { readonly store: Store; readonly tenantId: string; readonly version: number }

/** The shape that the request under way began with. */
const atHand = new AsyncLocalStorage<Shape>()

/** Answers one request with one shape: what it asks about the shared part is what it was when the request came. */
export function inShape<T>(shape: Shape, work: () => T): T {
  return atHand.run(shape, work)
}

const askers = new WeakMap<Store, (tenantId: string) => Promise<number | null>>()

/** The shape a tenant has now, as fresh as a query of one's own or as the request under way; null when there is no such tenant. */
export async function shapeNow(store: Store, tenantId: string): Promise<Shape | null> {
  const known = atHand.getStore()
  if (known?.store === store && known.tenantId === tenantId) return known
  let ask = askers.get(store)
  if (ask === undefined) {
    ask = together(async (ids: readonly string[]) => {
      const found = await rows(
        store,
        sql<{
          id: string
          version: number
        }>`select id, shape_version as version from tenants where id in (select jsonb_array_elements_text(${json([...new Set(ids)])})::uuid)`,
      )
      const versions = new Map(found.map((one) => [one.id, one.version]))
      return ids.map((id) => versions.get(id) ?? null)
    })
    askers.set(store, ask)
  }
  const version = await ask(tenantId)
  return version === null ? null : { store, tenantId, version }
}

type Remembered = { readonly version: number; readonly values: Map<string, Promise<unknown>> }
const memory = new WeakMap<Store, Map<string, Remembered>>()

/** How many things of one tenant are remembered; then all of them are read anew. */
const most = 10_000

/** What `load` gives of the shared part of a tenant, read once for each shape. */
export async function remembered<T>(shape: Shape, key: string, load: (t: TenantDb) => Promise<T>): Promise<T> {
  const { store, tenantId, version } = shape
  const ofStore = memory.get(store) ?? new Map<string, Remembered>()
  memory.set(store, ofStore)
  const before = ofStore.get(tenantId)
  // Versions only grow: what was read after the shape asked about is newer, and as good.
  const isGood = before !== undefined && before.version >= version && before.values.size <= most
  const known = isGood ? before : { version: Math.max(version, before?.version ?? 0), values: new Map() }
  if (!isGood) ofStore.set(tenantId, known)
  const { values } = known
  const found = values.get(key) as Promise<T> | undefined
  if (found !== undefined) return found

  const kept = known.version
  const made = withTenant(store, tenantId, async (t) => {
    const value = await load(t)
    // Something changed while it was read: it is good for who asked, and for nobody else.
    if ((await versionOf(t)).version !== kept) values.delete(key)
    return value
  })
  values.set(key, made)
  made.catch(() => values.delete(key))
  return made
}
