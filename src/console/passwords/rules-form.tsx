import { Checkbox, NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Settings } from './settings.ts'

const within = (least: number, most: number) => (value: number | string) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? null : `From ${least} to ${most}.`

/** How long passwords live, and which are not chosen again; only what differs is proposed. */
export function RulesForm({ now, onClose }: { readonly now: Settings; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      isLimited: now.passwordLifetimeDays !== null,
      lifetime: now.passwordLifetimeDays ?? 365,
      history: now.passwordHistory,
      temporary: now.temporaryPasswordDays,
    },
    validate: { lifetime: within(1, 3650), history: within(0, 24), temporary: within(1, 90) },
  })
  const changesFor = (values: typeof form.values): readonly Change[] => {
    const lifetime = values.isLimited ? values.lifetime : null
    return [
      ...(lifetime === now.passwordLifetimeDays ? [] : [{ do: 'set_password_lifetime', days: lifetime } as const]),
      ...(values.history === now.passwordHistory
        ? []
        : [{ do: 'set_password_history', count: values.history } as const]),
      ...(values.temporary === now.temporaryPasswordDays
        ? []
        : [{ do: 'set_temporary_password_days', days: values.temporary } as const]),
    ]
  }
  return (
    <FormDialog
      title="Rules of passwords"
      isDirty={form.isDirty()}
      isOff={changesFor(form.values).length === 0}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        propose({ then: onClose, title: 'Rules of passwords', changes: changesFor(values) })
      })}
    >
      <Checkbox
        label="Passwords have to be changed after a time"
        {...form.getInputProps('isLimited', { type: 'checkbox' })}
      />
      {form.values.isLimited && (
        <NumberInput label="Days a password lives" allowDecimal={false} {...form.getInputProps('lifetime')} />
      )}
      <NumberInput
        label="Former passwords that are not chosen again"
        allowDecimal={false}
        {...form.getInputProps('history')}
      />
      <NumberInput
        label="Days a temporary password is good for"
        allowDecimal={false}
        {...form.getInputProps('temporary')}
      />
    </FormDialog>
  )
}
