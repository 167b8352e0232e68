import { html } from 'ghtml'
import { bar, type Html, page } from '../page.ts'

/** What every page of one's own account knows. */
export type Frame = {
  readonly organisation: string
  readonly person: { readonly name: string; readonly signInName: string }
  readonly token: string
  /** Where to prove anew who one is; null where that was a moment ago. */
  readonly proveAt: string | null
  /** Where the person was on the way to when they were led here; null where they came by themselves. */
  readonly then: string | null
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

/** A form of a page, to the address of what it does; where the person was on the way to goes along. */
export const formTo = (frame: Frame, address: string, inside: Html) =>
  html`<form method="post" action="${address}"><input type="hidden" name="token" value="${frame.token}">!${frame.then === null ? '' : html`<input type="hidden" name="then" value="${frame.then}">`}!${inside}</form>`

/** A form of the page of one's methods. */
export const form = (frame: Frame, path: string, inside: Html) => formTo(frame, `/account/methods/${path}`, inside)

/** What a field is told that holds what was wrong, for whoever hears the page. */
export const invalid = (problem: string | null) =>
  problem === null ? '' : 'aria-invalid="true" aria-describedby="failure"'
