/** The text of a file, and the numbers of lines that hold bytes which are no text. */
export type Decoded = { readonly text: string; readonly badLines: ReadonlySet<number> }

/** UTF-8 with or without a mark, or UTF-16 with one, as spreadsheets and shells write them. */
export function decoded(bytes: Uint8Array): Decoded {
  const none = new Set<number>()
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), badLines: none }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), badLines: none }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), badLines: none }
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), badLines: badLines(bytes) }
  }
}

/** Line ends are ASCII and never part of a longer UTF-8 sequence, so each line can be tried alone. */
function badLines(bytes: Uint8Array): ReadonlySet<number> {
  const bad = new Set<number>()
  const strict = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    let end = start
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++
    try {
      strict.decode(bytes.subarray(start, end))
    } catch {
      bad.add(line)
    }
    start = bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 2 : end + 1
  }
  return bad
}
