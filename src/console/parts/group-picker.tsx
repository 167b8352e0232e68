import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List, withQuery } from '../api.ts'
import { searchFor } from './odata.ts'

/** A group as lists of them show it. */
export type ListedGroup = {
  readonly id: string
  readonly displayName: string
  readonly description: string | null
  readonly groupTypes: readonly string[]
  readonly membershipRule: string | null
  readonly isAssignableToRole: boolean
}

type Props = {
  readonly label: string
  readonly placeholder?: string
  readonly isLabelShown?: boolean
  readonly autoFocus?: boolean
  readonly size?: 'xs' | 'sm'
  /** The id of the group that is chosen. */
  readonly value?: string | null
  /** What the groups have to be, as the API is asked. */
  readonly filter?: string
  readonly fits?: (group: ListedGroup) => boolean
  readonly onPick: (group: ListedGroup | null) => void
}

const fields = 'id,displayName,description,groupTypes,membershipRule,isAssignableToRole'

/** Finds a group among any number by a part of its name. */
export function GroupPicker({
  label,
  placeholder,
  isLabelShown = false,
  autoFocus = false,
  size = 'sm',
  value = null,
  filter,
  fits,
  onPick,
}: Props) {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const chosen = useQuery({
    queryKey: ['group', 'named', value],
    queryFn: () => api<ListedGroup>(`groups/${value}?$select=${fields}`),
    enabled: value !== null,
    retry: false,
  }).data
  const name = value === null ? '' : (chosen?.displayName ?? value)
  // What stands in the box because it was chosen is not what is searched for.
  const typed = text === name ? '' : text.trim()
  const [search] = useDebouncedValue(typed, 150)
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['groups', 'pick', search, filter],
    queryFn: ({ signal }) =>
      api<List<ListedGroup>>(
        withQuery('groups', {
          ...{ $search: searchFor(search), $select: fields, $top: 30 },
          ...(filter === undefined ? {} : { $filter: filter, $count: 'true' }),
        }),
        undefined,
        signal,
      ),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  })
  const found = (data?.value ?? []).filter((one) => fits?.(one) ?? true)
  // Whoever presses Enter before the list has come never picks from the list before what is not called so.
  const isOfTyped = typed === search && !isPlaceholderData
  const options = found
    .filter((one) => isOfTyped || one.displayName.toLowerCase().includes(typed.toLowerCase()))
    .map((one) => ({ value: one.id, label: one.displayName }))
  return (
    <Select
      {...(isLabelShown ? { label } : { 'aria-label': label })}
      placeholder={placeholder ?? `${label}…`}
      size={size}
      searchable
      autoFocus={autoFocus}
      clearable={value !== null}
      {...(isLabelShown ? {} : { maw: 360 })}
      value={value}
      data={value === null || found.some((one) => one.id === value) ? options : [{ value, label: name }, ...options]}
      filter={({ options: given }) => given}
      nothingFoundMessage={isOfTyped ? 'No group is called so.' : 'Searching…'}
      onFocus={() => setOpen(true)}
      onSearchChange={setText}
      onChange={(id) => {
        setText('')
        onPick(found.find((one) => one.id === id) ?? (id === value ? (chosen ?? null) : null))
      }}
    />
  )
}
