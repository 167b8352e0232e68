import { Badge, Button, Group, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Instance } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'

const hour = 3_600_000

/** Where an app runs for whom, and whether it is up: each region may be at work or closed for itself. */
export function InstanceList({
  appId,
  instances,
}: {
  readonly appId: string
  readonly instances: readonly Instance[]
}) {
  const mayPut = useMay()('put_instance')
  const [edited, setEdited] = useState<Instance | 'new' | null>(null)
  return (
    <Sheet
      title="Instances"
      buttons={
        mayPut && (
          <Button {...weights.sheet} onClick={() => setEdited('new')}>
            New instance
          </Button>
        )
      }
    >
      <Listing
        label="Instances"
        rows={instances}
        idOf={(one) => one.id}
        none="It runs in one place only."
        columns={[
          { title: 'Name', cell: (one) => one.name },
          { title: 'Region', isExtra: true, cell: (one) => one.region },
          {
            title: 'State',
            cell: (one) => (
              <>
                <Badge color={one.state === 'enabled' ? 'admit' : 'orange'}>{one.state}</Badge>{' '}
                {one.maintenanceUntil !== null && (
                  <>
                    until <When at={one.maintenanceUntil} />
                  </>
                )}
              </>
            ),
          },
          {
            title: '',
            cell: (one) => (
              <Group gap={4}>
                {one.state === 'enabled' ? (
                  <Put instance={one} state="maintenance">
                    Maintain for 2 hours
                  </Put>
                ) : (
                  <Put instance={one} state="enabled">
                    Open
                  </Put>
                )}
                {one.state !== 'disabled' && (
                  <Put instance={one} state="disabled">
                    Close
                  </Put>
                )}
                {mayPut && (
                  <Button {...weights.row} aria-label={`Edit ${one.name}`} onClick={() => setEdited(one)}>
                    Edit
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {edited !== null && (
        <InstanceForm appId={appId} instance={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Sheet>
  )
}

type PutProps = { readonly instance: Instance; readonly state: Instance['state']; readonly children: string }

function Put({ instance: { id, name }, state, children }: PutProps) {
  const until = state === 'maintenance' ? Date.now() + 2 * hour : null
  return (
    <ChangeButton
      on="row"
      label={`${children}: ${name}`}
      title={`${name}: ${state}`}
      changes={[{ do: 'set_instance_state', instanceId: id, state, until }]}
    >
      {children}
    </ChangeButton>
  )
}

function InstanceForm({
  appId,
  instance,
  onClose,
}: {
  readonly appId: string
  readonly instance: Instance | null
  readonly onClose: () => void
}) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      name: instance?.name ?? '',
      region: instance?.region ?? '',
      url: instance?.url ?? '',
      roles: [...(instance?.roles ?? [])],
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'An instance has a name.' : null),
      url: (value) => (/^https?:\/\//.test(value) && URL.canParse(value) ? null : 'An address begins with https://.'),
    },
  })
  return (
    <FormDialog
      title={instance === null ? 'New instance' : `Edit ${instance.name}`}
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        propose({
          then: onClose,
          title: `Instance ${values.name.trim()}`,
          changes: [
            {
              do: 'put_instance',
              instance: {
                id: instance?.id ?? crypto.randomUUID(),
                appId,
                name: values.name.trim(),
                region: values.region.trim(),
                url: values.url.trim(),
                roles: values.roles,
              },
            },
          ],
        })
      })}
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="Region" placeholder="EMEA" maxLength={32} {...form.getInputProps('region')} />
      <TextInput label="Address" placeholder="https://crm4.example" {...form.getInputProps('url')} />
      <TagsInput label="Security roles, the least privileged first" {...form.getInputProps('roles')} />
    </FormDialog>
  )
}
