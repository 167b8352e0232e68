import { html } from 'ghtml'
import { filled, phrase, type Values } from '../app/words/say.ts'
import type { Sentence } from '../app/words/sentence.ts'
import type { Html } from './page.ts'

/** A sentence in the reader's language as HTML. Its values are HTML: what is text among them was escaped by `html` (SEC-17). */
export function sayHtml<S extends Sentence>(sentence: S, ...[values]: Values<S, Html>): Html {
  return filled(escaped(phrase(sentence)), (values ?? {}) as Readonly<Record<string, Html>>)
}

/** Apostrophes stay: they end nothing in text, nor in the attributes we write. */
const escaped = (text: string): Html => html`${text}`.replaceAll('&#39;', "'")
