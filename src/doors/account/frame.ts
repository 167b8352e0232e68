import { html } from 'ghtml'
import { bar, type Html, page } from '../page.ts'

/** What every page of one's own account knows. */
export type Frame = {
  readonly organisation: string
  readonly person: { readonly name: string; readonly signInName: string }
  readonly token: string
  /** Where to prove anew who one is; null where that was a moment ago. */
  readonly proveAt: string | null
  readonly now: number
}

/** A page of one's own account. */
export function account(frame: Frame, title: string, body: Html, head: Html = ''): Html {
  return page(
    `${title} · ${frame.organisation}`,
    html`!${bar(frame.organisation, frame.person, frame.token)}
<main class="wide"><div class="ask">!${body}</div></main>`,
    head,
  )
}

/** A form of the page, to the address of what it does. */
export const form = (frame: Frame, path: string, inside: Html) =>
  html`<form method="post" action="/account/methods/${path}"><input type="hidden" name="token" value="${frame.token}">!${inside}</form>`
