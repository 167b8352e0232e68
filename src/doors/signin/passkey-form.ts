import { html } from 'ghtml'
import { type Html, pagePolicy } from '../page.ts'
import type { Frame } from './step-form.ts'
import { language } from '../../app/words/reader.ts'

/** The script of a page where a passkey can be used: without it none is offered. It loads the larger one when somebody wants to. */
export const passkeyHead =
  (): Html => html`<script src="/signin/passkey.js${language() === 'en' ? '' : `?in=${language()}`}" defer></script>
`

/** Such a page runs scripts of ours alone, which ask us alone (SEC-15). */
export const passkeyPolicy = `${pagePolicy([], "'self'")}; connect-src 'self'`

/** A button for a passkey, shown where the browser knows them. What it answers goes to the address of the step. */
export function passkeyForm(
  frame: Pick<Frame, 'action' | 'token' | 'query'>,
  step: 'passkey' | 'new-passkey',
  label: string,
  kind: 'first' | 'second',
): Html {
  return html`<form class="passkey" method="post" action="${frame.action}/${step}${frame.query ?? ''}" data-options="${frame.action}/passkey-options" hidden>
<input type="hidden" name="token" value="${frame.token}"><input type="hidden" name="answer" value=""><input type="hidden" name="sealed" value=""><input type="hidden" name="computer" value="own">
<div class="buttons"><button !${kind === 'second' ? 'class="second"' : 'autofocus'}>${label}</button></div><p class="quiet" role="status"></p></form>`
}
