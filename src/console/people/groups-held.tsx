import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { MembershipWhy } from '../groups/membership-why.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'

const ways = { direct: 'put in', rule: 'by its rule', nested: 'through another group' } as const

/** The groups somebody is in, each with the way; and why they are in any group, or are not. */
export function GroupsHeld({ person }: { readonly person: Person }) {
  const { propose } = useChanges()
  const { account, groups } = person
  const accountId = account.id
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <Sheet title="Groups">
      <Listing
        label="Groups"
        rows={groups}
        idOf={(group) => group.id}
        none="In no group."
        columns={[
          {
            title: 'Group',
            cell: (group) => (
              <Link className="row" to="/groups/$id" params={{ id: group.id }}>
                {group.name}
              </Link>
            ),
          },
          { title: 'How', cell: ({ how }) => ways[how] },
          {
            title: '',
            cell: (group) => (
              <Group gap={4}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`Why? ${group.name}`}
                  onClick={() => setAsked(group.id)}
                >
                  Why?
                </Button>
                {group.how === 'direct' && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() =>
                      propose({
                        title: `Out of ${group.name}`,
                        changes: [{ do: 'remove_from_group', accountId, groupId: group.id }],
                      })
                    }
                  >
                    Remove
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {asked !== null && <MembershipWhy groupId={asked} accountId={accountId} />}
      <Group>
        <GroupPicker
          label="Put into a group"
          fits={(group) =>
            group.membershipRule === null && !groups.some((held) => held.id === group.id && held.how === 'direct')
          }
          onPick={(group) =>
            group !== null &&
            propose({
              title: `Put into a group: ${group.displayName}, for ${account.displayName}`,
              changes: [{ do: 'add_to_group', accountId, groupId: group.id }],
            })
          }
        />
        <GroupPicker
          label="Why in a group, or not"
          value={asked}
          placeholder="Why in a group, or not…"
          onPick={(group) => setAsked(group?.id ?? null)}
        />
      </Group>
    </Sheet>
  )
}
