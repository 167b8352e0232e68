import { Badge, Button, Group, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Instance } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'

const hour = 3_600_000

/** Where an app runs for whom, and whether it is up: each region may be at work or closed for itself. */
export function InstanceList({
  appId,
  instances,
}: {
  readonly appId: string
  readonly instances: readonly Instance[]
}) {
  const { propose } = useChanges()
  const [edited, setEdited] = useState<Instance | 'new' | null>(null)
  const put = (instance: Instance, state: Instance['state'], until: number | null = null) =>
    propose({
      title: `${instance.name}: ${state}`,
      changes: [{ do: 'set_instance_state', instanceId: instance.id, state, until }],
    })
  return (
    <Sheet
      title="Instances"
      buttons={
        <Button size="compact-sm" variant="default" onClick={() => setEdited('new')}>
          New instance
        </Button>
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
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => put(one, 'maintenance', Date.now() + 2 * hour)}
                  >
                    Maintain for 2 hours
                  </Button>
                ) : (
                  <Button size="compact-xs" variant="subtle" onClick={() => put(one, 'enabled')}>
                    Open
                  </Button>
                )}
                {one.state !== 'disabled' && (
                  <Button size="compact-xs" variant="subtle" onClick={() => put(one, 'disabled')}>
                    Close
                  </Button>
                )}
                <Button size="compact-xs" variant="subtle" onClick={() => setEdited(one)}>
                  Edit
                </Button>
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
    >
      <form
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
        <Stack>
          <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
          <TextInput label="Region" placeholder="EMEA" maxLength={32} {...form.getInputProps('region')} />
          <TextInput label="Address" placeholder="https://crm4.example" {...form.getInputProps('url')} />
          <TagsInput label="Security roles, the least privileged first" {...form.getInputProps('roles')} />
          <Group justify="end">
            <Button type="submit">Go on</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
