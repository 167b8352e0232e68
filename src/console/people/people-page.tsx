import { Badge, Button, Group, SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { User } from '../api.ts'
import { given } from '../parts/address.ts'
import { ColumnChoice } from '../parts/column-choice.tsx'
import { personColumn } from '../parts/columns.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { type Column, Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { Count } from '../parts/count.tsx'
import { useCount, useKeyset } from '../parts/keyset.ts'
import { More } from '../parts/more.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSelection } from '../parts/selection.ts'
import { useSession } from '../session.tsx'
import { When } from '../parts/when.tsx'
import { ChosenPeople } from './chosen-people.tsx'
import { InviteGuest } from './invite-guest.tsx'
import { NewPerson } from './new-person.tsx'
import { PeopleFilters } from './people-filters.tsx'
import {
  columnsOf,
  filterOf,
  isNarrowed,
  type PeopleColumn,
  type PeopleQuery,
  peopleChoice,
  peopleColumns,
  peopleCountPath,
  peoplePath,
} from './people-query.ts'

/** People by name, however many: searched by the beginning of any of their names, narrowed, sorted and chosen from. */
export function PeoplePage() {
  const { mayDo, roles } = useSession()
  const query = useSearch({ from: '/people' })
  const navigate = useNavigate({ from: '/people' })
  const [isMaking, setMaking] = useState(false)
  const [isInviting, setInviting] = useState(false)
  const mayInvite = mayDo['invite_guest'] === true || roles.includes('guest-inviter')
  const [isFiltering, setFiltering] = useState(() => isNarrowed({ ...query, search: '' } as PeopleQuery))
  const selection = useSelection<User>((user) => user.id)
  const people = useKeyset<User>(['users', 'list'], peoplePath(query))
  const count = useCount(['users', 'count'], peopleCountPath(query))
  const say = (change: { readonly [K in keyof PeopleQuery]?: string | undefined }, replace = false) =>
    void navigate({ search: (before) => given({ ...before, ...change }), replace })
  return (
    <Page
      title="People"
      buttons={
        <>
          <ExportButton
            list={query.deleted === undefined ? 'users' : 'deletedUsers'}
            search={query.search ?? ''}
            filter={filterOf(query)}
          />
          {mayInvite && (
            <Button variant="default" onClick={() => setInviting(true)}>
              Invite a guest
            </Button>
          )}
          {mayDo['create_account'] === true && <Button onClick={() => setMaking(true)}>New person</Button>}
        </>
      }
    >
      <Sheet>
        <Group>
          <SearchBox
            label="Find people"
            placeholder="Find by the beginning of a name"
            value={query.search ?? ''}
            onSearch={(search) => say({ search }, true)}
          />
          <SegmentedControl
            aria-label="Which people"
            value={query.deleted === undefined ? 'present' : 'deleted'}
            onChange={(which) => {
              selection.clear()
              say({ deleted: which === 'deleted' ? 'yes' : undefined })
            }}
            data={[
              { value: 'present', label: 'Present' },
              { value: 'deleted', label: 'Deleted' },
            ]}
          />
          <Button variant="default" aria-expanded={isFiltering} onClick={() => setFiltering(!isFiltering)}>
            Filters
          </Button>
          <ColumnChoice of={peopleChoice} shown={columnsOf(query)} onSay={(columns) => say({ columns })} />
        </Group>
        {isFiltering && <PeopleFilters query={query} onChange={(change) => say(change)} />}
        <ChosenPeople selection={selection} />
        {people.error !== null && <Problem error={people.error} again={() => people.refetch()} />}
        {people.error === null && people.data !== undefined && (
          <>
            <Count of={count} one="person" many="people" />
            <Listing
              label="People"
              rows={people.rows}
              idOf={(user) => user.id}
              nameOf={(user) => user.displayName}
              selection={selection}
              sort={{ by: query.sort ?? 'name', onSort: (sort) => say({ sort: sort === 'name' ? undefined : sort }) }}
              none={noneOf(query)}
              columns={[nameColumn, ...columnsOf(query).map(columnOf)]}
            />
          </>
        )}
        <More of={people} />
      </Sheet>
      {isInviting && <InviteGuest onClose={() => setInviting(false)} />}
      {isMaking && <NewPerson onClose={() => setMaking(false)} />}
    </Page>
  )
}

function noneOf(query: PeopleQuery): string {
  if (query.search !== undefined && !isNarrowed({ ...query, search: '' } as PeopleQuery))
    return `Nobody’s name begins with “${query.search}”.`
  if (isNarrowed(query)) return 'Nobody is like that. Take a filter away to see more.'
  return query.deleted === undefined ? 'Nobody is here yet.' : 'Nobody was deleted in the last 30 days.'
}

const nameColumn: Column<User> = {
  ...personColumn,
  sort: 'name',
}

const sorts: Partial<Record<PeopleColumn, string>> = { userPrincipalName: 'signInName', createdDateTime: 'made' }

function columnOf(column: PeopleColumn): Column<User> {
  const sort = sorts[column]
  return {
    title: peopleColumns[column],
    ...(sort === undefined ? {} : { sort }),
    isExtra: !['userPrincipalName', 'state'].includes(column),
    isShort: column === 'state',
    cell: (user) => {
      if (column === 'state') return <State user={user} />
      const value = user[column]
      if (column === 'createdDateTime') return typeof value === 'string' && <When at={Date.parse(value)} />
      const text = typeof value === 'string' ? value : ''
      return column === 'userPrincipalName' ? <span className="mono">{text}</span> : text
    },
  }
}

function State({ user }: { readonly user: User }) {
  if (user.deletedDateTime !== null) return <Badge color="gray">deleted</Badge>
  if (!user.accountEnabled) return <Badge color="red">blocked</Badge>
  return user.userType === 'Guest' ? <Badge color="blue">guest</Badge> : null
}
