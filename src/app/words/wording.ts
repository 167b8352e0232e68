import type { Wording } from '../../core/explain/words.ts'
import { listOf } from './lists.ts'
import { phrase, say } from './say.ts'
import { when } from './when.ts'

/** How what a decision tells the reader is worded: in their language. What is recorded of it never is. */
export const readersWords: Wording = {
  sentence: phrase,
  instant: when,
  value(name, text) {
    switch (name) {
      case 'way':
      case 'other':
        return listOf(text.split(/, | or | and /).map(phrase), 'or')
      case 'details':
        return listOf(text.split(/, | and /).map(phrase), 'and')
      case 'madeFor':
        return listOf(text.split(/, | and /), 'and')
      case 'off':
        return clockWords(text)
      case 'as':
      case 'maintenanceUntil':
        return phrase(text)
      default:
        // Names of the directory are what they are in every language.
        return text
    }
  },
}

/** How far a clock is off, of the same said in English. */
export function clockWords(text: string): string {
  const [, seconds = '', way] = /^about (\d+) seconds (slow|fast)$/.exec(text) ?? []
  if (seconds === '') return text
  return way === 'slow'
    ? say('about {seconds} seconds slow', { seconds })
    : say('about {seconds} seconds fast', { seconds })
}
