import type { Language } from '../mail/languages.ts'
import { de } from './de.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { nl } from './nl.ts'
import { language } from './reader.ts'
import type { Sentence } from './sentence.ts'

/** Each sentence that people read, in every language but English. */
export const catalogues: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<Sentence, string>>>> = {
  ...{ de, fr, es, nl, ja },
}

/** The names in braces of a sentence. `{ref}` is filled in by the page, which does not break it. */
export type Slots<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Exclude<Name, 'ref'> | Slots<Rest>
  : never

/** What is to be filled into a sentence: nothing where it has no braces. */
export type Values<S extends string, V> = [Slots<S>] extends [never] ? [] : [values: Readonly<Record<Slots<S>, V>>]

/** A sentence in the reader's language, which its English is the key of, with its values filled in. */
export function say<S extends Sentence>(sentence: S, ...[values]: Values<S, string | number>): string {
  return filled(phrase(sentence), (values ?? {}) as Readonly<Record<string, string | number>>)
}

/** A text that may be a sentence of ours in the reader's language; as it is where it is none, as a name is. */
export function phrase(text: string): string {
  const now = language()
  if (now === 'en') return text
  const catalogue: Readonly<Record<string, string>> = catalogues[now]
  return Object.hasOwn(catalogue, text) ? (catalogue[text] as string) : text
}

/** A sentence with what its braces name. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** A text with a full stop, as its language writes one. */
export const withStop = (text: string): string =>
  /[.!?。]$/.test(text) ? text : `${text}${language() === 'ja' ? '。' : '.'}`

/** What an error says to the person who met it. */
export const toldOf = ({ message, details }: { readonly message: string; readonly details: object }): string =>
  phrase(String((details as { readonly hint?: unknown }).hint ?? message))
