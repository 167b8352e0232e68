import { html } from 'ghtml'
import { aloneAtLeast } from '../../app/passwords/choice.ts'
import { realmName } from '../../app/realm/make-realm.ts'
import type { SignUpStep } from '../../app/realm/sign-up.ts'
import { buttons, card, failure, type Html } from '../page.ts'
import { who, wrong } from './step-form.ts'
import { phrase, say, withStop } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** The first page: by which address they are to be found. */
export function signUpAddressPage(address: string, problem: string | null, token: string): Html {
  const title = say('Create a personal account')
  return card(
    title,
    say(realmName),
    html`<form method="post" action="/consumers/signup/address"><input type="hidden" name="token" value="${token}">
<h1>${title}</h1><p>${say('One account for every organisation here that invited you as a guest.')}</p>!${failure(problem)}
<label for="address">${say('Your e-mail address')}</label>
<input type="text" id="address" name="address" value="${address}" autocomplete="email" autocapitalize="none" spellcheck="false" inputmode="email" required autofocus maxlength="320" !${invalid(problem)}>
<p class="quiet">${say('Use the very address that was invited. We send a code there, to see that it is yours.')}</p>
!${buttons(say('Send me a code'))}</form>
<div class="links"><a href="/signin?domain_hint=consumers&amp;returnTo=/account/personal">${say('I have a personal account')}</a></div>`,
    'narrow',
  )
}

/** The page of a sign-up under way. */
export function signUpPage(step: SignUpStep, token: string): Html {
  const title = titles[step.ask]()
  return card(
    title,
    say(realmName),
    html`!${who(step.address)}<h1>${title}</h1>!${forms[step.ask](step, token)}
<div class="links"><form method="post" action="/consumers/signup/over"><input type="hidden" name="token" value="${token}"><button class="link">${say('Use another address')}</button></form></div>`,
    'narrow',
  )
}

const titles = {
  code: () => say('Enter the code we sent'),
  details: () => say('Who are you?'),
  stopped: () => say('This address belongs to an organisation'),
} as const
const forms = { code: codeForm, details: detailsForm, stopped: stoppedPart } as const

function codeForm({ address, failure: problem }: SignUpStep, token: string): Html {
  return html`<form method="post" action="/consumers/signup/code"><input type="hidden" name="token" value="${token}">
<p class="quiet">${say('We wrote to {address}. The code in the letter works for fifteen minutes.', { address })}</p>!${failure(problem)}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{8,11}" maxlength="11" required autofocus !${invalid(problem)}>
!${buttons(say('Continue'))}</form>
<form method="post" action="/consumers/signup/again"><input type="hidden" name="token" value="${token}"><div class="buttons"><button class="second">${say('Send another letter')}</button></div></form>`
}

function detailsForm({ address, failure: problem }: SignUpStep, token: string): Html {
  return html`<form method="post" action="/consumers/signup/details"><input type="hidden" name="token" value="${token}">!${failure(problem)}
<label for="name">${say('Your name, as others see it')}</label>
<input type="text" id="name" name="name" autocomplete="name" required autofocus maxlength="64">
<p class="quiet">${say('Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.', { atLeast: aloneAtLeast })}</p>
<input type="hidden" name="username" autocomplete="username" value="${address}">
<label for="password">${say('Password')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required maxlength="1024" !${invalid(problem)}>
<label for="repeat">${say('The same again')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
!${buttons(say('Create the account'))}</form>`
}

function stoppedPart({ organisation }: SignUpStep): Html {
  return html`<p>!${sayHtml('Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.', { organisation: html`<strong>${organisation ?? ''}</strong>` })}</p>
<div class="buttons"><a class="button" href="/signin">${say('Sign in')}</a></div>`
}

/** The same for a sign-up that is over, and one that never was. */
export function signUpOverPage(why: string): Html {
  return card(
    say('Begin again'),
    say(realmName),
    html`<h1>${say('Begin again')}</h1><p>${withStop(phrase(why))}</p><div class="buttons"><a class="button" href="/consumers/signup">${say('Create a personal account')}</a></div>`,
    'narrow',
  )
}

const invalid = (problem: string | null) => wrong(problem === null ? null : { text: problem, reference: null })
