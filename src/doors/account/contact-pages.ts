import { html } from 'ghtml'
import { contactKinds, type OwnReview } from '../../app/recovery/review.ts'
import type { ContactKind } from '../../core/changes/change.ts'
import { contactName, masked } from '../../core/changes/contact.ts'
import { failure, type Html } from '../page.ts'
import { addressField } from '../signin/sent-code-form.ts'
import { backToContact } from './address-pages.ts'
import { account, type Frame, formTo, invalid } from './frame.ts'
import { phrase, say } from '../../app/words/say.ts'

/** What a page says was done, by its name in the address. */
export const contactNotices = {
  changed: 'You are reached there from now on.',
  removed: 'It is taken away.',
} as const
export type ContactNotice = keyof typeof contactNotices

/** *How I am reached*: who has just proved who they are sees it whole, and changes it (A8, SEC-09). */
export function contactPage(frame: Frame, review: OwnReview, notice: ContactNotice | null): Html {
  return account(
    frame,
    say('How I am reached'),
    html`<h1>${say('How I am reached')}</h1>
<p class="quiet">${say('You are told here when something about your account changes, and a forgotten password is reset by a code that is sent here.')}</p>
!${notice === null ? '' : html`<div class="note" role="status">${say(contactNotices[notice])}</div>`}
!${confirmFirst(frame)}
<ul class="plain methods">!${contactKinds.map((kind) => contactItem(frame, kind, review))}</ul>
<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a><a href="/account/sessions">${say('Where I am signed in')}</a><a href="/myapps">${say('My apps')}</a></div>`,
  )
}

/** Has the person prove first that it is them, where that was not a moment ago. */
export const confirmFirst = ({ proveAt }: Frame): Html =>
  proveAt === null
    ? ''
    : html`<div class="note"><p>${say('To change anything, confirm first that it is you.')}</p><div class="buttons"><a class="button" href="${proveAt}">${say('Confirm that it is you')}</a></div></div>`

/** A way to be reached as it stands in a list: whole to who has just proved who they are. */
export const seen = ({ proveAt }: Frame, value: string): string => (proveAt === null ? value : masked(value))

function contactItem(frame: Frame, kind: ContactKind, { contacts, mail, ways }: OwnReview): Html {
  const value = contacts[kind]
  const name = phrase(contactName[kind])
  const instead =
    kind === 'email' && mail !== null
      ? say('None. {address} of the directory is used.', { address: seen(frame, mail) })
      : say('None.')
  const canBeShown = ways.includes(kind === 'email' ? 'email' : 'phone')
  const acts =
    frame.proveAt !== null
      ? ''
      : html`!${canBeShown ? html`<details><summary>${value === undefined ? say('Add') : say('Change')}<span class="unseen"> ${name}</span></summary>!${giveForm(frame, kind, '', null)}</details>` : ''}
!${value === undefined ? '' : formTo(frame, '/account/contact/remove', html`<input type="hidden" name="contact" value="${kind}"><div class="buttons"><button class="second">${say('Take away')}<span class="unseen"> ${name}</span></button></div>`)}`
  return html`<li><h2>${capital(name)}</h2><p class="quiet">${value === undefined ? instead : seen(frame, value)}</p>!${acts}</li>`
}

/** The form that takes an address or a number, to which a code is sent. */
export function giveForm(frame: Frame, kind: ContactKind, typed: string, problem: string | null): Html {
  const label =
    kind === 'email'
      ? say('Send a code by e-mail')
      : kind === 'office'
        ? say('Send a code in a call')
        : say('Send a code by text message')
  return html`!${failure(problem)}!${formTo(
    frame,
    '/account/contact/begin',
    html`<input type="hidden" name="contact" value="${kind}">!${addressField(kind === 'email' ? 'email' : 'phone', typed, invalid(problem), kind)}<div class="buttons"><button>${label}</button></div>`,
  )}`
}

/** The same as a page, after something that can be no address. */
export function givePage(frame: Frame, kind: ContactKind, typed: string, problem: string): Html {
  const title = say('Change: {what}', { what: phrase(contactName[kind]) })
  return account(frame, title, html`<h1>${title}</h1>!${giveForm(frame, kind, typed, problem)}!${backToContact(frame)}`)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
