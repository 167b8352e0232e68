import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

/** Makes an account with a temporary password: what somebody needs on their first day. */
export function NewPerson({ onClose }: { readonly onClose: () => void }) {
  const { propose } = useChanges()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { displayName: '', signInName: '', department: '', usageLocation: '', userType: 'member' },
    validate: {
      displayName: (value) => (value.trim() === '' ? 'Everybody has a name.' : null),
      signInName: (value) =>
        /^[^\s@\\]+@[^\s@\\]+\.[^\s@\\]+$/.test(value.trim()) ? null : 'It looks like name@company.com.',
      usageLocation: (value) => (value === '' || /^[A-Z]{2}$/i.test(value.trim()) ? null : 'Two letters, such as FR.'),
    },
  })
  return (
    <FormDialog
      title="New person"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit(({ displayName, signInName, department, usageLocation, userType }) => {
        const id = crypto.randomUUID()
        const attributes = Object.fromEntries(
          [
            ['department', department.trim()],
            ['usageLocation', usageLocation.trim().toUpperCase()],
          ].filter(([, value]) => value !== ''),
        )
        propose({
          title: `New person: ${displayName.trim()}`,
          changes: [
            {
              do: 'create_account',
              account: {
                id,
                displayName: displayName.trim(),
                signInName: signInName.trim(),
                userType: userType as 'member',
                isEnabled: true,
                attributes,
              },
            },
            { do: 'issue_temporary_password', accountId: id },
          ],
          then: () => {
            onClose()
            void navigate({ to: '/people/$id', params: { id } })
          },
        })
      })}
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps('displayName')} />
      <TextInput label="Signs in as" placeholder="name@company.com" {...form.getInputProps('signInName')} />
      <TextInput label="Department" {...form.getInputProps('department')} />
      <TextInput label="Usage location" placeholder="FR" maxLength={2} {...form.getInputProps('usageLocation')} />
      <Select
        label="Kind"
        allowDeselect={false}
        data={[
          { value: 'member', label: 'Member' },
          { value: 'guest', label: 'Guest' },
        ]}
        {...form.getInputProps('userType')}
      />
    </FormDialog>
  )
}
