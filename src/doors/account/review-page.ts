import { html } from 'ghtml'
import { contactKinds, type OwnReview } from '../../app/recovery/review.ts'
import { contactName } from '../../core/changes/contact.ts'
import type { ResetKind } from '../../core/recovery/reset-methods.ts'
import type { Missing } from '../../core/recovery/review.ts'
import { language } from '../../app/words/reader.ts'
import { buttons, type Html } from '../page.ts'
import { confirmFirst, giveForm, seen } from './contact-pages.ts'
import { account, form, type Frame, formTo } from './frame.ts'
import { withThen } from './forms.ts'
import { phrase, say } from '../../app/words/say.ts'
import { listOf } from '../../app/words/lists.ts'

/** What somebody who has just signed in is asked about how they are reached; it can be put off. */
export function reviewPage(frame: Frame, review: OwnReview, due: 'register' | 'confirm'): Html {
  return due === 'confirm' ? holdsPage(frame, review) : registerPage(frame, review)
}

function registerPage(frame: Frame, { missing, contacts, mail }: OwnReview): Html {
  return account(
    frame,
    say('Before you forget your password'),
    html`<h1>${say('Before you forget your password')}</h1>
!${missing[0] === 'totp' ? appNeeded() : codeNeeded(frame, contacts.email ?? mail, missing)}
!${confirmFirst(frame)}!${frame.proveAt === null ? missing.map((kind, i) => html`!${i === 0 ? '' : html`<p>${say('Or:')}</p>`}!${givenBy[kind](frame)}`) : ''}
!${later(frame)}`,
  )
}

/** What the page takes, by kind. */
const givenBy: Readonly<Record<ResetKind, (frame: Frame) => Html>> = {
  email: (frame) => giveForm(frame, 'email', '', null),
  phone: (frame) => giveForm(frame, 'mobile', '', null),
  totp: (frame) => form(frame, 'begin', buttons(say('Set up an authenticator app'))),
}

/** `gone` is where they were written to until now, and nothing arrived; null where nowhere. */
const codeNeeded = (frame: Frame, gone: string | null, missing: Missing): Html =>
  html`!${gone === null || !missing.includes('email') ? '' : html`<p class="failure">${say('What was sent to {address} did not arrive.', { address: seen(frame, gone) })}</p>`}<p>${say('If you ever forget it, you get back in with a code that is sent to you.')} ${say(
    'Give {what}.',
    {
      what:
        language() === 'en'
          ? missing.map((kind) => wanted[kind]).join(', or ')
          : listOf(
              missing.map((kind) => say(wanted[kind])),
              'or',
            ),
    },
  )}</p>`

const wanted = {
  email: 'an e-mail address that you read without this password',
  phone: 'a phone number',
  totp: 'an authenticator app',
} as const satisfies Readonly<Record<ResetKind, string>>

const appNeeded = () =>
  html`<p>${say('If you ever forget it, you get back in with two proofs: a code that is sent to you and, best, one of an authenticator app. You have no such app yet.')}</p>`

function holdsPage(frame: Frame, { contacts, mail }: OwnReview): Html {
  const all = contactKinds.flatMap((kind) => {
    const value = contacts[kind] ?? (kind === 'email' ? mail : undefined)
    return value == null ? [] : [html`<li><h2>${phrase(contactName[kind])}</h2><p>${seen(frame, value)}</p></li>`]
  })
  return account(
    frame,
    say('Are you still reached here?'),
    html`<h1>${say('Are you still reached here?')}</h1>
<p>${say('A code is sent here if you forget your password, and you are told when something about your account changes.')}</p>
<ul class="plain methods">!${all}</ul>
!${formTo(frame, '/account/review/holds', buttons(say('These are right')))}
<div class="buttons"><a class="button second" href="${withThen('/account/contact', frame.then)}">${say('Change them')}</a></div>
!${later(frame)}`,
  )
}

const later = (frame: Frame): Html =>
  formTo(
    frame,
    '/account/review/later',
    html`<div class="buttons"><button class="second">${say('Ask me again tomorrow')}</button></div>`,
  )
