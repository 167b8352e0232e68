/** A text as `$filter` takes it. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** What was typed as `$search` takes it: a beginning, in quotes; null where nothing was. */
export function searchFor(text: string | undefined, field?: string): string | null {
  const plain = (text ?? '').replace(/["\\]/g, ' ').trim()
  return plain === '' ? null : `"${field === undefined ? '' : `${field}:`}${plain}"`
}

/** Conditions that must all be met, as one; null where there is none. */
export function all(conditions: readonly (string | null | undefined | false)[]): string | null {
  return conditions.filter(Boolean).join(' and ') || null
}
