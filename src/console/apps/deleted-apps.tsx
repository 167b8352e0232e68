import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, type List } from '../api.ts'
import { ChangeButton } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { When } from '../parts/when.tsx'

type DeletedRow = { readonly id: string; readonly name: string; readonly deletedAt: number }

/** Apps that can be brought back with all that hangs on them. */
export function DeletedApps() {
  const deleted = useQuery({
    queryKey: ['apps', 'deleted'],
    queryFn: () => api<List<DeletedRow>>('admit/deletedApps'),
  })
  return (
    <Loaded of={deleted}>
      {({ value }) => (
        <>
          <Text size="sm" c="dimmed">
            An app is kept for 30 days after it is deleted, with who is assigned, its consents, secrets, certificates
            and instances. Until it is restored nobody signs in to it.
          </Text>
          <Listing
            label="Deleted apps"
            rows={value}
            idOf={(one) => one.id}
            none="No app that could be restored."
            columns={[
              { title: 'Name', cell: (one) => one.name },
              { title: 'Application id', isExtra: true, cell: (one) => <span className="mono">{one.id}</span> },
              { title: 'Deleted', cell: (one) => <When at={one.deletedAt} /> },
              {
                title: '',
                cell: (one) => (
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <ChangeButton
                      on="row"
                      label={`Restore ${one.name}`}
                      title={`Restore the app ${one.name}`}
                      changes={[{ do: 'restore_app', appId: one.id }]}
                    >
                      Restore
                    </ChangeButton>
                    <ChangeButton
                      on="row"
                      label={`Erase ${one.name} for good`}
                      title={`Erase the app ${one.name} for good`}
                      changes={[{ do: 'purge_app', appId: one.id }]}
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
