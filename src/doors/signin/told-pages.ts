import { html } from 'ghtml'
import type { Helper, Refusal } from '../../app/sign-in/step.ts'
import { buttons, card, failure, type Html, withReference, type Shown } from '../page.ts'
import { another, type Frame } from './step-form.ts'
import { copyHead, factsToPassOn } from '../pass-on.ts'

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
!${refusal.help.length === 0 ? html`<p><a href="/help">Who can help</a></p>` : html`<h2>Who can help</h2>!${helperList(refusal.help)}`}
<h2>For whoever helps you</h2>
!${factsToPassOn(
      [
        ['Reference', refusal.reference],
        ['Time', new Date(refusal.at).toISOString()],
        ...(refusal.appName === null ? [] : [['App', refusal.appName] as const]),
        ['Code', `AADSTS${refusal.number}${refusal.code === null ? '' : ` · ${refusal.code}`}`],
        ['Correlation id', refusal.correlationId],
      ],
      html`!${retryUrl === null ? '' : html`<a class="button" href="${retryUrl}">Go on</a>`}<a class="button second" href="/myapps">My apps</a>`,
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
    "Can't access your account?",
    organisation,
    html`<h1>Can't access your account?</h1>
<ul class="advice"><li>Your sign-in name looks like <code>name@company.com</code>. It can differ from the name you use on your computer.</li>
<li>After several wrong passwords, wait fifteen minutes before the next try.</li>
<li>Keep the reference number of your last try: whoever helps you can see what stands in the way.</li></ul>
!${helpers === null ? helpForm(problem) : html`!${isOpen ? '<h2>Who can help</h2>' : askThem}!${thoseWhoHelp(helpers)}`}
<div class="links">!${isOpen ? '<a href="/reset">Reset your password</a>' : ''}<a href="${back}">Back to sign-in</a></div>`,
    'wide',
  )
}

const helpForm = (problem: string | null) =>
  html`<form method="get" action="/help">!${failure(problem)}<label for="name">Your sign-in name</label><input type="text" id="name" name="name" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320">!${buttons('Find who can help')}</form>`

/** Where nobody resets their own password: who does it for them. */
const askThem = html`<p>Passwords of your organisation are reset by an administrator.</p><h2>Find my administrator or support person</h2>`

/** The page in the place of a reset, where nobody resets their own password. */
export function resetNotOpenPage(organisation: Shown, helpers: readonly Helper[], back: string): Html {
  return card(
    'Reset your password',
    organisation,
    html`<h1>Reset your password</h1>!${askThem}!${thoseWhoHelp(helpers)}<div class="links"><a href="${back}">Back to sign-in</a></div>`,
    'wide',
  )
}

/** The people to turn to, or what to do where nobody is named. */
export const thoseWhoHelp = (helpers: readonly Helper[]): Html =>
  helpers.length === 0
    ? '<p>Nobody is named here. Ask whoever runs the computers of your organisation.</p>'
    : helperList(helpers)

/** People to turn to, each with a way to write to them. */
export function helperList(helpers: readonly Helper[]): Html {
  return html`<ul class="plain">!${helpers.map((one) => html`<li><strong>${one.name}</strong>, ${one.role}<br><a href="mailto:${one.mail}">${one.mail}</a></li>`)}</ul>`
}

/** *Do you want to sign out?*, for a request that does not prove whose it is (SEC-14). */
export function signOutPage(signInName: string, action: string, hidden: Html): Html {
  return card(
    'Sign out',
    null,
    html`<h1>Do you want to sign out?</h1><p>An app asks to sign <strong>${signInName}</strong> out here and everywhere you used this sign-in.</p>
<form method="post" action="${action}">!${hidden}
<div class="buttons"><button name="logout" value="yes">Sign out</button><a class="button second" href="/myapps">Stay signed in</a></div></form>`,
  )
}
