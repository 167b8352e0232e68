import { Badge, Button, Group, Progress, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Group as GroupRow, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'
import { ProductForm } from './product-form.tsx'
import { states } from './states.ts'

/** Products that were bought: their plans, their seats, until when, and the groups that give them. */
export function LicencesPage() {
  const { mayDo } = useSession()
  const [edited, setEdited] = useState<Product | 'new' | null>(null)
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  return (
    <Page
      title="Licences"
      buttons={
        <>
          <ExportButton list="licences" />
          {mayDo['put_product'] === true && <Button onClick={() => setEdited('new')}>New product</Button>}
        </>
      }
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
                <Seats product={product} />
                <dl className="facts">
                  <dt>Plans</dt>
                  <dd>{product.plans.map((plan) => plan.name).join(', ') || 'none'}</dd>
                  <dt>Given by</dt>
                  <dd>
                    <GivenBy product={product} />
                  </dd>
                </dl>
              </Sheet>
            ))
          )
        }
      </Loaded>
      {edited !== null && <ProductForm product={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

function Seats({ product }: { readonly product: Product }) {
  const share = product.seats === 0 ? 100 : (100 * product.seatsUsed) / product.seats
  return (
    <div>
      <Group gap="xs" mb={6}>
        <Badge color={product.status === 'enabled' ? 'admit' : product.status === 'warning' ? 'yellow' : 'red'}>
          {states[product.status]}
        </Badge>
        <Text size="sm">
          {product.seatsUsed} of {product.seats} seats in use
          {product.seatsUsed >= product.seats && ': none is left'}
          {product.expiresAt !== null && (
            <>
              , until <When at={product.expiresAt} />
            </>
          )}
        </Text>
      </Group>
      <Progress
        size="sm"
        value={Math.min(share, 100)}
        color={share >= 100 ? 'red' : 'admit'}
        aria-label={`Seats of ${product.name} in use`}
      />
    </div>
  )
}

function GivenBy({ product }: { readonly product: Product }) {
  const { mayDo } = useSession()
  const { propose } = useChanges()
  const groups = useQuery({ queryKey: ['groups', 'all'], queryFn: () => api<List<GroupRow>>('admit/groups?limit=500') })
  const gives = (group: GroupRow) => group.licences.some((one) => one.productId === product.id)
  const all = groups.data?.value ?? []
  const giving = all.filter(gives)
  return (
    <Group gap="sm">
      {giving.length === 0
        ? 'hand, to each person'
        : giving.map((group) => (
            <Link key={group.id} to="/groups/$id" params={{ id: group.id }}>
              {group.name}
            </Link>
          ))}
      {mayDo['assign_group_licence'] === true && (
        <Select
          aria-label={`Give ${product.name} to a group`}
          placeholder="Give to a group…"
          size="xs"
          searchable
          value={null}
          data={all.filter((group) => !gives(group)).map((group) => ({ value: group.id, label: group.name }))}
          onChange={(groupId) =>
            groupId !== null &&
            propose({
              title: `${all.find((group) => group.id === groupId)?.name} gives ${product.name}`,
              changes: [{ do: 'assign_group_licence', groupId, productId: product.id, disabledPlans: [] }],
            })
          }
        />
      )}
    </Group>
  )
}
