import { Badge, Button, Group, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type App, api, type List, type Product } from '../api.ts'
import { given } from '../parts/address.ts'
import { ColumnChoice } from '../parts/column-choice.tsx'
import { Named } from '../parts/columns.tsx'
import { Count } from '../parts/count.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { type Column, Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { When } from '../parts/when.tsx'
import { useSession } from '../session.tsx'
import { AppForm } from './app-form.tsx'
import { AppsFilters } from './apps-filters.tsx'
import { DeletedApps } from './deleted-apps.tsx'
import { type AppsColumn, type AppsQuery, appsChoice, appsFor, columnsOf, filterOf, isNarrowed } from './apps-query.ts'

/** Apps that people sign in to with Admit: found by name or application id, narrowed, sorted, with the columns one wants; and those that can be restored. */
export function AppsPage() {
  const { mayDo } = useSession()
  const query = useSearch({ from: '/apps' })
  const navigate = useNavigate({ from: '/apps' })
  const [isMaking, setMaking] = useState(false)
  const [isFiltering, setFiltering] = useState(() => isNarrowed({ ...query, search: '' }))
  const isDeleted = query.deleted !== undefined
  const say = (change: { readonly [K in keyof AppsQuery]?: string | undefined }, replace = false) =>
    void navigate({ search: (before) => given({ ...before, ...change }), replace })
  return (
    <Page
      title="Apps"
      buttons={
        <>
          <ExportButton list="apps" filter={filterOf(query)} />
          {mayDo['put_app'] === true && <Button onClick={() => setMaking(true)}>Register an app</Button>}
        </>
      }
    >
      <Sheet>
        <Group>
          {!isDeleted && (
            <>
              <SearchBox
                label="Find apps"
                placeholder="Find by name or application id"
                value={query.search ?? ''}
                onSearch={(search) => say({ search }, true)}
              />
              <Button variant="default" aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
                Filters
              </Button>
              <ColumnChoice<AppsColumn>
                of={appsChoice}
                shown={columnsOf(query)}
                onSay={(columns) => say({ columns })}
              />
            </>
          )}
          <SegmentedControl
            aria-label="Which apps"
            value={isDeleted ? 'deleted' : 'present'}
            onChange={(which) => say({ deleted: which === 'deleted' ? 'yes' : undefined })}
            data={[
              { value: 'present', label: 'Present' },
              { value: 'deleted', label: 'Deleted' },
            ]}
          />
        </Group>
        {!isDeleted && isFiltering && <AppsFilters query={query} onChange={(change) => say(change)} />}
        {isDeleted ? <DeletedApps /> : <Present query={query} say={say} />}
      </Sheet>
      {isMaking && <AppForm app={null} onClose={() => setMaking(false)} />}
    </Page>
  )
}

type Say = (change: { readonly [K in keyof AppsQuery]?: string | undefined }) => void

function Present({ query, say }: { readonly query: AppsQuery; readonly say: Say }) {
  const apps = useQuery({ queryKey: ['apps'], queryFn: () => api<List<App>>('admit/apps') })
  const products = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const plans = new Map(
    (products.data?.value ?? []).flatMap((product) => product.plans).map((plan) => [plan.id, plan.name]),
  )
  return (
    <Loaded of={apps}>
      {({ value }) => {
        const found = appsFor(query, value)
        return (
          <>
            <Count of={found.length} one="app" many="apps" />
            <Listing
              label="Apps"
              rows={found}
              idOf={(app) => app.id}
              sort={{
                by: query.sort ?? 'name',
                onSort: (sort) => say({ sort: sort === 'name' ? undefined : sort }),
              }}
              none={noneOf(query)}
              columns={[nameColumn, ...columnsOf(query).map((column) => columnOf(column, plans))]}
            />
          </>
        )
      }}
    </Loaded>
  )
}

function noneOf(query: AppsQuery): string {
  if (query.search !== undefined && !isNarrowed({ ...query, search: '' }))
    return `No app is called “${query.search}”, and no application id begins so.`
  return isNarrowed(query) ? 'No app is like that. Take a filter away to see more.' : 'No app is registered yet.'
}

const nameColumn: Column<App> = {
  title: 'Name',
  sort: 'name',
  cell: (app) => <Named to="/apps/$id" id={app.id} name={app.name} />,
}

const narrow: readonly AppsColumn[] = ['id', 'who', 'state']

function columnOf(column: AppsColumn, plans: ReadonlyMap<string, string>): Column<App> {
  return {
    title: appsChoice.names[column],
    ...(column === 'made' ? { sort: 'made' } : {}),
    isExtra: !narrow.includes(column),
    isShort: column === 'state',
    cell: (app) => cellOf(column, app, plans),
  }
}

function cellOf(column: AppsColumn, app: App, plans: ReadonlyMap<string, string>) {
  switch (column) {
    case 'id':
      return <span className="mono">{app.id}</span>
    case 'kind':
      return kindOf(app)
    case 'who':
      return app.assignmentRequired ? 'who is assigned' : 'everybody'
    case 'takes':
      return app.membersOnly ? 'members only' : 'members and guests'
    case 'home':
      return <span className="mono">{app.homeUrl}</span>
    case 'identifierUri':
      return <span className="mono">{app.identifierUri}</span>
    case 'licence':
      return app.requiredPlan === null ? 'none needed' : plans.get(app.requiredPlan)
    case 'made':
      return <When at={app.createdAt} />
    case 'state':
      return (
        <>
          {!app.isEnabled && <Badge color="red">switched off</Badge>}
          {app.isOwn && <Badge color="gray">part of Admit</Badge>}
        </>
      )
  }
}

function kindOf({ isPublicClient, redirectUris }: App): string {
  if (!isPublicClient) return 'on a server'
  return redirectUris[0]?.kind === 'spa' ? 'in the browser' : 'on a device'
}
