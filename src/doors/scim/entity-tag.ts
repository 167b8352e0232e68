/** The versions of an `If-Match` or `If-None-Match`; null for `*` and for none given. Ours are weak, and a client may drop the mark. */
export function versionsOf(header: string | null | undefined): readonly string[] | null {
  if (header == null || header.trim() === '*') return null
  return [...header.matchAll(/(?:W\/)?"([^"]{0,128})"/g)].map((match) => match[1] as string)
}
