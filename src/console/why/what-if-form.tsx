import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Change, type Group as GroupRow, type List, type Policy, type Product } from '../api.ts'

/** A change that is only imagined, and how it is said. */
export type Imagined = { readonly change: Change; readonly says: string }

/** Whether it is the person or time that does it: nothing an administrator could make so. */
export function isOfAttempt(change: Change): boolean {
  return [
    'type_name',
    'retype_password',
    'prove_second_factor',
    'sign_in_from',
    'use_redirect',
    'ask_scopes',
    'wait_until',
    'change_password',
    'register_method',
  ].includes(change.do)
}

type Props = {
  readonly accountId: string | null
  readonly app: { readonly id: string; readonly name: string | null }
  readonly onAdd: (one: Imagined) => void
}

type Kind = {
  readonly says: string
  /** What else must be chosen or typed for it. */
  readonly wants: 'nothing' | 'text' | 'moment' | 'group' | 'policy' | 'product' | 'attribute'
  readonly ofPerson?: boolean
  readonly make: (given: {
    readonly id: string
    readonly name: string
    readonly text: string
    readonly accountId: string
    readonly appId: string
  }) => Imagined
}

const kinds: Readonly<Record<string, Kind>> = {
  factor: {
    says: 'they prove a second factor',
    wants: 'nothing',
    make: () => ({ change: { do: 'prove_second_factor' }, says: 'second factor proved' }),
  },
  password: {
    says: 'they type the right password',
    wants: 'nothing',
    make: () => ({ change: { do: 'retype_password' }, says: 'right password' }),
  },
  from: {
    says: 'they come from the address',
    wants: 'text',
    make: ({ text }) => ({ change: { do: 'sign_in_from', ip: text, locationIds: null }, says: `from ${text}` }),
  },
  join: {
    says: 'they were in the group',
    wants: 'group',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({ change: { do: 'add_to_group', accountId, groupId: id }, says: `in ${name}` }),
  },
  leave: {
    says: 'they were not in the group',
    wants: 'group',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'remove_from_group', accountId, groupId: id },
      says: `not in ${name}`,
    }),
  },
  attribute: {
    says: 'an attribute of theirs were…',
    wants: 'attribute',
    ofPerson: true,
    make: ({ id, text, accountId }) => ({
      change: { do: 'set_attribute', accountId, name: id, value: text === '' ? null : text },
      says: `${id} is ${text === '' ? 'empty' : text}`,
    }),
  },
  licence: {
    says: 'they had a licence of',
    wants: 'product',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'assign_licence', accountId, productId: id, disabledPlans: [] },
      says: `licence of ${name}`,
    }),
  },
  unlicensed: {
    says: 'they had no direct licence of',
    wants: 'product',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'remove_licence', accountId, productId: id },
      says: `no licence of ${name}`,
    }),
  },
  on: {
    says: 'the policy were on',
    wants: 'policy',
    make: ({ id, name }) => ({ change: { do: 'set_policy_state', policyId: id, state: 'on' }, says: `${name} on` }),
  },
  watched: {
    says: 'the policy were report-only',
    wants: 'policy',
    make: ({ id, name }) => ({
      change: { do: 'set_policy_state', policyId: id, state: 'report_only' },
      says: `${name} report-only`,
    }),
  },
  excluded: {
    says: 'they were left out of the policy',
    wants: 'policy',
    ofPerson: true,
    make: ({ id, name, accountId }) => ({
      change: { do: 'exclude_from_policy', policyId: id, accountId },
      says: `left out of ${name}`,
    }),
  },
  block: {
    says: 'their account were blocked',
    wants: 'nothing',
    ofPerson: true,
    make: ({ accountId }) => ({ change: { do: 'block_account', accountId }, says: 'account blocked' }),
  },
  enable: {
    says: 'their account were enabled',
    wants: 'nothing',
    ofPerson: true,
    make: ({ accountId }) => ({ change: { do: 'enable_account', accountId }, says: 'account enabled' }),
  },
  assigned: {
    says: 'they were assigned to the app',
    wants: 'nothing',
    ofPerson: true,
    make: ({ appId, accountId }) => ({ change: { do: 'assign_app', appId, accountId }, says: 'assigned to the app' }),
  },
  later: {
    says: 'it were this time',
    wants: 'moment',
    make: ({ text }) => ({
      change: { do: 'wait_until', until: new Date(text).getTime() },
      says: `at ${text.replace('T', ' ')}`,
    }),
  },
}

const attributes = [
  'department',
  'jobTitle',
  'usageLocation',
  'city',
  'country',
  'companyName',
  'employeeType',
  'employeeId',
  'officeLocation',
  'state',
  'mail',
]

/** Makes one imagined change after another: what, and where it takes one, whose or which. */
export function WhatIfForm({ accountId, app, onAdd }: Props) {
  const [kind, setKind] = useState<string | null>(null)
  const [id, setId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const chosen = kind === null ? null : (kinds[kind] as Kind)
  const choices = useChoices(chosen?.wants ?? 'nothing')
  const wantsText = chosen !== null && ['text', 'moment', 'attribute'].includes(chosen.wants)
  const wantsId = chosen !== null && ['group', 'policy', 'product', 'attribute'].includes(chosen.wants)
  const isComplete =
    chosen !== null && (!wantsId || id !== null) && (!wantsText || text.trim() !== '' || chosen.wants === 'attribute')

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isComplete) return
        const name = choices.find((one) => one.value === id)?.label ?? ''
        onAdd(chosen.make({ id: id ?? '', name, text: text.trim(), accountId: accountId ?? '', appId: app.id }))
        setKind(null)
        setId(null)
        setText('')
      }}
    >
      <Group align="end" gap="sm">
        <Select
          label="Suppose"
          placeholder="what would be different"
          w={{ base: '100%', sm: 260 }}
          searchable
          maxDropdownHeight={320}
          value={kind}
          data={Object.entries(kinds)
            .filter(([, one]) => one.ofPerson !== true || accountId !== null)
            .map(([value, one]) => ({ value, label: one.says }))}
          onChange={(value) => {
            setKind(value)
            setId(null)
            setText('')
          }}
        />
        {wantsId && (
          <Select
            label={chosen.wants === 'attribute' ? 'Attribute' : 'Which'}
            w={{ base: '100%', sm: 240 }}
            searchable
            data={[...choices]}
            value={id}
            onChange={setId}
          />
        )}
        {wantsText && (
          <TextInput
            label={chosen.wants === 'moment' ? 'When' : chosen.wants === 'text' ? 'Address' : 'Value'}
            type={chosen.wants === 'moment' ? 'datetime-local' : 'text'}
            value={text}
            maxLength={256}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default" disabled={!isComplete}>
          Suppose so
        </Button>
      </Group>
    </form>
  )
}

type Choice = { readonly value: string; readonly label: string }

function useChoices(wants: Kind['wants']): readonly Choice[] {
  const path = { group: 'admit/groups?limit=500', policy: 'admit/policies', product: 'admit/products' }[wants as string]
  const { data } = useQuery({
    queryKey: ['choices', wants],
    queryFn: () => api<List<GroupRow | Policy | Product>>(path as string),
    enabled: path !== undefined,
  })
  if (wants === 'attribute') return attributes.map((one) => ({ value: one, label: one }))
  return (data?.value ?? []).map((one) => ({ value: one.id, label: one.name }))
}
