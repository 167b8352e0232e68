import { Button, Group, MultiSelect } from '@mantine/core'
import type { Change, Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'

/** The person's records in the instances of apps: whether they are a user there, and with which security roles. */
export function Instances({ person: { account, instances } }: { readonly person: Person }) {
  const { propose } = useChanges()
  const accountId = account.id
  return (
    <Sheet title="Instances">
      <Listing
        label="Instances"
        rows={instances}
        idOf={(instance) => instance.id}
        none="No instance."
        columns={[
          { title: 'Instance', cell: (instance) => instance.name },
          {
            title: 'User there',
            cell: (instance) => (!instance.isKnown ? 'no' : instance.isEnabled ? 'yes' : 'disabled'),
          },
          {
            title: 'Security roles',
            cell: (instance) =>
              instance.isKnown && (
                <MultiSelect
                  aria-label={`Security roles in ${instance.name}`}
                  data={[...instance.available]}
                  value={[...instance.roles]}
                  onChange={(roles) => {
                    const given = roles.filter((role) => !instance.roles.includes(role))
                    const taken = instance.roles.filter((role) => !roles.includes(role))
                    const changes: readonly Change[] = [
                      ...given.map((role) => ({
                        do: 'give_instance_role' as const,
                        instanceId: instance.id,
                        accountId,
                        role,
                      })),
                      ...taken.map((role) => ({
                        do: 'take_instance_role' as const,
                        instanceId: instance.id,
                        accountId,
                        role,
                      })),
                    ]
                    propose({ title: `Security roles of ${account.displayName} in ${instance.name}`, changes })
                  }}
                />
              ),
          },
          {
            title: '',
            cell: (instance) => (
              <Group>
                {instance.isEnabled ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() =>
                      propose({
                        title: `Disable ${account.displayName} in ${instance.name}`,
                        changes: [{ do: 'disable_instance_user', instanceId: instance.id, accountId }],
                      })
                    }
                  >
                    Disable
                  </Button>
                ) : (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() =>
                      propose({
                        title: `Let ${account.displayName} into ${instance.name}`,
                        changes: [{ do: 'put_instance_user', instanceId: instance.id, accountId }],
                      })
                    }
                  >
                    Make a user
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
    </Sheet>
  )
}
