import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { seatsByState } from '../../core/licensing/life-cycle.ts'
import { api, type List, type Product } from '../api.ts'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { Holders } from './holders.tsx'
import { GivenBy } from './licences-page.tsx'
import { ProductForm } from './product-form.tsx'
import { Ends, Seats } from './seats.tsx'

const up = { to: '/licences', name: 'Licences' } as const

/** A product: its seats by state, its plans, its end, the groups that give it, and everybody who holds it or should. */
export function ProductPage() {
  const { id } = useParams({ from: '/licences/$id' })
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  return (
    <Loaded of={products} page={{ title: 'Product', up }}>
      {({ value }) => {
        const product = value.find((one) => one.id === id)
        return product === undefined ? (
          <Page title="Product" up={up}>
            <Sheet>There is no such product any more.</Sheet>
          </Page>
        ) : (
          <Shown product={product} />
        )
      }}
    </Loaded>
  )
}

function Shown({ product }: { readonly product: Product }) {
  const { mayDo } = useSession()
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
  const seats = seatsByState(product, Date.now())
  const names = (ids: readonly string[] | undefined) =>
    (ids ?? []).map((id) => product.plans.find((plan) => plan.id === id)?.name ?? id).join(', ')
  return (
    <Page
      title={product.name}
      up={up}
      buttons={
        mayDo['put_product'] === true && (
          <>
            <Button {...weights.page} onClick={() => setEditing(true)}>
              Edit
            </Button>
            {product.seatsUsed === 0 && (
              <ChangeButton
                on="page"
                title={`Delete the product ${product.name}`}
                changes={[{ do: 'delete_product', productId: product.id }]}
                then={() => navigate({ to: '/licences' })}
              >
                Delete
              </ChangeButton>
            )}
          </>
        )
      }
    >
      <Sheet>
        <Seats product={product} />
        <dl className="facts">
          <dt>Seats</dt>
          <dd>
            {[
              [seats.enabled, 'enabled'],
              [seats.warning, 'in warning'],
              [seats.suspended, 'suspended'],
              [seats.lockedOut, 'locked by the seller'],
            ]
              .filter(([many], i) => i === 0 || many !== 0)
              .map(([many, word]) => `${many?.toLocaleString()} ${word}`)
              .join(', ')}
            ; {product.seatsUsed.toLocaleString()} in use
          </dd>
          <dt>End</dt>
          <dd>
            <Ends product={product} />
          </dd>
          <dt>Given by</dt>
          <dd>
            <GivenBy product={product} />
          </dd>
        </dl>
      </Sheet>
      <Sheet title="Plans">
        <Listing
          label="Plans"
          rows={product.plans}
          idOf={(plan) => plan.id}
          none="It has no plan."
          columns={[
            { title: 'Plan', cell: (plan) => plan.name },
            { title: 'Builds on', cell: (plan) => names(plan.requires) || <span className="quiet">nothing</span> },
            { title: 'Not beside', cell: (plan) => names(plan.excludes) || <span className="quiet">nothing</span> },
          ]}
        />
      </Sheet>
      <Holders product={product} />
      {isEditing && <ProductForm product={product} onClose={() => setEditing(false)} />}
    </Page>
  )
}
