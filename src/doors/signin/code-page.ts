import { html } from 'ghtml'
import type { AtHand } from '../../app/sign-in/at-hand.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { isSent, methodName } from '../../core/methods/methods.ts'
import { buttons, card, type Html } from '../page.ts'
import { passkeyForm, passkeyHead } from './passkey-form.ts'
import { anotherForm, howSent, sentDigits } from './sent-code-form.ts'
import { failed, form, type Frame, links, who, wrong } from './step-form.ts'

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
<label for="code">Code</label>
<input class="code" type="text" id="code" name="code" !${input} required autofocus !${wrong(step.failure)}>
!${buttons('Continue')}`,
    html`!${isSentHere ? anotherForm(frame, step.method.kind, step) : ''}!${others(step, frame)}`,
  )
}

const whyOf = ({ why }: CodeStep): Html => (why === null ? '' : html`<p>${why}</p>`)

/** What nobody has to wait for: nothing arrived there. */
function outOfReach({ method, others }: CodeStep): Html {
  const then = others.length > 0 ? 'Use another way.' : 'Ask whoever helps you, who can let you in another way.'
  return html`<div class="failure" role="status">What we sent to ${method.to ?? 'you'} did not arrive. Your ${method.kind === 'email' ? 'e-mail address' : 'phone number'} on file may be out of date. ${then}</div>`
}

/** The page that asks for a passkey: the browser does the rest. */
function passkeyPage(step: CodeStep, frame: Frame): Html {
  return card(
    'Use your passkey',
    frame.organisation,
    html`!${who(step.signInName)}<h1>Use your passkey</h1>
!${whyOf(step)}<p class="quiet">Have your device or security key at hand.</p>!${failed(step.failure)}
!${passkeyForm(frame, 'passkey', 'Continue', 'first')}
<noscript><p class="failure">A passkey needs a script of this page, and your browser runs none. Use another way.</p></noscript>
!${others(step, frame)}!${links(frame)}`,
    'narrow',
    passkeyHead,
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
        title: 'Enter a recovery code',
        how: 'Type one of the codes you kept when you made them. Each works once.',
        input: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32"',
      }
    case 'totp':
      return {
        title: 'Enter your code',
        how: `Open your authenticator app and type the six digits it shows for ${organisation}.`,
        input: digits,
      }
    case 'email':
    case 'phone':
      return { title: 'Enter the code we sent', how: howSent(sentBy, method.to ?? ''), input: sentDigits }
    case 'passkey':
      return { title: 'Enter your code', how: `Type the code of ${labelOf(method)}.`, input: digits }
  }
}

/** The other ways, each a button; no script is needed to choose. */
function others({ method, others }: CodeStep, frame: Frame): Html {
  if (others.length === 0) return ''
  const ways = others.map(
    (one) => html`<button class="second" name="method" value="${one.id}">${capital(labelOf(one))}</button>`,
  )
  return html`<details class="ways" !${method.isOutOfReach ? 'open' : ''}><summary>Use another way</summary><form method="post" action="${frame.action}/method"><input type="hidden" name="token" value="${frame.token}">!${ways}</form></details>`
}

/** A method as the person knows it: by its name, where they gave it one. */
const labelOf = ({ kind, name, to }: AtHand) =>
  name !== null ? `${methodName(kind)} “${name}”` : to !== null ? `${methodName(kind)} to ${to}` : methodName(kind)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
