import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roles } from '../../core/changes/roles.ts'
import { api, type List, type Product } from '../api.ts'
import { PickFilter, WithoutFilters } from '../parts/filters.tsx'
import { GroupPicker } from '../parts/group-picker.tsx'
import type { PeopleQuery } from './people-query.ts'

type Props = {
  readonly query: PeopleQuery
  readonly onChange: (change: Partial<Record<keyof PeopleQuery, string | undefined>>) => void
}

/** What narrows the list of people. */
export function PeopleFilters({ query, onChange }: Props) {
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  return (
    <section className="filters" aria-label="Filters">
      <PickFilter
        label="Sign-in"
        value={query.signIn}
        data={[
          ['allowed', 'allowed'],
          ['blocked', 'blocked'],
        ]}
        onPick={(signIn) => onChange({ signIn })}
      />
      <PickFilter
        label="Kind"
        value={query.kind}
        data={[
          ['member', 'member'],
          ['guest', 'guest'],
        ]}
        onPick={(kind) => onChange({ kind })}
      />
      <Department
        key={query.department}
        value={query.department ?? ''}
        onSay={(department) => onChange({ department })}
      />
      <PickFilter
        label="Licence"
        value={query.licence}
        data={[['none', 'no licence at all'], ...(data?.value ?? []).map((one) => [one.id, one.name] as const)]}
        onPick={(licence) => onChange({ licence })}
      />
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
      <PickFilter
        label="With the role"
        value={query.role}
        data={Object.entries(roles).map(([key, { name }]) => [key, name] as const)}
        onPick={(role) => onChange({ role })}
      />
      <WithoutFilters
        onPress={() =>
          onChange({
            signIn: undefined,
            kind: undefined,
            department: undefined,
            licence: undefined,
            group: undefined,
            role: undefined,
          })
        }
      />
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
