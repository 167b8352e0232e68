/** What the address of a page says, as texts; whatever else stands in it is passed over. */
export function textsIn<K extends string>(
  keys: readonly K[],
): (search: Readonly<Record<string, unknown>>) => { readonly [P in K]?: string } {
  return (search) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = search[key]
        const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
        return text === '' ? [] : [[key, text.slice(0, 300)]]
      }),
    ) as { readonly [P in K]?: string }
}

/** Only what says something stands in an address. */
export function given<Q extends Readonly<Record<string, string | undefined>>>(
  query: Q,
): Partial<Record<keyof Q, string>> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as Partial<Record<keyof Q, string>>
}
