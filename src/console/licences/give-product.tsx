import { Checkbox, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'

type Held = { readonly productId: string; readonly disabledPlans: readonly string[] }

type Props = {
  readonly to: { readonly kind: 'group' | 'person'; readonly id: string; readonly name: string }
  /** Null to choose one; else the plans of this one are changed. */
  readonly productId: string | null
  /** What is given already, by this very way. */
  readonly held: readonly Held[]
  /** Whether the product that is named is not given yet. */
  readonly isNew?: true
  readonly onClose: () => void
}

/** Gives a product to a person or a group with the plans that are to work, or changes which do. */
export function GiveProduct({ to, productId, held, isNew, onClose }: Props) {
  const isGiving = productId === null || isNew === true
  const { propose } = useChanges()
  const before = held.find((one) => one.productId === productId)
  const [chosen, setChosen] = useState(productId)
  const [off, setOff] = useState<readonly string[]>(before?.disabledPlans ?? [])
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const products = data?.value ?? []
  const product = products.find((one) => one.id === chosen)
  const isDirty = chosen !== productId || off.join() !== (before?.disabledPlans ?? []).join()
  const left = product === undefined ? 0 : product.seats - product.seatsUsed
  return (
    <FormDialog
      title={
        isGiving
          ? `Give ${to.name} ${productId === null ? 'a product' : (product?.name ?? '')}`
          : `Plans of ${product?.name ?? 'a product'} for ${to.name}`
      }
      isDirty={isDirty}
      onClose={onClose}
      isOff={product === undefined || (!isGiving && !isDirty)}
      onSubmit={() => {
        if (product === undefined) return
        const of = { productId: product.id, disabledPlans: off }
        propose({
          title: isGiving ? `${product.name} for ${to.name}` : `Plans of ${product.name} for ${to.name}`,
          changes: [
            to.kind === 'group'
              ? { do: 'assign_group_licence', groupId: to.id, ...of }
              : { do: 'assign_licence', accountId: to.id, ...of },
          ],
          then: onClose,
        })
      }}
    >
      {productId === null && (
        <Select
          label="Product"
          searchable
          data-autofocus
          value={chosen}
          data={products
            .filter((one) => !held.some((other) => other.productId === one.id))
            .map((one) => ({ value: one.id, label: one.name }))}
          onChange={(id) => {
            setChosen(id)
            setOff([])
          }}
        />
      )}
      {product !== undefined && (
        <>
          {isGiving && (
            <Text size="sm" c={left > 0 ? 'dimmed' : 'red'}>
              {left > 0
                ? `${left.toLocaleString()} of ${product.seats.toLocaleString()} seats are free.`
                : 'No seat is free.'}
            </Text>
          )}
          <Checkbox.Group
            label="Plans that work"
            value={product.plans.filter((plan) => !off.includes(plan.id)).map((plan) => plan.id)}
            onChange={(on) => setOff(product.plans.map((plan) => plan.id).filter((id) => !on.includes(id)))}
          >
            <Stack gap="xs" mt="xs">
              {product.plans.map((plan) => (
                <Checkbox key={plan.id} value={plan.id} label={plan.name} />
              ))}
            </Stack>
          </Checkbox.Group>
        </>
      )}
    </FormDialog>
  )
}
