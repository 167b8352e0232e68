import { html } from 'ghtml'
import { contactKinds, type OwnReview } from '../../app/recovery/review.ts'
import { contactName } from '../../core/changes/contact.ts'
import { buttons, type Html } from '../page.ts'
import { confirmFirst, giveForm, seen } from './contact-pages.ts'
import { account, form, type Frame, formTo } from './frame.ts'
import { withThen } from './forms.ts'

/** What somebody who has just signed in is asked about how they are reached; it can be put off. */
export function reviewPage(frame: Frame, review: OwnReview, due: 'register' | 'confirm'): Html {
  return due === 'confirm' ? holdsPage(frame, review) : registerPage(frame, review)
}

function registerPage(frame: Frame, { missing, contacts, mail }: OwnReview): Html {
  return account(
    frame,
    'Before you forget your password',
    html`<h1>Before you forget your password</h1>
!${missing === 'authenticator' ? authenticator(frame) : address(frame, contacts.email ?? mail)}
!${later(frame)}`,
  )
}

/** `gone` is where they were written to until now, and nothing arrived; null where nowhere. */
const address = (frame: Frame, gone: string | null): Html =>
  html`!${gone === null ? '' : html`<p class="failure">What was sent to ${seen(frame, gone)} did not arrive.</p>`}<p>If you ever forget it, you get back in with a code that is sent to you. Give an e-mail address that you read without this password.</p>
!${confirmFirst(frame)}!${frame.proveAt === null ? giveForm(frame, 'email', '', null) : ''}`

const authenticator = (frame: Frame): Html =>
  html`<p>If you ever forget it, you get back in with a code that is sent to you and one of an authenticator app. You have no such app yet.</p>
!${confirmFirst(frame)}!${frame.proveAt === null ? form(frame, 'begin', buttons('Set up an authenticator app')) : ''}`

function holdsPage(frame: Frame, { contacts, mail }: OwnReview): Html {
  const all = contactKinds.flatMap((kind) => {
    const value = contacts[kind] ?? (kind === 'email' ? mail : undefined)
    return value == null ? [] : [html`<li><h2>${contactName[kind]}</h2><p>${seen(frame, value)}</p></li>`]
  })
  return account(
    frame,
    'Are you still reached here?',
    html`<h1>Are you still reached here?</h1>
<p>A code is sent here if you forget your password, and you are told when something about your account changes.</p>
<ul class="plain methods">!${all}</ul>
!${formTo(frame, '/account/review/holds', buttons('These are right'))}
<div class="buttons"><a class="button second" href="${withThen('/account/contact', frame.then)}">Change them</a></div>
!${later(frame)}`,
  )
}

const later = (frame: Frame): Html =>
  formTo(
    frame,
    '/account/review/later',
    html`<div class="buttons"><button class="second">Ask me again tomorrow</button></div>`,
  )
