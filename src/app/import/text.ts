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

/**
 * The same where nobody says how the text is written: UTF-16 without a mark shows in its zeros, and what is nowhere UTF-8 is
 * taken for Windows-1252, as older spreadsheets write it, with a warning. What is UTF-8 in one line and not in another stays so.
 */
export function guessed(bytes: Uint8Array): Decoded & { readonly warning: string | null } {
  const utf16 = utf16Without(bytes)
  if (utf16 !== null)
    return {
      text: new TextDecoder(utf16).decode(bytes),
      badLines: new Set(),
      warning: 'The file has no mark that says how it is written; it was read as UTF-16.',
    }
  const read = decoded(bytes)
  if (read.badLines.size === 0 || /[\u0080-\ufffc]/.test(read.text)) return { ...read, warning: null }
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    badLines: linesWith(bytes, (byte) => undefinedIn1252.has(byte)),
    warning: 'The file is not UTF-8; it was read as Windows-1252. Look whether letters such as é and ü came out right.',
  }
}

const undefinedIn1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** No CSV has zeros in it; in UTF-16 every second byte of plain letters is one. */
function utf16Without(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 512)
  if (head.length < 4 || (head[0] ?? 0) >= 0xfe) return null
  const zeros = [0, 0]
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null
}

function linesWith(bytes: Uint8Array, isBad: (byte: number) => boolean): ReadonlySet<number> {
  const bad = new Set<number>()
  let line = 1
  bytes.forEach((byte, i) => {
    if (isBad(byte)) bad.add(line)
    if (byte === 0x0a || (byte === 0x0d && bytes[i + 1] !== 0x0a)) line++
  })
  return bad
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
