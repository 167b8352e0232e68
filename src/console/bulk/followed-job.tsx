import { Alert, Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, type List, withQuery } from '../api.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { isOpen, type Job, type Operation, saidOf, titleOf, type ToldLine } from './job.ts'

const shown = 20

/** A bulk while it runs, and what came of it: how far it is, the first bad lines, and all of them to download. */
export function FollowedJob({ id, operations }: { readonly id: string; readonly operations: readonly Operation[] }) {
  const client = useQueryClient()
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: async () => {
      const found = await api<Job>(`admit/jobs/${id}`)
      if (!isOpen(found)) void client.invalidateQueries({ queryKey: ['jobs', 'list'] })
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
          <Sheet title={titleOf(one, operations)} buttons={<Cancel job={one} />}>
            <Progress
              value={total === 0 ? 100 : (one.done / total) * 100}
              animated={isOpen(one)}
              color={one.state === 'failed' ? 'red' : one.state === 'cancelled' ? 'gray' : 'admit'}
              aria-label="How far it is"
            />
            <Text role="status">
              {isOpen(one) ? `${one.done} of ${total} lines` : `${words[one.state]}: ${saidOf(one)}`}
            </Text>
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

/** Where the result of a bulk is downloaded. */
export const resultOf = (id: string) => `/v1.0/admit/bulk/jobs/${id}/result`

export const words = {
  waiting: 'Waits',
  running: 'Runs',
  done: 'Over',
  failed: 'Failed',
  cancelled: 'Stopped',
} as const

/** Stops a bulk before its next lines. */
export function Cancel({ job, name }: { readonly job: Job; readonly name?: string }) {
  const client = useQueryClient()
  if (!isOpen(job) || job.kind !== 'bulk') return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      {...(name === undefined ? {} : { 'aria-label': `Stop: ${name}` })}
      onClick={async () => {
        // It may be over by now; what it says then is asked anew.
        await api(`admit/jobs/${job.id}/cancel`, {}).catch(() => {})
        await client.invalidateQueries({ queryKey: ['jobs'] })
      }}
    >
      Stop
    </Button>
  )
}
