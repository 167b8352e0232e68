import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ApiError, type Applied, api } from '../api.ts'
import type { Domain } from './domain.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Sheet } from '../parts/page.tsx'

/** The record that proves a domain, ready to be copied, and the press that asks DNS for it. */
export function Proof({ domain, may }: { readonly domain: Domain; readonly may: boolean }) {
  const { done } = useChanges()
  const verify = useMutation({
    mutationFn: () => api<Applied>('admit/changes', { changes: [{ do: 'verify_domain', name: domain.name }] }),
    onSuccess: (applied) => done(`${domain.name} is verified`, applied),
  })
  return (
    <Sheet title={`Prove that ${domain.name} is yours`}>
      <Stack gap="sm">
        <Text size="sm">Make this record with whoever hosts the DNS of the domain, then ask for it here.</Text>
        {domain.records.map((record) => (
          <dl key={record.value} className="record">
            <dt>Type</dt>
            <dd>
              <Code>{record.type}</Code>
            </dd>
            <CopyField name="Name" value={record.name} />
            <CopyField name="Value" value={record.value} />
            <dt>TTL</dt>
            <dd>{record.ttl} seconds</dd>
          </dl>
        ))}
        {verify.error !== null && <Failure error={verify.error} />}
        {may && (
          <Group>
            <Button loading={verify.isPending} onClick={() => verify.mutate()} aria-label={`Verify ${domain.name}`}>
              Verify
            </Button>
          </Group>
        )}
      </Stack>
    </Sheet>
  )
}

/** What was expected, what DNS has, and what to do. */
function Failure({ error }: { readonly error: Error }) {
  const { expected, found, answer, hint } = (error instanceof ApiError ? error.details : {}) as {
    readonly expected?: string
    readonly found?: readonly string[]
    readonly answer?: string
    readonly hint?: string
  }
  return (
    <Alert className="problem" color="red" title={error.message} role="alert">
      {error instanceof ApiError && <span className="mono">{error.code}</span>}
      {expected !== undefined && (
        <dl className="record">
          <dt>Expected</dt>
          <dd className="mono">{expected}</dd>
          <dt>Found</dt>
          <dd className="mono">
            {found === undefined || found.length === 0 ? `nothing (${answer})` : found.join('\n')}
          </dd>
        </dl>
      )}
      {hint !== undefined && <Text size="sm">{hint}</Text>}
    </Alert>
  )
}
