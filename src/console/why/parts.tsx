import type { Part } from '../../core/gate.ts'

const words = { applies: 'applies', does_not_apply: 'does not apply', cannot_tell: 'cannot be told' } as const

/** The policies, paths or groups that were weighed, each with what settled it. */
export function Parts({ of }: { readonly of: readonly Part[] }) {
  if (of.length === 0) return null
  return (
    <ul>
      {of.map((part) => (
        <li key={part.id}>
          <strong>{part.name}</strong> {words[part.is]}
          {part.watched === true ? ' (only watched)' : ''}: {filled(part)}
        </li>
      ))}
    </ul>
  )
}

function filled({ because }: Part): string {
  return because.text.replace(/\{(\w+)\}/g, (whole, word: string) => String(because.args[word] ?? whole))
}
