import { Table, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'

export type Column<T> = {
  /** Empty for what can be done to the row. */
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** Left out on a narrow screen. */
  readonly isExtra?: boolean
}

type Props<T> = {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly idOf: (row: T) => string | number
  /** What to say when there is nothing. */
  readonly none: string
}

/** A table of things that can be opened, or one sentence when there are none. */
export function Listing<T>({ label, rows, columns, idOf, none }: Props<T>) {
  if (rows.length === 0) return <p className="quiet">{none}</p>
  const hide = (column: Column<T>) => (column.isExtra === true ? { visibleFrom: 'sm' as const } : {})
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll-x" tabIndex={0} aria-label={label}>
      <Table className="listing" verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} {...hide(column)}>
                {column.title === '' ? <VisuallyHidden>What can be done</VisuallyHidden> : column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={idOf(row)}>
              {columns.map((column) => (
                <Table.Td key={column.title} {...hide(column)} className={column.title === '' ? 'does' : undefined}>
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
