import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { GroupDetails } from './group.ts'
import { GiveProduct } from '../licences/give-product.tsx'
import { ChangeButton, Remove, weights } from '../parts/change-button.tsx'
import { Named } from '../parts/columns.tsx'
import { Listing } from '../parts/listing.tsx'
import { Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { ProcessingBadge } from './processing.tsx'

/** What the group gives to everybody in it, with the plans it leaves off, and how far that is handed out. */
export function GroupLicences({ group }: { readonly group: GroupDetails }) {
  const may = useMay()
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
            <ChangeButton
              on="sheet"
              title={`Reprocess the licences of ${name}`}
              changes={[{ do: 'reprocess_group', groupId }]}
            >
              Reprocess…
            </ChangeButton>
          )}
          {may('assign_group_licence') && (
            <Button {...weights.sheet} onClick={() => setEdited({ productId: null })}>
              Give a product…
            </Button>
          )}
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
            cell: (one) => <Named to="/licences/$id" id={one.productId} name={one.product} />,
          },
          {
            title: 'Plans left off',
            cell: (one) => (one.disabledPlans.length === 0 ? 'none' : one.disabledPlans.length),
          },
          {
            title: '',
            cell: (one) => (
              <Group gap={4}>
                {may('assign_group_licence') && (
                  <Button
                    {...weights.row}
                    aria-label={`Plans of ${one.product}`}
                    onClick={() => setEdited({ productId: one.productId })}
                  >
                    Plans
                  </Button>
                )}
                <Remove
                  what={one.product}
                  title={`${name} no longer gives ${one.product}`}
                  changes={[{ do: 'remove_group_licence', groupId, productId: one.productId }]}
                />
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
