import { instantText } from '../../core/membership/instant.ts'
import { isCountry } from '../../core/naming/country.ts'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import type { AttributeValue } from '../../core/snapshot.ts'

/** What a field says, or why it cannot be taken. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

const yes = <T>(value: T): Read<T> => ({ ok: true, value })
const no = (reason: string): Read<never> => ({ ok: false, reason })

/** A sign-in name, as the directory takes it. */
export function readSignInName(text: string): Read<string> {
  const name = text.trim()
  if (name === '') return no('the sign-in name is missing')
  if (!/^[^\s@\\]+@[^\s@\\]+\.[^\s@\\]+$/.test(name))
    return no(`${quoted(name)} is not a sign-in name; it looks like name@company.com`)
  return name.length > 320 ? no('the sign-in name has more than 320 characters') : clean(name, 'the sign-in name', 320)
}

/** An address that mail can be sent to. */
export function readAddress(text: string): Read<string> {
  const address = text.trim()
  if (address === '') return no('the e-mail address is missing')
  return isMailAddress(address)
    ? yes(address)
    : no(`${quoted(address)} is not an e-mail address; it looks like mia@partner.example`)
}

/** A name of 1 to 256 characters. */
export function readName(text: string, what: string): Read<string> {
  return text.trim() === '' ? no(`${what} is missing`) : clean(text.trim(), what, 256)
}

/** A text of an attribute. */
export function readText(text: string, what: string): Read<string> {
  return clean(text, what, 4096)
}

/** The two letters of a country (ISO 3166-1). */
export function readUsageLocation(text: string): Read<string> {
  return isCountry(text.trim())
    ? yes(text.trim().toUpperCase())
    : no(`usage location ${quoted(text)} is not the two letters of a country`)
}

/** A day or an instant, as the directory keeps it. */
export function readInstant(text: string, what: string): Read<string> {
  const read = instantText(text)
  return read === null
    ? no(`${what} ${quoted(text)} is neither a day nor an instant like 2030-01-31T00:00:00Z`)
    : yes(read)
}

/** Member or guest. */
export function readUserType(text: string): Read<'member' | 'guest'> {
  const type = text.trim().toLowerCase()
  return type === 'member' || type === 'guest' ? yes(type) : no(`user type ${quoted(text)} is neither Member nor Guest`)
}

/** Yes or no, in the words of spreadsheets. */
export function readYesNo(text: string, what: string): Read<boolean> {
  const word = text.trim().toLowerCase()
  if (['true', 'yes', '1'].includes(word)) return yes(true)
  if (['false', 'no', '0'].includes(word)) return yes(false)
  return no(`${what} ${quoted(text)} is neither true nor false`)
}

/** A value of an attribute out of JSON; null is nothing. */
export function readValue(value: unknown, what: string): Read<AttributeValue> {
  if (value === null || typeof value === 'boolean') return yes(value)
  if (typeof value === 'number') return Number.isFinite(value) ? yes(value) : no(`${what} is not a number`)
  if (typeof value === 'string') return value === '' ? yes(null) : readText(value, what)
  if (!Array.isArray(value) || value.length > 200)
    return no(`${what} is neither a text nor a list of at most 200 texts`)
  for (const one of value) {
    const read = typeof one === 'string' ? readText(one, what) : no(`${what} holds something that is not a text`)
    if (!read.ok) return read
  }
  return yes(value as string[])
}

/** Whether the text can be an id: a UUID. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}

export type GraphObject = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is GraphObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text in a sentence, cut where it is long. */
export function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
}

/** PostgreSQL keeps no NUL, and half a surrogate pair is no text at all. */
function clean(text: string, what: string, most: number): Read<string> {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) || !text.isWellFormed())
    return no(`${what} holds characters that are no text`)
  return text.length > most ? no(`${what} has more than ${most} characters`) : yes(text)
}
