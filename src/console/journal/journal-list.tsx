import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
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
  /** What to say when there is nothing. */
  readonly none?: string
}

/** What was done, by whom and why, with what was there before and after; the newest first. */
export function JournalList({ rows, isOfOne = false, none = 'Nothing has happened yet.' }: Props) {
  if (rows.length === 0) return <p className="quiet">{none}</p>
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
  const page = isOfOne ? null : pageOf(entry)
  return (
    <details className="entry" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <When at={entry.at} />
        <span>
          <strong>{words[entry.kind] ?? sentence(entry.kind)}</strong>
          {!isOfOne && entry.entity !== 'tenant' && (
            <> · {entry.entityName ?? <span className="mono">{entry.entityId}</span>}</>
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
            number {entry.seq}, operation {entry.operationId.slice(0, 8)} ·{' '}
            <Link to="/journal" search={{ operation: entry.operationId }}>
              All of it
            </Link>
            {page !== null && (
              <>
                {' '}
                · <Link {...page}>Open {entry.entityName ?? 'it'}</Link>
              </>
            )}
          </p>
        </div>
      )}
    </details>
  )
}

/** The page of what the entry is about, where it has one. */
function pageOf({ entity, entityId }: JournalEntry) {
  const params = { id: entityId }
  switch (entity) {
    case 'account':
      return { to: '/people/$id', params } as const
    case 'group':
      return { to: '/groups/$id', params } as const
    default:
      return null
  }
}

const sentence = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' ')
