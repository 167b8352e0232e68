import { html } from 'ghtml'
import { isPersonal } from '../../core/federation/personal.ts'
import type { ProviderChoice, Step } from '../../app/sign-in/step.ts'
import { card, type Html } from '../page.ts'
import { failed, type Frame, links, who } from './step-form.ts'
import { say } from '../../app/words/say.ts'

/**
 * The way to the provider that says who somebody is. It leads on by itself, without a script: browsers hold every address that a form's
 * redirects lead to against `form-action`, and where providers are is not ours to know.
 */
export function providerPage(step: Extract<Step, { ask: 'provider' }>, frame: Frame): Html {
  const { id, name } = step.provider
  const isOwn = isPersonal({ id })
  const title = isOwn ? say('Sign in with a personal account') : say('Sign in at {provider}', { provider: name })
  const go = `${frame.action}/leave`
  return card(
    title,
    frame.organisation,
    html`!${step.signInName === null ? '' : who(step.signInName)}<h1>${title}</h1>!${failed(step.failure)}
<p>${isOwn ? say('Your personal account says who you are.') : say('{provider} says who you are.', { provider: name })} ${say('You come back here when you are done.')}</p>
<div class="buttons"><a class="button" href="${go}">${isOwn ? say('Go on to your personal account') : say('Go on to {provider}', { provider: name })}</a></div>
!${links(frame)}`,
    'narrow',
    step.failure === null ? html`<meta http-equiv="refresh" content="0; url=${go}">` : '',
  )
}

/** What a provider is called within a sentence. */
export const called = (id: string, name: string): string => (isPersonal({ id }) ? say('a personal account') : name)

/** *Sign in with …*, for guests who come by a provider. */
export function providerButtons(providers: readonly ProviderChoice[], frame: Frame): Html {
  if (providers.length === 0) return ''
  return html`<form class="ways" method="post" action="${frame.action}/provider"><input type="hidden" name="token" value="${frame.token}">
<div class="buttons">!${providers.map(({ id, name }) => html`<button class="second" name="provider" value="${id}">${isPersonal({ id }) ? say('Sign in with a personal account') : say('Sign in with {provider}', { provider: name })}</button>`)}</div></form>`
}
