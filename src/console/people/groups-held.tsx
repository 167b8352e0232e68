import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { MembershipWhy } from '../groups/membership-why.tsx'
import { Remove, weights } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

const ways = { direct: 'put in', rule: 'by its rule', nested: 'through another group' } as const

/** The groups somebody is in, each with the way; and why they are in any group, or are not. */
export function GroupsHeld({ person }: { readonly person: Person }) {
  const { propose } = useChanges()
  const may = useMay()
  const { account, groups } = person
  const accountId = account.id
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <Sheet title={groups.length === 0 ? 'Groups' : `Groups: ${groups.length.toLocaleString()}`}>
      <Group>
        {may('add_to_group') && (
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
        )}
        <GroupPicker
          label="Why in a group, or not"
          value={asked}
          placeholder="Why in a group, or not…"
          onPick={(group) => setAsked(group?.id ?? null)}
        />
      </Group>
      {asked !== null && <MembershipWhy groupId={asked} accountId={accountId} />}
      <Listing
        label="Groups"
        rows={[...groups].sort((a, b) => a.name.localeCompare(b.name))}
        idOf={(group) => group.id}
        none="In no group."
        few={10}
        columns={[
          { title: 'Group', cell: (group) => <Named to="/groups/$id" id={group.id} name={group.name} /> },
          { title: 'How', isShort: true, cell: ({ how }) => ways[how] },
          {
            title: '',
            cell: (group) => (
              <Group gap={4}>
                <Button {...weights.row} aria-label={`Why? ${group.name}`} onClick={() => setAsked(group.id)}>
                  Why?
                </Button>
                {group.how === 'direct' && (
                  <Remove
                    what={group.name}
                    title={`Out of ${group.name}`}
                    changes={[{ do: 'remove_from_group', accountId, groupId: group.id }]}
                  />
                )}
              </Group>
            ),
          },
        ]}
      />
    </Sheet>
  )
}
