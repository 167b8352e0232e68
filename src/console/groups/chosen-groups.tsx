import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, type Change, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChosenBar } from '../parts/chosen-bar.tsx'
import type { ListedGroup } from '../parts/group-picker.tsx'
import type { Selection } from '../parts/selection.ts'
import { useSession } from '../session.tsx'

/** What is done to all groups that were chosen. */
export function ChosenGroups<Row extends ListedGroup>({ selection }: { readonly selection: Selection<Row> }) {
  const { propose } = useChanges()
  const { mayDo } = useSession()
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const { rows } = selection
  if (rows.length === 0) return null
  const who = rows.length === 1 ? (rows[0]?.displayName ?? '') : `${rows.length} groups`
  const doAll = (title: string, make: (groupId: string) => Change) =>
    propose({ title: `${title}: ${who}`, changes: rows.map(({ id }) => make(id)), then: selection.clear })
  return (
    <ChosenBar count={rows.length} none="Choose none" onClear={selection.clear}>
      {mayDo['assign_group_licence'] === true && (
        <Select
          aria-label="Give those chosen a product"
          placeholder="Give a product…"
          searchable
          value={null}
          data={(data?.value ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(productId) =>
            productId !== null &&
            doAll('Give a product', (groupId) => ({
              do: 'assign_group_licence',
              groupId,
              productId,
              disabledPlans: [],
            }))
          }
        />
      )}
      {mayDo['reprocess_group'] === true && (
        <Button
          size="xs"
          variant="default"
          onClick={() => doAll('Reprocess', (groupId) => ({ do: 'reprocess_group', groupId }))}
        >
          Reprocess…
        </Button>
      )}
      {mayDo['delete_group'] === true && (
        <Button
          size="xs"
          variant="default"
          onClick={() => doAll('Delete', (groupId) => ({ do: 'delete_group', groupId }))}
        >
          Delete…
        </Button>
      )}
    </ChosenBar>
  )
}
