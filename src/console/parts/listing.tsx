import { Button, Checkbox, Group, Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import type { Selection } from './selection.ts'

export type Column<T> = {
  /** Empty for what can be done to the row. */
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** Left out on a narrow screen. */
  readonly isExtra?: boolean
  /** Takes one line, however long what stands beside it. */
  readonly isShort?: boolean
  /** What the list is sorted by when the title is pressed. */
  readonly sort?: string
}

type Props<T> = {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly idOf: (row: T) => string | number
  /** What to say when there is nothing. */
  readonly none: string
  /** How many are shown until all are asked for; left out, all are shown at once. */
  readonly few?: number
  readonly selection?: Selection<T>
  readonly nameOf?: (row: T) => string
  /** What it is sorted by, with `-` before it downwards, and what to do when that is to be otherwise. */
  readonly sort?: { readonly by: string; readonly onSort: (by: string) => void }
}

/**
 * A table of things that can be opened, chosen and sorted, or one sentence when there are none. On a narrow screen each row is
 * a block, with the titles before its values.
 */
export function Listing<T>(props: Props<T>) {
  const { label, rows: all, columns, idOf, none, few = Number.POSITIVE_INFINITY, selection, nameOf, sort } = props
  const last = useRef(-1)
  const [isWhole, setWhole] = useState(false)
  if (all.length === 0) return <p className="quiet">{none}</p>
  // One more press for one more row helps nobody.
  const rows = isWhole || all.length <= few + 1 ? all : all.slice(0, few)
  const hide = (column: Column<T>) => (column.isExtra === true ? { visibleFrom: 'sm' as const } : {})
  const chosen = selection === undefined ? 0 : rows.filter((row) => selection.has(row)).length
  const table = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll-x" tabIndex={0} aria-label={label}>
      <Table className="listing" verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {selection !== undefined && (
              <Table.Th className="chooses">
                <Checkbox
                  size="xs"
                  aria-label="Choose all that are shown"
                  checked={chosen === rows.length}
                  indeterminate={chosen > 0 && chosen < rows.length}
                  onChange={(event) => selection.set(rows, event.currentTarget.checked)}
                />
              </Table.Th>
            )}
            {columns.map((column) => (
              <Table.Th key={column.title} {...hide(column)} {...sorted(column, sort)}>
                {column.title === '' ? (
                  <VisuallyHidden>What can be done</VisuallyHidden>
                ) : (
                  <Title of={column} sort={sort} />
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            <Table.Tr key={idOf(row)} {...(selection?.has(row) === true ? { className: 'chosen' } : {})}>
              {selection !== undefined && (
                <Table.Td className="chooses">
                  <Checkbox
                    size="xs"
                    aria-label={`Choose ${nameOf?.(row) ?? idOf(row)}`}
                    checked={selection.has(row)}
                    onChange={(event) => {
                      // With Shift, all from the one chosen before.
                      const isRange = (event.nativeEvent as MouseEvent).shiftKey && last.current >= 0
                      const from = isRange ? Math.min(at, last.current) : at
                      const to = isRange ? Math.max(at, last.current) : at
                      selection.set(rows.slice(from, to + 1), event.currentTarget.checked)
                      last.current = at
                    }}
                  />
                </Table.Td>
              )}
              {columns.map((column, place) => (
                <Table.Td
                  key={column.title}
                  {...hide(column)}
                  className={column.title === '' ? 'does' : column.isShort === true ? 'short' : undefined}
                  data-title={place === 0 || column.title === '' ? undefined : column.title}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
  if (rows.length === all.length) return table
  return (
    <>
      {table}
      <Group>
        <Button size="compact-sm" variant="default" onClick={() => setWhole(true)}>
          All {all.length.toLocaleString()}
        </Button>
      </Group>
    </>
  )
}

type Sort = Props<never>['sort']

function sorted<T>({ sort: field }: Column<T>, sort: Sort): { 'aria-sort'?: 'ascending' | 'descending' } {
  if (field === undefined || sort === undefined) return {}
  if (sort.by === field) return { 'aria-sort': 'ascending' }
  return sort.by === `-${field}` ? { 'aria-sort': 'descending' } : {}
}

function Title<T>({ of, sort }: { readonly of: Column<T>; readonly sort: Sort | undefined }) {
  if (of.sort === undefined || sort === undefined) return of.title
  const isUp = sort.by === of.sort
  const mark = isUp ? '▲' : sort.by === `-${of.sort}` ? '▼' : ''
  return (
    <UnstyledButton className="sorts" onClick={() => sort.onSort(isUp ? `-${of.sort}` : (of.sort as string))}>
      {of.title} <span aria-hidden>{mark}</span>
    </UnstyledButton>
  )
}
