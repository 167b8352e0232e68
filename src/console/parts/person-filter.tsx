import { Button, Group } from '@mantine/core'
import type { User } from '../api.ts'
import { PersonPicker } from './person-picker.tsx'

type Props = {
  readonly label: string
  /** What stands there for whoever the list is narrowed to; undefined for anybody. */
  readonly chosen: string | undefined
  readonly onPick: (user: User | null) => void
  /** Enter on a name that nobody has. */
  readonly onText?: (text: string) => void
}

/** The person a list is narrowed to, found by their name, and the way back to anybody. */
export function PersonFilter({ label, chosen, onPick, onText }: Props) {
  if (chosen === undefined)
    return (
      <PersonPicker
        label={label}
        placeholder="anybody"
        size="xs"
        onPick={onPick}
        {...(onText === undefined ? {} : { onText })}
      />
    )
  return (
    <div>
      <span className="filter-title">{label}</span>
      <Group gap={4} wrap="nowrap">
        <strong className="filter-value">{chosen}</strong>
        <Button size="compact-xs" variant="subtle" aria-label={`${label}: anybody`} onClick={() => onPick(null)}>
          ×
        </Button>
      </Group>
    </div>
  )
}
