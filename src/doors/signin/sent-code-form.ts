import { html } from 'ghtml'
import type { MethodKind, SentKind } from '../../core/methods/methods.ts'
import type { Channel } from '../../store/messages.ts'
import type { Html } from '../page.ts'
import type { Frame } from './step-form.ts'
import { say } from '../../app/words/say.ts'

/** The field of a code that is sent. */
export const sentDigits = 'inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ,]{8,23}" maxlength="23"'

/** How a code is on its way, and where to, in a sentence; `by` is null where none is. */
export function howSent(by: Channel | null, to: string): string {
  switch (by) {
    case 'mail':
      return say('A code is on its way to {address}. It works once, for ten minutes.', { address: to })
    case 'sms':
      return say('A text message with a code is on its way to {number}. It works once, for ten minutes.', {
        number: to,
      })
    case 'voice':
      return say('{number} is being called, and a code read aloud. It works once, for ten minutes.', { number: to })
    case null:
      return say('No code was sent to {address}.', { address: to })
  }
}

/** Has another code sent, or a phone called. */
export function anotherForm(frame: Frame, kind: MethodKind, { mayCall }: { readonly mayCall: boolean }): Html {
  const call = html`<button class="second" name="how" value="voice">${say('Call me instead')}</button>`
  return html`<form method="post" action="${frame.action}/another"><input type="hidden" name="token" value="${frame.token}"><div class="buttons"><button class="second" name="how" value="again">${say('Send another code')}</button>!${kind === 'phone' && mayCall ? call : ''}</div></form>`
}

/** The field of an address or a number that codes are to be sent to; `id` tells it from others of the page. */
export function addressField(kind: SentKind, typed: string, invalid: Html = '', id: string = kind): Html {
  return kind === 'email'
    ? html`<label for="${id}">${say('E-mail address')}</label>
<input type="email" id="${id}" name="address" value="${typed}" autocomplete="email" maxlength="254" required !${invalid}>`
    : html`<label for="${id}">${say('Phone number, with its country')}</label>
<input type="tel" id="${id}" name="address" value="${typed}" autocomplete="tel" placeholder="+44 20 7946 0018" maxlength="32" required !${invalid}>`
}
