import { NumberInput, Radio, Stack, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type ResetRules, reconfirmDaysOf } from '../../core/recovery/reset-rules.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

/** Who may reset a forgotten password, and by how many proofs. */
export function ResetForm({ now, onClose }: { readonly now: ResetRules; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      ...{ who: now.who as string, groupId: now.groupId, proofs: String(now.proofs) },
      ...{ isAsked: now.registration !== 'off', reconfirmDays: reconfirmDaysOf(now) },
    },
    validate: {
      groupId: (value, { who }) => (who === 'group' && value === null ? 'Choose a group.' : null),
    },
  })
  const isOfGroup = form.values.who === 'group'
  return (
    <FormDialog
      title="Forgotten passwords"
      isDirty={form.isDirty()}
      isOff={isOfGroup && form.values.groupId === null}
      onClose={onClose}
      onSubmit={form.onSubmit(({ who, groupId, proofs, isAsked, reconfirmDays }) => {
        const rules: ResetRules = {
          who: who as ResetRules['who'],
          groupId: who === 'group' ? groupId : null,
          proofs: proofs === '2' ? 2 : 1,
          registration: isAsked ? 'asked' : 'off',
          reconfirmDays,
        }
        propose({ then: onClose, title: 'Forgotten passwords', changes: [{ do: 'set_self_service_reset', rules }] })
      })}
    >
      <Radio.Group label="Who may reset their own password" {...form.getInputProps('who')}>
        <Stack gap="xs" mt="xs">
          <Radio value="nobody" label="Nobody: an administrator does it" />
          <Radio value="group" label="A group" />
          <Radio value="everybody" label="Everybody" />
        </Stack>
      </Radio.Group>
      {isOfGroup && (
        <GroupPicker
          label="Group"
          isLabelShown
          value={form.values.groupId}
          onPick={(group) => form.setFieldValue('groupId', group?.id ?? null)}
        />
      )}
      {form.values.who !== 'nobody' && (
        <Radio.Group
          label="What they prove"
          description="Administrators always prove both."
          {...form.getInputProps('proofs')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="1" label="A code sent by e-mail" />
            <Radio value="2" label="A code sent by e-mail, and one of their authenticator app" />
          </Stack>
        </Radio.Group>
      )}
      {form.values.who !== 'nobody' && (
        <>
          <Switch
            label="Ask for what is missing after sign-in"
            description="Whoever has too little on file to reset a password registers it then, or puts it off for a day."
            {...form.getInputProps('isAsked', { type: 'checkbox' })}
          />
          <NumberInput
            label="Days until people are asked whether it still holds"
            description="0 for never."
            min={0}
            max={730}
            allowDecimal={false}
            clampBehavior="strict"
            {...form.getInputProps('reconfirmDays')}
          />
        </>
      )}
    </FormDialog>
  )
}
