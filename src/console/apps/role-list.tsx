import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import type { AppRole } from '../../core/consent/app-role.ts'
import { weights } from '../parts/change-button.tsx'

/** What is wrong with the roles an app is to have, as a sentence; null where nothing is. */
export function faultInRoles(roles: readonly AppRole[]): string | null {
  if (roles.some(({ name }) => name.trim() === '')) return 'Each role has a name.'
  const values = roles.flatMap(({ value }) => value ?? [])
  const bad = values.find((value) => !/^(?!\.)[!#-[\]-~]{1,120}$/.test(value))
  if (bad !== undefined) return `“${bad}” cannot stand in a token: letters, digits and signs can, without spaces.`
  const lower = values.map((value) => value.toLowerCase())
  return new Set(lower).size < lower.length ? 'Two roles say the same in tokens.' : null
}

type Props = {
  readonly roles: readonly AppRole[]
  /** Those that are there already: an enabled one is disabled, and that saved, before it is taken away. */
  readonly saved: readonly AppRole[]
  readonly fault: string | null
  readonly onChange: (roles: readonly AppRole[]) => void
}

/** The roles that an app has for those who use it: what they are called, and what tokens say. */
export function RoleList({ roles, saved, fault, onChange }: Props) {
  const edit = (at: number, change: Partial<AppRole>) =>
    onChange(roles.map((one, each) => (each === at ? { ...one, ...change } : one)))
  const isKept = (id: string) => saved.some((one) => one.id === id && one.isEnabled)
  return (
    <Stack gap="xs" role="group" aria-label="Roles in it">
      <Text size="sm" fw={600}>
        Roles in it
      </Text>
      {roles.map((role, at) => (
        <Group key={role.id} gap="xs" align="end" className="exposed">
          <TextInput
            label="Name of the role"
            size="xs"
            flex={1}
            miw={130}
            maxLength={256}
            value={role.name}
            onChange={(event) => {
              const { value } = event.currentTarget
              edit(at, { name: value, ...(role.description === role.name ? { description: value } : {}) })
            }}
          />
          <TextInput
            label="In tokens"
            size="xs"
            w={150}
            maxLength={120}
            spellCheck={false}
            value={role.value ?? ''}
            onChange={(event) => edit(at, { value: event.currentTarget.value.trim() || null })}
          />
          <Checkbox
            size="xs"
            mb={7}
            label="Enabled"
            checked={role.isEnabled}
            onChange={(event) => edit(at, { isEnabled: event.currentTarget.checked })}
          />
          {!isKept(role.id) && (
            <Button
              {...weights.row}
              mb={4}
              aria-label={`Take away the role ${role.name}`}
              onClick={() => onChange(roles.filter((_, each) => each !== at))}
            >
              Take away
            </Button>
          )}
        </Group>
      ))}
      {fault !== null && (
        <Text size="xs" c="red">
          {fault}
        </Text>
      )}
      <Group>
        <Button {...weights.sheet} onClick={() => onChange([...roles, newRole()])}>
          Add a role
        </Button>
      </Group>
      {roles.some(({ id }) => isKept(id)) && (
        <Text size="xs" c="dimmed">
          A role is disabled, and that saved, before it can be taken away.
        </Text>
      )}
    </Stack>
  )
}

function newRole(): AppRole {
  return { id: crypto.randomUUID(), value: null, name: '', description: '', members: ['people'], isEnabled: true }
}
