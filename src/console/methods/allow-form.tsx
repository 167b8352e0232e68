import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Allowed, ruledName } from '../../core/methods/allowed.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Rule } from './methods-page.tsx'

/** For whom a way to prove who one is is allowed. */
export function AllowForm({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const { kind, to } = rule
  const form = useForm({
    initialValues: { who: typeof to === 'string' ? to : 'groups', groupIds: typeof to === 'string' ? [] : [...to] },
  })
  const { who, groupIds } = form.values
  const nameOf = useNameOf(groupIds)
  const isOfGroups = who === 'groups'
  const title = `Allow ${ruledName(kind)}`
  const set = (ids: string[]) => form.setFieldValue('groupIds', ids)
  return (
    <FormDialog
      title={title}
      isDirty={form.isDirty()}
      isOff={isOfGroups && groupIds.length === 0}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        const next: Allowed = values.who === 'groups' ? values.groupIds : (values.who as 'everybody' | 'nobody')
        propose({ then: onClose, title, changes: [{ do: 'allow_method', kind, to: next }] })
      })}
    >
      <Radio.Group label="For whom" {...form.getInputProps('who')}>
        <Stack gap="xs" mt="xs">
          <Radio value="everybody" label="Everybody" />
          <Radio value="groups" label="Members of groups" />
          <Radio value="nobody" label="Nobody" />
        </Stack>
      </Radio.Group>
      {isOfGroups && (
        <>
          {groupIds.map((id) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <Text>{nameOf(id)}</Text>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Take out ${nameOf(id)}`}
                onClick={() => set(groupIds.filter((one) => one !== id))}
              >
                Take out
              </Button>
            </Group>
          ))}
          <GroupPicker
            key={groupIds.length}
            label="Add a group"
            isLabelShown
            fits={(group) => !groupIds.includes(group.id)}
            onPick={(group) => group !== null && set([...groupIds, group.id])}
          />
        </>
      )}
    </FormDialog>
  )
}
