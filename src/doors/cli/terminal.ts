/** Where a command's words go, and what they may look like there. */
export type Terminal = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Columns a line may have. */
  readonly width: number
  readonly paint: Paint
  /** Draws how far something is, over what it drew before; `null` takes it away. Only where somebody looks. */
  readonly progress?: (done: number | null, total: number) => void
}

type Ink = (text: string) => string
export type Paint = { readonly good: Ink; readonly bad: Ink; readonly ask: Ink; readonly bold: Ink; readonly dim: Ink }

type Stream = { readonly isTTY?: boolean; readonly columns?: number; readonly write: (text: string) => unknown }

/** A terminal on these streams: colours only where somebody looks at them and does not mind (NO_COLOR). */
export function terminalOn(out: Stream, err: Stream, env: Readonly<Record<string, string | undefined>>): Terminal {
  const isColoured = out.isTTY === true && !env['NO_COLOR']
  const ink = (code: number) => (text: string) => (isColoured ? `\x1b[${code}m${text}\x1b[0m` : text)
  return {
    out: (text) => void out.write(`${text}\n`),
    err: (text) => void err.write(`${text}\n`),
    width: Math.min(100, Math.max(32, (out.isTTY === true ? out.columns : undefined) ?? 80)),
    paint: { good: ink(32), bad: ink(31), ask: ink(33), bold: ink(1), dim: ink(2) },
    ...(err.isTTY === true ? { progress: (done, total) => void err.write(bar(done, total)) } : {}),
  }
}

function bar(done: number | null, total: number): string {
  if (done === null) return '\r\x1b[K'
  const width = 30
  const full = total === 0 ? width : Math.round((done / total) * width)
  return `\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done} of ${total}`
}

/** Text from the directory without what would command a terminal or turn its lines around. */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '�')
}

/** Lines of at most `width` columns; the first begins with `head`, the others are set in as far as `hang`. */
export function wrapped(text: string, width: number, head = '', hang = head.length): string {
  const lines: string[] = []
  let line = head
  let isBegun = false
  for (const word of harmless(text).split(/\s+/).filter(Boolean)) {
    if (isBegun && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ' '.repeat(hang)
      isBegun = false
    }
    line += isBegun ? ` ${word}` : word
    isBegun = true
  }
  return [...lines, line].join('\n')
}
