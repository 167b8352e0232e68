import { html } from 'ghtml'
import type { Failure } from '../../app/sign-in/flow.ts'
import { card, failure, type Html, initials, type Shown } from '../page.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** What every page of a sign-in knows: whose it is, where its form goes and the token that proves the form is ours. */
export type Frame = {
  readonly organisation: Shown
  readonly action: string
  readonly token: string
  readonly query?: string
}

/** A page of one form, whose answer goes to the address of its step; `after` is what stands below it. */
export function form(frame: Frame, title: string, step: string, inside: Html, after: Html = '', head: Html = ''): Html {
  return card(
    title,
    frame.organisation,
    html`<form method="post" action="${frame.action}/${step}${frame.query ?? ''}">!${token(frame)}
!${inside}
</form>!${after}!${links(frame, step !== 'name')}`,
    'narrow',
    head,
  )
}

/** Ways out of a step: help, and another account once one is named. */
export function links(frame: Frame, hasName = true): Html {
  return html`<div class="links"><a href="/help">!${sayHtml("Can't access your account?")}</a>!${hasName ? another(frame) : ''}</div>`
}

/** Back to the first step, still to the app that the sign-in was begun for. */
export const another = (frame: Pick<Frame, 'action' | 'token'>) =>
  html`<form method="post" action="${frame.action}/again">!${token(frame)}<button class="link">${say('Use another account')}</button></form>`

const token = (frame: Pick<Frame, 'token'>) => html`<input type="hidden" name="token" value="${frame.token}">`

/** What was wrong with the last answer. */
export const failed = (given: Failure | null) => failure(given === null ? null : given.text, given?.reference ?? null)

/** Ties a field to what was wrong with the last answer, for whoever hears the page. */
export const wrong = (given: Failure | null) => (given === null ? '' : 'aria-invalid="true" aria-describedby="failure"')

/** Whose sign-in it is. */
export const who = (name: string) =>
  html`<div class="who"><span class="initials" aria-hidden="true">${initials(name.replace(/@.*/, '').replace(/[._-]/g, ' '))}</span><span>${name}</span></div>`

/** *This is a shared computer*: nothing stays there. */
export const sharedBox = (computer: 'own' | 'shared' = 'own') =>
  html`<label class="check"><input type="checkbox" name="computer" value="shared" !${computer === 'shared' ? 'checked' : ''}><span>${say('This is a shared computer')}</span></label>`
