/** What changes made of something that many people share. */
const made = new WeakMap<object, WeakMap<object, object>>()

/** What the change makes of something shared: worked out once, however many people it is asked for one after the other. */
export function once<T extends object>(shared: T, change: object, work: () => T): T {
  const known = made.get(shared) ?? new WeakMap<object, object>()
  made.set(shared, known)
  const after = (known.get(change) as T | undefined) ?? work()
  known.set(change, after)
  return after
}
