import { Button, Group, Select } from '@mantine/core'

type PickProps = {
  readonly label: string
  readonly value: string | undefined
  readonly data: readonly (readonly [key: string, name: string])[]
  readonly onPick: (value: string | undefined) => void
}

/** One of a few by which a list is narrowed, or none of them. */
export function PickFilter({ label, value, data, onPick }: PickProps) {
  return (
    <Select
      label={label}
      placeholder="any"
      clearable
      searchable={data.length > 6}
      size="xs"
      value={value ?? null}
      data={data.map(([key, name]) => ({ value: key, label: name }))}
      onChange={(next) => onPick(next ?? undefined)}
    />
  )
}

/** Takes every filter away. */
export function WithoutFilters({ onPress }: { readonly onPress: () => void }) {
  return (
    <Group align="end">
      <Button size="xs" variant="subtle" onClick={onPress}>
        Without filters
      </Button>
    </Group>
  )
}
