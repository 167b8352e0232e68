import type { Literal, Span } from './rule.ts'
import { say, type TokenReader } from './token-reader.ts'

/** A value, and where it stands. */
export type Placed = { readonly value: Literal; readonly span: Span }

/** `['a', 'b']`: one value or more; null with an error where it is none. */
export function readList(tokens: TokenReader): readonly Placed[] | null {
  const open = tokens.next
  if (!tokens.take('[', 'A list in square brackets is wanted here', open)) return null
  const values: Placed[] = []
  do {
    const one = readValue(tokens)
    if (one === null) return null
    values.push(one)
  } while (tokens.takeMark(','))
  return tokens.take(']', 'This list is never closed', open) ? values : null
}

/** A text in quotes, an instant, true, false, null, or `system.now` and some days; null with an error where it is none. */
export function readValue(tokens: TokenReader): Placed | null {
  const { start } = tokens.next
  const read = readLiteral(tokens)
  return read === null ? null : { value: read[0], span: { start, end: tokens.last.end } }
}

function readLiteral(tokens: TokenReader): readonly [Literal] | null {
  const token = tokens.next
  if (token.is === 'text') {
    tokens.skip()
    return [token.value]
  }
  // The published examples write instants without quotes.
  if (token.is === 'word' && dateOf(token.value) !== undefined) {
    tokens.skip()
    return [token.value]
  }
  const word = token.is === 'word' ? token.value.toLowerCase() : ''
  if (word === 'system.now') {
    tokens.skip()
    const sign = tokens.takeWord('plus') ? 1 : tokens.takeWord('minus') ? -1 : 0
    if (sign === 0) return [{ daysFromNow: 0 }]
    const span = /^p(\d+)d$/i.exec(tokens.next.value)
    if (span === null) return tokens.fail('A number of days is wanted here, like p30d', tokens.next)
    tokens.skip()
    return [{ daysFromNow: sign * Number(span[1]) }]
  }
  if (/^\d{4}-\d/.test(word)) return tokens.fail(wantedDate, token)
  if (!['null', 'true', 'false'].includes(word))
    return tokens.fail(
      `A value is wanted here, in quotes, not ${say(token)}`,
      token,
      token.is === 'word' ? `"${token.value}"` : undefined,
    )
  tokens.skip()
  return [word === 'null' ? null : word === 'true']
}

export const wantedDate = 'A date is wanted here, like "2030-01-31T00:00:00Z"'

/** An ISO 8601 instant as milliseconds, by the calendar's arithmetic; undefined when it is none. Without a time it is midnight in UTC. */
export function dateOf(text: string): Literal | undefined {
  const parts = instant.exec(text)
  if (parts === null) return undefined
  const [, y, m, d, h = '0', min = '0', sec = '0', part = '', sign, zoneHours = '0', zoneMinutes = '0'] = parts
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const most = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  if (month < 1 || month > 12 || day < 1 || day > most) return undefined
  if (Number(h) > 23 || Number(min) > 59 || Number(sec) > 59 || Number(zoneHours) > 14 || Number(zoneMinutes) > 59)
    return undefined
  // Days from the civil calendar, with March as the first month (Howard Hinnant's method).
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const yearOfEra = shifted - era * 400
  const days =
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  const east = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes))
  const minutes = (days * 24 + Number(h)) * 60 + Number(min) - east
  return { date: minutes * 60_000 + Number(sec) * 1000 + Number(part.slice(0, 3).padEnd(3, '0')), text }
}

const instant = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d)))?$/i
