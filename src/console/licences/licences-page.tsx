import { Badge, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'

const states: Readonly<Record<Product['status'], string>> = {
  enabled: 'valid',
  warning: 'ended, still working for a while',
  suspended: 'suspended',
  deleted: 'deleted',
  locked_out: 'locked by the seller',
}

/** Products that were bought: their plans, their seats, and until when. */
export function LicencesPage() {
  const { mayDo } = useSession()
  const [edited, setEdited] = useState<Product | 'new' | null>(null)
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  return (
    <Page
      title="Licences"
      buttons={mayDo['put_product'] === true && <Button onClick={() => setEdited('new')}>New product</Button>}
    >
      <Loaded of={products}>
        {({ value }) =>
          value.length === 0 ? (
            <Sheet>
              <Text>No product yet. Import them, or make the first.</Text>
            </Sheet>
          ) : (
            value.map((product) => (
              <Sheet
                key={product.id}
                title={product.name}
                buttons={
                  mayDo['put_product'] === true && (
                    <Button size="compact-sm" variant="default" onClick={() => setEdited(product)}>
                      Edit
                    </Button>
                  )
                }
              >
                <Group gap="xs">
                  <Badge
                    color={product.status === 'enabled' ? 'admit' : product.status === 'warning' ? 'yellow' : 'red'}
                  >
                    {states[product.status]}
                  </Badge>
                  <Text size="sm">
                    {product.seatsUsed} of {product.seats} seats in use
                    {product.expiresAt !== null && (
                      <>
                        , until <When at={product.expiresAt} />
                      </>
                    )}
                  </Text>
                </Group>
                <Group gap={6}>
                  {product.plans.map((plan) => (
                    <Badge key={plan.id} color="gray" variant="outline">
                      {plan.name}
                    </Badge>
                  ))}
                </Group>
              </Sheet>
            ))
          )
        }
      </Loaded>
      {edited !== null && <ProductForm product={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

function ProductForm({ product, onClose }: { readonly product: Product | null; readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: {
      name: product?.name ?? '',
      seats: product?.seats ?? 10,
      status: product?.status ?? 'enabled',
      until: product?.expiresAt == null ? '' : new Date(product.expiresAt).toISOString().slice(0, 10),
      plans: product?.plans.map((plan) => `${plan.id} ${plan.name}`).join('\n') ?? '',
    },
    validate: { name: (value) => (value.trim() === '' ? 'A product has a name.' : null) },
  })
  return (
    <Modal opened onClose={onClose} title={product === null ? 'New product' : `Edit ${product.name}`}>
      <form
        onSubmit={form.onSubmit((values) => {
          const plans =
            product?.plans ??
            values.plans
              .split(',')
              .map((name) => name.trim())
              .filter(Boolean)
              .map((name) => ({ id: crypto.randomUUID(), name }))
          onClose()
          propose({
            title: `Product ${values.name.trim()}`,
            changes: [
              {
                do: 'put_product',
                product: {
                  id: product?.id ?? crypto.randomUUID(),
                  name: values.name.trim(),
                  plans,
                  status: values.status,
                  seats: values.seats,
                  expiresAt: values.until === '' ? null : Date.parse(`${values.until}T23:59:59Z`),
                },
              },
            ],
          })
        })}
      >
        <Stack>
          <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
          <NumberInput label="Seats" min={0} max={10_000_000} {...form.getInputProps('seats')} />
          <Select
            label="State"
            allowDeselect={false}
            data={Object.entries(states).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('status')}
          />
          <TextInput label="Until" type="date" {...form.getInputProps('until')} />
          {product === null && (
            <TextInput label="Service plans, with commas between" {...form.getInputProps('plans')} />
          )}
          <Group justify="end">
            <Button type="submit">Go on</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
