import { Badge, Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type List, type User, withQuery } from '../api.ts'
import { ExportButton } from '../parts/export-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { useSession } from '../session.tsx'
import { NewPerson } from './new-person.tsx'

/** People by name, found by the beginning of any of their names. */
export function PeoplePage() {
  const { mayDo } = useSession()
  const [text, setText] = useState('')
  const [which, setWhich] = useState<'present' | 'deleted'>('present')
  const [isMaking, setMaking] = useState(false)
  const [search] = useDebouncedValue(text.trim(), 150)
  const people = useInfiniteQuery({
    queryKey: ['users', 'list', search, which],
    initialPageParam: withQuery(which === 'deleted' ? 'directory/deletedItems/microsoft.graph.user' : 'users', {
      $top: 50,
      $search: search === '' ? null : `"${search.replaceAll('"', '')}"`,
    }),
    queryFn: ({ pageParam }) => api<List<User>>(pageParam),
    getNextPageParam: (page) => page['@odata.nextLink']?.split('/v1.0/')[1],
    placeholderData: (before) => before,
  })
  const rows = people.data?.pages.flatMap((page) => page.value) ?? []
  return (
    <Page
      title="People"
      buttons={
        <>
          <ExportButton list={which === 'deleted' ? 'deletedUsers' : 'users'} search={text.trim()} />
          {mayDo['create_account'] === true && <Button onClick={() => setMaking(true)}>New person</Button>}
        </>
      }
    >
      <Sheet>
        <Group>
          <TextInput
            flex={1}
            miw={200}
            aria-label="Find people"
            placeholder="Find by name"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            value={which}
            onChange={(value) => setWhich(value as typeof which)}
            data={[
              { value: 'present', label: 'Present' },
              { value: 'deleted', label: 'Deleted' },
            ]}
          />
        </Group>
        {people.error !== null && <Problem error={people.error} again={() => people.refetch()} />}
        {people.data !== undefined && (
          <Listing
            label="People"
            rows={rows}
            idOf={(user) => user.id}
            none={search === '' ? 'Nobody is here yet.' : `Nobody’s name begins with “${search}”.`}
            columns={[
              {
                title: 'Name',
                cell: (user) => (
                  <Link className="row" to="/people/$id" params={{ id: user.id }}>
                    {user.displayName}
                  </Link>
                ),
              },
              { title: 'Signs in as', cell: (user) => <span className="mono">{user.userPrincipalName}</span> },
              { title: 'Department', isExtra: true, cell: (user) => user.department },
              { title: 'State', cell: (user) => <State user={user} /> },
            ]}
          />
        )}
        {people.hasNextPage && (
          <Button variant="default" loading={people.isFetchingNextPage} onClick={() => people.fetchNextPage()}>
            More
          </Button>
        )}
      </Sheet>
      {isMaking && <NewPerson onClose={() => setMaking(false)} />}
    </Page>
  )
}

function State({ user }: { readonly user: User }) {
  if (user.deletedDateTime !== null) return <Badge color="gray">deleted</Badge>
  if (!user.accountEnabled) return <Badge color="red">blocked</Badge>
  return user.userType === 'Guest' ? <Badge color="blue">guest</Badge> : null
}
