import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { isMailAddress } from '../../core/naming/mail-address.ts'
import { api } from '../api.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { Problem } from '../parts/loaded.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

type Invitation = {
  readonly inviteRedeemUrl: string | null
  readonly invitedUserEmailAddress: string
  readonly invitedUserDisplayName: string
  readonly invitedUser: { readonly id: string }
}

/** Asks somebody from outside in: a letter with a link, and the link to be handed over in another way. */
export function InviteGuest({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { address: '', name: '', said: '' },
    validate: {
      address: (value) => (isMailAddress(value.trim()) ? null : 'It looks like mia@partner.example.'),
    },
  })
  const invite = useMutation({
    mutationFn: ({ address, name, said }: typeof form.values) =>
      api<Invitation>('invitations', {
        invitedUserEmailAddress: address.trim(),
        inviteRedirectUrl: `${location.origin}/myapps`,
        sendInvitationMessage: true,
        ...(name.trim() === '' ? {} : { invitedUserDisplayName: name.trim() }),
        ...(said.trim() === '' ? {} : { invitedUserMessageInfo: { customizedMessageBody: said.trim() } }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['users'] }),
  })
  if (invite.data !== undefined) return <Invited invitation={invite.data} onClose={onClose} />
  return (
    <FormDialog
      title="Invite a guest"
      isDirty={form.isDirty() && invite.error === null}
      goOn="Invite"
      isBusy={invite.isPending}
      onSubmit={form.onSubmit((values) => invite.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        label="E-mail address"
        description="The guest signs in with this very address"
        placeholder="mia@partner.example"
        data-autofocus
        {...form.getInputProps('address')}
      />
      <TextInput label="Name" maxLength={256} {...form.getInputProps('name')} />
      <Textarea
        label="Your words"
        description="Plain text, in the letter under your name"
        autosize
        minRows={3}
        maxLength={2000}
        {...form.getInputProps('said')}
      />
      {invite.error !== null && <Problem error={invite.error} />}
    </FormDialog>
  )
}

function Invited({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const { inviteRedeemUrl, invitedUserEmailAddress, invitedUser, invitedUserDisplayName } = invitation
  return (
    <Modal opened size="lg" onClose={onClose} title={`${invitedUserDisplayName} is invited`}>
      <Stack>
        <Text>
          {inviteRedeemUrl === null
            ? `${invitedUserEmailAddress} is a guest here already, and nothing was sent.`
            : `A letter is on its way to ${invitedUserEmailAddress}. Its link works once and for thirty days; who opens it shows that the address is theirs.`}
        </Text>
        {inviteRedeemUrl !== null && (
          <dl className="record">
            <CopyField name="Link" value={inviteRedeemUrl} />
          </dl>
        )}
        <Group justify="end">
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/people/$id', params: { id: invitedUser.id } })}
          >
            Open their page
          </Button>
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
