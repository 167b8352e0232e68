import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type List, type User, withQuery } from '../api.ts'

type Props = {
  readonly label: string
  readonly placeholder?: string
  readonly onPick: (user: User) => void
  /** Enter on text that is nobody in the list, such as a reference number; without it the text stays as it is. */
  readonly onText?: (text: string) => void
  readonly initial?: string
  readonly autoFocus?: boolean
}

/** Finds a person by the beginning of any of their names: type, arrow down, Enter. */
export function PersonPicker({ label, placeholder, onPick, onText, initial = '', autoFocus = false }: Props) {
  const [text, setText] = useState(initial)
  const [search] = useDebouncedValue(text.trim(), 120)
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const { data } = useQuery({
    queryKey: ['users', 'pick', search],
    queryFn: () => api<List<User>>(withQuery('users', { $search: `"${search.replaceAll('"', '')}"`, $top: 8 })),
    enabled: search.length > 0,
    placeholderData: (before) => before,
  })
  const found = search === '' ? [] : (data?.value ?? [])

  const pick = (id: string) => {
    const user = found.find((one) => one.id === id)
    if (user === undefined) return
    setText(user.displayName)
    box.closeDropdown()
    onPick(user)
  }

  return (
    <Combobox store={box} onOptionSubmit={pick} withinPortal={false}>
      <Combobox.Target>
        <InputBase
          label={label}
          role="combobox"
          value={text}
          {...(placeholder === undefined ? {} : { placeholder })}
          autoComplete="off"
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          maxLength={320}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value)
            box.openDropdown()
            box.selectFirstOption()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || (box.dropdownOpened && box.getSelectedOptionIndex() >= 0)) return
            event.preventDefault()
            // Whoever types faster than the list comes still means the first of it.
            const [only] = found
            if (onText !== undefined && (only === undefined || /@|^\w{4}-?\w{4}-?\w{4}$/.test(text.trim()))) onText(text.trim())
            else if (only !== undefined) pick(only.id)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={label}>
          {found.map((user) => (
            <Combobox.Option key={user.id} value={user.id}>
              <div>{user.displayName}</div>
              <div className="quiet mono">{user.userPrincipalName}</div>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
