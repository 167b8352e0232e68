import { Badge, Button, Group, SimpleGrid, Table, TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactKind } from '../../core/changes/change.ts'
import { contactName, isContact } from '../../core/changes/contact.ts'
import type { Account } from '../../core/snapshot.ts'
import { api, type Change } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { weights } from '../parts/change-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { Unsaved } from '../parts/unsaved.tsx'
import { When } from '../parts/when.tsx'

type Delivery = {
  readonly id: string
  readonly kind: string
  readonly recipient: string
  readonly madeAt: number
  readonly state: 'waiting' | 'sent' | 'kept' | 'bounced' | 'refused' | 'given_up'
  readonly answer: string | null
}

type Reached = {
  readonly contacts: { readonly [K in ContactKind]?: string }
  readonly mayChange: boolean
  readonly deliveries: readonly Delivery[]
}

const kinds = Object.keys(contactName) as readonly ContactKind[]

const states = {
  waiting: ['waits', 'gray'],
  sent: ['sent', 'admit'],
  kept: ['in the outbox', 'admit'],
  bounced: ['there is no such mailbox', 'red'],
  refused: ['refused', 'red'],
  given_up: ['given up', 'red'],
} as const

const title = 'Authentication contact info'

export const contactsOf = (id: string) =>
  queryOptions({ queryKey: ['contacts', id], queryFn: () => api<Reached>(`admit/people/${id}/contacts`) })

/** Where the person is reached about how they prove themselves, and whether the last messages arrived. */
export function Contacts({ account }: { readonly account: Account }) {
  const reached = useQuery(contactsOf(account.id))
  if (reached.data !== undefined) return <Shown account={account} data={reached.data} />
  return (
    <Sheet title={title}>
      <Loaded of={reached}>{() => null}</Loaded>
    </Sheet>
  )
}

function Shown({ account, data }: { readonly account: Account; readonly data: Reached }) {
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <Editing account={account} contacts={data.contacts} close={() => setEditing(false)} />
  const last = data.deliveries.find(({ state }) => state !== 'waiting')
  return (
    <Sheet
      title={title}
      buttons={
        data.mayChange && (
          <Button {...weights.sheet} aria-label="Change contact info" onClick={() => setEditing(true)}>
            Change
          </Button>
        )
      }
    >
      {last !== undefined && states[last.state][1] === 'red' && (
        <div className="mind">
          The last message could not be delivered. Ask whether <span className="mono">{last.recipient}</span> is still
          right.
        </div>
      )}
      <dl className="facts columns">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{labelOf(kind)}</dt>
            <dd>{data.contacts[kind] ?? <span className="quiet">not said</span>}</dd>
          </div>
        ))}
      </dl>
      {data.deliveries.length > 0 && <Deliveries rows={data.deliveries} />}
    </Sheet>
  )
}

/** What the person was written lately, and what became of it. */
function Deliveries({ rows }: { readonly rows: readonly Delivery[] }) {
  return (
    <Table className="listing" verticalSpacing="xs" captionSide="top">
      <Table.Caption>Messages to this person, the newest first</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">About</Table.Th>
          <Table.Th scope="col">To</Table.Th>
          <Table.Th scope="col">When</Table.Th>
          <Table.Th scope="col">What became of it</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>{wordsOf(row.kind)}</Table.Td>
            <Table.Td className="mono">{row.recipient}</Table.Td>
            <Table.Td>
              <When at={row.madeAt} />
            </Table.Td>
            <Table.Td>
              <Badge variant="light" color={states[row.state][1]} title={row.answer ?? ''}>
                {states[row.state][0]}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Editing({
  account,
  contacts,
  close,
}: {
  readonly account: Account
  readonly contacts: Reached['contacts']
  readonly close: () => void
}) {
  const { propose, isProposing } = useChanges()
  const [values, setValues] = useState<{ readonly [K in ContactKind]?: string }>({})
  const now = (kind: ContactKind) => contacts[kind] ?? ''
  const text = (kind: ContactKind) => (values[kind] ?? now(kind)).trim()
  const isWrong = (kind: ContactKind) => text(kind) !== '' && text(kind) !== now(kind) && !isContact(kind, text(kind))
  const changes: readonly Change[] = kinds
    .filter((kind) => text(kind) !== now(kind))
    .map((kind) => ({
      do: 'set_contact',
      accountId: account.id,
      contact: kind,
      value: text(kind) === '' ? null : text(kind),
    }))
  return (
    <Sheet title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (changes.length === 0) close()
          else propose({ title: `How ${account.displayName} is reached`, changes, then: close })
        }}
      >
        <Unsaved when={changes.length > 0 && !isProposing} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mb="md">
          {kinds.map((kind) => (
            <TextInput
              key={kind}
              label={labelOf(kind)}
              placeholder={kind === 'email' ? 'name@home.example' : '+33 612345678'}
              value={values[kind] ?? now(kind)}
              maxLength={254}
              error={isWrong(kind) && (kind === 'email' ? 'Write one address.' : 'Write it like +33 612345678.')}
              onChange={({ currentTarget: { value } }) => setValues({ ...values, [kind]: value })}
            />
          ))}
        </SimpleGrid>
        <Group justify="end">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button type="submit" disabled={kinds.some(isWrong)}>
            Go on
          </Button>
        </Group>
      </form>
    </Sheet>
  )
}

/** What it is called, with a capital letter. */
function labelOf(kind: ContactKind): string {
  return wordsOf(contactName[kind])
}

/** `password_reset` as Password reset. */
function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
