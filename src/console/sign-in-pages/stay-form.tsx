import { Button, Checkbox, NumberInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { stayLimits } from '../../core/sessions/stay.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

/** Whether people are asked if they stay signed in, and for how many days without use they then do. */
export function StayForm({ days }: { readonly days: number }) {
  const { propose } = useChanges()
  const may = useMay()('set_stay_signed_in')
  const form = useForm({
    initialValues: { isAsked: days > 0, days: days || 30 },
    validate: {
      days: (value) => (value >= 1 && value <= stayLimits[1] ? null : `From 1 to ${stayLimits[1]}.`),
    },
  })
  const { isAsked, days: chosen } = form.values
  return (
    <Sheet title="Stay signed in">
      <form
        onSubmit={form.onSubmit((values) =>
          propose({
            title: 'Change how long people stay signed in',
            changes: [{ do: 'set_stay_signed_in', days: values.isAsked ? values.days : 0 }],
          }),
        )}
      >
        <Stack gap="md" maw={420}>
          <Checkbox
            label="Ask people whether they stay signed in"
            disabled={!may}
            {...form.getInputProps('isAsked', { type: 'checkbox' })}
          />
          {isAsked && (
            <NumberInput
              label="Days without use after which they sign in again"
              min={1}
              max={stayLimits[1]}
              allowDecimal={false}
              disabled={!may}
              {...form.getInputProps('days')}
            />
          )}
          <Text size="sm" c="dimmed">
            Nobody is asked on a shared computer. Sensitive work asks for a fresh proof whatever stays.
          </Text>
          {may && (
            <Button type="submit" variant="default" disabled={(isAsked ? chosen : 0) === days} w="fit-content">
              Save…
            </Button>
          )}
        </Stack>
      </form>
    </Sheet>
  )
}
