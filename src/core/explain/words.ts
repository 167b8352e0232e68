import { moment } from '../changes/names.ts'
import type { Args } from '../gate.ts'
import type { Snapshot } from '../snapshot.ts'

/** A template with its words filled in. `{ref}` stays for whoever knows the reference; instants (`…At`, `…Until`) become dates. */
export function render(template: string, args: Args, s: Snapshot): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    switch (name) {
      case 'ref':
        return whole
      case 'person':
        return s.account?.displayName ?? s.attempt.signInName ?? 'the person'
      case 'app':
        return s.app?.name ?? 'the app'
      case 'instance':
        return s.instance?.name ?? 'the system'
    }
    const value = args[name]
    if (value === undefined) return whole
    if (value === null) return 'none'
    return typeof value === 'number' && /(?:At|Until)$/.test(name) ? moment(value) : String(value)
  })
}

/** The sentence with a capital letter and a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
