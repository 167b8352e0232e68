import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import type { App } from '../api.ts'
import { weights } from '../parts/change-button.tsx'

type Scope = App['scopes'][number]

/** What is wrong with the permissions an app is to expose, as a sentence; null where nothing is. */
export function faultIn(identifierUri: string, scopes: readonly Scope[]): string | null {
  if (scopes.length > 0 && identifierUri.trim() === '')
    return 'An app that exposes permissions has an address, such as api://crm.'
  if (identifierUri.trim() !== '' && !/^(api|https):\/\/[^\s#?]+$/.test(identifierUri.trim()))
    return 'The address begins with api:// or https://.'
  const bad = scopes.find(({ name }) => !/^[\w.:-]{1,120}$/.test(name))
  if (bad !== undefined) return `“${bad.name}” is no name of a permission: letters, digits and . _ : - are.`
  if (scopes.some(({ title }) => title.trim() === '')) return 'Each permission says to people what it is.'
  return new Set(scopes.map(({ name }) => name)).size < scopes.length ? 'Two permissions have one name.' : null
}

type Props = {
  readonly identifierUri: string
  readonly scopes: readonly Scope[]
  readonly onChange: (scopes: readonly Scope[]) => void
}

/** The permissions that an app exposes to others: the name, what people read, and whether an administrator consents. */
export function Exposed({ identifierUri, scopes, onChange }: Props) {
  const edit = (at: number, change: Partial<Scope>) =>
    onChange(scopes.map((one, each) => (each === at ? { ...one, ...change } : one)))
  return (
    <Stack gap="xs" role="group" aria-label="Permissions it exposes">
      <Text size="sm" fw={600}>
        Permissions it exposes
      </Text>
      {scopes.map((scope, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being typed
        <Group key={at} gap="xs" align="end" className="exposed">
          <TextInput
            label="Name"
            size="xs"
            w={130}
            maxLength={120}
            spellCheck={false}
            value={scope.name}
            onChange={(event) => edit(at, { name: event.currentTarget.value })}
          />
          <TextInput
            label="What people read"
            size="xs"
            flex={1}
            miw={140}
            maxLength={256}
            value={scope.title}
            onChange={(event) => edit(at, { title: event.currentTarget.value })}
          />
          <Checkbox
            size="xs"
            mb={7}
            label="An administrator consents"
            checked={scope.consent === 'admin'}
            onChange={(event) => edit(at, { consent: event.currentTarget.checked ? 'admin' : 'user' })}
          />
          <Button
            {...weights.row}
            mb={4}
            aria-label={`Take away the permission ${scope.name}`}
            onClick={() => onChange(scopes.filter((_, each) => each !== at))}
          >
            Take away
          </Button>
        </Group>
      ))}
      <Group>
        <Button {...weights.sheet} onClick={() => onChange([...scopes, { name: '', title: '', consent: 'user' }])}>
          Expose a permission
        </Button>
      </Group>
      {scopes.length > 0 && identifierUri.trim() !== '' && (
        <Text size="xs" c="dimmed">
          Others ask for <span className="mono">{`${identifierUri.trim()}/${scopes[0]?.name}`}</span>
        </Text>
      )}
    </Stack>
  )
}
