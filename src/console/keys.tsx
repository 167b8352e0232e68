import { Kbd, Modal, Table } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

/** Where each letter after `g` leads. */
export const leads = {
  w: '/',
  o: '/overview',
  p: '/people',
  g: '/groups',
  a: '/apps',
  l: '/licences',
  r: '/roles',
  u: '/units',
  d: '/domains',
  v: '/provisioning',
  c: '/policies',
  s: '/sign-ins',
  j: '/journal',
  b: '/jobs',
} as const

type Lead = keyof typeof leads

type Props = {
  /** The pages that the roles let open, with their names. */
  readonly places: readonly { readonly to: string; readonly name: string }[]
}

/** The keys that work on every page, and the list of them. */
export function Keys({ places }: Props) {
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const wentAt = useRef(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      // A dialog keeps its keys to itself.
      if (document.querySelector('[role="dialog"]') !== null) return
      const { key } = event
      if (Date.now() - wentAt.current < 1500 && key in leads) {
        wentAt.current = 0
        const to = leads[key as Lead]
        if (places.some((place) => place.to === to)) {
          event.preventDefault()
          void navigate({ to })
        }
        return
      }
      wentAt.current = key === 'g' ? Date.now() : 0
      if (key === '?') setOpen(true)
      else if (key === '/') focus(document.querySelector('main [data-search]'), event)
      else if (key === 'j' || (key === 'ArrowDown' && isInRow(event.target))) step(1, event)
      else if (key === 'k' || (key === 'ArrowUp' && isInRow(event.target))) step(-1, event)
      else if (key === 'x') rowOf(document.activeElement)?.querySelector<HTMLElement>('input[type="checkbox"]')?.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate, places])
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title="Keys">
      <Table>
        <Table.Tbody>
          {[
            ['/', 'Search on this page'],
            ['j', 'The next row of a list'],
            ['k', 'The row before'],
            ['x', 'Choose the row, or no longer'],
            ['Enter', 'Open the row'],
            ...Object.entries(leads).flatMap(([letter, to]) => {
              const place = places.find((one) => one.to === to)
              return place === undefined ? [] : [[`g ${letter}`, place.name]]
            }),
            ['?', 'These keys'],
          ].map(([keys, what]) => (
            <Table.Tr key={keys}>
              <Table.Td w={90}>
                {keys?.split(' ').map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || target.role === 'combobox'
}

const rowOf = (element: Element | null) => element?.closest<HTMLElement>('main tbody tr') ?? null
const isInRow = (target: EventTarget | null) => target instanceof Element && rowOf(target) !== null

function focus(element: Element | null, event: KeyboardEvent): void {
  if (!(element instanceof HTMLElement)) return
  event.preventDefault()
  element.focus()
  if (element instanceof HTMLInputElement) element.select()
}

/** To the next row or the one before; behind the last one stands what brings more. */
function step(by: 1 | -1, event: KeyboardEvent): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main a.row, main [data-more]')].filter(
    (one) => one.offsetParent !== null,
  )
  const here = document.activeElement
  const at = rows.findIndex((one) => one === here || (rowOf(one) !== null && rowOf(one) === rowOf(here)))
  const next = at === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)
  const element = rows[next]
  if (element === undefined) return
  focus(element, event)
  element.scrollIntoView({ block: 'nearest' })
}
