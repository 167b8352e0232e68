import { Checkbox, Group, Radio, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { parseRule } from '../../core/membership/parse.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { RuleInput } from './rule-input.tsx'

/** Makes a group: of which kind, filled by hand or by a rule, and whether roles may be given to it. */
export function NewGroup({ onClose }: { readonly onClose: () => void }) {
  const { propose } = useChanges()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: {
      name: '',
      description: '',
      kind: 'security',
      mailNickname: '',
      isSecurity: false,
      visibility: 'Private',
      filled: 'hand',
      rule: '',
      isForRoles: false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'A group has a name.' : null),
      mailNickname: (value, { kind }) =>
        kind === 'security' || /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(value.trim())
          ? null
          : 'Letters, digits, dots and dashes, as before the @ of an address.',
      rule: (value, { filled }) => (filled === 'hand' || parseRule(value).ok ? null : 'The rule cannot be read yet.'),
    },
  })
  const { values } = form
  const isDynamic = values.filled === 'rule'
  return (
    <FormDialog
      title="New group"
      size="lg"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((given) => {
        const id = crypto.randomUUID()
        const name = given.name.trim()
        propose({
          title: `New group: ${name}`,
          changes: [
            {
              do: 'create_group',
              group: {
                id,
                name,
                description: given.description.trim() || null,
                rule: isDynamic ? given.rule.trim() : null,
                ...(given.kind === 'microsoft365'
                  ? {
                      kind: 'microsoft365' as const,
                      mailNickname: given.mailNickname.trim(),
                      isSecurity: given.isSecurity || given.isForRoles,
                      visibility: given.visibility === 'Public' ? ('Public' as const) : ('Private' as const),
                    }
                  : {}),
                ...(given.isForRoles && !isDynamic ? { isRoleAssignable: 'yes' as const } : {}),
              },
            },
          ],
          then: () => {
            onClose()
            void navigate({ to: '/groups/$id', params: { id } })
          },
        })
      })}
    >
      <TextInput label="Name" data-autofocus maxLength={256} {...form.getInputProps('name')} />
      <TextInput label="What it is for" maxLength={1024} {...form.getInputProps('description')} />
      <Radio.Group label="Kind" {...form.getInputProps('kind')}>
        <Group mt={4}>
          <Radio value="security" label="Security" />
          <Radio value="microsoft365" label="Microsoft 365" />
        </Group>
      </Radio.Group>
      {values.kind === 'microsoft365' && (
        <>
          <TextInput label="Mail nickname" placeholder="sales-team" {...form.getInputProps('mailNickname')} />
          <Radio.Group label="Visibility" {...form.getInputProps('visibility')}>
            <Group mt={4}>
              <Radio value="Private" label="private" />
              <Radio value="Public" label="public" />
            </Group>
          </Radio.Group>
          <Checkbox
            label="It is a security group too"
            disabled={values.isForRoles}
            {...form.getInputProps('isSecurity', { type: 'checkbox' })}
          />
        </>
      )}
      <Radio.Group label="Filled" {...form.getInputProps('filled')}>
        <Group mt={4}>
          <Radio value="hand" label="by hand" />
          <Radio value="rule" label="by a rule" disabled={values.isForRoles} />
        </Group>
      </Radio.Group>
      {isDynamic && (
        <RuleInput groupId={null} rule={values.rule} onChange={(rule) => form.setFieldValue('rule', rule)} />
      )}
      {isDynamic && typeof form.errors['rule'] === 'string' && (
        <Text size="sm" c="red" role="alert">
          {form.errors['rule']}
        </Text>
      )}
      <Checkbox
        label="Roles may be given to it"
        description="Said now and never after; such a group is filled by hand alone."
        disabled={isDynamic}
        {...form.getInputProps('isForRoles', { type: 'checkbox' })}
      />
    </FormDialog>
  )
}
