import { Checkbox, Fieldset, MultiSelect, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { askedStrengths } from '../../core/methods/strengths.ts'
import type { Policy } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { useNames } from '../parts/names.ts'
import { effectText } from './sentences.ts'
import { keysOf, peopleOf, Whom } from './whom.tsx'

const nobody = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }

/** Makes or edits a policy. It begins report-only: it is watched before anybody is turned away by it. */
export function PolicyForm({ policy, onClose }: { readonly policy: Policy | null; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const names = useNames(null)
  const start: Omit<Policy, 'id'> = policy ?? {
    name: '',
    state: 'report_only' as const,
    grant: 'mfa' as const,
    note: null,
    locations: null,
    users: { include: nobody, exclude: nobody },
    apps: { include: 'all' as const, exclude: [] },
  }
  const form = useForm({
    initialValues: {
      name: start.name,
      state: start.state as string,
      asks: start.grant === 'block' ? 'block' : (start.strength ?? 'mfa'),
      note: start.note ?? '',
      include: keysOf(start.users.include),
      exclude: keysOf(start.users.exclude),
      apps: start.apps.include === 'all' ? ['all'] : [...start.apps.include],
      appsBut: [...start.apps.exclude],
      hasPlaces: start.locations !== null,
      places: placeKeys(start.locations?.include ?? 'any'),
      placesBut: placeKeys(start.locations?.exclude ?? []),
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'A policy has a name.' : null),
      include: (value) => (value.length === 0 ? 'For whom?' : null),
      apps: (value) => (value.length === 0 ? 'For which app?' : null),
    },
  })
  const apps = names.apps.map((app) => ({ value: app.id, label: app.name }))
  const places = [
    { value: 'trusted', label: 'Trusted locations' },
    ...names.locations.map((one) => ({ value: one.id, label: one.name })),
  ]
  return (
    <FormDialog
      title={policy === null ? 'New policy' : `Edit ${policy.name}`}
      size="lg"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        propose({
          then: onClose,
          title: `Policy ${values.name.trim()}`,
          changes: [
            {
              do: 'put_policy',
              policy: {
                id: policy?.id ?? crypto.randomUUID(),
                name: values.name.trim(),
                state: values.state as Policy['state'],
                ...grantOf(values.asks),
                note: values.note.trim() === '' ? null : values.note.trim(),
                users: { include: peopleOf(values.include), exclude: peopleOf(values.exclude) },
                apps: { include: values.apps.includes('all') ? 'all' : values.apps, exclude: values.appsBut },
                locations: values.hasPlaces
                  ? { include: placesOf(values.places), exclude: placesOf(values.placesBut) }
                  : null,
              },
            },
          ],
        })
      })}
    >
      <TextInput label="Name" data-autofocus maxLength={256} {...form.getInputProps('name')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="It"
          allowDeselect={false}
          data={[
            { value: 'mfa', label: effectText({ grant: 'mfa' }) },
            ...askedStrengths.map((value) => ({ value, label: effectText({ grant: 'mfa', strength: value }) })),
            { value: 'block', label: effectText({ grant: 'block' }) },
          ]}
          {...form.getInputProps('asks')}
        />
        <Select
          label="State"
          allowDeselect={false}
          data={[
            { value: 'report_only', label: 'Report-only' },
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ]}
          {...form.getInputProps('state')}
        />
      </SimpleGrid>
      <Fieldset legend="Whom">
        <Stack gap="sm">
          <Whom label="For" {...form.getInputProps('include')} />
          <Whom label="But not" {...form.getInputProps('exclude')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="What">
        <Stack gap="sm">
          <MultiSelect
            label="To open"
            searchable
            data={[{ value: 'all', label: 'Every app' }, ...apps]}
            {...form.getInputProps('apps')}
          />
          <MultiSelect label="But not" searchable data={apps} {...form.getInputProps('appsBut')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="Where">
        <Stack gap="sm">
          <Checkbox label="It depends on where they are" {...form.getInputProps('hasPlaces', { type: 'checkbox' })} />
          {form.values.hasPlaces && (
            <>
              <MultiSelect
                label="From"
                searchable
                data={[{ value: 'any', label: 'Anywhere' }, ...places]}
                {...form.getInputProps('places')}
              />
              <MultiSelect label="But not from" searchable data={places} {...form.getInputProps('placesBut')} />
            </>
          )}
        </Stack>
      </Fieldset>
      <Textarea
        label="Why it is there"
        description="Shown beside every repair that would touch it."
        maxLength={1024}
        {...form.getInputProps('note')}
      />
    </FormDialog>
  )
}

const grantOf = (asks: string): Pick<Policy, 'grant' | 'strength'> => {
  const strength = askedStrengths.find((one) => one === asks)
  return asks === 'block' ? { grant: 'block' } : { grant: 'mfa', ...(strength === undefined ? {} : { strength }) }
}

type Places = NonNullable<Policy['locations']>['include']

const placeKeys = (set: Places): string[] => (typeof set === 'string' ? [set] : [...set])

const placesOf = (keys: readonly string[]): Places =>
  keys.includes('any') ? 'any' : keys.includes('trusted') ? 'trusted' : keys
