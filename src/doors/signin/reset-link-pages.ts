import { html } from 'ghtml'
import type { LinkOffer } from '../../app/recovery/by-link.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'
import { linkHours } from '../../core/recovery/reset-link.ts'
import { buttons, card, type Html, instant, type Shown } from '../page.ts'
import { who } from './step-form.ts'

/** Whose password the link is for, and the one thing to press. */
export function resetLinkPage(
  { signInName, organisation, until }: LinkOffer,
  shown: Shown,
  link: string,
  token: string,
): Html {
  return card(
    say('Choose a new password'),
    shown ?? organisation,
    html`!${who(signInName)}<h1>${say('Choose a new password')}</h1>
<p>!${sayHtml('An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.', { organisation: html`${organisation}`, until: instant(until) })}</p>
<form method="post" action="/reset/link"><input type="hidden" name="token" value="${token}"><input type="hidden" name="link" value="${link}">
!${buttons(say('Go on'))}</form>
<p class="quiet">${say('If you did not ask for it, close this page and ask them why.')}</p>
<div class="links"><a href="/help">${say('Who can help')}</a></div>`,
  )
}

/** The same for a link that was used, that another one replaced, that is too old, and that never was. */
export function resetLinkOverPage(): Html {
  return card(
    say('This link is over'),
    null,
    html`<h1>${say('This link is over')}</h1>
<p>${say('A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.', { hours: linkHours })}</p>
<div class="buttons"><a class="button" href="/signin">${say('Sign in')}</a></div>
<div class="links"><a href="/help">${say('Who can help')}</a></div>`,
  )
}
