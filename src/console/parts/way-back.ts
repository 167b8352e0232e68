import { useEffect, useState } from 'react'

/** What the reader was at: the button of the menu where an item of one was pressed, for the item goes with its menu. */
export function opener(): HTMLElement | null {
  const active = document.activeElement
  const labelled = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const button = labelled == null ? null : document.getElementById(labelled)
  return button ?? (active instanceof HTMLElement ? active : null)
}

/** Leads the keyboard back to where it was, or to the page where that is gone. */
export function focusAgain(where: HTMLElement | null): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const target = where?.isConnected === true ? where : document.getElementById('content')
  target?.focus({ preventScroll: true })
}

/** When what is shown goes, the keyboard is where it was before it came. */
export function useWayBack(): void {
  const [from] = useState(opener)
  useEffect(() => () => void setTimeout(() => focusAgain(from), 50), [from])
}
