import { Text } from '@mantine/core'
import type { JournalEntry } from '../api.ts'
import { When } from '../parts/when.tsx'

const doers: Readonly<Record<string, string>> = {
  self: 'themselves',
  app: 'an app',
  system: 'Admit itself',
  command_line: 'the command line',
  person: 'somebody',
}

type Props = {
  readonly rows: readonly JournalEntry[]
  /** On the page of a thing nobody has to be told what each entry is about. */
  readonly isOfOne?: boolean
}

/** What was done, by whom and why, with what was there before and after; the newest first. */
export function JournalList({ rows, isOfOne = false }: Props) {
  if (rows.length === 0) return <p className="quiet">Nothing has happened yet.</p>
  return (
    <ul className="marks">
      {rows.map((entry) => (
        <li key={entry.seq}>
          <span className="mark" aria-hidden>
            ·
          </span>
          <div>
            <strong>{sentence(entry.kind)}</strong>
            {!isOfOne && (
              <>
                {' '}
                ·{' '}
                {entry.entityName ?? (
                  <>
                    {entry.entity} <span className="mono">{entry.entityId}</span>
                  </>
                )}
              </>
            )}
            <Text size="sm" c="dimmed">
              <When at={entry.at} /> · by{' '}
              {(entry.actorKind === 'self' ? null : entry.actorName) ?? doers[entry.actorKind]}
            </Text>
            {entry.reason !== null && <Text size="sm">{entry.reason}</Text>}
            <details>
              <summary className="quiet">number {entry.seq}, what changed</summary>
              <Differences before={entry.payload?.before} after={entry.payload?.after} />
            </details>
          </div>
        </li>
      ))}
    </ul>
  )
}

const sentence = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ')

function Differences({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const [a, b] = [fieldsOf(before), fieldsOf(after)]
  const differing = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  )
  if (differing.length === 0)
    return <p className="quiet">Nothing that is kept here: a secret, or a state that was so already.</p>
  return (
    <dl className="facts">
      {differing.map((key) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>{key}</dt>
          <dd className="mono">
            {text(a[key])} → {text(b[key])}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const text = (value: unknown) =>
  value === undefined || value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value)
