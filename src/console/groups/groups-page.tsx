import { Badge, Button, Group, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List, type Product } from '../api.ts'
import { Named } from '../parts/columns.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import type { ListedGroup } from '../parts/group-picker.tsx'
import { Count } from '../parts/count.tsx'
import { useCount, useKeyset } from '../parts/keyset.ts'
import { type Column, Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSelection } from '../parts/selection.ts'
import { useSession } from '../session.tsx'
import { filterOf, type GroupsQuery, groupsCountPath, groupsPath, isNarrowed } from './groups-query.ts'
import { ChosenGroups } from './chosen-groups.tsx'
import { DeletedGroups } from './deleted-groups.tsx'
import { NewGroup } from './new-group.tsx'
import { type Processing, ProcessingBadge, processingOf } from './processing.tsx'

const team = ({ securityEnabled }: Row) => (securityEnabled ? 'Microsoft 365, security' : 'Microsoft 365')

type Row = ListedGroup & {
  readonly securityEnabled: boolean
  readonly assignedLicenses: readonly { readonly skuId: string }[]
  readonly memberCount: number
  readonly membershipRuleProcessingStatus: {
    readonly status: string
    readonly lastMembershipUpdated: string | null
  } | null
  readonly licenseProcessingState: { readonly state: string }
}

/** Groups by name, however many: searched by a part of the name, narrowed, and chosen from; and those that can be restored. */
export function GroupsPage() {
  const { mayDo } = useSession()
  const query = useSearch({ from: '/groups' })
  const navigate = useNavigate({ from: '/groups' })
  const [isMaking, setMaking] = useState(false)
  const say = (change: { readonly [K in keyof GroupsQuery]?: string | undefined }, replace = false) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value)) as GroupsQuery,
      replace,
    })
  return (
    <Page
      title="Groups"
      buttons={
        <>
          <ExportButton list="groups" search={query.search ?? ''} filter={filterOf(query)} />
          {mayDo['create_group'] === true && <Button onClick={() => setMaking(true)}>New group</Button>}
        </>
      }
    >
      <Sheet>
        <Group>
          {query.deleted === undefined && (
            <SearchBox
              label="Find groups"
              placeholder="Find by a part of the name"
              value={query.search ?? ''}
              onSearch={(search) => say({ search }, true)}
            />
          )}
          <SegmentedControl
            aria-label="Which groups"
            value={query.deleted === undefined ? 'present' : 'deleted'}
            onChange={(which) => say({ deleted: which === 'deleted' ? 'yes' : undefined })}
            data={[
              { value: 'present', label: 'Present' },
              { value: 'deleted', label: 'Deleted' },
            ]}
          />
        </Group>
        {query.deleted === undefined ? <Present query={query} say={say} /> : <DeletedGroups />}
      </Sheet>
      {isMaking && <NewGroup onClose={() => setMaking(false)} />}
    </Page>
  )
}

type Say = (change: { readonly [K in keyof GroupsQuery]?: string | undefined }) => void

function Present({ query, say }: { readonly query: GroupsQuery; readonly say: Say }) {
  const selection = useSelection<Row>((row) => row.id)
  const groups = useKeyset<Row>(['groups', 'list'], groupsPath(query))
  const count = useCount(['groups', 'count'], groupsCountPath(query))
  const products =
    useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') }).data?.value ?? []
  const filter = (
    key: keyof GroupsQuery,
    label: string,
    data: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Select
      label={label}
      placeholder="any"
      clearable
      size="xs"
      value={query[key] ?? null}
      data={data}
      onChange={(value) => say({ [key]: value ?? undefined })}
    />
  )
  return (
    <>
      <section className="filters" aria-label="Filters">
        {filter('kind', 'Kind', [
          { value: 'security', label: 'security' },
          { value: 'microsoft365', label: 'Microsoft 365' },
          { value: 'roles', label: 'for roles' },
        ])}
        {filter('filled', 'Filled', [
          { value: 'hand', label: 'by hand' },
          { value: 'rule', label: 'by its rule' },
        ])}
        {filter('processing', 'Rule', [{ value: 'paused', label: 'paused' }])}
        {filter(
          'licence',
          'Gives',
          products.map((one) => ({ value: one.id, label: one.name })),
        )}
      </section>
      <ChosenGroups selection={selection} />
      {groups.error !== null && <Problem error={groups.error} again={() => groups.refetch()} />}
      {groups.error === null && groups.data !== undefined && (
        <>
          <Count of={count} one="group" many="groups" />
          <Listing
            label="Groups"
            rows={groups.rows}
            idOf={(group) => group.id}
            nameOf={(group) => group.displayName}
            selection={selection}
            sort={{ by: query.sort ?? 'name', onSort: (sort) => say({ sort: sort === 'name' ? undefined : sort }) }}
            none={
              query.search !== undefined && !isNarrowed({ ...query, search: '' } as GroupsQuery)
                ? `No group’s name holds “${query.search}”.`
                : isNarrowed(query)
                  ? 'No group is like that. Take a filter away to see more.'
                  : 'There is no group yet.'
            }
            columns={columns(products)}
          />
        </>
      )}
      <More of={groups} />
    </>
  )
}

function columns(products: readonly Product[]): readonly Column<Row>[] {
  return [
    {
      title: 'Name',
      sort: 'name',
      cell: (group) => <Named to="/groups/$id" id={group.id} name={group.displayName} />,
    },
    { title: 'People', cell: (group) => group.memberCount.toLocaleString() },
    {
      title: 'Kind',
      isExtra: true,
      isShort: true,
      cell: (group) =>
        group.isAssignableToRole ? 'for roles' : group.groupTypes.includes('Unified') ? team(group) : 'security',
    },
    {
      title: 'Filled',
      isShort: true,
      cell: (group) => {
        if (group.membershipRule === null) return 'by hand'
        const status = group.membershipRuleProcessingStatus?.status ?? 'Succeeded'
        return <>by its rule {status !== 'Succeeded' && <ProcessingBadge is={processingOf(status) as Processing} />}</>
      },
    },
    {
      title: 'Gives',
      isExtra: true,
      cell: (group) =>
        group.assignedLicenses.map(({ skuId }) => (
          <Badge key={skuId} mr={4}>
            {products.find((one) => one.id === skuId)?.name ?? skuId}
          </Badge>
        )),
    },
  ]
}
