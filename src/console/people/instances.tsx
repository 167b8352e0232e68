import { Badge, Group, MultiSelect, Text } from '@mantine/core'
import type { Change, Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton } from '../parts/change-button.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

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
  const mayGive = useMay()('give_instance_role', 'take_instance_role')
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
        {instance.isKnown && !mayGive && instance.roles.length > 0 && (
          <Text size="sm">{instance.roles.join(', ')}</Text>
        )}
        {instance.isKnown && mayGive && (
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
        {instance.isEnabled ? (
          <ChangeButton
            on="sheet"
            label={`Disable in ${instance.name}`}
            title={`Disable ${account.displayName} in ${instance.name}`}
            changes={[{ do: 'disable_instance_user', ...of }]}
          >
            Disable
          </ChangeButton>
        ) : (
          <ChangeButton
            on="sheet"
            label={`Make a user of ${instance.name}`}
            title={`Let ${account.displayName} into ${instance.name}`}
            changes={[{ do: 'put_instance_user', ...of }]}
          >
            Make a user
          </ChangeButton>
        )}
      </Group>
    </Group>
  )
}
