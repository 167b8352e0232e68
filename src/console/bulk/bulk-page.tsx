import { Anchor, Badge, Button, FileInput, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { api, type List, withQuery } from '../api.ts'
import { Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'
import { Cancel, FollowedJob, resultOf, words } from './followed-job.tsx'
import { isOpen, type Job, type Operation, saidOf, titleOf } from './job.ts'

/** Many at once by a file, tried before it is done; and every job there was. */
export function BulkPage() {
  const operations = useQuery({ queryKey: ['bulk'], queryFn: () => api<List<Operation>>('admit/bulk') })
  return (
    <Page title="Bulk">
      <Loaded of={operations}>
        {({ value }) => (
          <>
            <FromFile operations={value} />
            <Jobs operations={value} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function FromFile({ operations }: { readonly operations: readonly Operation[] }) {
  const { mayDo } = useSession()
  const able = operations.filter(({ does }) => does.some((kind) => mayDo[kind] === true))
  const [name, setName] = useState<string | null>(able[0]?.name ?? null)
  const [file, setFile] = useState<File | null>(null)
  const [followed, setFollowed] = useState<string | null>(null)
  const send = useMutation({
    mutationFn: (run: 'dry' | 'for_real') =>
      api<{ readonly id: string }>(
        withQuery(`admit/bulk/${name}`, { dryRun: run === 'dry' ? 'true' : 'false', name: file?.name ?? '' }),
        file as File,
      ),
    onSuccess: ({ id }) => setFollowed(id),
  })
  const chosen = operations.find((one) => one.name === name)
  if (able.length === 0) return null
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    <>
      <Sheet title="From a file">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be chosen in the field as well */}
        <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <Stack gap="sm">
            <Select
              label="What is done"
              maw={320}
              allowDeselect={false}
              value={name}
              onChange={setName}
              data={able.map((one) => ({ value: one.name, label: one.title }))}
            />
            {chosen !== undefined && (
              <Text size="sm">
                Columns: {chosen.needed.join(', ')}
                {chosen.more.length > 0 && `; if wanted ${chosen.more.join(', ')}`}.{' '}
                <Anchor href={`/v1.0/admit/bulk/${chosen.name}/template`} download underline="always">
                  A file to begin with
                </Anchor>
              </Text>
            )}
            <FileInput
              label="File"
              description="CSV with commas, up to 10 MB; choose one or drop it here"
              placeholder="No file yet"
              maw={480}
              accept=".csv,text/csv"
              clearable
              clearButtonProps={{ 'aria-label': 'Take the file away' }}
              value={file}
              onChange={setFile}
            />
            <Group>
              <Button
                variant="default"
                disabled={file === null}
                loading={send.isPending}
                onClick={() => send.mutate('dry')}
              >
                Try it
              </Button>
              <Button disabled={file === null} loading={send.isPending} onClick={() => send.mutate('for_real')}>
                Do it
              </Button>
            </Group>
            {send.error !== null && <Problem error={send.error} />}
          </Stack>
        </div>
      </Sheet>
      {followed !== null && <FollowedJob key={followed} id={followed} operations={operations} />}
    </>
  )
}

function Jobs({ operations }: { readonly operations: readonly Operation[] }) {
  const jobs = useQuery({
    queryKey: ['jobs', 'list'],
    queryFn: () => api<List<Job>>('admit/jobs?limit=50'),
    refetchInterval: ({ state }) => (state.data?.value.some(isOpen) ? 1000 : false),
  })
  return (
    <Sheet title="Jobs">
      <Loaded of={jobs}>
        {({ value }) => (
          <Listing
            label="Jobs"
            rows={value}
            idOf={(job) => job.id}
            none="There was no job yet."
            columns={[
              { title: 'When', cell: (job) => <When at={job.madeAt} /> },
              { title: 'What', cell: (job) => titleOf(job, operations) },
              { title: 'File', isExtra: true, cell: (job) => job.input?.file ?? '' },
              {
                title: 'State',
                cell: (job) =>
                  isOpen(job) && job.total !== null ? (
                    <Progress value={(job.done / Math.max(1, job.total)) * 100} w={100} aria-label="How far it is" />
                  ) : (
                    <Badge color={job.state === 'failed' ? 'red' : job.state === 'done' ? 'admit' : 'gray'}>
                      {words[job.state]}
                    </Badge>
                  ),
              },
              { title: 'Result', cell: saidOf },
              {
                title: '',
                cell: (job) =>
                  job.kind === 'bulk' && (
                    <Group gap={4}>
                      <Cancel job={job} name={titleOf(job, operations)} />
                      {!isOpen(job) && (
                        <Button size="compact-xs" variant="subtle" component="a" download href={resultOf(job.id)}>
                          Result
                        </Button>
                      )}
                    </Group>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  )
}
