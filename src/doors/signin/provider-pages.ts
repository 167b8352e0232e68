import { html } from 'ghtml'
import { isPersonal } from '../../core/federation/personal.ts'
import type { ProviderChoice, Step } from '../../app/sign-in/step.ts'
import { card, type Html } from '../page.ts'
import { failed, type Frame, links, who } from './step-form.ts'

/**
 * The way to the provider that says who somebody is. It leads on by itself, without a script: browsers hold every address that a form's
 * redirects lead to against `form-action`, and where providers are is not ours to know.
 */
export function providerPage(step: Extract<Step, { ask: 'provider' }>, frame: Frame): Html {
  const { id, name } = step.provider
  const title = `Sign in ${isPersonal({ id }) ? 'with' : 'at'} ${called(id, name)}`
  const go = `${frame.action}/leave`
  return card(
    title,
    frame.organisation,
    html`!${step.signInName === null ? '' : who(step.signInName)}<h1>${title}</h1>!${failed(step.failure)}
<p>${isPersonal({ id }) ? 'Your personal account' : name} says who you are. You come back here when you are done.</p>
<div class="buttons"><a class="button" href="${go}">Go on to ${isPersonal({ id }) ? 'your personal account' : name}</a></div>
!${links(frame)}`,
    'narrow',
    step.failure === null ? html`<meta http-equiv="refresh" content="0; url=${go}">` : '',
  )
}

/** What a provider is called within a sentence. */
export const called = (id: string, name: string): string => (isPersonal({ id }) ? 'a personal account' : name)

/** *Sign in with …*, for guests who come by a provider. */
export function providerButtons(providers: readonly ProviderChoice[], frame: Frame): Html {
  if (providers.length === 0) return ''
  return html`<form class="ways" method="post" action="${frame.action}/provider"><input type="hidden" name="token" value="${frame.token}">
<div class="buttons">!${providers.map(({ id, name }) => html`<button class="second" name="provider" value="${id}">Sign in with ${called(id, name)}</button>`)}</div></form>`
}
