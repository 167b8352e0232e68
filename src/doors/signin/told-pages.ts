import { html } from 'ghtml'
import type { Helper, Refusal } from '../../app/sign-in/step.ts'
import { buttons, card, failure, type Html, withReference, type Shown } from '../page.ts'
import { another, type Frame } from './step-form.ts'
import { copyHead, factsToPassOn } from '../pass-on.ts'
import { phrase, say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** The page of somebody who is not let in: plain words, whom to ask, and what to read to them. */
export function refusedPage(
  refusal: Refusal,
  organisation: Shown,
  retryUrl: string | null,
  frame: Pick<Frame, 'action' | 'token'> | null = null,
): Html {
  return card(
    refusal.title,
    organisation,
    html`<h1>${refusal.title}</h1>
<p>!${withReference(refusal.text, refusal.reference)}</p>
!${refusal.help.length === 0 ? html`<p><a href="/help">${say('Who can help')}</a></p>` : html`<h2>${say('Who can help')}</h2>!${helperList(refusal.help)}`}
<h2>${say('For whoever helps you')}</h2>
!${factsToPassOn(
      [
        [say('Reference'), refusal.reference],
        [say('Time'), new Date(refusal.at).toISOString()],
        ...(refusal.appName === null ? [] : [[say('App'), refusal.appName] as const]),
        [say('Code'), `AADSTS${refusal.number}${refusal.code === null ? '' : ` · ${refusal.code}`}`],
        [say('Correlation id'), refusal.correlationId],
      ],
      html`!${retryUrl === null ? '' : html`<a class="button" href="${retryUrl}">${say('Go on')}</a>`}<a class="button second" href="/myapps">${say('My apps')}</a>`,
    )}
!${frame === null ? '' : html`<div class="links">!${another(frame)}</div>`}`,
    'wide',
    copyHead,
  )
}

/**
 * *Can't access your account?*: who can help in the organisation, where it is known, and else a form that asks for the
 * sign-in name. Where nobody there resets their own password (`isOpen`), that is not offered. The same for names that do not exist (SEC-01).
 */
export function helpPage(
  organisation: Shown,
  problem: string | null,
  helpers: readonly Helper[] | null,
  back: string,
  isOpen: boolean,
): Html {
  return card(
    say("Can't access your account?"),
    organisation,
    html`<h1>!${sayHtml("Can't access your account?")}</h1>
<ul class="advice"><li>!${sayHtml('Your sign-in name looks like {example}. It can differ from the name you use on your computer.', { example: '<code>name@company.com</code>' })}</li>
<li>${say('After several wrong passwords, wait fifteen minutes before the next try.')}</li>
<li>${say('Keep the reference number of your last try: whoever helps you can see what stands in the way.')}</li></ul>
!${helpers === null ? helpForm(problem) : html`!${isOpen ? html`<h2>${say('Who can help')}</h2>` : askThem()}!${thoseWhoHelp(helpers)}`}
<div class="links">!${isOpen ? html`<a href="/reset">${say('Reset your password')}</a>` : ''}<a href="${back}">${say('Back to sign-in')}</a></div>`,
    'wide',
  )
}

const helpForm = (problem: string | null) =>
  html`<form method="get" action="/help">!${failure(problem)}<label for="name">${say('Your sign-in name')}</label><input type="text" id="name" name="name" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320">!${buttons(say('Find who can help'))}</form>`

/** Where nobody resets their own password: who does it for them. */
const askThem = (): Html =>
  html`<p>${say('Passwords of your organisation are reset by an administrator.')}</p><h2>${say('Find my administrator or support person')}</h2>`

/** The page in the place of a reset, where nobody resets their own password. */
export function resetNotOpenPage(organisation: Shown, helpers: readonly Helper[], back: string): Html {
  return card(
    say('Reset your password'),
    organisation,
    html`<h1>${say('Reset your password')}</h1>!${askThem()}!${thoseWhoHelp(helpers)}<div class="links"><a href="${back}">${say('Back to sign-in')}</a></div>`,
    'wide',
  )
}

/** The people to turn to, or what to do where nobody is named. */
export const thoseWhoHelp = (helpers: readonly Helper[]): Html =>
  helpers.length === 0
    ? html`<p>${say('Nobody is named here. Ask whoever runs the computers of your organisation.')}</p>`
    : helperList(helpers)

/** People to turn to, each with a way to write to them. */
export function helperList(helpers: readonly Helper[]): Html {
  return html`<ul class="plain">!${helpers.map((one) => html`<li><strong>${one.name}</strong>, ${phrase(one.role)}<br><a href="mailto:${one.mail}">${one.mail}</a></li>`)}</ul>`
}

/** *Do you want to sign out?*, for a request that does not prove whose it is (SEC-14). */
export function signOutPage(signInName: string, action: string, hidden: Html): Html {
  return card(
    say('Sign out'),
    null,
    html`<h1>${say('Do you want to sign out?')}</h1><p>!${sayHtml('An app asks to sign {person} out here and everywhere you used this sign-in.', { person: html`<strong>${signInName}</strong>` })}</p>
<form method="post" action="${action}">!${hidden}
<div class="buttons"><button name="logout" value="yes">${say('Sign out')}</button><a class="button second" href="/myapps">${say('Stay signed in')}</a></div></form>`,
  )
}
