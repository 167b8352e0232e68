import type { Sentence } from '../../app/words/sentence.ts'
import { html } from 'ghtml'
import type { Failure } from '../../app/sign-in/flow.ts'
import type { ProviderChoice, Refusal, Step } from '../../app/sign-in/step.ts'
import { buttons, card, type Html } from '../page.ts'
import { codePage } from './code-page.ts'
import { providerButtons, providerPage } from './provider-pages.ts'
import { passkeyForm, passkeyHead } from './passkey-form.ts'
import { accountPage, chooseInstead, stayPage } from './account-pages.ts'
import { registerPage } from './register-page.ts'
import { detailsPage } from './details-page.ts'
import { failed, form, type Frame, sharedBox, who, wrong } from './step-form.ts'
import { phrase, say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** A step that asks for something. */
export type Asking = Exclude<Step, { refused: Refusal } | { admitted: unknown }>

/** Whether a passkey can be used on the page of a step, for which it runs scripts. */
export function takesPasskey(step: Asking): boolean {
  return (
    step.ask === 'name' ||
    step.ask === 'password' ||
    (step.ask === 'register' && step.sentTo === null) ||
    (step.ask === 'code' && step.method.kind === 'passkey')
  )
}

/** The page that asks for what a step wants. */
export function stepPage(step: Asking, frame: Frame): Html {
  switch (step.ask) {
    case 'name':
      return namePage(step.hint, step.failure, frame, step)
    case 'provider':
      return providerPage(step, frame)
    case 'account':
      return accountPage(step.accounts, frame)
    case 'stay':
      return stayPage(step, frame)
    case 'password':
      return form(
        frame,
        say('Enter your password'),
        'password',
        html`!${who(step.signInName)}<h1>${say('Enter your password')}</h1>!${failed(step.failure)}
<label for="password">${say('Password')}</label>
<input type="password" id="password" name="password" autocomplete="current-password" required autofocus maxlength="1024" !${wrong(step.failure)}>
!${sharedBox(step.computer)}
!${buttons(say('Sign in'))}`,
        html`!${passkeyForm(frame, 'passkey', say('Use a passkey instead'), 'second')}!${providerButtons(step.providers ?? [], frame)}!${signUpLink(step.signUp)}`,
        passkeyHead(),
      )
    case 'code':
      return codePage(step, frame)
    case 'register':
      return registerPage(step, frame)
    case 'new_password':
      return form(
        frame,
        say('Choose a new password'),
        'new-password',
        html`!${who(step.signInName)}<h1>${say('Choose a new password')}</h1>
<p>${say(whyNew[step.why])}</p>
<p class="quiet">${say('At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.', { atLeast: step.atLeast })}</p>!${failed(step.failure)}
<input type="hidden" name="username" autocomplete="username" value="${step.signInName}">
<label for="password">${say('New password')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required autofocus maxlength="1024" !${wrong(step.failure)}>
<label for="repeat">${say('The same again')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
!${buttons(say('Change password'))}`,
      )
    case 'details':
      return detailsPage(step, frame)
    case 'consent':
      return consentPage(step, frame)
  }
}

const whyNew = {
  temporary: 'You signed in with a temporary password. Choose one that only you know.',
  expired: 'Your password has expired. Choose a new one.',
  cut_short:
    'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.',
} as const satisfies Record<string, Sentence>

/** The first page: who are you? */
export function namePage(
  hint: string | null,
  problem: Failure | null,
  frame: Frame,
  {
    known = 0,
    providers = [],
    signUp,
    personal,
  }: {
    readonly known?: number
    readonly providers?: readonly ProviderChoice[]
    readonly signUp?: 'offered'
    /** Where no organisation is known yet: the way to one's personal account. */
    readonly personal?: 'offered'
  } = {},
): Html {
  return form(
    frame,
    say('Sign in'),
    'name',
    html`<h1>${say('Sign in')}</h1>!${failed(problem)}
<label for="name">${say('Sign-in name')}</label>
<input type="text" id="name" name="name" value="${hint ?? ''}" autocomplete="username" autocapitalize="none" spellcheck="false" placeholder="name@company.com" inputmode="email" required autofocus maxlength="320" !${wrong(problem)}>
!${buttons(say('Next'))}`,
    html`!${passkeyForm(frame, 'passkey', say('Sign in with a passkey'), 'second')}!${providerButtons(providers, frame)}!${signUpLink(signUp)}!${personal === undefined ? '' : html`<p class="quiet">${say('A guest?')} <a href="/consumers">${say('Sign in with a personal account')}</a></p>`}!${known === 0 ? '' : chooseInstead(frame)}`,
    passkeyHead(),
  )
}

/** *No account?*, where people make their own. */
const signUpLink = (signUp: 'offered' | undefined) =>
  signUp === undefined
    ? ''
    : html`<p class="quiet">${say('No account?')} <a href="/consumers/signup">${say('Create one')}</a></p>`

function consentPage(step: Extract<Step, { ask: 'consent' }>, frame: Frame): Html {
  const permissions = step.scopes.map(
    (scope) => html`<li>${phrase(scope.title)}<br><span class="quiet"><code>${scope.value}</code></span></li>`,
  )
  return form(
    frame,
    say('Permissions for {app}', { app: step.app.name }),
    'consent',
    html`!${who(step.signInName)}<h1>${say('{app} asks for your permission', { app: step.app.name })}</h1>
<p class="quiet">${say('From {publisher}. If you agree, {app} will be able to:', { publisher: step.app.publisher, app: step.app.name })}</p>
<ul class="plain">!${permissions}</ul>
<input type="hidden" name="shown" value="${step.scopes.map((scope) => scope.value).join(' ')}">
!${step.mayConsentForAll ? html`<label class="check"><input type="checkbox" name="forAll" value="yes"><span>${say('Agree for everybody in the organisation')}</span></label>` : ''}
<div class="buttons"><button name="answer" value="yes">${say('Agree')}</button><button class="second" name="answer" value="no">!${sayHtml("Don't agree")}</button></div>`,
  )
}

/** Goes on by itself, without any script; the link is for who has switched that off too. */
export function leavingPage(path: string): Html {
  return card(
    say('Signing you in'),
    null,
    html`<h1>${say('Signing you in')}</h1><p><a href="${path}">${say('Go on')}</a></p>`,
    'narrow',
    html`<meta http-equiv="refresh" content="0; url=${path}">`,
  )
}
