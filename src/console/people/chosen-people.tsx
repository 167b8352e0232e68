import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, type Change, type List, type Product, type User } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChosenBar } from '../parts/chosen-bar.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import type { Selection } from '../parts/selection.ts'
import { useSession } from '../session.tsx'

/** What is done to all who were chosen, in one operation that is shown first and taken back by one press. */
export function ChosenPeople({ selection }: { readonly selection: Selection<User> }) {
  const { propose } = useChanges()
  const { mayDo } = useSession()
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const { rows } = selection
  if (rows.length === 0) return null
  const doAll = (title: string, make: (accountId: string) => Change, people: readonly User[] = rows) =>
    propose({
      title: `${title}: ${people.length === 1 ? (people[0]?.displayName ?? '') : `${people.length} people`}`,
      changes: people.map(({ id }) => make(id)),
      then: selection.clear,
    })
  const able = people(rows)
  const products = data?.value ?? []
  return (
    <ChosenBar count={rows.length} none="Choose nobody" onClear={selection.clear}>
      {able.isDeleted ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => doAll('Restore', (accountId) => ({ do: 'restore_account', accountId }))}
        >
          Restore…
        </Button>
      ) : (
        <>
          {mayDo['block_account'] === true && (
            <Button
              size="xs"
              variant="default"
              disabled={able.toBlock.length === 0}
              onClick={() => doAll('Block sign-in', (accountId) => ({ do: 'block_account', accountId }), able.toBlock)}
            >
              Block sign-in…
            </Button>
          )}
          {mayDo['enable_account'] === true && able.toAllow.length > 0 && (
            <Button
              size="xs"
              variant="default"
              onClick={() => doAll('Allow sign-in', (accountId) => ({ do: 'enable_account', accountId }), able.toAllow)}
            >
              Allow sign-in…
            </Button>
          )}
          {mayDo['add_to_group'] === true && (
            <GroupPicker
              label="Put those chosen into a group"
              placeholder="Put into a group…"
              fits={(group) => group.membershipRule === null}
              onPick={(group) =>
                group !== null &&
                doAll(`Into ${group.displayName}`, (accountId) => ({
                  do: 'add_to_group',
                  accountId,
                  groupId: group.id,
                }))
              }
            />
          )}
          {mayDo['assign_licence'] === true && (
            <Select
              aria-label="Give those chosen a licence"
              placeholder="Give a licence…"
              searchable
              value={null}
              data={products.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(productId) => {
                const product = products.find((one) => one.id === productId)
                if (product !== undefined)
                  doAll(`Give ${product.name}`, (accountId) => ({
                    do: 'assign_licence',
                    accountId,
                    productId: product.id,
                    disabledPlans: [],
                  }))
              }}
            />
          )}
          {mayDo['set_mfa_state'] === true && (
            <Select
              aria-label="Multi-factor of those chosen"
              placeholder="Multi-factor…"
              value={null}
              data={multiFactor.map(({ title }) => title)}
              onChange={(title) => {
                const chosen = multiFactor.find((one) => one.title === title)
                if (chosen !== undefined) doAll(chosen.title, chosen.make)
              }}
            />
          )}
          {mayDo['forget_devices'] === true && (
            <Button
              size="xs"
              variant="default"
              onClick={() => doAll('Revoke remembered devices', (accountId) => ({ do: 'forget_devices', accountId }))}
            >
              Revoke remembered devices…
            </Button>
          )}
          {mayDo['delete_account'] === true && (
            <Button
              size="xs"
              variant="default"
              onClick={() => doAll('Delete', (accountId) => ({ do: 'delete_account', accountId }))}
            >
              Delete…
            </Button>
          )}
        </>
      )}
    </ChosenBar>
  )
}

/** What may be asked of many at once (A7). */
const multiFactor: readonly { readonly title: string; readonly make: (accountId: string) => Change }[] = [
  ...(['disabled', 'enabled', 'enforced'] as const).map((state) => ({
    title: `Multi-factor ${state}`,
    make: (accountId: string) => ({ do: 'set_mfa_state', accountId, state }) as const,
  })),
  { title: 'Register again', make: (accountId) => ({ do: 'remove_methods', accountId }) },
]

const people = (rows: readonly User[]) => ({
  isDeleted: rows.every((one) => one.deletedDateTime !== null),
  toBlock: rows.filter((one) => one.accountEnabled),
  toAllow: rows.filter((one) => !one.accountEnabled),
})
