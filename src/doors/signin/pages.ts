import { html } from 'ghtml'
import { renderSVG } from 'uqr'
import type { Failure } from '../../app/sign-in/flow.ts'
import type { Refusal, Step } from '../../app/sign-in/step.ts'
import { card, type Html, initials } from '../page.ts'

/** What every page of a sign-in knows: whose it is, where its form goes and the token that proves the form is ours. */
export type Frame = {
  readonly organisation: string | null
  readonly action: string
  readonly token: string
  readonly helpUrl: string
  readonly query?: string
}

/** The page that asks for what a step wants. */
export function stepPage(step: Exclude<Step, { refused: Refusal } | { admitted: unknown }>, frame: Frame): Html {
  switch (step.ask) {
    case 'name':
      return namePage(step.hint, step.failure, frame)
    case 'password':
      return form(
        frame,
        'Enter your password',
        'password',
        html`!${who(step.signInName)}<h1>Enter your password</h1>!${failed(step.failure)}
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required autofocus maxlength="1024">
!${buttons('Sign in')}`,
        html`<a href="/signin/again">Use another account</a>`,
      )
    case 'code':
      return form(
        frame,
        'Enter your code',
        'code',
        html`!${who(step.signInName)}<h1>Enter your code</h1>
<p class="quiet">Open your authenticator app and type the six digits it shows for Admit.</p>!${failed(step.failure)}
<label for="code">Code</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus>
!${buttons('Continue')}`,
      )
    case 'register':
      return form(
        frame,
        'Set up a second factor',
        'register',
        html`!${who(step.signInName)}<h1>Set up a second factor</h1>
<p>Your organisation asks for a second proof that it is you. Scan this with an authenticator app, then type the code it shows.</p>!${failed(step.failure)}
<div class="qr" role="img" aria-label="QR code for your authenticator app">!${renderSVG(step.uri, { border: 0 })}</div>
<details><summary>I can't scan it</summary><p>Add an account by hand with this key:</p><p><code>${spaced(step.secret)}</code></p></details>
<label for="code">Code from the app</label>
<input class="code" type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required>
!${buttons('Finish set-up')}`,
      )
    case 'new_password':
      return form(
        frame,
        'Choose a new password',
        'new-password',
        html`!${who(step.signInName)}<h1>Choose a new password</h1>
<p>${step.why === 'temporary' ? 'You signed in with a temporary password. Choose one that only you know.' : 'Your password has expired. Choose a new one.'}</p>
<p class="quiet">At least 8 characters. A few unrelated words are easy to remember and hard to guess.</p>!${failed(step.failure)}
<input type="hidden" name="username" autocomplete="username" value="${step.signInName}">
<label for="password">New password</label>
<input type="password" id="password" name="password" autocomplete="new-password" required autofocus maxlength="1024">
<label for="repeat">The same again</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="1024">
!${buttons('Change password')}`,
      )
    case 'consent':
      return consentPage(step, frame)
  }
}

/** The first page: who are you? */
export function namePage(hint: string | null, failure: Failure | null, frame: Frame): Html {
  return form(
    frame,
    'Sign in',
    'name',
    html`<h1>Sign in</h1>!${failed(failure)}
<label for="name">Sign-in name</label>
<input type="text" id="name" name="name" value="${hint ?? ''}" autocomplete="username" autocapitalize="none" spellcheck="false" placeholder="name@company.com" inputmode="email" required autofocus maxlength="320">
!${buttons('Next')}`,
  )
}

function consentPage(step: Extract<Step, { ask: 'consent' }>, frame: Frame): Html {
  const permissions = step.scopes.map(
    (scope) => html`<li>${scope.title}<br><span class="quiet"><code>${scope.value}</code></span></li>`,
  )
  return form(
    frame,
    `Permissions for ${step.app.name}`,
    'consent',
    html`!${who(step.signInName)}<h1>${step.app.name} asks for your permission</h1>
<p class="quiet">From ${step.app.publisher}. If you agree, ${step.app.name} will be able to:</p>
<ul class="plain">!${permissions}</ul>
!${step.mayConsentForAll ? html`<label class="check"><input type="checkbox" name="forAll" value="yes"><span>Agree for everybody in the organisation</span></label>` : ''}
<div class="buttons"><button name="answer" value="yes">Agree</button><button class="second" name="answer" value="no">Don't agree</button></div>`,
  )
}

/** The page of somebody who is not let in: plain words, whom to ask, and what to read to them. */
export function refusedPage(refusal: Refusal, organisation: string | null, retryUrl: string | null): Html {
  const help = refusal.help.map(
    (one) => html`<li><strong>${one.name}</strong>, ${one.role}<br><a href="mailto:${one.mail}">${one.mail}</a></li>`,
  )
  return card(
    refusal.title,
    organisation,
    html`<h1>${refusal.title}</h1>
<p>${refusal.text.replaceAll('{ref}', refusal.reference)}</p>
!${help.length === 0 ? '' : html`<h2>Who can help</h2><ul class="plain">!${help}</ul>`}
<h2>For whoever helps you</h2>
<dl class="facts"><dt>Reference</dt><dd>${refusal.reference}</dd><dt>Time</dt><dd>${new Date(refusal.at).toISOString()}</dd>
!${refusal.appName === null ? '' : html`<dt>App</dt><dd>${refusal.appName}</dd>`}<dt>Code</dt><dd>AADSTS${refusal.number}!${refusal.code === null ? '' : html` · ${refusal.code}`}</dd><dt>Correlation id</dt><dd>${refusal.correlationId}</dd></dl>
<div class="buttons">!${retryUrl === null ? '' : html`<a class="button" href="${retryUrl}">Go on</a>`}<a class="button second" href="/myapps">My apps</a></div>`,
    'wide',
  )
}

/** *Can't access your account?*: who can help, in the organisation a name belongs to. The same for names that do not exist (SEC-01). */
export function helpPage(
  frame: Frame,
  helpers: readonly { readonly name: string; readonly role: string; readonly mail: string }[] | null,
): Html {
  const list = (helpers ?? []).map(
    (one) => html`<li><strong>${one.name}</strong>, ${one.role}<br><a href="mailto:${one.mail}">${one.mail}</a></li>`,
  )
  return card(
    "Can't access your account?",
    frame.organisation,
    html`<h1>Can't access your account?</h1>
<p>Check that your sign-in name looks like <code>name@company.com</code>. It can differ from the name you use on your computer. After several wrong passwords, wait fifteen minutes before the next try.</p>
!${helpers === null ? html`<form method="get" action="/help"><label for="name">Your sign-in name</label><input type="text" id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320">!${buttons('Find who can help')}</form>` : html`<h2>Who can help</h2><p class="quiet">Tell them the reference number of your last try, if you have one. They can see what stands in the way.</p><ul class="plain">!${list}</ul>`}
<div class="links"><a href="/signin">Back to sign-in</a></div>`,
    'wide',
  )
}

function form(frame: Frame, title: string, step: string, inside: Html, link: Html = ''): Html {
  return card(
    title,
    frame.organisation,
    html`<form method="post" action="${frame.action}/${step}${frame.query ?? ''}"><input type="hidden" name="token" value="${frame.token}">
!${inside}
</form><div class="links"><a href="${frame.helpUrl}">Can't access your account?</a>!${link}</div>`,
  )
}

/** Goes on by itself, without any script; the link is for who has switched that off too. */
export function leavingPage(path: string): Html {
  return card(
    'Signing you in',
    null,
    html`<h1>Signing you in</h1><p><a href="${path}">Go on</a></p>`,
    'narrow',
    html`<meta http-equiv="refresh" content="0; url=${path}">`,
  )
}

const buttons = (label: string) => html`<div class="buttons"><button>${label}</button></div>`

const failed = (failure: Failure | null) =>
  failure === null
    ? ''
    : html`<div class="failure" role="alert">${failure.reference === null ? failure.text : failure.text.replaceAll('{ref}', failure.reference)}</div>`

const who = (name: string) =>
  html`<div class="who"><span class="initials" aria-hidden="true">${initials(name.replace(/@.*/, '').replace(/[._-]/g, ' '))}</span><span>${name}</span></div>`

const spaced = (secret: string) => secret.replace(/(.{4})/g, '$1 ').trim()
