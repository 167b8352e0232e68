import { Badge, Button, Group, Select, Text, TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Method, methodName } from '../../core/methods/methods.ts'
import { stateOf, type TemporaryPass } from '../../core/methods/temporary-pass.ts'
import { api, type Person } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { ChangeButton, Remove } from '../parts/change-button.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Sheet } from '../parts/page.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session.tsx'

/** What a person signs in with. */
type PersonsMethods = {
  readonly methods: readonly (Omit<Method, 'undeliverableAt'> & {
    readonly name: string | null
    readonly defaultSince: number | null
    readonly createdAt: number
    readonly lastUsedAt: number | null
    readonly address: string | null
    readonly undeliverableAt: number | null
  })[]
  /** Kinds that the organisation does not allow for the person. */
  readonly notAllowed: readonly Method['kind'][]
  readonly recoveryCodesLeft: number | null
  readonly pass: TemporaryPass | null
  readonly identities: readonly { readonly providerId: string; readonly name: string; readonly linkedAt: number }[]
  readonly pausedUntil: number | null
}

export const methodsOf = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'methods'],
    queryFn: () => api<PersonsMethods>(`admit/people/${id}/methods`),
  })

/** What the person signs in with, and a pass for who has nothing at hand. */
export function Methods({ account }: { readonly account: Person['account'] }) {
  const methods = useQuery(methodsOf(account.id))
  return (
    <Sheet title="Sign-in methods">
      <Loaded of={methods}>{(all) => <Shown account={account} all={all} />}</Loaded>
    </Sheet>
  )
}

type Props = { readonly account: Person['account']; readonly all: PersonsMethods }

function Shown({ account, all }: Props) {
  const accountId = account.id
  return (
    <>
      {all.pausedUntil !== null && (
        <Group className="mind" justify="space-between">
          <span>
            Too many codes were wrong: none is taken until <When at={all.pausedUntil} />.
          </span>
          <ChangeButton
            on="sheet"
            title={`Take codes again: ${account.displayName}`}
            changes={[{ do: 'unblock_second_factor', accountId }]}
          >
            Take codes again…
          </ChangeButton>
        </Group>
      )}
      {all.methods.length === 0 && <Text size="sm">No second factor is set up.</Text>}
      {all.methods.map((one) => {
        const kind = methodName(one.kind)
        const title = one.name === null ? kind : `${kind} “${one.name}”`
        return (
          <Group key={one.id} justify="space-between" gap="xs">
            <Group gap="xs">
              <Text fw={600} size="sm">
                {title}
              </Text>
              {one.madeFor !== undefined && <Badge color="red">made for {one.madeFor}</Badge>}
              {!one.isUsable && one.madeFor === undefined && (
                <Badge color="gray">{one.kind === 'recovery_codes' ? 'used up' : 'no longer counts'}</Badge>
              )}
              {all.notAllowed.includes(one.kind) && <Badge color="red">not allowed</Badge>}
              {one.undeliverableAt !== null && <Badge color="red">does not arrive</Badge>}
              {one.defaultSince !== null && <Badge>asked for first</Badge>}
              <Text size="sm" c="dimmed">
                {one.address !== null && `to ${one.address}, `}
                {one.kind === 'recovery_codes' && `${all.recoveryCodesLeft} left, `}set up <When at={one.createdAt} />
                {one.lastUsedAt === null ? (
                  ', not used yet'
                ) : (
                  <>
                    , last used <When at={one.lastUsedAt} />
                  </>
                )}
              </Text>
            </Group>
            <Remove
              what={title}
              title={`Remove ${title}: ${account.displayName}`}
              changes={[{ do: 'remove_method', accountId, methodId: one.id }]}
            />
          </Group>
        )
      })}
      {all.identities.map(({ providerId, name, linkedAt }) => (
        <Group key={providerId} justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={600} size="sm">
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              signs in there, linked <When at={linkedAt} />
            </Text>
          </Group>
          <ChangeButton
            on="row"
            label={`Unlink from ${name}`}
            title={`Unlink from ${name}: ${account.displayName}`}
            changes={[{ do: 'unlink_identity', accountId, providerId }]}
          >
            Unlink
          </ChangeButton>
        </Group>
      ))}
      <Pass account={account} all={all} />
      {account.deletedAt === null && (
        <Group>
          <ChangeButton
            on="sheet"
            title={`Revoke remembered devices: ${account.displayName}`}
            changes={[{ do: 'forget_devices', accountId }]}
          >
            Revoke remembered devices…
          </ChangeButton>
        </Group>
      )}
    </>
  )
}

const states = { good: 'good now', early: 'not good yet', over: 'over', used: 'used up' } as const

/** The Temporary Access Pass: what there is of one, and a new one. */
function Pass({ account, all: { pass } }: Props) {
  const may = useMay()
  const [isGiving, setGiving] = useState(false)
  const accountId = account.id
  return (
    <>
      {pass !== null && (
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Text fw={600} size="sm">
              Temporary Access Pass
            </Text>
            <Badge color={stateOf(pass, Date.now()) === 'good' ? 'admit' : 'gray'}>
              {states[stateOf(pass, Date.now())]}
            </Badge>
            <Text size="sm" c="dimmed">
              for {pass.uses === 'one' ? 'one sign-in' : 'several sign-ins'}, from <When at={pass.startsAt} /> until{' '}
              <When at={pass.endsAt} />
            </Text>
          </Group>
          <Remove
            what="the Temporary Access Pass"
            title={`Take back the Temporary Access Pass: ${account.displayName}`}
            changes={[{ do: 'remove_temporary_pass', accountId }]}
          />
        </Group>
      )}
      {isGiving ? (
        <NewPass account={account} close={() => setGiving(false)} />
      ) : (
        may('issue_temporary_pass') &&
        account.deletedAt === null && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setGiving(true)}>
              Give a Temporary Access Pass
            </Button>
          </Group>
        )
      )}
    </>
  )
}

const lengths = [
  ['10', '10 minutes'],
  ['60', '1 hour'],
  ['480', '8 hours'],
  ['1440', '1 day'],
  ['10080', '7 days'],
  ['43200', '30 days'],
].map(([value, label]) => ({ value: value as string, label: label as string }))

function NewPass({ account, close }: { readonly account: Person['account']; readonly close: () => void }) {
  const { propose } = useChanges()
  const [uses, setUses] = useState<'one' | 'many'>('one')
  const [minutes, setMinutes] = useState('60')
  const [from, setFrom] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const startsAt = from === '' ? null : new Date(from).getTime()
        const change = {
          do: 'issue_temporary_pass',
          accountId: account.id,
          uses,
          minutes: Number(minutes),
          startsAt,
        } as const
        propose({ title: `Temporary Access Pass: ${account.displayName}`, changes: [change], then: close })
      }}
    >
      <Group align="end" gap="xs">
        <Select
          label="Good for"
          size="xs"
          w={150}
          allowDeselect={false}
          data={[
            { value: 'one', label: 'one sign-in' },
            { value: 'many', label: 'several sign-ins' },
          ]}
          value={uses}
          onChange={(value) => setUses(value === 'many' ? 'many' : 'one')}
        />
        <Select
          label="Lasts"
          size="xs"
          w={130}
          allowDeselect={false}
          data={lengths}
          value={minutes}
          onChange={(value) => setMinutes(value ?? '60')}
        />
        <TextInput
          label="From (empty: at once)"
          type="datetime-local"
          size="xs"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button size="xs" type="submit">
          Go on
        </Button>
        <Button size="xs" variant="subtle" onClick={close}>
          Leave it
        </Button>
      </Group>
    </form>
  )
}
