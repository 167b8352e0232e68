import { Group, Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type App, api, type List, type SignIn, withQuery } from '../api.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SignInList } from './sign-in-list.tsx'

const page = 50

/** The sign-in log, by outcome and by app. */
export function SignInsPage() {
  const [outcome, setOutcome] = useState<string | null>(null)
  const [appId, setAppId] = useState<string | null>(null)
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const signIns = useInfiniteQuery({
    queryKey: ['sign-ins', outcome, appId],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      api<List<SignIn>>(withQuery('admit/signIns', { outcome, appId, before: pageParam, limit: page })),
    getNextPageParam: ({ value }) => (value.length < page ? undefined : value.at(-1)?.id),
  })
  return (
    <Page title="Sign-ins" buttons={<ExportButton list="signIns" />}>
      <Sheet>
        <Group>
          <Select
            aria-label="Outcome"
            placeholder="Every outcome"
            clearable
            value={outcome}
            onChange={setOutcome}
            data={[
              { value: 'refuse', label: 'Refused' },
              { value: 'challenge', label: 'Asked for more' },
              { value: 'admit', label: 'Got in' },
            ]}
          />
          <Select
            aria-label="App"
            placeholder="Every app"
            clearable
            searchable
            value={appId}
            onChange={setAppId}
            data={(apps.data?.value ?? []).map((app) => ({ value: app.id, label: app.name }))}
          />
        </Group>
        {signIns.error !== null && <Problem error={signIns.error} again={() => signIns.refetch()} />}
        {signIns.data !== undefined && (
          <SignInList rows={signIns.data.pages.flatMap(({ value }) => value)} none="No such sign-in." />
        )}
        <More of={signIns} label="Older" />
      </Sheet>
    </Page>
  )
}
