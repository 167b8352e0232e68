import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List, type Product, withQuery } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { given } from '../parts/address.ts'
import { weights } from '../parts/change-button.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { isFoundIn } from '../parts/found-in.ts'
import { GroupPicker, type ListedGroup } from '../parts/group-picker.tsx'
import { Count } from '../parts/count.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { quoted } from '../parts/odata.ts'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSession } from '../session.tsx'
import { ProductForm } from './product-form.tsx'
import { Seats } from './seats.tsx'

/** Products that were bought: their plans, their seats, until when, and the groups that give them. */
export function LicencesPage() {
  const { mayDo } = useSession()
  const { search } = useSearch({ from: '/licences' })
  const navigate = useNavigate({ from: '/licences' })
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
        {({ value }) => {
          if (value.length === 0)
            return (
              <Sheet>
                <Text>No product yet. Import them, or make the first.</Text>
              </Sheet>
            )
          const found = value.filter(({ name, plans }) => isFoundIn(search, [name, ...plans.map((plan) => plan.name)]))
          return (
            <>
              <Group align="center">
                <SearchBox
                  label="Find licences"
                  placeholder="Find by product or plan"
                  value={search ?? ''}
                  onSearch={(text) => void navigate({ search: given({ search: text }), replace: true })}
                />
                <Count of={found.length} one="product" many="products" />
              </Group>
              {found.length === 0 && <Text>No product or plan is called “{search}”.</Text>}
              {found.map((product) => (
                <Sheet
                  key={product.id}
                  title={product.name}
                  buttons={
                    <Group gap="xs">
                      <Link to="/licences/$id" params={{ id: product.id }} aria-label={`Who holds it: ${product.name}`}>
                        Who holds it
                      </Link>
                      {mayDo['put_product'] === true && (
                        <Button
                          {...weights.sheet}
                          aria-label={`Edit ${product.name}`}
                          onClick={() => setEdited(product)}
                        >
                          Edit
                        </Button>
                      )}
                    </Group>
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
              ))}
            </>
          )
        }}
      </Loaded>
      {edited !== null && <ProductForm product={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

/** The groups that give a product, and one more to give it. */
export function GivenBy({ product }: { readonly product: Product }) {
  const { mayDo } = useSession()
  const { propose } = useChanges()
  const groups = useQuery({
    queryKey: ['groups', 'giving', product.id],
    queryFn: () =>
      api<List<ListedGroup>>(
        withQuery('groups', {
          $filter: `assignedLicenses/any(l:l/skuId eq ${quoted(product.id)})`,
          $select: 'id,displayName',
          $count: 'true',
          $top: 100,
        }),
      ),
  })
  const giving = groups.data?.value ?? []
  return (
    <Group gap="sm">
      {groups.data !== undefined && giving.length === 0
        ? 'hand, to each person'
        : giving.map((group) => (
            <Link key={group.id} to="/groups/$id" params={{ id: group.id }}>
              {group.displayName}
            </Link>
          ))}
      {mayDo['assign_group_licence'] === true && (
        <GroupPicker
          label={`Give ${product.name} to a group`}
          placeholder="Give to a group…"
          fits={(group) => !giving.some((one) => one.id === group.id)}
          onPick={(group) =>
            group !== null &&
            propose({
              title: `${group.displayName} gives ${product.name}`,
              changes: [{ do: 'assign_group_licence', groupId: group.id, productId: product.id, disabledPlans: [] }],
            })
          }
        />
      )}
    </Group>
  )
}
