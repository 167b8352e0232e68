import { Badge, Button, Checkbox, Group, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List, type NamedLocation } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { useMay } from '../session.tsx'

/** Named places, by the ranges of their addresses; policies ask for them. */
export function LocationsPage() {
  const [edited, setEdited] = useState<NamedLocation | 'new' | null>(null)
  const locations = useQuery({ queryKey: ['locations'], queryFn: () => api<List<NamedLocation>>('admit/locations') })
  const may = useMay()('put_location')
  return (
    <Page title="Locations" buttons={may && <Button onClick={() => setEdited('new')}>New location</Button>}>
      <Sheet>
        <Loaded of={locations}>
          {({ value }) => (
            <Listing
              label="Locations"
              rows={[...value].sort((a, b) => a.name.localeCompare(b.name))}
              idOf={(one) => one.id}
              none="No place has a name yet."
              columns={[
                {
                  title: 'Name',
                  cell: (one) => (
                    <>
                      {one.name} {one.isTrusted && <Badge>trusted</Badge>}
                    </>
                  ),
                },
                { title: 'Ranges', cell: (one) => <span className="mono">{one.ranges.join(', ')}</span> },
                {
                  title: '',
                  cell: (one) =>
                    may && (
                      <Group gap={4}>
                        <Button {...weights.row} aria-label={`Edit ${one.name}`} onClick={() => setEdited(one)}>
                          Edit
                        </Button>
                        <ChangeButton
                          on="row"
                          label={`Delete ${one.name}`}
                          title={`Delete the location ${one.name}`}
                          changes={[{ do: 'delete_location', locationId: one.id }]}
                        >
                          Delete
                        </ChangeButton>
                      </Group>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Sheet>
      {edited !== null && <LocationForm location={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

const isRange = (text: string) => /^[0-9a-f.:]+\/\d{1,3}$/i.test(text)

function LocationForm({
  location,
  onClose,
}: {
  readonly location: NamedLocation | null
  readonly onClose: () => void
}) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      name: location?.name ?? '',
      isTrusted: location?.isTrusted ?? false,
      ranges: [...(location?.ranges ?? [])],
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'A place has a name.' : null),
      ranges: (value) =>
        value.length > 0 && value.every(isRange) ? null : 'Ranges look like 203.0.113.0/24 or 2001:db8::/32.',
    },
  })
  return (
    <FormDialog
      title={location === null ? 'New location' : `Edit ${location.name}`}
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        propose({
          then: onClose,
          title: `Location ${values.name.trim()}`,
          changes: [
            {
              do: 'put_location',
              location: { id: location?.id ?? crypto.randomUUID(), ...values, name: values.name.trim() },
            },
          ],
        })
      })}
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TagsInput label="Ranges" placeholder="203.0.113.0/24" {...form.getInputProps('ranges')} />
      <Checkbox label="Trusted" {...form.getInputProps('isTrusted', { type: 'checkbox' })} />
    </FormDialog>
  )
}
