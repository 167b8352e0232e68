import { Checkbox, NumberInput, Radio, Stack, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { areEnough, type ResetMethod, resetMethodName, resetMethods } from '../../core/recovery/reset-methods.ts'
import { type ResetRules, reconfirmDaysOf } from '../../core/recovery/reset-rules.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Settings } from './settings.ts'

/** Who may reset a forgotten password, and by how many proofs. */
export function ResetForm({ now, onClose }: { readonly now: Settings['reset']; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      ...{
        who: now.who as string,
        groupId: now.groupId,
        proofs: String(now.proofs),
        methods: [...now.methods] as string[],
      },
      ...{ isAsked: now.registration !== 'off', reconfirmDays: reconfirmDaysOf(now) },
    },
    validate: {
      groupId: (value, { who }) => (who === 'group' && value === null ? 'Choose a group.' : null),
      methods: (value, { proofs }) => (areEnough(chosen(value), Number(proofs)) ? null : tooFew),
    },
  })
  const isOfGroup = form.values.who === 'group'
  return (
    <FormDialog
      title="Forgotten passwords"
      isDirty={form.isDirty()}
      isOff={isOfGroup && form.values.groupId === null}
      onClose={onClose}
      onSubmit={form.onSubmit(({ who, groupId, proofs, methods, isAsked, reconfirmDays }) => {
        const rules: ResetRules = {
          who: who as ResetRules['who'],
          groupId: who === 'group' ? groupId : null,
          proofs: proofs === '2' ? 2 : 1,
          methods: chosen(methods),
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
          label="How many proofs they give"
          description="Administrators always give two."
          {...form.getInputProps('proofs')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="1" label="One: a code that is sent to them" />
            <Radio value="2" label="Two of different kinds" />
          </Stack>
        </Radio.Group>
      )}
      {form.values.who !== 'nobody' && (
        <Checkbox.Group
          label="What may prove"
          description="A text and a call reach the same phone and are one kind."
          {...form.getInputProps('methods')}
        >
          <Stack gap="xs" mt="xs">
            {resetMethods.map((one) => (
              <Checkbox key={one} value={one} label={capital(resetMethodName[one])} description={about(one, now)} />
            ))}
          </Stack>
        </Checkbox.Group>
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

const tooFew = 'Choose a code by e-mail, text message or call, and as many kinds as there are proofs.'

const chosen = (values: readonly string[]): readonly ResetMethod[] => resetMethods.filter((one) => values.includes(one))

const about = (method: ResetMethod, { idle }: Settings['reset']) =>
  idle.includes(method) ? 'Not allowed or not set up here: it proves nothing.' : undefined

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
