import { properties } from './rule.ts'
import { dateOf } from './values.ts'

/** The instant as the directory keeps it, to the second and in UTC; null where the text says none, or one of another age. */
export function instantText(text: string): string | null {
  const read = dateOf(text.trim())
  const date = typeof read === 'object' && read !== null && 'date' in read ? read.date : Number.NaN
  return date >= earliest && date < end ? secondText(date) : null
}

/** An instant of these ages, written so that later is greater as text too. */
export function secondText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** From the year 0001 up to the year 10000. */
export const earliest = -62_135_596_800_000
export const end = 253_402_300_800_000

/** Whether the attribute is an instant. */
export const isDated = (attribute: string): boolean =>
  Object.hasOwn(properties, attribute) && properties[attribute] === 'date'
