import { Text } from '@mantine/core'
import { useState } from 'react'
import type { JournalEntry } from '../api.ts'
import { When } from '../parts/when.tsx'
import { Differences } from './differences.tsx'
import { words } from './words.ts'

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
    <div>
      {rows.map((entry) => (
        <Entry key={entry.seq} entry={entry} isOfOne={isOfOne} />
      ))}
    </div>
  )
}

function Entry({ entry, isOfOne }: { readonly entry: JournalEntry; readonly isOfOne: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <When at={entry.at} />
        <span>
          <strong>{words[entry.kind] ?? sentence(entry.kind)}</strong>
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
          <Text span size="sm" c="dimmed">
            {' '}
            · by {(entry.actorKind === 'self' ? null : entry.actorName) ?? doers[entry.actorKind]}
            {entry.reason !== null && <>: “{entry.reason}”</>}
          </Text>
        </span>
      </summary>
      {isOpen && (
        <div className="told">
          <Differences before={entry.payload?.before} after={entry.payload?.after} />
          <p className="quiet mono">
            number {entry.seq}, operation {entry.operationId.slice(0, 8)}
          </p>
        </div>
      )}
    </details>
  )
}

const sentence = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ')
