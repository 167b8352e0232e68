import { html } from 'ghtml'
import type { PersonsMethods } from '../../app/methods/methods-of.ts'
import { isDayKind, methodName, type SentKind } from '../../core/methods/methods.ts'
import type { MethodRow } from '../../store/methods.ts'
import { buttons, failure, type Html, instant } from '../page.ts'
import { copyHead, factsToPassOn } from '../pass-on.ts'
import { passkeyForm, passkeyHead } from '../signin/passkey-form.ts'
import { qrCode } from '../signin/qr.ts'
import { addressForm } from './address-pages.ts'
import { account, form, type Frame } from './frame.ts'
import { phrase, say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** What a page says was done, by its name in the address. */
export const notices = {
  added: 'The authenticator app is set up.',
  'added-passkey': 'The passkey is set up. Give it a name below, so that you know it from others.',
  'not-made': 'The passkey could not be set up. Try again, or add an authenticator app.',
  'added-address': 'Codes can be sent there from now on.',
  named: 'The name is changed.',
  preferred: 'You are asked for this one first from now on.',
  removed: 'The method is removed.',
  'changed-password': 'Your password is changed. You are signed out everywhere but here.',
} as const
export type Notice = keyof typeof notices

/** *My sign-in methods*: what the person has, and what they may do with it once they have proved anew who they are (SEC-09). */
export function methodsPage(frame: Frame, all: PersonsMethods, ways: readonly SentKind[], notice: Notice | null): Html {
  const methods = all.methods.filter(({ kind }) => kind !== 'recovery_codes')
  const first = firstOf(methods)
  return account(
    frame,
    say('My sign-in methods'),
    html`<h1>${say('My sign-in methods')}</h1>
!${notice === null ? '' : html`<div class="note" role="status">${say(notices[notice])}</div>`}
!${all.pausedUntil === null ? '' : html`<div class="failure">!${sayHtml('Too many codes were wrong: none is taken until {when}. If you did not type them, somebody knows your password.', { when: instant(all.pausedUntil) })}</div>`}
!${frame.proveAt === null ? '' : html`<div class="note"><p>${say('To change anything, confirm first that it is you.')}</p><div class="buttons"><a class="button" href="${frame.proveAt}">${say('Confirm that it is you')}</a></div></div>`}
<ul class="plain methods">
<li><h2>${say('Password')}</h2><p class="quiet">!${all.passwordSetAt === null ? sayHtml('You have none.') : sayHtml('Chosen {when}', { when: instant(all.passwordSetAt) })}</p>!${all.passwordSetAt === null ? '' : html`<p><a href="/account/password">${say('Change my password')}</a></p>`}</li>
!${methods.map((one) => methodItem(frame, one, { isFirst: one === first, isOnly: methods.length === 1, isOff: all.notAllowed.includes(one.kind) }))}
<li><h2>${say('Recovery codes')}</h2>!${recovery(frame, all)}</li>
</ul>
!${frame.proveAt === null && all.maySetUp.length > 0 ? adding(frame, all, ways) : ''}
<div class="links"><a href="/account/contact">${say('How I am reached')}</a><a href="/account/sessions">${say('Where I am signed in')}</a><a href="/myapps">${say('My apps')}</a></div>`,
    passkeyHead(),
  )
}

/** What may be added: nothing is offered that the organisation does not allow. */
function adding(frame: Frame, { maySetUp }: PersonsMethods, ways: readonly SentKind[]): Html {
  const passkey = passkeyForm(
    { action: '/account/methods', token: frame.token },
    ...(['new-passkey', say('Add a passkey'), 'second'] as const),
  )
  return html`<h2>${say('Add a method')}</h2>!${maySetUp.includes('totp') ? press(frame, 'begin', say('Add an authenticator app')) : ''}!${maySetUp.includes('passkey') ? passkey : ''}!${ways.map((kind) => addressForm(frame, kind, '', null))}`
}

type Place = { readonly isFirst: boolean; readonly isOnly: boolean; readonly isOff: boolean }

function methodItem(frame: Frame, one: MethodRow, { isFirst, isOnly, isOff }: Place): Html {
  const kind = capital(phrase(methodName(one.kind)))
  const title = one.name ?? kind
  const id = html`<input type="hidden" name="method" value="${one.id}">`
  const acts =
    frame.proveAt !== null
      ? ''
      : html`<details><summary>${say('Change')}<span class="unseen"> ${title}</span></summary>
!${form(frame, 'name', html`!${id}<label for="name-${one.id}">${say('Name')}</label><input type="text" id="name-${one.id}" name="name" value="${one.name ?? ''}" maxlength="64" autocomplete="off">!${buttons(say('Save the name'))}`)}
!${isOnly || isFirst ? '' : form(frame, 'prefer', html`!${id}!${buttons(say('Ask me for this one first'))}`)}
!${form(frame, 'remove', html`!${id}!${isOnly ? html`<p class="quiet">${say('It is your only method. Where a second factor is asked for, you set up another one at your next sign-in.')}</p>` : ''}<div class="buttons"><button class="second">${say('Remove {method}', { method: title })}</button></div>`)}
</details>`
  return html`<li><h2>${title}</h2><p class="quiet">!${aboutIt(one, kind)}${isFirst && !isOnly ? say('. You are asked for it first.') : ''}${one.isUsable ? '' : say('. It no longer counts: set up a new one.')}</p>!${isOff ? html`<p class="failure">${say('Your organisation does not allow it any more. To set up another, ask your administrator for a Temporary Access Pass.')}</p>` : ''}!${one.undeliverableAt === null ? '' : html`<p class="failure">!${sayHtml('What was sent there {when} did not arrive. If it is out of date, add the new one and remove this.', { when: instant(one.undeliverableAt) })}</p>`}!${acts}</li>`
}

/** What a method is, where it leads to, and when it was set up and used. */
function aboutIt({ name, address, createdAt, lastUsedAt }: MethodRow, kind: string): Html {
  const added =
    address === null
      ? sayHtml('added {when}', { when: instant(createdAt) })
      : sayHtml('to {address}, added {when}', { address: html`${address}`, when: instant(createdAt) })
  const used =
    lastUsedAt === null ? sayHtml('not used yet') : sayHtml('last used {when}', { when: instant(lastUsedAt) })
  return html`!${name === null ? capital(added) : html`${kind}, !${added}`}, !${used}`
}

const hasDayMethod = ({ methods, notAllowed }: PersonsMethods) =>
  methods.some(({ kind, isUsable }) => isUsable && isDayKind(kind) && !notAllowed.includes(kind))

/** The one that is asked for first, as far as the person said. */
function firstOf(methods: readonly MethodRow[]): MethodRow | undefined {
  return methods.find(({ defaultSince }) => defaultSince !== null)
}

function recovery(frame: Frame, all: PersonsMethods): Html {
  const { recoveryCodesLeft: left } = all
  const says =
    left === null
      ? say('For a day when you have nothing else at hand. You have none.')
      : left === 0
        ? say('All of them are used up. Make new ones.')
        : say('{left} of 10 are left. Each works once.', { left })
  const makes =
    frame.proveAt !== null || all.notAllowed.includes('recovery_codes') || !hasDayMethod(all)
      ? ''
      : html`!${press(frame, 'codes', left === null ? say('Make recovery codes') : say('Make new recovery codes'))}!${left === null || left === 0 ? '' : html`<p class="quiet">${say('The ones you have then cease to work.')}</p>`}`
  return html`<p class="quiet">${says}</p>!${makes}`
}

/** Ten recovery codes, shown this once. */
export function codesPage(frame: Frame, codes: readonly string[]): Html {
  return account(
    frame,
    say('Your recovery codes'),
    html`<h1>${say('Your recovery codes')}</h1>
<p>${say('Print them or copy them to where only you look. Each works once, in the place of your second factor.')} <strong>${say('They are not shown again.')}</strong></p>
!${factsToPassOn(
      codes.map((code, i) => [String(i + 1), code] as const),
      html`<a class="button" href="/account/methods">${say('I have kept them')}</a><button type="button" class="second print" hidden>${say('Print')}</button>`,
    )}`,
    copyHead,
  )
}

type Begun = {
  readonly sealed: string
  readonly secret: string
  readonly uri: string
  readonly name: string
  readonly problem: string | null
}

/** An authenticator app being added: its picture, and the field of its first code. */
export function addPage(frame: Frame, { sealed, secret, uri, name, problem }: Begun): Html {
  const invalid = problem === null ? '' : 'aria-invalid="true" aria-describedby="failure"'
  return account(
    frame,
    say('Add an authenticator app'),
    html`<h1>${say('Add an authenticator app')}</h1>
<p>${say('Scan this with the app, then type the code it shows.')}</p>!${failure(problem)}
<div class="qr" role="img" aria-label="${say('QR code for your authenticator app')}">!${qrCode(uri)}</div>
<details><summary>!${sayHtml("I can't scan it")}</summary><p>!${sayHtml('{link}, or add an account by hand with this key:', { link: html`<a href="${uri}">${say('Open it in the authenticator app on this device')}</a>` })}</p><p><code>${secret.replace(/(.{4})/g, '$1 ').trim()}</code></p></details>
!${form(
      frame,
      'add',
      html`<input type="hidden" name="sealed" value="${sealed}">
<label for="code">${say('Code from the app')}</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required !${invalid}>
<label for="name">${say('What you call it (you may leave this empty)')}</label>
<input type="text" id="name" name="name" value="${name}" placeholder="${say('My phone')}" maxlength="64" autocomplete="off">
!${buttons(say('Finish set-up'))}`,
    )}
<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a></div>`,
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const press = (frame: Frame, path: string, label: string) => form(frame, path, buttons(label))
