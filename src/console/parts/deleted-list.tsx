import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, type Change, type List } from '../api.ts'
import { ChangeButton } from './change-button.tsx'
import { type Column, Listing } from './listing.tsx'
import { Loaded } from './loaded.tsx'
import { When } from './when.tsx'

type DeletedRow = { readonly id: string; readonly name: string; readonly deletedAt: number }

type Props = {
  readonly what: 'app' | 'group'
  readonly path: string
  /** How long they are kept, and with what. */
  readonly about: string
  /** Columns beside the name and when it was deleted. */
  readonly beside?: readonly Column<DeletedRow>[]
  readonly restore: (id: string) => Change
  readonly purge: (id: string) => Change
}

/** Things that were deleted, each to be brought back with all that hangs on it, or erased. */
export function DeletedList({ what, path, about, beside = [], restore, purge }: Props) {
  const deleted = useQuery({ queryKey: [`${what}s`, 'deleted'], queryFn: () => api<List<DeletedRow>>(path) })
  return (
    <Loaded of={deleted}>
      {({ value }) => (
        <>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
          <Listing
            label={`Deleted ${what}s`}
            rows={value}
            idOf={(one) => one.id}
            none={`No ${what} that could be restored.`}
            columns={[
              { title: 'Name', cell: (one) => one.name },
              ...beside,
              { title: 'Deleted', cell: (one) => <When at={one.deletedAt} /> },
              {
                title: '',
                cell: ({ id, name }) => (
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <ChangeButton
                      on="row"
                      label={`Restore ${name}`}
                      title={`Restore the ${what} ${name}`}
                      changes={[restore(id)]}
                    >
                      Restore
                    </ChangeButton>
                    <ChangeButton
                      on="row"
                      label={`Erase ${name} for good`}
                      title={`Erase the ${what} ${name} for good`}
                      changes={[purge(id)]}
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
