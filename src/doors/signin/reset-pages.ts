import { html } from 'ghtml'
import type { ResetStep } from '../../app/recovery/reset-step.ts'
import { kindsOf, type ResetMethod } from '../../core/recovery/reset-methods.ts'
import { buttons, card, failure, type Html, type Shown } from '../page.ts'
import { sentDigits } from './sent-code-form.ts'
import { who, wrong } from './step-form.ts'
import { thoseWhoHelp } from './told-pages.ts'
import { say } from '../../app/words/say.ts'

/** The first page of a reset: whose password was forgotten? */
export function resetNamePage(name: string, problem: string | null, token: string, back: string): Html {
  return card(
    say('Reset your password'),
    null,
    html`<form method="post" action="/reset/name"><input type="hidden" name="token" value="${token}">
<h1>${say('Reset your password')}</h1><p class="quiet">${say('You prove who you are, first with a code that is sent to you, and choose a new password.')}</p>!${failure(problem)}
<label for="name">${say('Sign-in name')}</label>
<input type="text" id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" placeholder="name@company.com" inputmode="email" required autofocus maxlength="320" !${invalid(problem)}>
!${buttons(say('Next'))}</form><div class="links"><a href="/help">${say('Who can help')}</a><a href="${back}">${say('Back to sign-in')}</a></div>`,
  )
}

/** The page of a reset under way. Until something is proved it is the same for every name (SEC-01). */
export function resetPage(step: ResetStep, token: string): Html {
  const { title, inside, after } = partsOf(step, token)
  const about = html`!${who(step.signInName)}<h1>${title}</h1>`
  return card(
    title,
    step.organisation,
    html`!${about}!${inside}!${after}<div class="links"><a href="/help">${say('Who can help')}</a>!${button('over', say('Stop'), token, 'link')}</div>`,
  )
}

function partsOf(
  step: ResetStep,
  token: string,
): { readonly title: string; readonly inside: Html; readonly after: Html } {
  const problem = failure(step.failure)
  const bad = invalid(step.failure)
  switch (step.ask) {
    case 'code':
      return {
        title: say('Enter the code we sent'),
        inside: form(
          'code',
          token,
          html`<p class="quiet">${onItsWay(step)}</p>!${problem}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" !${sentDigits} required autofocus !${bad}>
!${buttons(say('Continue'))}`,
        ),
        after: html`!${button('again', say('Send another code'), token, 'second')}!${otherWays(step.ways, step.by, token)}
<details><summary>${say('No code arrives')}</summary>!${whyNone(step)}!${thoseWhoHelp(step.helpers)}</details>`,
      }
    case 'authenticator':
      return {
        title: say('Enter your code'),
        inside: form(
          'app',
          token,
          html`<p class="quiet">${say('Open your authenticator app and type the six digits it shows for {organisation}.', { organisation: step.organisation })}</p>!${problem}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus !${bad}>
!${buttons(say('Continue'))}`,
        ),
        after: otherWays(step.ways, 'totp', token),
      }
    case 'password':
      return {
        title: say('Choose a new password'),
        inside: form(
          'password',
          token,
          html`<p class="quiet">${say('At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.', { atLeast: step.atLeast })}</p>!${problem}
<input type="hidden" name="username" autocomplete="username" value="${step.signInName}">
<label for="password">${say('New password')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required autofocus maxlength="1024" !${bad}>
<label for="repeat">${say('The same again')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
!${buttons(say('Change password'))}`,
        ),
        after: step.isLocked
          ? html`<p class="quiet">${say('Your account is locked after wrong passwords. If you know your password after all:')}</p>!${button('unlock', say('Only unlock my account'), token, 'second')}`
          : '',
      }
  }
}

type CodeStep = Extract<ResetStep, { ask: 'code' }>

/** Where to, by what was pressed, or by what the organisation lets it go. */
const onWay = {
  email: 'to the e-mail address that your organisation has of you',
  phone: 'to the phone number that your organisation has of you',
  either: 'to the e-mail address or the phone number that your organisation has of you',
  sms: 'to you, in a text message to the phone number that your organisation has of you',
  voice: 'to you, in a call to the phone number that your organisation has of you',
} as const

/** Where a code is on its way to. Before anything is proved it follows from the organisation and what was pressed alone (SEC-01). */
function onItsWay({ by, ways, hasProved }: CodeStep): string {
  const kinds = kindsOf(ways)
  const usual = kinds.includes('phone') ? (kinds.includes('email') ? 'either' : 'phone') : 'email'
  const going = say(onWay[by ?? usual])
  return hasProved
    ? say('One more proof is needed: another code is on its way {to}. It works for fifteen minutes.', { to: going })
    : say('If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.', {
        to: going,
      })
}

/** What else may be the matter. Who has proved something may reset it. */
const whyNone = ({ hasProved }: CodeStep): Html =>
  hasProved
    ? html`<p>${say('What is on file of you may be out of date: then one of these people helps you.')}</p>`
    : html`<p>${say('Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.')}</p>`

const instead = {
  email: 'Send it by e-mail',
  sms: 'Send it as a text message',
  voice: 'Call me',
  totp: 'Use my authenticator app',
} as const satisfies Readonly<Record<ResetMethod, string>>

/** The other ways, each a button: none where there is one way alone. */
function otherWays(ways: readonly ResetMethod[], now: ResetMethod | null, token: string): Html {
  const others = ways.filter((one) => one !== now)
  if (others.length === 0 || ways.length === 1) return ''
  const each = others.map((one) => html`<button class="second" name="way" value="${one}">${say(instead[one])}</button>`)
  return html`<details class="ways"><summary>${say('Use another way')}</summary>!${form('again', token, html`!${each}`)}</details>`
}

/** Where somebody goes on to sign in: in the sign-in they left, and so to their app, where there is one. */
export const backOf = (left: object | null): string => (left === null ? '/signin' : '/signin/flow')

/** The end of a reset. Nobody is signed in by it (SEC-11). */
export function resetDonePage(done: 'password' | 'unlock', organisation: Shown, back: string): Html {
  const [title, text] =
    done === 'password'
      ? [say('Your password is changed'), say('You are signed out everywhere. Sign in with your new password.')]
      : [say('Your account is unlocked'), say('Sign in with the password you have.')]
  return card(
    title,
    organisation,
    html`<h1>${title}</h1><p>${text}</p><div class="buttons"><a class="button" href="${back}">${say('Sign in')}</a></div>`,
  )
}

const form = (step: string, token: string, inside: Html) =>
  html`<form method="post" action="/reset/${step}"><input type="hidden" name="token" value="${token}">!${inside}</form>`

/** A way on that asks for nothing. */
const button = (step: string, label: string, token: string, look: 'second' | 'link') =>
  form(
    step,
    token,
    look === 'link'
      ? html`<button class="link">${label}</button>`
      : html`<div class="buttons"><button class="second">${label}</button></div>`,
  )

const invalid = (problem: string | null) => wrong(problem === null ? null : { text: problem, reference: null })
