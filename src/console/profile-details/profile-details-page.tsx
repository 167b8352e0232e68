import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Detail } from '../../core/profile/details.ts'
import { api } from '../api.ts'
import { weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { AskForm } from './ask-form.tsx'
import type { Collection } from './collection.ts'

export type Asked = { readonly of: 'member' | 'guest'; readonly name: string; readonly details: readonly Detail[] }

/** Which details people have to have before they go on, and who fills them in. */
export function ProfileDetailsPage() {
  const [edited, setEdited] = useState<Asked | null>(null)
  const collection = useQuery({
    queryKey: ['attribute-collection'],
    queryFn: () => api<Collection>('admit/attributeCollection'),
  })
  const may = useMay()('require_details')
  return (
    <Page title="Profile details">
      <Loaded of={collection}>
        {({ members, guests, attributes }) => {
          const asked: readonly Asked[] = [
            { of: 'member', name: 'Members', details: members.inputs.map(({ attribute }) => attribute) },
            { of: 'guest', name: 'Guests', details: guests.inputs.map(({ attribute }) => attribute) },
          ]
          const named = (details: readonly Detail[]) =>
            attributes.filter(({ id }) => details.includes(id)).map(({ displayName }) => displayName)
          const kept = attributes.filter(
            ({ id, editable }) => !editable && asked.some(({ details }) => details.includes(id)),
          )
          return (
            <Sheet>
              <Text size="sm" c="dimmed" mb="sm">
                Whoever lacks one of them is asked for it once, when everything is proved and before the app opens. What
                the rule of a group reads gives access: people do not fill that in themselves.
              </Text>
              <Listing
                label="Profile details"
                rows={asked}
                idOf={(one) => one.of}
                none="There is nobody to ask."
                columns={[
                  { title: 'Asked of', cell: (one) => one.name },
                  { title: 'Details', cell: (one) => named(one.details).join(', ') || 'Nothing' },
                  ...(may
                    ? [
                        {
                          title: '',
                          cell: (one: Asked) => (
                            <Button
                              {...weights.row}
                              aria-label={`Edit what is asked of ${one.name.toLowerCase()}`}
                              onClick={() => setEdited(one)}
                            >
                              Edit
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
              {kept.map(({ id, displayName, readByRulesOf }) => (
                <Text key={id} size="sm" mt="sm">
                  <strong>{displayName}</strong> is read by the rule of {readByRulesOf.join(', ')}: an administrator
                  fills it in, and who lacks it does not get in before.
                </Text>
              ))}
              {edited !== null && <AskForm asked={edited} attributes={attributes} onClose={() => setEdited(null)} />}
            </Sheet>
          )
        }}
      </Loaded>
    </Page>
  )
}
