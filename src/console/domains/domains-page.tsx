import { Badge, Button, Group, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List } from '../api.ts'
import type { Domain } from './domain.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, Remove } from '../parts/change-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { useMay } from '../session.tsx'
import { Proof } from './proof.tsx'

/** The domains that names stand under: added, proved by a record in DNS, made the default, removed. */
export function DomainsPage() {
  const [isAdding, setAdding] = useState(false)
  const domains = useQuery({ queryKey: ['domains'], queryFn: () => api<List<Domain>>('admit/domains') })
  const may = useMay()('put_domain')
  return (
    <Page title="Domains" buttons={may && <Button onClick={() => setAdding(true)}>Add domain</Button>}>
      <Loaded of={domains}>
        {({ value }) => (
          <>
            <Sheet>
              <Listing
                label="Domains"
                rows={value}
                idOf={(one) => one.name}
                none="There is no domain yet."
                columns={[
                  {
                    title: 'Name',
                    cell: (one) => (
                      <>
                        {one.name} {one.isDefault && <Badge>default</Badge>}
                        {one.providerId !== undefined && <Badge color="gray">federated</Badge>}
                        {!one.isVerified && <Badge color="gray">not verified</Badge>}
                      </>
                    ),
                  },
                  {
                    title: '',
                    cell: (one) =>
                      may &&
                      !one.isDefault && (
                        <Group gap={4}>
                          {one.isVerified && (
                            <ChangeButton
                              on="row"
                              label={`Make default: ${one.name}`}
                              title={`Make ${one.name} the default domain`}
                              changes={[{ do: 'set_default_domain', name: one.name }]}
                            >
                              Make default
                            </ChangeButton>
                          )}
                          <Remove
                            what={one.name}
                            title={`Remove the domain ${one.name}`}
                            changes={[{ do: 'delete_domain', name: one.name }]}
                          />
                        </Group>
                      ),
                  },
                ]}
              />
            </Sheet>
            {value
              .filter((one) => !one.isVerified)
              .map((one) => (
                <Proof key={one.name} domain={one} may={may} />
              ))}
          </>
        )}
      </Loaded>
      {isAdding && <AddDomain onClose={() => setAdding(false)} />}
    </Page>
  )
}

function AddDomain({ onClose }: { readonly onClose: () => void }) {
  const { propose } = useChanges()
  const form = useForm({
    initialValues: { name: '' },
    validate: { name: (value) => (asciiName(value) === null ? 'A domain looks like company.com.' : null) },
  })
  return (
    <FormDialog
      title="Add a domain"
      isDirty={form.isDirty()}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        const name = asciiName(values.name) as string
        propose({
          then: onClose,
          title: `Add the domain ${name}`,
          changes: [{ do: 'put_domain', domain: { name, isVerified: false, isDefault: false } }],
        })
      })}
    >
      <TextInput label="Domain" placeholder="company.com" data-autofocus {...form.getInputProps('name')} />
      <Text size="sm" c="dimmed">
        You then make one record with whoever hosts the DNS of the domain. Names under it can be given once it is there.
      </Text>
    </FormDialog>
  )
}

/** The name as DNS writes it, or null where it is none. */
function asciiName(given: string): string | null {
  const url = `https://${given.trim().replace(/\.$/, '')}/`
  if (!URL.canParse(url)) return null
  const { hostname, href } = new URL(url)
  return href === `https://${hostname}/` && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(hostname)
    ? hostname
    : null
}
