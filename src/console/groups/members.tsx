import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { type User, withQuery } from '../api.ts'
import type { GroupDetails } from './group.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { weights } from '../parts/change-button.tsx'
import { ChosenBar } from '../parts/chosen-bar.tsx'
import { personColumn, signsInColumn } from '../parts/columns.tsx'
import { useKeyset } from '../parts/keyset.ts'
import { Listing } from '../parts/listing.tsx'
import { Problem } from '../parts/loaded.tsx'
import { More } from '../parts/more.tsx'
import { searchFor } from '../parts/odata.ts'
import { Sheet } from '../parts/page.tsx'
import { HalfWide } from '../parts/half-wide.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { useSelection } from '../parts/selection.ts'
import { useMayIn } from './may-in-group.ts'
import { MembershipWhy } from './membership-why.tsx'

/** Who is in the group itself, however many: searched, put in and taken out, and why anybody is in it or is not. */
export function Members({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const may = useMayIn(group)
  const { id: groupId, name } = group
  const [search, setSearch] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const selection = useSelection<User>((one) => one.id)
  const people = useKeyset<User>(
    ['group', groupId, 'people'],
    withQuery(`groups/${groupId}/members/microsoft.graph.user`, {
      $top: 50,
      $search: searchFor(search),
      $select: 'id,displayName,userPrincipalName,department,accountEnabled',
    }),
  )
  const isByHand = group.rule === null
  const mayTakeOut = isByHand && may('remove_from_group')
  const takeOut = (rows: readonly User[]) => {
    const who = rows.length === 1 ? (rows[0]?.displayName ?? '') : `${rows.length} people`
    propose({
      title: `Take ${who} out of ${name}`,
      changes: rows.map(({ id }) => ({ do: 'remove_from_group', accountId: id, groupId })),
      then: selection.clear,
    })
  }
  return (
    <Sheet title={`People: ${group.members.toLocaleString()}`}>
      <HalfWide>
        {isByHand && may('add_to_group') && (
          <PersonPicker
            label="Put in"
            placeholder="Begin a name"
            onPick={(user) =>
              propose({
                title: `Put ${user.displayName} into ${name}`,
                changes: [{ do: 'add_to_group', accountId: user.id, groupId }],
              })
            }
          />
        )}
        <PersonPicker
          label="Why is this person in it, or not?"
          placeholder="Begin a name"
          onPick={(user) => setAsked(user.id)}
        />
      </HalfWide>
      {asked !== null && <MembershipWhy groupId={groupId} accountId={asked} />}
      <SearchBox label="Find in the group" placeholder="Find in the group" value={search} onSearch={setSearch} />
      {selection.rows.length > 0 && (
        <ChosenBar count={selection.rows.length} none="Choose nobody" onClear={selection.clear}>
          <Button size="xs" variant="default" onClick={() => takeOut(selection.rows)}>
            Take out…
          </Button>
        </ChosenBar>
      )}
      {people.error !== null && <Problem error={people.error} again={() => people.refetch()} />}
      {people.data !== undefined && (
        <Listing
          label="People in the group"
          rows={people.rows}
          idOf={(one) => one.id}
          nameOf={(one) => one.displayName}
          {...(mayTakeOut ? { selection } : {})}
          none={search === '' ? 'Nobody.' : `Nobody in it has a name that begins with “${search}”.`}
          columns={[
            personColumn,
            signsInColumn,
            { title: 'How', isShort: true, cell: () => (isByHand ? 'put in' : 'by the rule') },
            {
              title: '',
              cell: (one) => (
                <Group gap={4}>
                  <Button {...weights.row} aria-label={`Why? ${one.displayName}`} onClick={() => setAsked(one.id)}>
                    Why?
                  </Button>
                  {mayTakeOut && (
                    <Button {...weights.row} aria-label={`Remove ${one.displayName}`} onClick={() => takeOut([one])}>
                      Remove
                    </Button>
                  )}
                </Group>
              ),
            },
          ]}
        />
      )}
      <More of={people} />
    </Sheet>
  )
}
