import { html } from 'ghtml'
import type { Asked } from '../../app/methods/own-address.ts'
import type { SentKind } from '../../core/methods/methods.ts'
import { buttons, failure, type Html } from '../page.ts'
import { addressField, howSent, sentDigits } from '../signin/sent-code-form.ts'
import { withThen } from './forms.ts'
import { account, form, type Frame, formTo, invalid } from './frame.ts'
import { say } from '../../app/words/say.ts'

const labels = {
  email: () => [say('Add codes by e-mail'), say('Send a code by e-mail')] as const,
  phone: () => [say('Add codes by phone'), say('Send a code by text message')] as const,
}

/** The form that takes an address or a number; open where what was typed is none. */
export function addressForm(frame: Frame, kind: SentKind, typed: string, problem: string | null): Html {
  const [title, label] = labels[kind]()
  return html`<details !${problem === null ? '' : 'open'}><summary>${title}</summary>!${failure(problem)}!${form(
    frame,
    kind,
    html`!${addressField(kind, typed, invalid(problem))}<div class="buttons"><button class="second">${label}</button></div>`,
  )}</details>`
}

/** The same as a page, after something that can be no address. */
export function addressPage(frame: Frame, kind: SentKind, typed: string, problem: string): Html {
  const [title] = labels[kind]()
  return account(frame, title, html`<h1>${title}</h1>!${addressForm(frame, kind, typed, problem)}!${back()}`)
}

/** The page on which somebody shows that they read what is sent there. */
export function confirmPage(frame: Frame, id: string, asked: Asked, name: string): Html {
  const { use, kind, address, by, problem } = asked
  const page = use === 'method' ? '/account/methods' : '/account/contact'
  const own = html`<input type="hidden" name="setUp" value="${id}">`
  const call = html`<button class="second" name="how" value="voice">${say('Call me instead')}</button>`
  return account(
    frame,
    say('Enter the code we sent'),
    html`<h1>${say('Enter the code we sent')}</h1>
<p class="quiet">${howSent(by, address)}</p>!${failure(problem)}
!${formTo(
      frame,
      `${page}/confirm`,
      html`!${own}<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" !${sentDigits} required autofocus !${invalid(problem)}>
!${use === 'method' ? html`<label for="name">${say('What you call it (you may leave this empty)')}</label><input type="text" id="name" name="name" value="${name}" maxlength="64" autocomplete="off">` : ''}
!${buttons(use === 'method' ? say('Finish set-up') : say('Confirm that it is yours'))}`,
    )}
!${formTo(frame, `${page}/another`, html`!${own}<div class="buttons"><button class="second" name="how" value="again">${say('Send another code')}</button>!${kind === 'phone' ? call : ''}</div>`)}
!${use === 'method' ? back() : backToContact(frame)}`,
  )
}

/** The way back to how one is reached. */
export const backToContact = ({ then }: Frame) =>
  html`<div class="links"><a href="${withThen('/account/contact', then)}">${say('How I am reached')}</a></div>`

const back = () => html`<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a></div>`
