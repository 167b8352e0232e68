import { NumberInput, SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { problemOfSession, sessionBounds, sessionRulesOf, usualSession } from '../../core/sessions/session-rules.ts'
import type { Change, Instance } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

const ofInstance = ['name', 'region', 'url', 'roles'] as const

/** Makes or edits an instance, and says how long people stay in it with one proof of who they are. */
export function InstanceForm({
  appId,
  instance,
  onClose,
}: {
  readonly appId: string
  readonly instance: Instance | null
  readonly onClose: () => void
}) {
  const { propose } = useChanges()
  const was = instance === null ? usualSession : sessionRulesOf(instance)
  const form = useForm({
    initialValues: {
      name: instance?.name ?? '',
      region: instance?.region ?? '',
      url: instance?.url ?? '',
      roles: [...(instance?.roles ?? [])],
      ...was,
    },
    validate: {
      minutes: (_, { minutes, warnMinutes }) => problemOfSession({ minutes, warnMinutes }),
      name: (value) => (value.trim() === '' ? 'An instance has a name.' : null),
      url: (value) => (/^https?:\/\//.test(value) && URL.canParse(value) ? null : 'An address begins with https://.'),
    },
  })
  return (
    <FormDialog
      title={instance === null ? 'New instance' : `Edit ${instance.name}`}
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit(({ minutes, warnMinutes, ...values }) => {
        const id = instance?.id ?? crypto.randomUUID()
        const isSame = minutes === was.minutes && warnMinutes === was.warnMinutes
        const put: Change = {
          do: 'put_instance',
          instance: {
            ...{ id, appId, name: values.name.trim(), region: values.region.trim(), url: values.url.trim() },
            roles: values.roles,
          },
        }
        propose({
          then: onClose,
          title: `Instance ${values.name.trim()}`,
          changes: [
            ...(instance !== null && ofInstance.every((field) => !form.isDirty(field)) ? [] : [put]),
            ...(isSame ? [] : [{ do: 'set_session_rules', instanceId: id, rules: { minutes, warnMinutes } } as const]),
          ],
        })
      })}
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <TextInput label="Region" placeholder="EMEA" maxLength={32} {...form.getInputProps('region')} />
      <TextInput label="Address" placeholder="https://crm4.example" {...form.getInputProps('url')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label="A session lasts, in minutes"
          description="Then people sign in again, and are back where they were."
          min={sessionBounds.least}
          max={sessionBounds.most}
          {...form.getInputProps('minutes')}
        />
        <NumberInput
          label="They are told before its end, in minutes"
          description="By apps that show it: session_ends in their ID tokens."
          min={sessionBounds.leastWarning}
          max={sessionBounds.most}
          {...form.getInputProps('warnMinutes')}
        />
      </SimpleGrid>
      <TagsInput label="Security roles, the least privileged first" {...form.getInputProps('roles')} />
    </FormDialog>
  )
}
