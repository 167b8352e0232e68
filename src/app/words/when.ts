import { moment } from '../../core/changes/names.ts'
import type { Instant } from '../../core/snapshot.ts'
import type { Language } from '../mail/languages.ts'
import { language } from './reader.ts'

const formats = new Map<Language, Intl.DateTimeFormat>()

function formatOf(one: Language): Intl.DateTimeFormat {
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  const format = formats.get(one) ?? new Intl.DateTimeFormat(one, form)
  formats.set(one, format)
  return format
}

/** An instant in the words of a language. Nobody knows where the reader is: the hour is that of Greenwich, and says so. */
export const inWords = (one: Language, at: Instant): string => `${formatOf(one).format(at)} UTC`

/** An instant as the reader of a page writes it. */
export function when(at: Instant): string {
  const now = language()
  return now === 'en' || !(Math.abs(at) <= 8.64e15) ? moment(at) : inWords(now, at)
}
