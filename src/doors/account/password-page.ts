import { html } from 'ghtml'
import type { OwnPassword } from '../../app/methods/own-password.ts'
import { buttons, failure, type Html } from '../page.ts'
import { account, formTo, type Frame, invalid } from './frame.ts'
import { say } from '../../app/words/say.ts'

/** *Change my password*: the one that is, and the one to be, twice. */
export function passwordPage(frame: Frame, own: OwnPassword, problem: string | null): Html {
  return account(
    frame,
    say('Change my password'),
    html`<h1>${say('Change my password')}</h1>
!${own.kept === 'here' ? (own.proof === 'needed' ? prove(frame) : passwordForm(frame, own, problem)) : html`<p>${elsewhere(own.kept)}</p>`}
<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a><a href="/reset">${say('I forgot my password')}</a></div>`,
  )
}

const prove = ({ proveAt }: Frame) =>
  html`<div class="note"><p>${say('Confirm first that it is you, with your second factor.')}</p><div class="buttons"><a class="button" href="${proveAt ?? ''}">${say('Confirm that it is you')}</a></div></div>`

const elsewhere = (kept: Exclude<OwnPassword['kept'], 'here'>) =>
  kept === 'nowhere'
    ? say('You have no password here.')
    : say('You sign in at {provider}. Change your password there.', { provider: kept.at })

const passwordForm = (frame: Frame, { atLeast }: OwnPassword, problem: string | null) =>
  formTo(
    frame,
    '/account/password/change',
    html`<p class="quiet">${say('At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere but here.', { atLeast })}</p>!${failure(problem)}
<input type="hidden" name="username" autocomplete="username" value="${frame.person.signInName}">
<label for="current">${say('The password you have')}</label>
<input type="password" id="current" name="current" autocomplete="current-password" required autofocus maxlength="1024" !${invalid(problem)}>
<label for="password">${say('New password')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required maxlength="1024">
<label for="repeat">${say('The same again')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
!${buttons(say('Change password'))}`,
  )
