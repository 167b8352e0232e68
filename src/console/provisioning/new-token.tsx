import { Button, Group, Modal, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { Problem } from '../parts/loaded.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Token } from './token.ts'

type Made = Token & { readonly token: string }

/** Makes a token and shows it, this once. */
export function NewToken({ baseUrl, onClose }: { readonly baseUrl: string; readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: '', reach: 'people', days: 365 as number | string, perMinute: 3000 as number | string },
    validate: {
      name: (value) => (value.trim() === '' ? 'Write what the client is called.' : null),
      days: (value) => (isWithin(value, 1095) ? null : 'From 1 to 1095 days.'),
      perMinute: (value) => (isWithin(value, 60_000) ? null : 'From 1 to 60,000 requests.'),
    },
  })
  const make = useMutation({
    mutationFn: (values: typeof form.values) => api<Made>('admit/scimTokens', values),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scim_tokens'] }),
  })
  if (make.data !== undefined) return <Shown made={make.data} baseUrl={baseUrl} onClose={onClose} />
  return (
    // Who is led away to prove who they are is not asked about what they typed.
    <FormDialog
      title="New token"
      isDirty={form.isDirty() && make.error === null}
      goOn="Make it"
      isBusy={make.isPending}
      onSubmit={form.onSubmit((values) => make.mutate({ ...values, name: values.name.trim() }))}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="What the client is called: changes stand under it in the journal"
        placeholder="HR system"
        maxLength={256}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Radio.Group label="Whom it may touch" {...form.getInputProps('reach')}>
        <Stack gap={6} mt={6}>
          <Radio value="people" label="People without roles" />
          <Radio value="administrators" label="Also administrators whom a User Administrator reaches" />
        </Stack>
      </Radio.Group>
      <Group grow align="start">
        <NumberInput label="Works for, in days" min={1} max={1095} {...form.getInputProps('days')} />
        <NumberInput
          label="Requests a minute"
          min={1}
          max={60_000}
          thousandSeparator=","
          {...form.getInputProps('perMinute')}
        />
      </Group>
      {make.error !== null && <Problem error={make.error} />}
    </FormDialog>
  )
}

type ShownProps = { readonly made: Made; readonly baseUrl: string; readonly onClose: () => void }

function Shown({ made, baseUrl, onClose }: ShownProps) {
  return (
    <Modal opened size="lg" closeOnClickOutside={false} onClose={onClose} title={`The token of ${made.name}`}>
      <Stack>
        <Text>It is shown this once: give it to the client now. Whoever loses it makes another.</Text>
        <dl className="record">
          <CopyField name="Token" value={made.token} />
          <CopyField name="Base URL" value={baseUrl} />
        </dl>
        <Group justify="end">
          <Button onClick={onClose}>It is kept</Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const isWithin = (value: number | string, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most
