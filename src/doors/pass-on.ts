import type { FastifyReply } from 'fastify'
import { html } from 'ghtml'
import { type Html, pagePolicy, sendPage } from './page.ts'
import { say } from '../app/words/say.ts'

/** The head of a page with facts to pass on: the one script that hosted pages have. */
export const copyHead = html`<script src="/signin/copy.js" defer></script>
`

/** Only pages with facts to pass on may run a script, and only one of ours (SEC-15). */
export const copyPolicy = pagePolicy([], "'self'")

/** What to pass on to whoever helps: a list to select, and a button that copies it, shown where scripts run, with others beside it. */
export function factsToPassOn(facts: readonly (readonly [name: string, value: string])[], beside: Html = ''): Html {
  return html`<dl class="facts">!${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<div class="buttons">!${beside}<button type="button" class="second copy" hidden>${say('Copy')}</button></div><p class="copied quiet" role="status" data-says="${say('Copied')}"></p>`
}

/** Sends a page with facts to pass on. */
export function sendToPassOn(reply: FastifyReply, page: Html, status: number): FastifyReply {
  return sendPage(reply.header('content-security-policy', copyPolicy), page, status)
}
