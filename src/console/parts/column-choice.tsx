import { Button, Checkbox, Popover, Stack } from '@mantine/core'

/** Columns to choose from, and those that are shown where nothing is chosen. */
export type Choice<C extends string> = { readonly names: Readonly<Record<C, string>>; readonly usual: readonly C[] }

/** The columns that an address says, in their order; the usual ones where it says none. */
export function columnsIn<C extends string>({ names, usual }: Choice<C>, text: string | undefined): readonly C[] {
  if (text === undefined) return usual
  const wanted = text.split(',')
  return (Object.keys(names) as C[]).filter((column) => wanted.includes(column))
}

/** The columns as an address says them; nothing where they are the usual ones. */
export function columnsText<C extends string>({ usual }: Choice<C>, columns: readonly C[]): string | undefined {
  return columns.length === usual.length && usual.every((one) => columns.includes(one))
    ? undefined
    : columns.join(',') || 'none'
}

type Props<C extends string> = {
  readonly of: Choice<C>
  readonly shown: readonly C[]
  readonly onSay: (columns: string | undefined) => void
}

/** What opens the columns of a list, to choose those that are shown. */
export function ColumnChoice<C extends string>({ of, shown, onSay }: Props<C>) {
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="default">Columns</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          aria-label="Columns"
          value={[...shown]}
          onChange={(columns) => onSay(columnsText(of, columns as C[]))}
        >
          <Stack gap="xs">
            {Object.entries<string>(of.names).map(([value, label]) => (
              <Checkbox key={value} size="xs" value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}
