import { Alert, Button, FileButton, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import type { AppDetails } from './details.ts'
import { Problem } from '../parts/loaded.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { endOf } from './ends.tsx'

/** More than this no certificate is long, its chain included. */
const mostBytes = 24_000

const privateKey =
  'This holds a private key. It stays with the app: give its certificate alone, a .cer, .crt or .pem file without the key. Nothing was sent.'

type Values = { certificate: string; name: string; until: string }

/** Adds a certificate, pasted or from a file. */
export function NewCertificate({ app, onClose }: { readonly app: AppDetails['app']; readonly onClose: () => void }) {
  const client = useQueryClient()
  const [file, setFile] = useState<string | null>(null)
  const form = useForm<Values>({
    initialValues: { certificate: '', name: '', until: '' },
    // What was said of what stood there before is not said of this.
    onValuesChange: () => add.isError && add.reset(),
    validate: {
      certificate: (given) =>
        given.trim() === ''
          ? 'Paste the certificate, or choose its file.'
          : given.includes('PRIVATE KEY-----')
            ? privateKey
            : null,
    },
  })
  const add = useMutation({
    mutationFn: ({ certificate, name, until }: Values) =>
      api<{ readonly displayName: string }>(`admit/apps/${app.id}/certificates`, {
        certificate,
        displayName: name.trim() === '' ? null : name.trim(),
        endDateTime: endOf(until),
      }),
    onSuccess: ({ displayName }) => {
      notifications.show({
        title: 'Added',
        message: `${app.name} may prove itself with ${displayName}.`,
        color: 'admit',
      })
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['app', app.id] }),
  })
  const read = async (chosen: File | null) => {
    if (chosen === null) return
    const bytes = new Uint8Array(await chosen.slice(0, mostBytes + 1).arrayBuffer())
    const isLong = bytes.length > mostBytes
    const text = new TextDecoder().decode(bytes)
    form.setFieldValue('certificate', isLong ? '' : text.includes('-----BEGIN ') ? text : encoded(bytes))
    form.setFieldError('certificate', isLong ? 'This file is too long for a certificate.' : null)
    setFile(chosen.name)
  }
  return (
    // Who is led away to prove who they are is not asked about what they typed.
    <FormDialog
      title={`A certificate of ${app.name}`}
      size="lg"
      isDirty={form.isDirty() && add.error === null}
      goOn="Add it"
      isBusy={add.isPending}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
      onClose={onClose}
    >
      <Alert color="gray">
        The certificate alone, never its key: RSA of 2048 bits and more, P-256 or P-384. Who signed it does not matter.
      </Alert>
      <Group>
        <FileButton accept=".cer,.crt,.pem,.der" onChange={(chosen) => void read(chosen)}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
        {file !== null && <Text size="sm">{file}</Text>}
      </Group>
      <Textarea
        label="Certificate"
        placeholder="-----BEGIN CERTIFICATE-----"
        autosize
        minRows={4}
        maxRows={10}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        data-autofocus
        {...form.getInputProps('certificate')}
      />
      <Group grow align="start">
        <TextInput
          label="Name"
          description="Its own where nothing is said"
          maxLength={256}
          {...form.getInputProps('name')}
        />
        <TextInput
          label="Until"
          description="As long as it holds where nothing is said"
          type="date"
          {...form.getInputProps('until')}
        />
      </Group>
      {add.error !== null && <Problem error={add.error} />}
    </FormDialog>
  )
}

const encoded = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
