import type { Store } from './store.ts'

/** More than these wait for the next statement. */
const most = 200

/**
 * Does together what is asked for while an earlier batch is under way; when nothing is, what was asked for in the same turn.
 * What is asked for is never joined to a batch that has begun: an answer is as fresh as one of its own. When a batch fails,
 * each is tried alone, so that nobody fails for another.
 */
export function together<In, Out>(
  work: (batch: readonly In[]) => Promise<readonly Out[]>,
): (asked: In) => Promise<Out> {
  type Waiting = { readonly asked: In; readonly done: (out: Out) => void; readonly failed: (error: unknown) => void }
  let waiting: Waiting[] = []
  let isUnderWay = false

  async function go(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const out = await work(batch.map((one) => one.asked))
        batch.forEach((one, i) => one.done(out[i] as Out))
      } catch (error) {
        if (batch.length === 1) batch[0]?.failed(error)
        else await Promise.all(batch.map((one) => work([one.asked]).then(([out]) => one.done(out as Out), one.failed)))
      }
    }
    isUnderWay = false
  }

  return (asked) =>
    new Promise((done, failed) => {
      waiting.push({ asked, done, failed })
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(() => void go())
    })
}

/** The one of its kind for a tenant of a store, made when it is first asked for. */
export function perTenant<T>(make: (store: Store, tenantId: string) => T): (store: Store, tenantId: string) => T {
  const known = new WeakMap<Store, Map<string, T>>()
  return (store, tenantId) => {
    const ofStore = known.get(store) ?? new Map<string, T>()
    known.set(store, ofStore)
    const found = ofStore.get(tenantId) ?? make(store, tenantId)
    ofStore.set(tenantId, found)
    return found
  }
}
