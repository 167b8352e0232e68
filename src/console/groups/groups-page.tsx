import { Badge, Button, Group, SegmentedControl, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Change, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import type { ListedGroup } from '../parts/group-picker.tsx'
import { useCount, useKeyset } from '../parts/keyset.ts'
import { type Column, Listing } from '../parts/listing.tsx'
import { Loaded, Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { type Selection, useSelection } from '../parts/selection.ts'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'
import { type GroupsQuery, groupsCountPath, groupsPath, isNarrowed } from './groups-query.ts'
import { NewGroup } from './new-group.tsx'
import { type Processing, ProcessingBadge, processingOf } from './processing.tsx'

type Row = ListedGroup & {
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
      buttons={mayDo['create_group'] === true && <Button onClick={() => setMaking(true)}>New group</Button>}
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
        {query.deleted === undefined ? <Present query={query} say={say} /> : <Deleted />}
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
          <Text size="sm" c="dimmed" role="status">
            {count === undefined ? ' ' : count === 1 ? '1 group' : `${count.toLocaleString()} groups`}
          </Text>
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
      cell: (group) => (
        <Link className="row" to="/groups/$id" params={{ id: group.id }}>
          {group.displayName}
        </Link>
      ),
    },
    { title: 'People', cell: (group) => group.memberCount.toLocaleString() },
    {
      title: 'Kind',
      isExtra: true,
      cell: (group) =>
        group.isAssignableToRole ? 'for roles' : group.groupTypes.includes('Unified') ? 'Microsoft 365' : 'security',
    },
    {
      title: 'Filled',
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

/** What is done to all groups that were chosen. */
function ChosenGroups({ selection }: { readonly selection: Selection<Row> }) {
  const { propose } = useChanges()
  const { mayDo } = useSession()
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const { rows } = selection
  if (rows.length === 0) return null
  const who = rows.length === 1 ? (rows[0]?.displayName ?? '') : `${rows.length} groups`
  const doAll = (title: string, make: (groupId: string) => Change) =>
    propose({ title: `${title}: ${who}`, changes: rows.slice(0, 100).map(({ id }) => make(id)), then: selection.clear })
  return (
    <section className="chosen-bar" aria-label="What to do with those chosen">
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {rows.length} chosen
        </Text>
        {rows.length > 100 ? (
          <Text size="sm">At most 100 at once.</Text>
        ) : (
          <>
            {mayDo['assign_group_licence'] === true && (
              <Select
                aria-label="Give those chosen a product"
                placeholder="Give a product…"
                searchable
                value={null}
                data={(data?.value ?? []).map((one) => ({ value: one.id, label: one.name }))}
                onChange={(productId) =>
                  productId !== null &&
                  doAll('Give a product', (groupId) => ({
                    do: 'assign_group_licence',
                    groupId,
                    productId,
                    disabledPlans: [],
                  }))
                }
              />
            )}
            {mayDo['reprocess_group'] === true && (
              <Button
                size="xs"
                variant="default"
                onClick={() => doAll('Reprocess', (groupId) => ({ do: 'reprocess_group', groupId }))}
              >
                Reprocess…
              </Button>
            )}
            {mayDo['delete_group'] === true && (
              <Button
                size="xs"
                variant="default"
                onClick={() => doAll('Delete', (groupId) => ({ do: 'delete_group', groupId }))}
              >
                Delete…
              </Button>
            )}
          </>
        )}
        <Button size="xs" variant="subtle" onClick={selection.clear}>
          Choose none
        </Button>
      </Group>
    </section>
  )
}

type DeletedRow = { readonly id: string; readonly name: string; readonly deletedAt: number }

function Deleted() {
  const { mayDo } = useSession()
  const { propose } = useChanges()
  const deleted = useQuery({
    queryKey: ['groups', 'deleted'],
    queryFn: () => api<List<DeletedRow>>('admit/deletedGroups'),
  })
  return (
    <Loaded of={deleted}>
      {({ value }) => (
        <>
          <Text size="sm" c="dimmed">
            A Microsoft 365 group is kept for 30 days after it is deleted. A security group is not: undo it at once, or
            make it anew.
          </Text>
          <Listing
            label="Deleted groups"
            rows={value}
            idOf={(one) => one.id}
            none="No group that could be restored."
            columns={[
              { title: 'Name', cell: (one) => one.name },
              { title: 'Deleted', cell: (one) => <When at={one.deletedAt} /> },
              {
                title: '',
                cell: (one) =>
                  mayDo['restore_group'] === true && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`Restore ${one.name}`}
                      onClick={() =>
                        propose({
                          title: `Restore the group ${one.name}`,
                          changes: [{ do: 'restore_group', groupId: one.id }],
                        })
                      }
                    >
                      Restore
                    </Button>
                  ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}
