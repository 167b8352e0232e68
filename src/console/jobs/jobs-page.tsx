import { Badge, Button, Group, Progress } from '@mantine/core'
import { resultOf } from '../bulk/operation.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { isOpen, type Job, saidOf, shareOf, stateWords, useJobs, useWorkOf } from './jobs.ts'
import { Stop } from './stop.tsx'

const colours = { waiting: 'gray', running: 'blue', done: 'admit', failed: 'red', cancelled: 'yellow' } as const

/** Long work, bulks among it: what runs and how far it is, what ran, and what came of it. */
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
  const nameOf = useNameOf(rows.flatMap(({ madeBy }) => madeBy ?? []))
  const workOf = useWorkOf()
  return (
    <Listing
      label="Jobs"
      rows={rows}
      idOf={(job) => job.id}
      none="Nothing took long enough to be a job."
      columns={[
        {
          title: 'Work',
          cell: (job) => (
            <>
              {workOf(job)}
              {job.kind === 'bulk' && <div className="quiet">{job.input?.file}</div>}
            </>
          ),
        },
        { title: 'State', cell: ({ state }) => <Badge color={colours[state]}>{stateWords[state]}</Badge> },
        {
          title: 'Done',
          cell: (job) => (
            <>
              {job.done.toLocaleString()}
              {job.total !== null && ` of ${job.total.toLocaleString()}`}
              {isOpen(job) && <Bar of={job} name={workOf(job)} />}
            </>
          ),
        },
        { title: 'What came of it', cell: saidOf },
        { title: 'By', isExtra: true, cell: ({ madeBy }) => (madeBy === null ? 'Admit itself' : nameOf(madeBy)) },
        { title: 'Begun', isExtra: true, cell: ({ madeAt }) => <When at={madeAt} /> },
        { title: 'Took', isExtra: true, cell: (job) => tookOf(job) },
        {
          title: '',
          cell: (job) => (
            <Group gap={4}>
              <Stop job={job} name={workOf(job)} />
              {job.kind === 'bulk' && !isOpen(job) && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  component="a"
                  download
                  href={resultOf(job.id)}
                  aria-label={`Result of ${workOf(job)}`}
                >
                  Result
                </Button>
              )}
            </Group>
          ),
        },
      ]}
    />
  )
}

/** How far a job is, as a bar. */
export function Bar({ of, name }: { readonly of: Job; readonly name: string }) {
  const share = shareOf(of)
  return (
    <Progress
      size="sm"
      mt={4}
      miw={80}
      value={share ?? 100}
      animated={share === null}
      aria-label={share === null ? `${name}: under way` : `${name}: ${Math.round(share)} of 100`}
    />
  )
}

function tookOf({ startedAt, endedAt }: Job): string {
  if (startedAt === null || endedAt === null) return ''
  const seconds = (endedAt - startedAt) / 1000
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}
