import { html } from 'ghtml'
import type { KnownAccount } from '../../app/sign-in/browser.ts'
import type { Step } from '../../app/sign-in/step.ts'
import { card, type Html, initials } from '../page.ts'
import { failed, form, type Frame, who } from './step-form.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** An account to choose, and its organisation where they are of several. */
export type Choice = KnownAccount & { readonly organisation?: string }

/** *Choose an account*: everybody the browser has signed in, each a button, and whoever else. */
export function accountPage(accounts: readonly Choice[], frame: Frame, forget: string | null = null): Html {
  const several = new Set(accounts.map((one) => one.organisation)).size > 1
  const one = (account: Choice) =>
    html`<li><button class="account" name="account" value="${account.accountId}"><span class="initials" aria-hidden="true">${initials(account.name)}</span>
<span><strong>${account.name}</strong><span class="quiet">${account.ownName}</span>!${several ? html`<span class="quiet">${account.organisation ?? ''}</span>` : ''}<span class="quiet">${account.state === 'signed in' ? say('Signed in') : say('Signed out')}</span></span></button></li>`
  const token = html`<input type="hidden" name="token" value="${frame.token}">`
  const gone = accounts.filter(({ state }) => state === 'signed out')
  return card(
    say('Choose an account'),
    frame.organisation,
    html`<h1>${say('Choose an account')}</h1>
<form method="post" action="${frame.action}/account${frame.query ?? ''}">!${token}
<ul class="accounts">!${accounts.map(one)}</ul>
<div class="buttons"><button class="second" name="account" value="another">${say('Use another account')}</button></div></form>
!${
      forget === null || gone.length === 0
        ? ''
        : html`<details class="ways"><summary>${say('Forget an account')}</summary><form method="post" action="${forget}${frame.query ?? ''}">!${token}!${gone.map((account) => html`<button class="second" name="account" value="${account.accountId}">${say('Forget {account}', { account: account.ownName })}</button>`)}</form></details>`
    }
<div class="links"><a href="/help">!${sayHtml("Can't access your account?")}</a></div>`,
  )
}

/** The way from the name to the accounts used before, who are not shown unasked. */
export function chooseInstead(frame: Frame): Html {
  const label = say('Choose an account used here before')
  return frame.query === undefined
    ? html`<form method="post" action="${frame.action}/again"><input type="hidden" name="token" value="${frame.token}"><button class="link">${label}</button></form>`
    : html`<p><a href="/signin?prompt=select_account&${frame.query.slice(1)}">${label}</a></p>`
}

/** *Stay signed in?* */
export function stayPage(step: Extract<Step, { ask: 'stay' }>, frame: Frame): Html {
  const { days } = step
  const says =
    days === 1
      ? say(
          'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.',
        )
      : say(
          'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.',
          { days },
        )
  return form(
    frame,
    say('Stay signed in?'),
    'stay',
    html`!${who(step.signInName)}<h1>${say('Stay signed in?')}</h1>!${failed(step.failure)}
<p>${says}</p>
<label class="check"><input type="checkbox" name="ask" value="never"><span>!${sayHtml("Don't show this again")}</span></label>
<div class="buttons"><button name="answer" value="no" class="second">${say('No')}</button><button name="answer" value="yes">${say('Yes')}</button></div>`,
  )
}

/** The end of a sign-out that leads nowhere else, with who is still signed in. */
export function signedOutPage(
  still: readonly KnownAccount[],
  token: string | null,
  elsewhere: readonly { readonly name: string; readonly url: string }[] = [],
  apps: readonly string[] = [],
): Html {
  const rest =
    still.length === 0
      ? html`<p>${say('Close the browser if others use this computer.')}</p>`
      : html`<p>${say('Still signed in with this browser:')}</p><ul class="plain">!${still.map((one) => html`<li><strong>${one.name}</strong><br><span class="quiet">${one.ownName}</span></li>`)}</ul>
!${token === null ? '' : html`<form method="post" action="/signout"><input type="hidden" name="token" value="${token}"><div class="buttons"><button class="second" name="which" value="all">${say('Sign out of all')}</button></div></form>`}`
  return card(
    say('Signed out'),
    null,
    html`<h1>${say('You are signed out')}</h1>!${apps.length === 0 ? '' : html`<div class="failure" role="status">${say('You may still be signed in to {apps}: no answer came from there yet, and it is told again.', { apps: apps.join(', ') })}!${still.length === 0 ? '' : html` ${say('Close the browser if others use this computer.')}`}</div>`}!${rest}!${elsewhere.map(
      ({ name, url }) =>
        html`<p>${say('You may still be signed in at {name}, and come in here without a password by it.', { name })} <a href="${url}" rel="noreferrer">${say('Sign out of {name} too', { name })}</a></p>`,
    )}
<div class="buttons"><a class="button" href="/signin">${still.length === 0 ? say('Sign in again') : say('Choose an account')}</a></div>`,
  )
}
