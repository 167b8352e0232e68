import { Anchor, Button, FileInput, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import { api, withQuery } from '../api.ts'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { FollowedJob } from './followed-job.tsx'
import { type Operation, useOperations } from './operation.ts'

/** Many at once by a file, tried before it is done. What is begun here goes on as a job. */
export function BulkPage() {
  const operations = useOperations()
  return (
    <Page title="Bulk">
      <Loaded of={operations}>{({ value }) => <FromFile operations={value} />}</Loaded>
      <Text size="sm">
        A bulk goes on when this page is closed.{' '}
        <Link to="/jobs">All that ran and runs, with its result, is in Jobs</Link>.
      </Text>
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
      {followed !== null && <FollowedJob key={followed} id={followed} />}
    </>
  )
}
