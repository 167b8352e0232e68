import { Alert, Anchor, Group, Progress, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type List, withQuery } from '../api.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { isOpen, type Job, saidOf, stateWords, useWorkOf } from '../jobs/jobs.ts'
import { Stop } from '../jobs/stop.tsx'
import { resultOf, type ToldLine } from './operation.ts'

const shown = 20

/** A bulk while it runs, and what came of it: how far it is, the first bad lines, and all of them to download. */
export function FollowedJob({ id }: { readonly id: string }) {
  const client = useQueryClient()
  const workOf = useWorkOf()
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: async () => {
      const found = await api<Job>(`admit/jobs/${id}`)
      if (!isOpen(found)) void client.invalidateQueries({ queryKey: ['jobs'], exact: true })
      return found
    },
    refetchInterval: ({ state }) => (state.data === undefined || isOpen(state.data) ? 500 : false),
  })
  const isOver = job.data !== undefined && !isOpen(job.data)
  const bad = useQuery({
    queryKey: ['jobs', id, 'bad'],
    enabled: isOver,
    queryFn: () => api<List<ToldLine>>(withQuery(`admit/bulk/jobs/${id}/lines`, { which: 'bad', limit: shown })),
  })
  return (
    <Loaded of={job}>
      {(one) => {
        const total = one.total ?? 0
        return (
          <Sheet title={workOf(one)} buttons={<Stop job={one} name={workOf(one)} />}>
            <Progress
              value={total === 0 ? 100 : (one.done / total) * 100}
              animated={isOpen(one)}
              color={one.state === 'failed' ? 'red' : one.state === 'cancelled' ? 'gray' : 'admit'}
              aria-label="How far it is"
            />
            <Text role="status">{isOpen(one) ? `${one.done} of ${total} lines` : endOf(one)}</Text>
            {one.input?.warnings?.map((warning) => (
              <Alert key={warning} color="yellow" title={warning} />
            ))}
            {isOver && (bad.data?.value.length ?? 0) > 0 && (
              <Listing
                label="Bad lines"
                rows={bad.data?.value ?? []}
                idOf={(line) => line.n}
                none=""
                columns={[
                  { title: 'Line', cell: ({ line }) => line },
                  { title: 'Who', cell: ({ subject }) => <span className="mono">{subject}</span> },
                  { title: 'What is wrong', cell: ({ message }) => message },
                  { title: 'Code', isExtra: true, cell: ({ code }) => <span className="mono">{code}</span> },
                ]}
              />
            )}
            {isOver && (
              <Group>
                <Anchor href={resultOf(id)} download>
                  Download what came of each line
                </Anchor>
                {(one.result?.bad ?? 0) > shown && <Text c="dimmed">The first {shown} bad lines are shown.</Text>}
              </Group>
            )}
          </Sheet>
        )
      }}
    </Loaded>
  )
}

const endOf = (job: Job) => (job.state === 'failed' ? saidOf(job) : `It is ${stateWords[job.state]}: ${saidOf(job)}`)
