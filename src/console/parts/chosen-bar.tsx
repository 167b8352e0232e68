import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** So many changes are one operation. */
export const mostAtOnce = 100

/** Above a list: how many rows are chosen, what is done to all of them, and the way to choose none. */
export function ChosenBar({
  count,
  none,
  onClear,
  children,
}: {
  readonly count: number
  /** What choosing none is called. */
  readonly none: string
  readonly onClear: () => void
  readonly children: ReactNode
}) {
  return (
    <section className="chosen-bar" aria-label="What to do with those chosen">
      <Group gap="xs">
        <Text size="sm" fw={600} role="status">
          {count} chosen
        </Text>
        {count > mostAtOnce ? (
          <Text size="sm">
            At most {mostAtOnce} at once; <Link to="/bulk">a file</Link> does more.
          </Text>
        ) : (
          children
        )}
        <Button size="xs" variant="subtle" onClick={onClear}>
          {none}
        </Button>
      </Group>
    </section>
  )
}
