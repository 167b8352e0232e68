import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, type List, type User, withQuery } from '../api.ts'

type Props = {
  readonly label: string
  readonly placeholder?: string
  readonly onPick: (user: User) => void
  /** Enter on text that is nobody in the list, such as a reference number; without it the text stays as it is. */
  readonly onText?: (text: string) => void
  readonly initial?: string
  readonly autoFocus?: boolean
  readonly size?: 'xs' | 'sm'
}

/** Finds a person by the beginning of any of their names: type, arrow down, Enter. */
export function PersonPicker({
  label,
  placeholder,
  onPick,
  onText,
  initial = '',
  autoFocus = false,
  size = 'sm',
}: Props) {
  const [text, setText] = useState(initial)
  const [search] = useDebouncedValue(text.trim(), 120)
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['users', 'pick', search],
    queryFn: () => api<List<User>>(withQuery('users', { $search: `"${search.replaceAll('"', '')}"`, $top: 8 })),
    enabled: search.length > 0,
    placeholderData: (before) => before,
  })
  const found = search === '' ? [] : (data?.value ?? [])
  const isOfText = search === text.trim() && !isPlaceholderData && (data !== undefined || search === '')

  // What may be a reference number or a whole name of somebody unknown is taken as it stands, on Enter.
  const isNobody = isOfText && search !== '' && found.length === 0 && !(onText !== undefined && /[@-]/.test(search))

  const pick = (id: string) => {
    const user = found.find((one) => one.id === id)
    if (user === undefined) return
    setText(user.displayName)
    box.closeDropdown()
    onPick(user)
  }

  // The first of a list that has come is marked: it is whom Enter picks, and the arrows go on from there.
  const listed = isOfText ? found.map((one) => one.id).join() : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list, and not when the arrows move
  useEffect(() => {
    if (listed !== '' && box.dropdownOpened) box.selectFirstOption()
  }, [listed])

  // Whoever presses Enter before the list has come means the first of the list to come, never of the one before.
  const [isEntered, setEntered] = useState(false)
  useEffect(() => {
    if (!isEntered || !isOfText) return
    setEntered(false)
    const [first] = found
    if (first !== undefined) pick(first.id)
    else onText?.(text.trim())
  })

  return (
    <Combobox store={box} onOptionSubmit={pick} withinPortal={false}>
      <Combobox.Target withExpandedAttribute>
        <InputBase
          label={label}
          size={size}
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
            setEntered(false)
            box.openDropdown()
            box.selectFirstOption()
          }}
          onKeyDown={(event) => {
            // The key that leads into the search means nothing else for whoever is there already.
            if (event.key === '/' && isAllChosen(event.currentTarget)) return event.preventDefault()
            // Ctrl+Enter belongs to the page: it applies the first repair.
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            if (isOfText && box.dropdownOpened && box.getSelectedOptionIndex() >= 0) return
            box.resetSelectedOption()
            setEntered(true)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0 && !isNobody}>
        {isNobody && <Combobox.Empty>Nobody is called so.</Combobox.Empty>}
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

const isAllChosen = ({ value, selectionStart, selectionEnd }: HTMLInputElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length
