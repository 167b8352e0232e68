import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { states } from './states.ts'

/** Makes or edits a product: its seats, its plans, and until when it holds. */
export function ProductForm({ product, onClose }: { readonly product: Product | null; readonly onClose: () => void }) {
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
    <FormDialog
      title={product === null ? 'New product' : `Edit ${product.name}`}
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        const plans =
          product?.plans ??
          values.plans
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean)
            .map((name) => ({ id: crypto.randomUUID(), name }))
        propose({
          then: onClose,
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
      <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
      <NumberInput label="Seats" min={0} max={10_000_000} {...form.getInputProps('seats')} />
      <Select
        label="State"
        allowDeselect={false}
        data={Object.entries(states).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('status')}
      />
      <TextInput label="Until" type="date" {...form.getInputProps('until')} />
      {product === null && <TextInput label="Service plans, with commas between" {...form.getInputProps('plans')} />}
    </FormDialog>
  )
}
