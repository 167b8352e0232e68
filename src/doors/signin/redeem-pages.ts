import { html } from 'ghtml'
import type { Accepted } from '../../app/guests/accept.ts'
import type { ProviderChoice } from '../../app/sign-in/step.ts'
import type { Offer, RedemptionStep } from '../../app/guests/redeem.ts'
import { aloneAtLeast } from '../../app/passwords/choice.ts'
import { buttons, card, failure, type Html } from '../page.ts'
import { called } from './provider-pages.ts'
import { who, wrong } from './step-form.ts'
import { phrase, say, withStop } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** Who invites to what. Only whoever names the invited address goes on. */
export function offerPage(
  { organisation, inviter, address, until, providers }: Offer & { readonly providers: readonly ProviderChoice[] },
  link: string,
  { typed, problem }: { readonly typed: string; readonly problem: string | null },
  token: string,
): Html {
  const title = say('You are invited to {organisation}', { organisation })
  return card(
    title,
    organisation,
    html`<h1>${title}</h1>
<p>!${sayHtml('{inviter} asks you to come in as a guest. The invitation was sent to {address}.', { inviter: html`<strong>${inviter ?? organisation}</strong>`, address: html`<strong>${address}</strong>` })}</p>
<form method="post" action="/redeem/address"><input type="hidden" name="token" value="${token}"><input type="hidden" name="link" value="${link}">!${failure(problem)}
<label for="address">${say('Your e-mail address, the very one that was invited')}</label>
<input type="text" id="address" name="address" value="${typed}" autocomplete="email" autocapitalize="none" spellcheck="false" inputmode="email" required autofocus maxlength="320" !${invalid(problem)}>
<p class="quiet">${say('We send a code there, to see that it is yours.')}</p>
!${buttons(say('Send me a code'))}</form>
!${byProvider(providers, link, token)}<p class="quiet">${say('The link works until {day}. If you do not want to come, close this page.', { day: new Date(until).toISOString().slice(0, 10) })}</p>`,
  )
}

/** The page of an invitation that is being accepted. */
export function redemptionPage(step: RedemptionStep, token: string): Html {
  const { organisation, address } = step
  const title = titles[step.ask](organisation)
  return card(title, organisation, html`!${who(address)}<h1>${title}</h1>!${forms[step.ask](step, token)}`)
}

const titles = {
  code: () => say('Enter the code we sent'),
  stopped: () => say('That did not work'),
  password: (organisation: string) => say('Become a guest of {organisation}', { organisation }),
  agree: (organisation: string) => say('Become a guest of {organisation}', { organisation }),
} as const
const forms = { code: codeForm, password: passwordForm, agree: agreeForm, stopped: stoppedPart } as const

/** *Accept with …*, in place of a code and a password. */
function byProvider(providers: readonly ProviderChoice[], link: string, token: string): Html {
  if (providers.length === 0) return ''
  return html`<form class="ways" method="post" action="/redeem/provider"><input type="hidden" name="token" value="${token}"><input type="hidden" name="link" value="${link}">
<p class="quiet">${say('Or without a password here, if you are known there by this address:')}</p>
<div class="buttons">!${providers.map(({ id, name }) => html`<button class="second" name="provider" value="${id}">${say('Accept with {provider}', { provider: called(id, name) })}</button>`)}</div></form>
`
}

function agreeForm({ organisation, displayName, provider, failure: problem }: RedemptionStep, token: string): Html {
  return html`<form method="post" action="/redeem/agree"><input type="hidden" name="token" value="${token}">
<p class="quiet">${say('You sign in with {provider} from now on.', { provider: provider ?? '' })}</p>!${failure(problem)}
<label class="check"><input type="checkbox" name="agreed" value="yes" required><span>${say('{organisation} may see my name, {name}, and my address', { organisation, name: displayName })}</span></label>
!${buttons(say('Accept the invitation'))}</form>`
}

function stoppedPart({ failure: problem, again }: RedemptionStep): Html {
  return html`!${failure(problem ?? say('You did not come back with an answer.'))}
<div class="buttons"><a class="button" href="${again}">${say('Open the invitation again')}</a></div>`
}

function codeForm({ address, failure: problem }: RedemptionStep, token: string): Html {
  return html`<form method="post" action="/redeem/code"><input type="hidden" name="token" value="${token}">
<p class="quiet">${say('A code is on its way to {address}. It works for fifteen minutes.', { address })}</p>!${failure(problem)}
<label for="code">${say('Code')}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{8,11}" maxlength="11" required autofocus !${invalid(problem)}>
!${buttons(say('Continue'))}</form>
<form method="post" action="/redeem/again"><input type="hidden" name="token" value="${token}"><div class="buttons"><button class="second">${say('Send another code')}</button></div></form>`
}

function passwordForm({ organisation, address, displayName, failure: problem }: RedemptionStep, token: string): Html {
  return html`<form method="post" action="/redeem/password"><input type="hidden" name="token" value="${token}">
<p class="quiet">${say('Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.', { atLeast: aloneAtLeast })}</p>!${failure(problem)}
<input type="hidden" name="username" autocomplete="username" value="${address}">
<label for="password">${say('Password')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required autofocus maxlength="1024" !${invalid(problem)}>
<label for="repeat">${say('The same again')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
<label class="check"><input type="checkbox" name="agreed" value="yes" required><span>${say('{organisation} may see my name, {name}, and my address', { organisation, name: displayName })}</span></label>
!${buttons(say('Accept the invitation'))}</form>`
}

/** The end. Nobody is signed in by it. */
export function acceptedPage({
  organisation,
  address,
  redirectUrl,
  by,
}: Extract<Accepted, { readonly is: 'done' }>): Html {
  return card(
    say('Welcome'),
    organisation,
    html`<h1>${say('Welcome')}</h1><p>${say('You are a guest of {organisation} now.', { organisation })} !${by === undefined ? sayHtml('Sign in with {address} and the password you chose.', { address: html`<strong>${address}</strong>` }) : sayHtml('Sign in with {provider}: there is a button for it.', { provider: html`<strong>${by}</strong>` })}</p>
<div class="buttons"><a class="button" href="${redirectUrl ?? '/myapps'}">${say('Sign in')}</a></div>`,
  )
}

/** The same for a link that was used, that another one replaced, that is too old, and that never was. */
export function invitationOverPage(why: string | null): Html {
  return card(
    say('This invitation is over'),
    null,
    html`<h1>${say('This invitation is over')}</h1>!${why === null ? '' : html`<p>${withStop(phrase(why))}</p>`}
<p>${say('A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.')}</p>
<div class="buttons"><a class="button second" href="/signin">${say('Sign in')}</a></div>`,
  )
}

const invalid = (problem: string | null) => wrong(problem === null ? null : { text: problem, reference: null })
