const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** An instant in the reader's own time; the exact one is in its `datetime`. */
export function When({ at }: { readonly at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{full.format(at)}</time>
}
