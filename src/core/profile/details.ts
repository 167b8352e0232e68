import type { Account, AttributeValue } from '../snapshot.ts'

/**
 * What an organisation may ask of people about themselves, by Graph's names. Nothing that says what somebody is there, as a
 * department or a job title does: that is for the organisation to say.
 */
export const details = [
  ...(['givenName', 'surname', 'mobilePhone', 'businessPhones'] as const),
  ...(['streetAddress', 'postalCode', 'city', 'state', 'country', 'preferredLanguage'] as const),
] as const
export type Detail = (typeof details)[number]

/** What a detail is called in a sentence, and how long it may be, as in Graph. */
const known: Readonly<Record<Detail, { readonly name: string; readonly longest: number }>> = {
  givenName: { name: 'first name', longest: 64 },
  surname: { name: 'last name', longest: 64 },
  mobilePhone: { name: 'mobile phone', longest: 64 },
  businessPhones: { name: 'business phone', longest: 64 },
  streetAddress: { name: 'street address', longest: 1024 },
  postalCode: { name: 'postal code', longest: 40 },
  city: { name: 'city', longest: 128 },
  state: { name: 'state or province', longest: 128 },
  country: { name: 'country', longest: 128 },
  preferredLanguage: { name: 'language', longest: 35 },
}

/** What people call it: `first name`. */
export const detailName = (detail: Detail): string => known[detail].name

/** How many letters of it fit. */
export const longestDetail = (detail: Detail): number => known[detail].longest

/** Whether somebody has it: blanks alone are nothing. */
export function hasDetail({ attributes }: Pick<Account, 'attributes'>, detail: Detail): boolean {
  const value = attributes[detail]
  return Array.isArray(value)
    ? value.some((one) => one.trim() !== '')
    : typeof value === 'string' && value.trim() !== ''
}

/** A typed detail as the directory keeps it; a list where the directory has one. */
export function detailValue(detail: Detail, typed: string): AttributeValue {
  const text = typed.normalize('NFC').trim()
  return detail === 'businessPhones' ? [text] : text
}

/** What is wrong with a typed detail, for who typed it; null where it will do. */
export function detailProblem(detail: Detail, typed: string): string | null {
  const text = typed.normalize('NFC').trim()
  if (text === '') return detail === 'preferredLanguage' ? 'Choose one.' : 'Fill this in.'
  if (text.length > longestDetail(detail)) return `That is too long: at most ${longestDetail(detail)} characters fit.`
  // What cannot be seen, or turns what stands around it about, is not for a page that others read.
  if (/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(text))
    return 'There are characters in it that nobody can see. Type it again.'
  switch (detail) {
    case 'mobilePhone':
    case 'businessPhones':
      return /^\+?\d[\d ().\-/]{3,}(?:x\d{1,8})?$/.test(text) ? null : 'Write a number like +33 612345678.'
    case 'preferredLanguage':
      return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text) ? null : 'Choose one.'
    case 'streetAddress':
    case 'postalCode':
    case 'state':
      return /[\p{L}\p{N}]/u.test(text) ? null : 'Write it in letters or numbers.'
    default:
      return /\p{L}/u.test(text) ? null : 'Write it in letters.'
  }
}
