import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { GiveProduct } from '../licences/give-product.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { Link } from '@tanstack/react-router'
import { ProcessingBadge } from './processing.tsx'

/** What the group gives to everybody in it, with the plans it leaves off, and how far that is handed out. */
export function GroupLicences({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const { id: groupId, name } = group
  const [edited, setEdited] = useState<{ readonly productId: string | null } | null>(null)
  return (
    <Sheet
      title="Gives"
      buttons={
        <Group gap="xs">
          {group.licences.length > 0 && <ProcessingBadge is={group.licencesProcessing} />}
          {group.licencesProcessing === 'error' && group.problem !== null && (
            <span className="quiet">
              {group.problem.message} ({group.problem.code})
            </span>
          )}
          {group.licences.length > 0 && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                propose({ title: `Reprocess the licences of ${name}`, changes: [{ do: 'reprocess_group', groupId }] })
              }
            >
              Reprocess…
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setEdited({ productId: null })}>
            Give a product…
          </Button>
        </Group>
      }
    >
      <Listing
        label="Licences of the group"
        rows={group.licences}
        idOf={(one) => one.productId}
        none="No licence."
        columns={[
          {
            title: 'Product',
            cell: (one) => (
              <Link className="row" to="/licences/$id" params={{ id: one.productId }}>
                {one.product}
              </Link>
            ),
          },
          {
            title: 'Plans left off',
            cell: (one) => (one.disabledPlans.length === 0 ? 'none' : one.disabledPlans.length),
          },
          {
            title: '',
            cell: (one) => (
              <Group gap={4}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`Plans of ${one.product}`}
                  onClick={() => setEdited({ productId: one.productId })}
                >
                  Plans
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() =>
                    propose({
                      title: `${name} no longer gives ${one.product}`,
                      changes: [{ do: 'remove_group_licence', groupId, productId: one.productId }],
                    })
                  }
                >
                  Remove
                </Button>
              </Group>
            ),
          },
        ]}
      />
      {edited !== null && (
        <GiveProduct
          to={{ kind: 'group', id: groupId, name }}
          productId={edited.productId}
          held={group.licences}
          onClose={() => setEdited(null)}
        />
      )}
    </Sheet>
  )
}
