import { html } from 'ghtml'
import type { Step } from '../../app/sign-in/step.ts'
import { buttons, card, type Html } from '../page.ts'
import { passkeyForm, passkeyHead } from './passkey-form.ts'
import { qrCode } from './qr.ts'
import { addressField, anotherForm, howSent, sentDigits } from './sent-code-form.ts'
import { failed, form, type Frame, links, who, wrong } from './step-form.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

type RegisterStep = Extract<Step, { ask: 'register' }>

/** The page on which a second factor is set up: an app, a passkey, or codes that are sent. */
export function registerPage(step: RegisterStep, frame: Frame): Html {
  if (step.sentTo !== null) return confirmPage(step, step.sentTo, frame)
  if (!step.offers.includes('totp')) return withoutApp(step, frame)
  return form(
    frame,
    say('Set up a second factor'),
    'register',
    html`!${who(step.signInName)}<h1>${say('Set up a second factor')}</h1>
<p>${step.why ?? say('Your organisation asks for a second proof that it is you.')} ${say('Scan this with an authenticator app, then type the code it shows.')}</p>!${failed(step.failure)}
<div class="qr" role="img" aria-label="${say('QR code for your authenticator app')}">!${qrCode(step.uri)}</div>
<details><summary>!${sayHtml("I can't scan it")}</summary><p>!${sayHtml('{link}, or add an account by hand with this key:', { link: html`<a href="${step.uri}">${say('Open it in the authenticator app on this device')}</a>` })}</p><p><code>${spaced(step.secret)}</code></p></details>
<label for="code">${say('Code from the app')}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required !${wrong(step.failure)}>
!${buttons(say('Finish set-up'))}`,
    html`!${step.offers.includes('passkey') ? passkeyForm(frame, 'new-passkey', say('Set up a passkey instead'), 'second') : ''}!${otherWays(step, frame)}!${later(step, frame)}`,
    passkeyHead(),
  )
}

const later = ({ mayWait }: RegisterStep, frame: Frame): Html => (mayWait ? press(frame, 'later', say('Not now')) : '')

/** The same where no app may be set up: a passkey, which the browser makes, and what can be sent. */
function withoutApp(step: RegisterStep, frame: Frame): Html {
  const takesPasskey = step.offers.includes('passkey')
  const title = takesPasskey ? say('Set up a passkey') : say('Set up a second factor')
  return card(
    title,
    frame.organisation,
    html`!${who(step.signInName)}<h1>${title}</h1>
<p>${step.why ?? say('Your organisation asks for a second proof that it is you.')}</p>!${failed(step.failure)}
!${takesPasskey ? passkeyOnly(frame) : ''}!${otherWays(step, frame)}!${later(step, frame)}!${links(frame)}`,
    'narrow',
    passkeyHead(),
  )
}

const passkeyOnly = (
  frame: Frame,
) => html`<p class="quiet">${say('Have your security key at hand, or use this device: its screen lock is enough.')}</p>
!${passkeyForm(frame, 'new-passkey', say('Set up a passkey'), 'first')}
<noscript><p class="failure">${say('A passkey needs a script of this page, and your browser runs none. Use another browser.')}</p></noscript>`

/** The page on which somebody shows that they read what is sent to the address or number they gave. */
function confirmPage(
  step: RegisterStep,
  { by, kind, address }: NonNullable<RegisterStep['sentTo']>,
  frame: Frame,
): Html {
  return form(
    frame,
    say('Enter the code we sent'),
    'register',
    html`!${who(step.signInName)}<h1>${say('Enter the code we sent')}</h1>
<p class="quiet">${howSent(by, address)}</p>!${failed(step.failure)}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" !${sentDigits} required autofocus !${wrong(step.failure)}>
!${buttons(say('Finish set-up'))}`,
    html`!${anotherForm(frame, kind, step)}!${press(frame, 'leave-sent', say('Use another way'))}`,
  )
}

/** What may be set up in the place of an app, where it can be sent from here. */
function otherWays({ mayBeSent }: RegisterStep, frame: Frame): Html {
  if (mayBeSent.length === 0) return ''
  return html`<details class="ways"><summary>${mayBeSent.length === 2 ? say('Get codes by e-mail or phone instead') : mayBeSent[0] === 'email' ? say('Get codes by e-mail instead') : say('Get codes by phone instead')}</summary>!${mayBeSent.map(
    (kind) =>
      html`<form method="post" action="${frame.action}/set-up-${kind}"><input type="hidden" name="token" value="${frame.token}">!${addressField(kind, '')}<div class="buttons"><button class="second">${kind === 'email' ? say('Send a code by e-mail') : say('Send a code by text message')}</button></div></form>`,
  )}</details>`
}

const press = (frame: Frame, step: string, label: string) =>
  html`<form method="post" action="${frame.action}/${step}"><input type="hidden" name="token" value="${frame.token}"><div class="buttons"><button class="second">${label}</button></div></form>`

const spaced = (secret: string) => secret.replace(/(.{4})/g, '$1 ').trim()
