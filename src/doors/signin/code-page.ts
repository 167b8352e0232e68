import { html } from 'ghtml'
import type { AtHand } from '../../app/sign-in/at-hand.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { isSent, methodName } from '../../core/methods/methods.ts'
import { buttons, card, type Html } from '../page.ts'
import { passkeyForm, passkeyHead } from './passkey-form.ts'
import { anotherForm, howSent, sentDigits } from './sent-code-form.ts'
import { failed, form, type Frame, links, who, wrong } from './step-form.ts'
import { phrase, say } from '../../app/words/say.ts'

type CodeStep = Extract<Step, { ask: 'code' }>

/** The page that asks for a second factor, and lets the person choose another they have. */
export function codePage(step: CodeStep, frame: Frame): Html {
  if (step.method.kind === 'passkey') return passkeyPage(step, frame)
  const { title, how, input } = askFor(step)
  const isSentHere = isSent(step.method.kind)
  return form(
    frame,
    title,
    'code',
    html`!${who(step.signInName)}<h1>${title}</h1>
!${whyOf(step)}<p class="quiet">${how}</p>!${failed(step.failure)}!${isSentHere && step.method.isOutOfReach ? outOfReach(step) : ''}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" !${input} required autofocus !${wrong(step.failure)}>
!${buttons(say('Continue'))}`,
    html`!${isSentHere ? anotherForm(frame, step.method.kind, step) : ''}!${others(step, frame)}`,
  )
}

const whyOf = ({ why }: CodeStep): Html => (why === null ? '' : html`<p>${why}</p>`)

/** What nobody has to wait for: nothing arrived there. */
function outOfReach({ method, others }: CodeStep): Html {
  const then =
    others.length > 0 ? say('Use another way.') : say('Ask whoever helps you, who can let you in another way.')
  const what =
    method.kind === 'email'
      ? say('Your e-mail address on file may be out of date.')
      : say('Your phone number on file may be out of date.')
  const gone =
    method.to === null
      ? say('What we sent to you did not arrive.')
      : say('What we sent to {address} did not arrive.', { address: method.to })
  return html`<div class="failure" role="status">${gone} ${what} ${then}</div>`
}

/** The page that asks for a passkey: the browser does the rest. */
function passkeyPage(step: CodeStep, frame: Frame): Html {
  return card(
    say('Use your passkey'),
    frame.organisation,
    html`!${who(step.signInName)}<h1>${say('Use your passkey')}</h1>
!${whyOf(step)}<p class="quiet">${say('Have your device or security key at hand.')}</p>!${failed(step.failure)}
!${passkeyForm(frame, 'passkey', say('Continue'), 'first')}
<noscript><p class="failure">${say('A passkey needs a script of this page, and your browser runs none. Use another way.')}</p></noscript>
!${others(step, frame)}!${links(frame)}`,
    'narrow',
    passkeyHead(),
  )
}

const digits = 'inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7"'

/** What the page says and takes, by what is asked for. */
function askFor({ method, organisation, sentBy }: CodeStep): {
  readonly title: string
  readonly how: string
  readonly input: Html
} {
  switch (method.kind) {
    case 'recovery_codes':
      return {
        title: say('Enter a recovery code'),
        how: say('Type one of the codes you kept when you made them. Each works once.'),
        input: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32"',
      }
    case 'totp':
      return {
        title: say('Enter your code'),
        how: say('Open your authenticator app and type the six digits it shows for {organisation}.', { organisation }),
        input: digits,
      }
    case 'email':
    case 'phone':
      return { title: say('Enter the code we sent'), how: howSent(sentBy, method.to ?? ''), input: sentDigits }
    case 'passkey':
      return {
        title: say('Enter your code'),
        how: say('Type the code of: {method}', { method: labelOf(method) }),
        input: digits,
      }
  }
}

/** The other ways, each a button; no script is needed to choose. */
function others({ method, others }: CodeStep, frame: Frame): Html {
  if (others.length === 0) return ''
  const ways = others.map(
    (one) => html`<button class="second" name="method" value="${one.id}">${capital(labelOf(one))}</button>`,
  )
  return html`<details class="ways" !${method.isOutOfReach ? 'open' : ''}><summary>${say('Use another way')}</summary><form method="post" action="${frame.action}/method"><input type="hidden" name="token" value="${frame.token}">!${ways}</form></details>`
}

/** A method as the person knows it: by its name, where they gave it one. */
const labelOf = ({ kind, name, to }: AtHand) =>
  name !== null
    ? say('{method} “{name}”', { method: phrase(methodName(kind)), name })
    : to !== null
      ? say('{method} to {address}', { method: phrase(methodName(kind)), address: to })
      : phrase(methodName(kind))

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
