import { Checkbox, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Detail } from '../../core/profile/details.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Collection } from './collection.ts'
import type { Asked } from './profile-details-page.tsx'

/** Which details members, or guests, have to have. */
export function AskForm({
  asked: { of, name, details },
  attributes,
  onClose,
}: {
  readonly asked: Asked
  readonly attributes: Collection['attributes']
  readonly onClose: () => void
}) {
  const { propose } = useChanges()
  const form = useForm({ initialValues: { details: [...details] as string[] } })
  const title = `Ask of ${name.toLowerCase()}`
  return (
    <FormDialog
      title={title}
      isDirty={form.isDirty()}
      isOff={!form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        propose({
          then: onClose,
          title,
          changes: [{ do: 'require_details', of, details: values.details as Detail[] }],
        }),
      )}
    >
      <Checkbox.Group label="Details without which nobody goes on" {...form.getInputProps('details')}>
        <Stack gap="xs" mt="xs">
          {attributes.map(({ id, displayName, readByRulesOf }) => (
            <Checkbox
              key={id}
              value={id}
              label={displayName}
              description={
                readByRulesOf.length > 0 &&
                `The rule of ${readByRulesOf.join(', ')} reads it: only an administrator fills it in.`
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Text size="sm" c="dimmed">
        What it would do, and to whom, is shown before it is saved.
      </Text>
    </FormDialog>
  )
}
