import { Badge, Button, Progress } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { isOpen, type Job, shareOf, useJobs, workOf } from './jobs.ts'

const colours = { waiting: 'gray', running: 'blue', done: 'admit', failed: 'red', cancelled: 'yellow' } as const

/** Long work: what runs and how far it is, and what ran. */
export function JobsPage() {
  const jobs = useJobs()
  return (
    <Page title="Jobs">
      <Sheet>
        <Loaded of={jobs}>{({ value }) => <Jobs rows={value} />}</Loaded>
      </Sheet>
    </Page>
  )
}

function Jobs({ rows }: { readonly rows: readonly Job[] }) {
  const client = useQueryClient()
  const nameOf = useNameOf(rows.flatMap(({ madeBy }) => madeBy ?? []))
  const stop = useMutation({
    mutationFn: (id: string) => api<Job>(`admit/jobs/${id}/cancel`, {}),
    onSuccess: () => notifications.show({ title: 'Stopped', message: 'What was done stays done.', color: 'admit' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  return (
    <>
      {stop.error !== null && <Problem error={stop.error} />}
      <Listing
        label="Jobs"
        rows={rows}
        idOf={(job) => job.id}
        none="Nothing took long enough to be a job."
        columns={[
          { title: 'Work', cell: workOf },
          { title: 'State', cell: ({ state }) => <Badge color={colours[state]}>{state}</Badge> },
          {
            title: 'Done',
            cell: (job) => (
              <>
                {job.done.toLocaleString()}
                {job.total !== null && ` of ${job.total.toLocaleString()}`}
                {isOpen(job) && <Bar of={job} />}
                {job.problem !== null && <div className="mono">{job.problem.code}</div>}
              </>
            ),
          },
          { title: 'By', isExtra: true, cell: ({ madeBy }) => (madeBy === null ? 'Admit itself' : nameOf(madeBy)) },
          { title: 'Begun', isExtra: true, cell: ({ madeAt }) => <When at={madeAt} /> },
          { title: 'Took', isExtra: true, cell: (job) => tookOf(job) },
          {
            title: '',
            cell: (job) =>
              isOpen(job) &&
              // What follows from a change that was made is never left half done.
              job.kind !== 'settle' && (
                <Button size="compact-xs" variant="subtle" loading={stop.isPending} onClick={() => stop.mutate(job.id)}>
                  Stop
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}

/** How far a job is, as a bar. */
export function Bar({ of }: { readonly of: Job }) {
  const share = shareOf(of)
  return (
    <Progress
      size="sm"
      mt={4}
      miw={80}
      value={share ?? 100}
      animated={share === null}
      aria-label={share === null ? `${workOf(of)}: under way` : `${workOf(of)}: ${Math.round(share)} of 100`}
    />
  )
}

function tookOf({ startedAt, endedAt }: Job): string {
  if (startedAt === null || endedAt === null) return ''
  const seconds = (endedAt - startedAt) / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}
