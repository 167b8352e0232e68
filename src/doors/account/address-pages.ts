import { html } from 'ghtml'
import type { Asked } from '../../app/methods/own-address.ts'
import type { SentKind } from '../../core/methods/methods.ts'
import { buttons, failure, type Html } from '../page.ts'
import { addressField, howSent, sentDigits } from '../signin/sent-code-form.ts'
import { withThen } from './forms.ts'
import { account, form, type Frame, formTo, invalid } from './frame.ts'

const labels = {
  email: ['Add codes by e-mail', 'Send a code by e-mail'],
  phone: ['Add codes by phone', 'Send a code by text message'],
} as const

/** The form that takes an address or a number; open where what was typed is none. */
export function addressForm(frame: Frame, kind: SentKind, typed: string, problem: string | null): Html {
  const [title, label] = labels[kind]
  return html`<details !${problem === null ? '' : 'open'}><summary>${title}</summary>!${failure(problem)}!${form(
    frame,
    kind,
    html`!${addressField(kind, typed, invalid(problem))}<div class="buttons"><button class="second">${label}</button></div>`,
  )}</details>`
}

/** The same as a page, after something that can be no address. */
export function addressPage(frame: Frame, kind: SentKind, typed: string, problem: string): Html {
  return account(
    frame,
    labels[kind][0],
    html`<h1>${labels[kind][0]}</h1>!${addressForm(frame, kind, typed, problem)}!${back}`,
  )
}

/** The page on which somebody shows that they read what is sent there. */
export function confirmPage(frame: Frame, id: string, asked: Asked, name: string): Html {
  const { use, kind, address, by, problem } = asked
  const page = use === 'method' ? '/account/methods' : '/account/contact'
  const own = html`<input type="hidden" name="setUp" value="${id}">`
  const call = html`<button class="second" name="how" value="voice">Call me instead</button>`
  return account(
    frame,
    'Enter the code we sent',
    html`<h1>Enter the code we sent</h1>
<p class="quiet">${howSent(by, address)}</p>!${failure(problem)}
!${formTo(
      frame,
      `${page}/confirm`,
      html`!${own}<label for="code">Code</label>
<input class="code" type="text" id="code" name="code" !${sentDigits} required autofocus !${invalid(problem)}>
!${use === 'method' ? html`<label for="name">What you call it (you may leave this empty)</label><input type="text" id="name" name="name" value="${name}" maxlength="64" autocomplete="off">` : ''}
!${buttons(use === 'method' ? 'Finish set-up' : 'Confirm that it is yours')}`,
    )}
!${formTo(frame, `${page}/another`, html`!${own}<div class="buttons"><button class="second" name="how" value="again">Send another code</button>!${kind === 'phone' ? call : ''}</div>`)}
!${use === 'method' ? back : backToContact(frame)}`,
  )
}

/** The way back to how one is reached. */
export const backToContact = ({ then }: Frame) =>
  html`<div class="links"><a href="${withThen('/account/contact', then)}">How I am reached</a></div>`

const back = html`<div class="links"><a href="/account/methods">My sign-in methods</a></div>`
