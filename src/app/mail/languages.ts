import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { es } from './texts/es.ts'
import { fr } from './texts/fr.ts'
import { ja } from './texts/ja.ts'
import { nl } from './texts/nl.ts'
import type { Texts } from './texts/texts.ts'

/** The languages people are written to in, by their ISO 639-1 code. */
export const languages = { en, de, fr, es, nl, ja } as const satisfies Record<string, Texts>

export type Language = keyof typeof languages

/** The first of these that is one of ours, whatever its country (`de-CH` is German), or null. */
export function oursAmong(wanted: readonly (string | null)[]): Language | null {
  for (const one of wanted) {
    const code = one?.trim().toLowerCase().split(/[-_]/)[0] ?? ''
    if (Object.hasOwn(languages, code)) return code as Language
  }
  return null
}

/** The same, else English. */
export const languageOf = (...wanted: readonly (string | null)[]): Language => oursAmong(wanted) ?? 'en'
