import { moment } from '../changes/names.ts'
import type { Args } from '../gate.ts'
import type { Instant, Snapshot } from '../snapshot.ts'

/** How a template and what is filled into it are worded: in English, or in the language of whoever reads it. */
export type Wording = {
  readonly sentence: (text: string) => string
  readonly value: (name: string, text: string) => string
  readonly instant: (at: Instant) => string
}

/** In English, as everything is that is recorded, and read by administrators and apps. */
export const english: Wording = { sentence: (text) => text, value: (_, text) => text, instant: moment }

/** A template with its words filled in. `{ref}` stays for whoever knows the reference; instants (`…At`, `…Until`) become dates. */
export function render(template: string, args: Args, s: Snapshot, words: Wording = english): string {
  return words.sentence(template).replace(/\{(\w+)\}/g, (whole, name: string) => {
    switch (name) {
      case 'ref':
        return whole
      case 'person':
        return s.account?.displayName ?? s.attempt.signInName ?? words.sentence('the person')
      case 'app':
        return s.app?.name ?? words.sentence('the app')
      case 'instance':
        return s.instance?.name ?? words.sentence('the system')
    }
    const value = args[name]
    if (value === undefined) return whole
    if (value === null) return words.sentence('none')
    return typeof value === 'number' && /(?:At|Until)$/.test(name)
      ? words.instant(value)
      : words.value(name, String(value))
  })
}

/** The sentence with a capital letter and a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
