import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { roles } from '../../core/changes/roles.ts'
import { api, type List, type Policy, withQuery } from '../api.ts'
import { useNameOf } from '../parts/names-of.ts'
import { searchFor } from '../parts/odata.ts'

type Props = {
  readonly label: string
  readonly value?: string[]
  readonly onChange?: (value: string[]) => void
  readonly error?: React.ReactNode
}

type Found = { readonly id: string; readonly displayName: string }

const kinds = [
  { value: 'all', label: 'Everybody' },
  { value: 'guests', label: 'Guests' },
]
const ofRoles = Object.entries(roles).map(([key, role]) => ({ value: `role:${key}`, label: role.name }))

/** Whom a policy is about: everybody, guests, roles, and any group and person, found by what is typed of a name. */
export function Whom({ label, value = [], ...input }: Props) {
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 150)
  const groups = useFound('groups', search)
  const people = useFound('users', search)
  const idOf = (key: string) => key.slice(key.indexOf(':') + 1)
  const nameOf = useNameOf(value.filter((key) => /^(group|account):/.test(key)).map(idOf))
  // What was found stays named when something else is searched for.
  const seen = useRef(new Map<string, string>())
  for (const one of [...groups, ...people]) seen.current.set(one.id, one.displayName)

  const fits = (one: { readonly value: string; readonly label: string }) =>
    value.includes(one.value) || one.label.toLowerCase().includes(search.toLowerCase())
  const listed = (kind: string, found: readonly Found[]) =>
    [...new Set([...value.filter((key) => key.startsWith(`${kind}:`)), ...found.map(({ id }) => `${kind}:${id}`)])].map(
      (key) => ({ value: key, label: seen.current.get(idOf(key)) ?? nameOf(idOf(key)) }),
    )
  return (
    <MultiSelect
      label={label}
      searchable
      hidePickedOptions
      value={value}
      data={[
        { group: 'Kinds', items: kinds.filter(fits) },
        { group: 'Groups', items: listed('group', groups) },
        { group: 'Roles', items: ofRoles.filter(fits) },
        { group: 'People', items: listed('account', people) },
      ]}
      filter={({ options }) => options}
      onSearchChange={setText}
      {...input}
    />
  )
}

function useFound(list: 'groups' | 'users', search: string): readonly Found[] {
  const { data } = useQuery({
    queryKey: [list, 'whom', search],
    queryFn: ({ signal }) =>
      api<List<Found>>(
        withQuery(list, { $search: searchFor(search), $select: 'id,displayName', $top: 20 }),
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  return data?.value ?? []
}

type People = Policy['users']['include']

/** A set of people as the keys of what is chosen. */
export function keysOf(set: People): string[] {
  return [
    ...(set.all ? ['all'] : []),
    ...(set.guests ? ['guests'] : []),
    ...set.groupIds.map((id) => `group:${id}`),
    ...set.roles.map((role) => `role:${role}`),
    ...set.accountIds.map((id) => `account:${id}`),
  ]
}

/** The keys of what is chosen as a set of people. */
export function peopleOf(keys: readonly string[]): People {
  const of = (kind: string) => keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1))
  return {
    all: keys.includes('all'),
    guests: keys.includes('guests'),
    groupIds: of('group'),
    roles: of('role'),
    accountIds: of('account'),
  }
}
