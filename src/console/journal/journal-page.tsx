import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type JournalEntry, type List, withQuery } from '../api.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { Problem } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { JournalList } from './journal-list.tsx'

const page = 50

/** Everything that ever changed: one entry for each change, in one chain that nobody can alter unseen. */
export function JournalPage() {
  const [entity, setEntity] = useState<string | null>(null)
  const journal = useInfiniteQuery({
    queryKey: ['journal', entity],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      api<List<JournalEntry>>(withQuery('admit/journal', { entity, before: pageParam, limit: page })),
    getNextPageParam: ({ value }) => (value.length < page ? undefined : value.at(-1)?.seq),
  })
  return (
    <Page title="Journal" buttons={<ExportButton list="directoryAudits" />}>
      <Sheet>
        <Select
          aria-label="About"
          placeholder="About everything"
          clearable
          maw={240}
          value={entity}
          onChange={setEntity}
          data={['account', 'group', 'product', 'policy', 'location', 'app', 'instance', 'tenant']}
        />
        {journal.error !== null && <Problem error={journal.error} again={() => journal.refetch()} />}
        {journal.data !== undefined && <JournalList rows={journal.data.pages.flatMap(({ value }) => value)} />}
        {journal.hasNextPage && (
          <Button variant="default" loading={journal.isFetchingNextPage} onClick={() => journal.fetchNextPage()}>
            Older
          </Button>
        )}
      </Sheet>
    </Page>
  )
}
