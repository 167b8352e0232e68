import { Badge, Button, Group, SegmentedControl, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { api, type List, type Policy } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { given } from '../parts/address.ts'
import { Count } from '../parts/count.tsx'
import { isFoundIn } from '../parts/found-in.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSession } from '../session.tsx'
import { PolicyForm } from './policy-form.tsx'
import { type Names, useNames } from '../parts/names.ts'
import { effectText, sentences } from './sentences.ts'

const states = [
  { value: 'on', label: 'On' },
  { value: 'report_only', label: 'Report-only' },
  { value: 'off', label: 'Off' },
]

/** Conditional Access: what is asked of whom, for what, from where; each can be watched before it is on. */
export function PoliciesPage() {
  const { mayDo } = useSession()
  const { search, state } = useSearch({ from: '/policies' })
  const navigate = useNavigate({ from: '/policies' })
  const [edited, setEdited] = useState<Policy | 'new' | null>(null)
  const policies = useQuery({ queryKey: ['policies'], queryFn: () => api<List<Policy>>('admit/policies') })
  const names = useNames(policies.data)
  return (
    <Page
      title="Policies"
      buttons={mayDo['put_policy'] === true && <Button onClick={() => setEdited('new')}>New policy</Button>}
    >
      <Loaded of={policies}>
        {({ value }) => {
          if (value.length === 0)
            return (
              <Sheet>
                <Text>No policy yet: a password is all that is asked.</Text>
              </Sheet>
            )
          const found = value.filter(
            (policy) =>
              (state === undefined || policy.state === state) &&
              isFoundIn(search, [policy.name, policy.note, ...sentences(policy, names).map(({ says }) => says)]),
          )
          return (
            <>
              <Group align="center">
                <SearchBox
                  label="Find policies"
                  placeholder="Find by name, or by whom and what it is for"
                  value={search ?? ''}
                  onSearch={(text) => void navigate({ search: given({ search: text, state }), replace: true })}
                />
                <Select
                  aria-label="State"
                  placeholder="Every state"
                  clearable
                  w={150}
                  value={state ?? null}
                  onChange={(next) => void navigate({ search: given({ search, state: next ?? undefined }) })}
                  data={states}
                />
                <Count of={found.length} one="policy" many="policies" />
              </Group>
              {found.length === 0 && <Text>No policy is like that.</Text>}
              {found.map((policy) => (
                <Card key={policy.id} policy={policy} names={names} onEdit={() => setEdited(policy)} />
              ))}
            </>
          )
        }}
      </Loaded>
      {edited !== null && <PolicyForm policy={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  )
}

type CardProps = { readonly policy: Policy; readonly names: Names; readonly onEdit: () => void }

function Card({ policy, names, onEdit }: CardProps) {
  const { mayDo } = useSession()
  const { propose } = useChanges()
  const may = mayDo['put_policy'] === true
  return (
    <Sheet
      title={policy.name}
      buttons={
        <Group gap="xs">
          <SegmentedControl
            aria-label={`State of ${policy.name}`}
            size="xs"
            disabled={!may}
            value={policy.state}
            data={states}
            onChange={(state) =>
              propose({
                title: `${policy.name}: ${state.replaceAll('_', '-')}`,
                changes: [{ do: 'set_policy_state', policyId: policy.id, state: state as Policy['state'] }],
              })
            }
          />
          {may && (
            <>
              <Button size="compact-sm" variant="default" aria-label={`Edit ${policy.name}`} onClick={onEdit}>
                Edit
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`Delete ${policy.name}`}
                onClick={() =>
                  propose({
                    title: `Delete the policy ${policy.name}`,
                    changes: [{ do: 'delete_policy', policyId: policy.id }],
                  })
                }
              >
                Delete
              </Button>
            </>
          )}
        </Group>
      }
    >
      <dl className="facts">
        {sentences(policy, names).map(({ about, says }) => (
          <Fragment key={about}>
            <dt>{about}</dt>
            <dd>{says}</dd>
          </Fragment>
        ))}
        <dt>It</dt>
        <dd>
          <Badge color={policy.grant === 'block' ? 'red' : 'admit'}>{effectText(policy)}</Badge>
        </dd>
        {policy.note !== null && (
          <>
            <dt>Because</dt>
            <dd>{policy.note}</dd>
          </>
        )}
      </dl>
    </Sheet>
  )
}
