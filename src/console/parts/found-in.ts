/** Whether each word of what is searched for stands in one of the texts, whatever the capitals. */
export function isFoundIn(search: string | undefined, texts: readonly (string | null)[]): boolean {
  const all = texts.join('\n').toLowerCase()
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
