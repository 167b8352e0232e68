import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'

type Props = {
  readonly label: string
  readonly placeholder: string
  /** What the address says. */
  readonly value: string
  readonly onSearch: (text: string) => void
}

/** What a list is searched by, asked a moment after the last letter; `/` leads here from anywhere. */
export function SearchBox({ label, placeholder, value, onSearch }: Props) {
  const [text, setText] = useState(value)
  const [asked, setAsked] = useState(value)
  const ask = useDebouncedCallback((next: string) => {
    setAsked(next.trim())
    onSearch(next.trim())
  }, 150)
  // Back and forward change the address under the box; what was asked from here already stands in it.
  useEffect(() => {
    if (value !== asked) {
      setText(value)
      setAsked(value)
    }
  }, [value, asked])
  return (
    <TextInput
      type="search"
      flex={1}
      miw={200}
      maxLength={256}
      aria-label={label}
      placeholder={placeholder}
      data-search
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
    />
  )
}
