import { Badge, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isPersonal } from '../../core/federation/personal.ts'
import { api, type List } from '../api.ts'
import { Remove, weights } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useMay } from '../session.tsx'
import { PersonalSheet } from './personal-sheet.tsx'
import { ProviderForm } from './provider-form.tsx'
import { ProviderSheet } from './provider-sheet.tsx'
import type { Provider } from './provider.ts'

/** Other OpenID Connect providers that people sign in through, what each looks after, and what to register there. */
export function IdentityProvidersPage() {
  const [edited, setEdited] = useState<Provider | 'new' | null>(null)
  const providers = useQuery({
    queryKey: ['identity_providers'],
    queryFn: () => api<List<Provider> & { readonly personalAccounts: 'on' | 'off' }>('admit/identityProviders'),
  })
  const may = useMay()('put_identity_provider')
  return (
    <Page
      title="Identity providers"
      buttons={may && <Button onClick={() => setEdited('new')}>Add identity provider</Button>}
    >
      <Loaded of={providers}>
        {({ value, personalAccounts }) => (
          <>
            <Sheet>
              <Listing
                label="Identity providers"
                rows={value.filter((one) => !isPersonal(one))}
                idOf={(one) => one.id}
                none="Everybody signs in here. Add a provider, and the people of a domain, or guests, sign in there."
                columns={[
                  {
                    title: 'Name',
                    cell: (one) => (
                      <>
                        {one.name} {one.guests === 'welcome' && <Badge>guests</Badge>}
                      </>
                    ),
                  },
                  { title: 'Issuer', cell: (one) => <span className="mono">{one.issuer}</span>, isExtra: true },
                  { title: 'People linked', cell: (one) => one.people.toLocaleString() },
                  {
                    title: '',
                    cell: (one) =>
                      may && (
                        <Group gap={4}>
                          <Button {...weights.row} aria-label={`Edit ${one.name}`} onClick={() => setEdited(one)}>
                            Edit
                          </Button>
                          {one.domains.length === 0 && (
                            <Remove
                              what={one.name}
                              title={`Remove the identity provider ${one.name}`}
                              changes={[{ do: 'delete_identity_provider', providerId: one.id }]}
                            />
                          )}
                        </Group>
                      ),
                  },
                ]}
              />
            </Sheet>
            <PersonalSheet provider={value.find(isPersonal)} server={personalAccounts} />
            {value
              .filter((one) => !isPersonal(one))
              .map((one) => (
                <ProviderSheet key={one.id} provider={one} may={may} />
              ))}
          </>
        )}
      </Loaded>
      {edited !== null && <ProviderForm provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}
