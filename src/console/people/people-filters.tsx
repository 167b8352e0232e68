import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roles } from '../../core/changes/roles.ts'
import { api, type List, type Product } from '../api.ts'
import { GroupPicker } from '../parts/group-picker.tsx'
import type { PeopleQuery } from './people-query.ts'

type Props = {
  readonly query: PeopleQuery
  readonly onChange: (change: Partial<Record<keyof PeopleQuery, string | undefined>>) => void
}

const pick = (
  label: string,
  value: string | undefined,
  data: readonly (readonly [string, string])[],
  set: (value: string | undefined) => void,
) => (
  <Select
    label={label}
    placeholder="any"
    clearable
    searchable={data.length > 6}
    size="xs"
    value={value ?? null}
    data={data.map(([key, name]) => ({ value: key, label: name }))}
    onChange={(next) => set(next ?? undefined)}
  />
)

/** What narrows the list of people. */
export function PeopleFilters({ query, onChange }: Props) {
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  return (
    <section className="filters" aria-label="Filters">
      {pick(
        'Sign-in',
        query.signIn,
        [
          ['allowed', 'allowed'],
          ['blocked', 'blocked'],
        ],
        (signIn) => onChange({ signIn }),
      )}
      {pick(
        'Kind',
        query.kind,
        [
          ['member', 'member'],
          ['guest', 'guest'],
        ],
        (kind) => onChange({ kind }),
      )}
      <Department
        key={query.department}
        value={query.department ?? ''}
        onSay={(department) => onChange({ department })}
      />
      {pick(
        'Licence',
        query.licence,
        [['none', 'no licence at all'], ...(data?.value ?? []).map((one) => [one.id, one.name] as const)],
        (licence) => onChange({ licence }),
      )}
      <div className="xs">
        <GroupPicker
          label="In the group"
          isLabelShown
          size="xs"
          placeholder="any"
          value={query.group ?? null}
          onPick={(group) => onChange({ group: group?.id })}
        />
      </div>
      {pick(
        'With the role',
        query.role,
        Object.entries(roles).map(([key, { name }]) => [key, name] as const),
        (role) => onChange({ role }),
      )}
      <Group align="end">
        <Button
          size="xs"
          variant="subtle"
          onClick={() =>
            onChange({
              signIn: undefined,
              kind: undefined,
              department: undefined,
              licence: undefined,
              group: undefined,
              role: undefined,
            })
          }
        >
          Without filters
        </Button>
      </Group>
    </section>
  )
}

function Department({ value, onSay }: { readonly value: string; readonly onSay: (value: string | undefined) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const say = () => text.trim() !== value && onSay(text.trim() || undefined)
  return (
    <TextInput
      label="Department"
      placeholder="any"
      size="xs"
      maxLength={256}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={say}
      onKeyDown={(event) => event.key === 'Enter' && say()}
    />
  )
}
