import { Group, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Product, type User, withQuery } from '../api.ts'
import { Remove } from '../parts/change-button.tsx'
import { personColumn } from '../parts/columns.tsx'
import { Count } from '../parts/count.tsx'
import { useCount, useKeyset } from '../parts/keyset.ts'
import { Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { useNameOf } from '../parts/names-of.ts'
import { quoted, searchFor } from '../parts/odata.ts'
import { HalfWide } from '../parts/half-wide.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useMay } from '../session.tsx'
import { GiveProduct } from './give-product.tsx'
import { licenceErrors } from './licence-errors.ts'
import { LicenceFix } from './licence-fix.tsx'

type State = {
  readonly skuId: string
  readonly assignedByGroup: string | null
  readonly disabledPlans: readonly string[]
  readonly state: 'Active' | 'Error'
  readonly error: string
}
type Holder = User & { readonly licenseAssignmentStates: readonly State[] }

/** Everybody who has a product by any path, or would have it were it not for an error. */
export function Holders({ product }: { readonly product: Product }) {
  const may = useMay()
  const [search, setSearch] = useState('')
  const [which, setWhich] = useState<'all' | 'errors'>('all')
  const [given, setGiven] = useState<User | null>(null)
  const condition = which === 'errors' ? " and s/state eq 'Error'" : ''
  const query = {
    $search: searchFor(search),
    $filter: `licenseAssignmentStates/any(s:s/skuId eq ${quoted(product.id)}${condition})`,
  }
  const path = withQuery('users', {
    ...query,
    $count: 'true',
    $top: 50,
    $select: 'id,displayName,userPrincipalName,accountEnabled,usageLocation,licenseAssignmentStates',
  })
  const holders = useKeyset<Holder>(['users', 'holders', product.id], path)
  const count = useCount(['users', 'holders', product.id, 'count'], withQuery('users/$count', query))
  const statesOf = (one: Holder) => one.licenseAssignmentStates.filter(({ skuId }) => skuId === product.id)
  const nameOf = useNameOf(
    holders.rows.flatMap((one) => statesOf(one).flatMap(({ assignedByGroup }) => assignedByGroup ?? [])),
  )
  return (
    <Sheet title="Who holds it">
      {may('assign_licence') && (
        <HalfWide>
          <PersonPicker label="Give it to" placeholder="Begin a name" onPick={setGiven} />
        </HalfWide>
      )}
      <Group>
        <SearchBox
          label="Find holders"
          placeholder="Find by the beginning of a name"
          value={search}
          onSearch={setSearch}
        />
        <SegmentedControl
          aria-label="Which holders"
          value={which}
          onChange={(value) => setWhich(value as typeof which)}
          data={[
            { value: 'all', label: 'All' },
            { value: 'errors', label: 'In error' },
          ]}
        />
      </Group>
      {holders.error !== null && <Problem error={holders.error} again={() => holders.refetch()} />}
      {holders.error === null && holders.data !== undefined && (
        <>
          <Count of={count} one="person" many="people" />
          <Listing
            label="Holders"
            rows={holders.rows}
            idOf={(one) => one.id}
            none={
              which === 'errors'
                ? 'Nobody’s licence is in error.'
                : search === ''
                  ? 'Nobody holds it.'
                  : 'Nobody who holds it is called so.'
            }
            columns={[
              personColumn,
              {
                title: 'By',
                cell: (one) =>
                  statesOf(one).map(({ assignedByGroup: by, disabledPlans }) => (
                    <div key={by ?? 'direct'}>
                      {by === null ? (
                        'direct'
                      ) : (
                        <Link to="/groups/$id" params={{ id: by }}>
                          {nameOf(by)}
                        </Link>
                      )}
                      {disabledPlans.length > 0 && (
                        <span className="quiet">
                          {' '}
                          · {disabledPlans.length === 1 ? 'one plan' : `${disabledPlans.length} plans`} left off
                        </span>
                      )}
                    </div>
                  )),
              },
              {
                title: 'State',
                cell: (one) =>
                  statesOf(one).map(({ assignedByGroup: by, state, error }) => (
                    <div key={by ?? 'direct'}>
                      {state === 'Active' ? 'active' : <span className="wrong">{licenceErrors[error] ?? error}</span>}
                    </div>
                  )),
              },
              {
                title: '',
                cell: (one) => {
                  const [first] = statesOf(one).filter(({ state }) => state === 'Error')
                  if (first !== undefined)
                    return (
                      <LicenceFix
                        error={first.error}
                        product={product}
                        person={{ id: one.id, name: one.displayName }}
                      />
                    )
                  const isDirect = statesOf(one).some(({ assignedByGroup }) => assignedByGroup === null)
                  return (
                    isDirect && (
                      <Remove
                        what={one.displayName}
                        title={`No ${product.name} for ${one.displayName}`}
                        changes={[{ do: 'remove_licence', accountId: one.id, productId: product.id }]}
                      />
                    )
                  )
                },
              },
            ]}
          />
        </>
      )}
      <More of={holders} />
      {given !== null && (
        <GiveProduct
          to={{ kind: 'person', id: given.id, name: given.displayName }}
          productId={product.id}
          held={[]}
          isNew
          onClose={() => setGiven(null)}
        />
      )}
    </Sheet>
  )
}
