import { isUtf8 } from 'node:buffer'
import { AppError } from '../errors.ts'

/** Nobody's form or JSON is deeper or longer than this. */
const deepest = 32
const most = 50_000

/**
 * Throws `request.invalid` for what no honest client sends: text that PostgreSQL cannot keep (NUL, half a surrogate pair),
 * names that JavaScript gives a meaning to, and nesting or counts without end (SEC-35).
 */
export function mustBePlain(value: unknown): void {
  let left = most
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [found, depth] = next
    if (typeof found === 'string') mustBeText(found)
    // Bytes are read by whoever takes them.
    if (typeof found !== 'object' || found === null || found instanceof Uint8Array) continue
    if (depth >= deepest) throw new AppError('request.invalid', { hint: `nested deeper than ${deepest} levels` })
    for (const [key, inner] of Object.entries(found)) {
      left -= 1
      if (left < 0) throw new AppError('request.invalid', { hint: `more than ${most} values` })
      if (key === '__proto__') throw new AppError('request.invalid', { field: key })
      mustBeText(key)
      open.push([inner, depth + 1])
    }
  }
}

/**
 * What a JSON body says, or undefined where there is none; throws `request.invalid` for what is no JSON or not written in UTF-8, of which
 * nothing would be left but question marks.
 */
export function jsonIn(body: Buffer, reviver?: (key: string, value: unknown) => unknown): unknown {
  if (body.length === 0) return undefined
  if (!isUtf8(body)) throw new AppError('request.invalid', { hint: 'the body is not UTF-8' })
  try {
    return JSON.parse(body.toString(), reviver)
  } catch {
    throw new AppError('request.invalid', { hint: 'the body is not JSON' })
  }
}

function mustBeText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new AppError('request.invalid', { hint: 'some text holds a NUL or half a character' })
}
