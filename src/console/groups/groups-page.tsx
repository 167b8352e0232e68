import { Badge, Button, Group, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Group as GroupRow, type List, withQuery } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ExportButton } from '../parts/export-button.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { FormDialog } from '../parts/unsaved.tsx'
import { useSession } from '../session.tsx'

/** Groups by name, with what they give. */
export function GroupsPage() {
  const { mayDo } = useSession()
  const [text, setText] = useState('')
  const [isMaking, setMaking] = useState(false)
  const [search] = useDebouncedValue(text.trim(), 150)
  const groups = useQuery({
    queryKey: ['groups', search],
    queryFn: () => api<List<GroupRow>>(withQuery('admit/groups', { search, limit: 500 })),
    placeholderData: (before) => before,
  })
  return (
    <Page
      title="Groups"
      buttons={
        <>
          <ExportButton list="groups" search={text.trim()} />
          {mayDo['create_group'] === true && <Button onClick={() => setMaking(true)}>New group</Button>}
        </>
      }
    >
      <Sheet>
        <TextInput
          aria-label="Find groups"
          placeholder="Find by name"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Loaded of={groups}>
          {({ value }) => (
            <Listing
              label="Groups"
              rows={value}
              idOf={(group) => group.id}
              none={search === '' ? 'There is no group yet.' : `No group’s name holds “${search}”.`}
              columns={[
                {
                  title: 'Name',
                  cell: (group) => (
                    <Link className="row" to="/groups/$id" params={{ id: group.id }}>
                      {group.name}
                    </Link>
                  ),
                },
                { title: 'People', cell: (group) => group.members },
                { title: 'Filled', cell: (group) => (group.rule === null ? 'by hand' : 'by its rule') },
                {
                  title: 'Gives',
                  isExtra: true,
                  cell: (group) =>
                    group.licences.map((one) => (
                      <Badge key={one.productId} mr={4}>
                        {one.product}
                      </Badge>
                    )),
                },
              ]}
            />
          )}
        </Loaded>
      </Sheet>
      {isMaking && <NewGroup onClose={() => setMaking(false)} />}
    </Page>
  )
}

function NewGroup({ onClose }: { readonly onClose: () => void }) {
  const { propose } = useChanges()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  return (
    <FormDialog title="New group" isDirty={name !== '' || description !== ''} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const id = crypto.randomUUID()
          propose({
            title: `New group: ${name.trim()}`,
            changes: [
              {
                do: 'create_group',
                group: {
                  id,
                  name: name.trim(),
                  description: description.trim() === '' ? null : description.trim(),
                  rule: null,
                },
              },
            ],
            then: () => {
              onClose()
              void navigate({ to: '/groups/$id', params: { id } })
            },
          })
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            required
            data-autofocus
            maxLength={256}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="What it is for"
            maxLength={1024}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group justify="end">
            <Button type="submit" disabled={name.trim() === ''}>
              Go on
            </Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
