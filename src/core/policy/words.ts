import type { With, Words } from '../gate.ts'
import type { Policy } from '../snapshot.ts'

/** Words that need no argument of their own. */
export function words(text: string): Words {
  return { text, args: {} }
}

/** The words as text, for an argument of a longer sentence. */
export function filled({ text, args }: Words, s: With<'account' | 'app'>): string {
  let all = ''
  let from = 0
  for (let open = text.indexOf('{'); open !== -1; open = text.indexOf('{', from)) {
    const close = text.indexOf('}', open)
    const name = text.slice(open + 1, close)
    all += text.slice(from, open)
    all += name === 'person' ? s.account.displayName : name === 'app' ? s.app.name : args[name]
    from = close + 1
  }
  return all + text.slice(from)
}

/** The names of policies: `“A”`, `“A” and “B”`, `“A”, “B” and “C”`. */
export function listed(policies: readonly Policy[]): string {
  let all = ''
  for (let i = 0; i < policies.length; i++) {
    const joint = i === 0 ? '' : i === policies.length - 1 ? ' and ' : ', '
    all += `${joint}“${policies[i]!.name}”`
  }
  return all
}

/** The ids of policies, for evidence. */
export function idsOf(policies: readonly Policy[]): readonly string[] {
  return policies.map(({ id }) => id)
}
