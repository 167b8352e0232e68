import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import type { AppDetails } from './details.ts'
import { weights } from '../parts/change-button.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'
import { Ends, endOf } from './ends.tsx'
import { TakingAway } from './taking-away.tsx'

type Secret = AppDetails['secrets'][number]

const nameOf = ({ displayName, hint }: Secret) => displayName ?? `${hint}…`

/** The secrets of an app: what they begin with and how long they are good. */
export function Secrets({ details: { app, secrets } }: { readonly details: AppDetails }) {
  const may = useMay()
  const [isMaking, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Secret | null>(null)
  return (
    <Sheet
      title="Secrets"
      buttons={
        may('put_app') && (
          <Button {...weights.sheet} onClick={() => setMaking(true)}>
            New secret
          </Button>
        )
      }
    >
      <Listing
        label="Secrets"
        rows={secrets}
        idOf={(one) => one.id}
        none="It has no secret."
        columns={[
          { title: 'Name', cell: (one) => one.displayName ?? <span className="quiet">none</span> },
          { title: 'Begins with', cell: (one) => <span className="mono">{one.hint}…</span> },
          { title: 'Made', isExtra: true, cell: (one) => <When at={one.createdAt} /> },
          { title: 'Ends', cell: (one) => <Ends at={one.expiresAt} /> },
          {
            title: '',
            cell: (one) =>
              may('put_app') && (
                <Button
                  {...weights.row}
                  aria-label={`Remove the secret ${nameOf(one)}`}
                  onClick={() => setLeaving(one)}
                >
                  Remove
                </Button>
              ),
          },
        ]}
      />
      {isMaking && <NewSecret app={app} onClose={() => setMaking(false)} />}
      {leaving !== null && (
        <TakingAway
          appId={app.id}
          kind="secret"
          name={nameOf(leaving)}
          work={() => api(`applications/${app.id}/removePassword`, { keyId: leaving.id })}
          onClose={() => setLeaving(null)}
        >
          {`${app.name} gets no token with it any more, at once, and it cannot be brought back.`}
        </TakingAway>
      )}
    </Sheet>
  )
}

type NewProps = { readonly app: AppDetails['app']; readonly onClose: () => void }

function NewSecret({ app, onClose }: NewProps) {
  const client = useQueryClient()
  const form = useForm({ initialValues: { name: '', until: '' } })
  const make = useMutation({
    mutationFn: ({ name, until }: typeof form.values) =>
      api<{ readonly secretText: string }>(`applications/${app.id}/addPassword`, {
        passwordCredential: { displayName: name.trim() === '' ? null : name.trim(), endDateTime: endOf(until) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['app', app.id] }),
  })
  if (make.data !== undefined)
    return (
      <Modal opened size="lg" closeOnClickOutside={false} onClose={onClose} title={`New secret of ${app.name}`}>
        <Stack>
          <Text>It is shown this once: put it where the app keeps its secrets.</Text>
          <dl className="record">
            <CopyField name="Secret" value={make.data.secretText} />
          </dl>
          <Group justify="end">
            <Button onClick={onClose}>It is kept</Button>
          </Group>
        </Stack>
      </Modal>
    )
  return (
    // Who is led away to prove who they are is not asked about what they typed.
    <FormDialog
      title={`New secret of ${app.name}`}
      isDirty={form.isDirty() && make.error === null}
      goOn="Make it"
      isBusy={make.isPending}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        description="What it is for, so that one knows it again"
        maxLength={256}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Until"
        description="Two years where nothing is said"
        type="date"
        {...form.getInputProps('until')}
      />
      {make.error !== null && <Problem error={make.error} />}
    </FormDialog>
  )
}
