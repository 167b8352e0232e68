import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'
import { ChangeButton } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { When } from '../parts/when.tsx'

type DeletedRow = { readonly id: string; readonly name: string; readonly deletedAt: number }

/** Groups that can be brought back with everybody who was in them. */
export function DeletedGroups() {
  const deleted = useQuery({
    queryKey: ['groups', 'deleted'],
    queryFn: () => api<List<DeletedRow>>('admit/deletedGroups'),
  })
  return (
    <Loaded of={deleted}>
      {({ value }) => (
        <>
          <Text size="sm" c="dimmed">
            A group is kept for 30 days after it is deleted, with everybody who was in it. A group for roles is not.
          </Text>
          <Listing
            label="Deleted groups"
            rows={value}
            idOf={(one) => one.id}
            none="No group that could be restored."
            columns={[
              { title: 'Name', cell: (one) => one.name },
              { title: 'Deleted', cell: (one) => <When at={one.deletedAt} /> },
              {
                title: '',
                cell: (one) => (
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <ChangeButton
                      on="row"
                      label={`Restore ${one.name}`}
                      title={`Restore the group ${one.name}`}
                      changes={[{ do: 'restore_group', groupId: one.id }]}
                    >
                      Restore
                    </ChangeButton>
                    <ChangeButton
                      on="row"
                      label={`Erase ${one.name} for good`}
                      title={`Erase the group ${one.name} for good`}
                      changes={[{ do: 'purge_group', groupId: one.id }]}
                    >
                      Erase
                    </ChangeButton>
                  </Group>
                ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}
