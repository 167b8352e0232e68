import { html } from 'ghtml'
import type { Report, Reported } from '../../app/mail/not-me.ts'
import type { Kept } from '../../app/mail/outbox.ts'
import type { Helper } from '../../app/sign-in/step.ts'
import { realmId } from '../../core/federation/personal.ts'
import { card, type Html, instant } from '../page.ts'
import { helperList } from '../signin/told-pages.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** *This was not me*: what it is about, what happens, and the one thing to press. */
export function notMePage(
  { subject, at, organisation, signInName, resetBy }: Report,
  link: string,
  token: string,
): Html {
  return card(
    say('This was not me'),
    organisation,
    html`<h1>${say('Was this not you?')}</h1>
<p>!${sayHtml('We told you: {subject}, {when}, for {person}.', { subject: html`<strong>${subject}</strong>`, when: instant(at), person: html`<strong>${signInName}</strong>` })}</p>
<p>${say('If it was not you, somebody else may know your password. Then:')}</p>
<ul class="advice"><li>${say('You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.')}</li>
<li>${say('Your password is set aside. Nobody signs in with it until it is reset for you.')}</li>
<li>${resetBy === 'self' ? say('You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.', { address: signInName }) : say('You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.')}</li></ul>
<form method="post" action="/not-me"><input type="hidden" name="token" value="${token}"><input type="hidden" name="link" value="${link}">
<div class="buttons"><button>${say('This was not me')}</button></div></form>
<p class="quiet">${say('If it was you, close this page: nothing has happened.')}</p>`,
    'wide',
  )
}

/** What has come of it, and whom to turn to now. */
export function reportedPage({ is, organisation, tenantId }: Reported, helpers: readonly Helper[]): Html {
  const isOwn = tenantId === realmId
  const [title, text] =
    is === 'set_aside'
      ? [
          say('Your password is set aside'),
          `${say('You are signed out everywhere, and nobody signs in with your password.')} ${isOwn ? say('Sign in, and choose “Can’t access your account?” to reset it.') : say('Ask one of these people for a new one.')}`,
        ]
      : [
          say('You are signed out everywhere'),
          say(
            'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.',
          ),
        ]
  return card(
    title,
    organisation,
    html`<h1>${title}</h1><p>${text}</p>
!${isOwn ? html`<div class="buttons"><a class="button" href="/consumers">${say('Sign in')}</a></div>` : ''}!${helpers.length === 0 ? '' : html`<h2>${say('Who can help')}</h2>!${helperList(helpers)}`}`,
    'wide',
  )
}

/** The same for a link that was used, that is too old, and that never was. */
export function linkOverPage(): Html {
  return card(
    say('This link is over'),
    null,
    html`<h1>${say('This link is over')}</h1>
<p>${say('It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.')}</p>
<div class="links"><a href="/help">${say('Who can help')}</a></div>`,
  )
}

/** What would have been sent, as it would have been read. */
export function outboxPage(kept: readonly Kept[]): Html {
  return card(
    'Outbox',
    null,
    html`<h1>Outbox</h1>
<p>What people of the fictitious company are written, and no mail server or text gateway is set up to send, is kept here, the newest first.</p>
!${
      kept.length === 0
        ? '<p>Nothing has been written yet. Change a password, or sign in from another place.</p>'
        : kept.map((one) => (one.channel === 'mail' ? keptLetter(one) : keptText(one)))
    }`,
    'wide',
  )
}

type KeptAs<C extends Kept['channel']> = Extract<Kept, { readonly channel: C }>

const keptText = ({ to, madeAt, channel, language, text }: KeptAs<'sms' | 'voice'>) =>
  html`<article lang="${language}"><h2>${text}</h2>
<p class="quiet">${channel === 'sms' ? 'Text message' : 'Call'} to ${to}, !${instant(madeAt)}</p></article>`

const keptLetter = ({ to, madeAt, letter }: KeptAs<'mail'>) =>
  html`<article lang="${letter.language}"><h2>${letter.subject}</h2>
<p class="quiet">To ${to}, !${instant(madeAt)}</p>
<p>${letter.greeting}</p>!${letter.says.map((one) => html`<p>${one}</p>`)}
!${letter.link === null ? '' : html`<p>${letter.link.says}</p><p><a href="${letter.link.url}">${letter.link.label}</a></p>`}
<p class="quiet">${letter.closing}</p></article>`
