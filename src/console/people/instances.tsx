import { Badge, Button, Group, MultiSelect, Text } from '@mantine/core'
import type { Change, Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Sheet } from '../parts/page.tsx'

/** The person's records in the instances of apps: whether they are a user there, and with which security roles. */
export function Instances({ person }: { readonly person: Person }) {
  return (
    <Sheet title="Instances">
      {person.instances.map((instance) => (
        <One key={instance.id} instance={instance} account={person.account} />
      ))}
    </Sheet>
  )
}

type Props = { readonly instance: Person['instances'][number]; readonly account: Person['account'] }

function One({ instance, account }: Props) {
  const { propose } = useChanges()
  const of = { instanceId: instance.id, accountId: account.id }
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        <Text fw={600} size="sm">
          {instance.name}
        </Text>
        <Badge color={instance.isEnabled ? 'admit' : 'gray'}>
          {!instance.isKnown ? 'not a user' : instance.isEnabled ? 'a user' : 'disabled'}
        </Badge>
      </Group>
      <Group gap="xs">
        {instance.isKnown && (
          <MultiSelect
            aria-label={`Security roles in ${instance.name}`}
            placeholder={instance.roles.length === 0 ? 'No security role' : ''}
            size="xs"
            w={{ base: 200, sm: 320 }}
            data={[...instance.available]}
            value={[...instance.roles]}
            onChange={(roles) => {
              const given = roles.filter((role) => !instance.roles.includes(role))
              const taken = instance.roles.filter((role) => !roles.includes(role))
              const changes: readonly Change[] = [
                ...given.map((role) => ({ do: 'give_instance_role' as const, ...of, role })),
                ...taken.map((role) => ({ do: 'take_instance_role' as const, ...of, role })),
              ]
              propose({ title: `Security roles of ${account.displayName} in ${instance.name}`, changes })
            }}
          />
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            instance.isEnabled
              ? propose({
                  title: `Disable ${account.displayName} in ${instance.name}`,
                  changes: [{ do: 'disable_instance_user', ...of }],
                })
              : propose({
                  title: `Let ${account.displayName} into ${instance.name}`,
                  changes: [{ do: 'put_instance_user', ...of }],
                })
          }
        >
          {instance.isEnabled ? 'Disable' : 'Make a user'}
        </Button>
      </Group>
    </Group>
  )
}
