import { Badge, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List, type Person, type Product } from '../api.ts'
import { GiveProduct } from '../licences/give-product.tsx'
import { licenceErrors } from '../licences/licence-errors.ts'
import { LicenceFix } from '../licences/licence-fix.tsx'
import { ChangeButton, Remove, weights } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'

/** Every path by which somebody has a product: which plans work, what is in the way, and what would remove it. */
export function LicencesHeld({ person }: { readonly person: Person }) {
  const may = useMay()
  const { account, licences } = person
  const accountId = account.id
  const [edited, setEdited] = useState<{ readonly productId: string | null } | null>(null)
  const products =
    useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') }).data?.value ?? []
  const direct = licences
    .filter((one) => one.groupId === null)
    .map((one) => ({ ...one, disabledPlans: one.plans.filter((plan) => !plan.isOn).map((plan) => plan.id) }))
  return (
    <Sheet
      title="Licences"
      buttons={
        <Group gap="xs">
          {licences.length > 0 && (
            <ChangeButton
              on="sheet"
              title={`Reprocess ${account.displayName}`}
              changes={[{ do: 'reprocess_account', accountId }]}
            >
              Reprocess…
            </ChangeButton>
          )}
          {may('assign_licence') && (
            <Button {...weights.sheet} onClick={() => setEdited({ productId: null })}>
              Give a licence…
            </Button>
          )}
        </Group>
      }
    >
      <Listing
        label="Licences"
        rows={licences}
        idOf={(licence) => `${licence.productId} ${licence.groupId}`}
        none="No licence."
        columns={[
          {
            title: 'Product',
            cell: (licence) => <Named to="/licences/$id" id={licence.productId} name={licence.product} />,
          },
          {
            title: 'By',
            cell: (licence) =>
              licence.groupId === null ? (
                'direct'
              ) : (
                <Link to="/groups/$id" params={{ id: licence.groupId }}>
                  {licence.group}
                </Link>
              ),
          },
          {
            title: 'Plans',
            isExtra: true,
            cell: (licence) => (
              <Group gap={4}>
                {licence.plans.map((plan) => (
                  <Badge key={plan.id} color={plan.isOn ? 'admit' : 'gray'}>
                    {plan.isOn ? '✓' : '–'} {plan.name}
                  </Badge>
                ))}
              </Group>
            ),
          },
          {
            title: 'State',
            cell: ({ state, error }) =>
              state === 'active' ? 'active' : <span className="wrong">{licenceErrors[error ?? ''] ?? 'in error'}</span>,
          },
          {
            title: '',
            cell: (licence) => {
              const product = products.find((one) => one.id === licence.productId)
              return (
                <Group gap={4}>
                  {licence.state === 'error' && product !== undefined && (
                    <LicenceFix
                      error={licence.error ?? 'other'}
                      product={product}
                      person={{ id: accountId, name: account.displayName }}
                    />
                  )}
                  {licence.groupId === null && (
                    <>
                      {may('assign_licence') && (
                        <Button
                          {...weights.row}
                          aria-label={`Plans of ${licence.product}`}
                          onClick={() => setEdited({ productId: licence.productId })}
                        >
                          Plans
                        </Button>
                      )}
                      <Remove
                        what={licence.product}
                        title={`No ${licence.product} for ${account.displayName}`}
                        changes={[{ do: 'remove_licence', accountId, productId: licence.productId }]}
                      />
                    </>
                  )}
                </Group>
              )
            },
          },
        ]}
      />
      {new Set(licences.map((one) => one.productId)).size < licences.length && (
        <Text size="sm" c="dimmed">
          One product by several paths takes one seat, and the plans that work are those that any of the paths leaves
          on.
        </Text>
      )}
      {edited !== null && (
        <GiveProduct
          to={{ kind: 'person', id: accountId, name: account.displayName }}
          productId={edited.productId}
          held={direct}
          onClose={() => setEdited(null)}
        />
      )}
    </Sheet>
  )
}
