import type { With, Words } from '../gate.ts'

/** Words that need no argument of their own. */
export function words(text: string): Words {
  return { text, args: {} }
}

/** The words as text, for an argument of a longer sentence. */
export function filled({ text, args }: Words, s: With<'account' | 'app'>): string {
  const names: Readonly<Record<string, string | number | null>> = {
    person: s.account.displayName,
    app: s.app.name,
    ...args,
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(names[name] ?? whole))
}

/** `“A”`, `“A” and “B”`, `“A”, “B” and “C”`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}
