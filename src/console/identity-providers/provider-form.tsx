import { Button, Checkbox, Group, PasswordInput, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { weights } from '../parts/change-button.tsx'
import { Problem } from '../parts/loaded.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import type { Check, Provider } from './provider.ts'
import { Told } from './provider-sheet.tsx'

type Props = { readonly provider: Provider | null; readonly onClose: () => void }

/** What a provider is and what of it is believed. Issuer and subject are said once: they are whom its people are linked by. */
export function ProviderForm({ provider, onClose }: Props) {
  const client = useQueryClient()
  const form = useForm({
    initialValues: {
      name: provider?.name ?? '',
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      secret: '',
      isPublic: provider?.client === 'public',
      scopes: [...(provider?.scopes ?? ['openid', 'profile', 'email'])],
      subject: provider?.subject ?? 'sub',
      nameClaim: provider?.nameClaim ?? 'preferred_username',
      isTrusted: provider?.secondFactor === 'trusted',
      mfaAcr: provider?.mfaAcr ?? '',
      isForGuests: provider?.guests === 'welcome',
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'A provider has a name.' : null),
      issuer: (value) =>
        /^https?:\/\/[^\s/]+/.test(value) ? null : 'An issuer looks like https://login.partner.example.',
      clientId: (value) => (value.trim() === '' ? 'It is what the provider calls us.' : null),
      scopes: (value) => (value.includes('openid') ? null : 'openid is one of them.'),
      secret: (value, { isPublic }) =>
        value === '' && !isPublic && provider?.hasSecret !== true
          ? 'The provider gave one, or it knows us by none: say so below.'
          : null,
    },
  })
  const check = useMutation({
    mutationFn: () =>
      api<Check>('admit/identityProviders/check', {
        issuer: form.values.issuer.trim(),
        clientId: form.values.clientId.trim(),
      }),
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const { secret, isPublic, isTrusted, isForGuests, issuer, subject, mfaAcr, ...rest } = values
      const said = {
        ...rest,
        ...{ name: rest.name.trim(), clientId: rest.clientId.trim(), client: isPublic ? 'public' : 'confidential' },
        ...{ secondFactor: isTrusted ? 'trusted' : 'ours', guests: isForGuests ? 'welcome' : 'none' },
        mfaAcr: mfaAcr.trim() === '' ? null : mfaAcr.trim(),
        ...(secret === '' || isPublic ? {} : { secret }),
      }
      return provider === null
        ? api<Provider>('admit/identityProviders', { ...said, issuer: issuer.trim(), subject })
        : api<Provider>(`admit/identityProviders/${provider.id}`, said)
    },
    onSuccess: async () => {
      await client.invalidateQueries()
      onClose()
    },
  })
  return (
    <FormDialog
      title={provider === null ? 'Add an identity provider' : `Edit ${provider.name}`}
      isDirty={form.isDirty() && save.error === null}
      goOn="Save"
      isBusy={save.isPending}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <TextInput
        label="Name"
        description="What people read: Sign in with …"
        maxLength={256}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Issuer"
        placeholder="https://login.partner.example"
        disabled={provider !== null}
        {...form.getInputProps('issuer')}
      />
      <TextInput label="Client id" {...form.getInputProps('clientId')} />
      <Stack gap={6}>
        <PasswordInput
          label="Client secret"
          description={
            provider?.hasSecret === true
              ? 'It is kept, and never shown. Type another to change it.'
              : 'It is never shown again.'
          }
          autoComplete="off"
          disabled={form.values.isPublic}
          {...form.getInputProps('secret')}
        />
        <Checkbox label="It knows us by no secret" {...form.getInputProps('isPublic', { type: 'checkbox' })} />
      </Stack>
      {provider === null && (
        <Group>
          <Button
            {...weights.sheet}
            loading={check.isPending}
            disabled={form.values.issuer === '' || form.values.clientId === ''}
            onClick={() => check.mutate()}
          >
            Ask whether it is there
          </Button>
          {check.data !== undefined && <Told check={check.data} />}
        </Group>
      )}
      <TagsInput label="Scopes" {...form.getInputProps('scopes')} />
      <Group grow align="start">
        <Select
          label="The same person by"
          data={[
            { value: 'sub', label: 'sub' },
            { value: 'oid', label: 'tid and oid' },
          ]}
          allowDeselect={false}
          disabled={provider !== null}
          {...form.getInputProps('subject')}
        />
        <Select
          label="Sign-in name in"
          data={['preferred_username', 'upn']}
          allowDeselect={false}
          {...form.getInputProps('nameClaim')}
        />
      </Group>
      <Checkbox label="Its second factor counts here" {...form.getInputProps('isTrusted', { type: 'checkbox' })} />
      {form.values.isTrusted && (
        <TextInput
          label="Value of acr that says there were two"
          description="Besides mfa in amr; may be empty"
          {...form.getInputProps('mfaAcr')}
        />
      )}
      <Checkbox
        label="Guests and personal accounts come by it"
        {...form.getInputProps('isForGuests', { type: 'checkbox' })}
      />
      {check.error !== null && <Problem error={check.error} />}
      {save.error !== null && <Problem error={save.error} />}
    </FormDialog>
  )
}
