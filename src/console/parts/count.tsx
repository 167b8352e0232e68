import { Text } from '@mantine/core'

type Props = {
  /** Undefined until it is counted. */
  readonly of: number | undefined
  readonly one: string
  readonly many: string
}

/** How many a list holds, said when it changes; its line is there before it is counted. */
export function Count({ of, one, many }: Props) {
  return (
    <Text size="sm" c="dimmed" role="status">
      {of === undefined ? '\u00a0' : of === 1 ? `1 ${one}` : `${of.toLocaleString()} ${many}`}
    </Text>
  )
}
