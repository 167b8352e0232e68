import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List } from '../api.ts'
import type { Domain } from '../domains/domain.ts'
import { ChangeButton, weights } from '../parts/change-button.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Problem } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import type { Check, Provider } from './provider.ts'

/** What is to be registered at a provider, which domains it looks after, and whether it is there. */
export function ProviderSheet({ provider, may }: { readonly provider: Provider; readonly may: boolean }) {
  const check = useMutation({ mutationFn: () => api<Check>('admit/identityProviders/check', { id: provider.id }) })
  return (
    <Sheet title={provider.name}>
      <Stack>
        <dl className="record">
          {provider.redirectUris.slice(0, 2).map((uri, i) => (
            <CopyField key={uri} name={i === 0 ? 'Redirect address' : 'Redirect address for https'} value={uri} />
          ))}
          <dt>Looks after</dt>
          <dd>
            <Domains provider={provider} may={may} />
          </dd>
        </dl>
        {may && (
          <Group>
            <Button {...weights.sheet} loading={check.isPending} onClick={() => check.mutate()}>
              Ask whether it is there
            </Button>
            {check.data !== undefined && <Told check={check.data} />}
          </Group>
        )}
        {check.error !== null && <Problem error={check.error} />}
      </Stack>
    </Sheet>
  )
}

/** What came of asking a provider what it is. */
export function Told({ check }: { readonly check: Check }) {
  return check.is === 'there' ? (
    <Text role="status">It is there.</Text>
  ) : (
    <Text role="alert" c="red">
      {check.is === 'unreachable' ? 'It was not reached' : 'It cannot be used'}: {check.what}.
    </Text>
  )
}

function Domains({ provider, may }: { readonly provider: Provider; readonly may: boolean }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const domains = useQuery({ queryKey: ['domains'], queryFn: () => api<List<Domain>>('admit/domains') })
  const free = (domains.data?.value ?? []).filter(
    (one) => one.isVerified && !one.isDefault && one.providerId === undefined,
  )
  return (
    <Stack gap="xs">
      {provider.domains.length === 0 && <span className="quiet">No domain.</span>}
      {provider.domains.map((name) => (
        <Group key={name} gap="xs">
          <span>{name}</span>
          <ChangeButton
            on="row"
            label={`Look after here: ${name}`}
            title={`Look after the people of ${name} here`}
            changes={[{ do: 'set_domain_provider', name, providerId: null }]}
          >
            Look after here
          </ChangeButton>
        </Group>
      ))}
      {may && free.length > 0 && (
        <Group gap="xs" align="end">
          <Select
            label="Domain"
            size="xs"
            data={free.map(({ name }) => name)}
            value={chosen}
            onChange={setChosen}
            placeholder="A verified domain"
          />
          {chosen !== null && (
            <ChangeButton
              on="sheet"
              title={`Have the people of ${chosen} sign in at ${provider.name}`}
              changes={[{ do: 'set_domain_provider', name: chosen, providerId: provider.id }]}
              then={() => setChosen(null)}
            >
              Sign in there
            </ChangeButton>
          )}
        </Group>
      )}
    </Stack>
  )
}
