import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, type JournalEntry, type List, withQuery } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { Problem } from '../parts/loaded.tsx'
import { useKeyset } from '../parts/keyset.ts'
import { More } from '../parts/more.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { PersonFilter } from '../parts/person-filter.tsx'
import { type Audit, categories, entryOf, filterOf, type JournalQuery, journalPath } from './audit.ts'
import { JournalList } from './journal-list.tsx'
import { takingBack } from './take-back.ts'
import { words } from './words.ts'

type Say = (change: { readonly [K in keyof JournalQuery]?: string | undefined }) => void

/** Everything that ever changed: one entry for each change, in one chain that nobody can alter unseen. */
export function JournalPage() {
  const query = useSearch({ from: '/journal' })
  const navigate = useNavigate({ from: '/journal' })
  const say: Say = (change) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as JournalQuery,
    })
  const journal = useKeyset<Audit>(['journal'], journalPath(query))
  const entries = journal.rows.map(entryOf)
  return (
    <Page title="Journal" buttons={<ExportButton list="directoryAudits" filter={filterOf(query)} />}>
      <Sheet>
        {query.operation === undefined ? (
          <Filters query={query} say={say} />
        ) : (
          <Operation
            id={query.operation}
            entries={entries}
            isWhole={!journal.hasNextPage}
            onAll={() => say({ operation: undefined })}
          />
        )}
        {journal.error !== null && <Problem error={journal.error} again={() => journal.refetch()} />}
        {journal.error === null && journal.data !== undefined && (
          <JournalList
            rows={entries}
            none={filterOf(query) === null ? 'Nothing has happened yet.' : 'Nothing like that has happened.'}
          />
        )}
        <More of={journal} label="Older" />
      </Sheet>
    </Page>
  )
}

function Filters({ query, say }: { readonly query: JournalQuery; readonly say: Say }) {
  const nameOf = useNameOf([query.by, query.about].filter((id) => id !== undefined))
  const named = (id: string | undefined) => (id === undefined ? undefined : nameOf(id))
  const day = (key: 'from' | 'until', label: string) => (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={query[key] ?? ''}
      onChange={(event) => say({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <section className="filters" aria-label="Filters">
      <Select
        label="About"
        placeholder="everything"
        clearable
        size="xs"
        value={query.category ?? null}
        onChange={(category) => say({ category: category ?? undefined })}
        data={Object.entries(categories).map(([value, label]) => ({ value, label }))}
      />
      <Select
        label="What was done"
        placeholder="anything"
        clearable
        searchable
        size="xs"
        value={query.kind ?? null}
        onChange={(kind) => say({ kind: kind ?? undefined })}
        data={Object.entries(words).map(([value, label]) => ({ value, label }))}
      />
      <PersonFilter label="By" chosen={named(query.by)} onPick={(user) => say({ by: user?.id })} />
      <PersonFilter label="On whom" chosen={named(query.about)} onPick={(user) => say({ about: user?.id })} />
      {day('from', 'From')}
      {day('until', 'Until')}
    </section>
  )
}

type OperationProps = {
  readonly id: string
  readonly entries: readonly JournalEntry[]
  readonly isWhole: boolean
  readonly onAll: () => void
}

/** Everything that was done at once, and the press that takes it back. */
function Operation({ id, entries, isWhole, onAll }: OperationProps) {
  const { propose } = useChanges()
  // Before and after in full, which the list does not carry.
  const seqs = entries.map((one) => one.seq)
  const whole = useQuery({
    queryKey: ['journal', 'whole', id, seqs],
    queryFn: async () => {
      const last = Math.max(...seqs)
      const limit = Math.min(last - Math.min(...seqs) + 1, 500)
      const { value } = await api<List<JournalEntry>>(withQuery('admit/journal', { before: last + 1, limit }))
      return value.filter((one) => one.operationId === id)
    },
    enabled: isWhole && seqs.length > 0 && seqs.length <= 100,
  })
  const back = whole.data === undefined || whole.data.length !== seqs.length ? null : takingBack(whole.data)
  return (
    <Group justify="space-between">
      <span>
        <strong>One operation</strong>: {entries.length === 1 ? '1 entry' : `${entries.length} entries`}, done together{' '}
        <span className="mono quiet">{id.slice(0, 8)}</span>
      </span>
      <Group gap="xs">
        {back !== null ? (
          <Button
            variant="default"
            onClick={() => propose({ title: `Take back what was done as ${id.slice(0, 8)}`, changes: back })}
          >
            Take it back…
          </Button>
        ) : (
          whole.data !== undefined && <span className="quiet">It cannot be taken back by one press.</span>
        )}
        <Button variant="subtle" onClick={onAll}>
          The whole journal
        </Button>
      </Group>
    </Group>
  )
}
