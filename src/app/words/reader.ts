import { AsyncLocalStorage } from 'node:async_hooks'
import { type Language, oursAmong } from '../mail/languages.ts'

/** Who reads what a request is answered with, as far as is known of them. Nothing of it is the account's (SEC-01). */
export type Reader = {
  /** What the app asked for with `ui_locales`, once the sign-in is known (OpenID Connect Core §3.1.2.1). */
  asked: readonly string[]
  /** What the browser takes, the most wanted first. */
  readonly accepts: readonly string[]
  /** What the organisation prefers, where neither of these says anything. */
  organisation: string | null
}

const readers = new AsyncLocalStorage<Reader>()

/** Does it for a reader: what is worded meanwhile is in their language. */
export const readBy = <T>(reader: Reader, work: () => T): T => readers.run(reader, work)

/** The language that is written in now: the reader's, and English for whoever reads no page of ours. */
export function language(): Language {
  const reader = readers.getStore()
  return reader === undefined ? 'en' : languageFor(reader)
}

/** The language of a reader. */
export const languageFor = ({ asked, accepts, organisation }: Reader): Language =>
  oursAmong(asked) ?? oursAmong(accepts) ?? oursAmong([organisation]) ?? 'en'

/** Has the reader be answered in what their app asked for, from here on. */
export function askedIn(uiLocales: string | null | undefined): void {
  const reader = readers.getStore()
  if (reader !== undefined && uiLocales != null) reader.asked = uiLocales.split(' ')
}

/** The languages that a browser takes, the most wanted first (RFC 9110 §12.5.4); none where any will do. */
export function acceptedIn(header: string | undefined): readonly string[] {
  const ranges = (header ?? '')
    .slice(0, 1024)
    .split(',')
    .map((one) => {
      const [tag = '', ...parameters] = one.split(';').map((part) => part.trim())
      const q = parameters.find((part) => /^q=/i.test(part))?.slice(2)
      return { tag, q: q === undefined ? 1 : Number.parseFloat(q) || 0 }
    })
  return ranges
    .filter(({ tag, q }) => tag !== '' && tag !== '*' && q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag)
}
