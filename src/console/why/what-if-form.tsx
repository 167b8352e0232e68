import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, type List, type NamedLocation, type Policy, type Product } from '../api.ts'
import { GroupPicker } from '../parts/group-picker.tsx'
import { usePlaces } from './places.ts'
import { attributes, type Imagined, suppositions, type Wants } from './suppositions.ts'
import { useSession } from '../session.tsx'

type Props = {
  readonly accountId: string | null
  readonly app: { readonly id: string; readonly name: string | null }
  readonly onAdd: (one: Imagined) => void
}

/** Imagines one thing after another. What is chosen counts at once; only what is typed waits for Enter. */
export function WhatIfForm({ accountId, app, onAdd }: Props) {
  const [kind, setKind] = useState<string | null>(null)
  const [id, setId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const first = useRef<HTMLInputElement>(null)
  const chosen = kind === null ? undefined : suppositions[kind]
  const wants = chosen?.wants ?? 'nothing'
  const choices = useChoices(wants)
  const isTyped = wants === 'address' || wants === 'moment' || wants === 'attribute'
  const isComplete = wants === 'attribute' ? id !== null : text.trim() !== ''

  const nameOf = (choice: string | null) => choices.find((one) => one.value === choice)?.label ?? ''
  const add = (of: string, choice: string | null, typed: string, name = nameOf(choice)) => {
    const made = suppositions[of]?.make({
      id: choice ?? '',
      name,
      text: typed.trim(),
      accountId: accountId ?? '',
      appId: app.id,
    })
    if (made !== undefined) onAdd(made)
    setKind(null)
    setId(null)
    setText('')
    first.current?.focus()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (kind !== null && isTyped && isComplete) add(kind, id, text)
      }}
    >
      <Group align="end" gap="sm">
        <Select
          ref={first}
          label="Suppose"
          placeholder="what would be different"
          w={{ base: '100%', sm: 260 }}
          searchable
          selectFirstOptionOnChange
          // Focus comes back to it after each choice; the answer below is not to be covered then.
          openOnFocus={false}
          maxDropdownHeight={320}
          value={kind}
          data={Object.entries(suppositions)
            .filter(([, one]) => one.ofPerson !== true || accountId !== null)
            .map(([value, one]) => ({ value, label: one.says }))}
          onChange={(value) => {
            setId(null)
            setText('')
            if (value !== null && suppositions[value]?.wants === 'nothing') add(value, null, '')
            else setKind(value)
          }}
        />
        {kind !== null && wants === 'group' && (
          <GroupPicker
            key={kind}
            label="Which"
            isLabelShown
            autoFocus
            onPick={(group) => group !== null && add(kind, group.id, '', group.displayName)}
          />
        )}
        {chosen !== undefined && choices.length > 0 && (
          <Select
            key={kind}
            label={wants === 'attribute' ? 'Attribute' : 'Which'}
            w={{ base: '100%', sm: 240 }}
            searchable
            selectFirstOptionOnChange
            autoFocus
            data={[...choices]}
            value={id}
            onChange={(value) => {
              if (kind !== null && value !== null && !isTyped) add(kind, value, '')
              else setId(value)
            }}
          />
        )}
        {isTyped && (
          <TextInput
            key={`${kind} text`}
            label={wants === 'moment' ? 'When' : wants === 'address' ? 'Address' : 'Value'}
            type={wants === 'moment' ? 'datetime-local' : 'text'}
            autoFocus={wants !== 'attribute'}
            value={text}
            maxLength={256}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {isTyped && (
          <Button type="submit" variant="default" disabled={!isComplete}>
            Suppose so
          </Button>
        )}
      </Group>
    </form>
  )
}

type Choice = { readonly value: string; readonly label: string }

const paths: Partial<Record<Wants, string>> = {
  policy: 'admit/policies',
  product: 'admit/products',
  location: 'admit/locations',
}

function useChoices(wants: Wants): readonly Choice[] {
  const places = usePlaces()
  const { mayRead } = useSession()
  const isSeen = (wants !== 'policy' && wants !== 'location') || mayRead.includes('policies')
  const path = isSeen ? paths[wants] : undefined
  const { data } = useQuery({
    queryKey: ['choices', wants],
    queryFn: () => api<List<Policy | Product | NamedLocation>>(path ?? ''),
    enabled: path !== undefined,
  })
  if (wants === 'attribute') return attributes.map((one) => ({ value: one, label: one }))
  if (wants === 'state') return ['disabled', 'enabled', 'enforced'].map((one) => ({ value: one, label: one }))
  if (wants === 'place') return places
  return path === undefined ? [] : (data?.value ?? []).map((one) => ({ value: one.id, label: one.name }))
}
