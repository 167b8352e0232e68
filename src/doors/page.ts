import type { FastifyReply } from 'fastify'
import { html } from 'ghtml'
import type { Brand } from '../app/branding/branding.ts'
import { language } from '../app/words/reader.ts'
import { when } from '../app/words/when.ts'
import type { Instant } from '../core/snapshot.ts'
import { phrase, say } from '../app/words/say.ts'
import { sayHtml } from './say-html.ts'

/** Text that is HTML already: only `html` templates make it. */
export type Html = string

const mark = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16"/><path d="M3 21h18"/><path d="m9 12 2.2 2.2L15.5 10"/></svg>`

/** A whole page of ours, without any script; `body` and `head` are HTML, `title` is text. */
export function page(title: string, body: Html, head: Html = ''): Html {
  return html`<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="stylesheet" href="/signin/style.css">
<link rel="icon" href="/signin/icon.svg" type="image/svg+xml">
!${head}</head>
<body>
!${body}
</body>
</html>
`
}

/** An instant, which no line breaks in two. */
export const instant = (at: Instant): Html => html`<time datetime="${new Date(at).toISOString()}">${when(at)}</time>`

/** Whose page it is: an organisation as it shows itself, by its name alone, or ours. */
export type Shown = Brand | string | null

const nameOf = (shown: Shown) => (shown === null || typeof shown === 'string' ? shown : shown.name)

/** The picture and the name of an organisation, or our mark. */
function markOf(shown: Shown): Html {
  const picture = shown === null || typeof shown === 'string' ? null : shown.logo
  return html`<div class="mark">!${picture === null ? mark : html`<img src="${picture}" alt="">`}<span>${nameOf(shown) ?? 'Admit'}</span></div>`
}

const colourOf = (shown: Shown): Html =>
  shown === null || typeof shown === 'string' || shown.accent === null
    ? ''
    : html`<link rel="stylesheet" href="/signin/colour/${shown.accent}.css">
`

/** Ours, outside of what an organisation may say: whose pages these are, and for whom (SEC-17). */
function ours(shown: Shown): Html {
  if (shown === null || typeof shown === 'string') return ''
  return html`<footer class="ours">!${mark}<span>!${sayHtml('Admit signs you in to {organisation}', { organisation: html`${phrase(shown.registered)}` })}</span></footer>`
}

/** A card in the middle of the page: what every step of a sign-in is. */
export function card(
  title: string,
  organisation: Shown,
  body: Html,
  width: 'narrow' | 'wide' = 'narrow',
  head: Html = '',
): Html {
  return page(
    organisation === null ? title : `${title} · ${nameOf(organisation)}`,
    html`<main class="middle"><div class="card ${width}">
!${markOf(organisation)}
!${body}!${wordsOf(organisation)}
</div></main>!${ours(organisation)}`,
    colourOf(organisation) + head,
  )
}

/** An organisation's own words, as plain text with its line breaks. */
function wordsOf(shown: Shown): Html {
  if (shown === null || typeof shown === 'string' || shown.text === null) return ''
  return html`<p class="words">${shown.text}</p>`
}

/** The bar over the portal: our mark, the person's initials and *Sign out* beside them (L1). */
export function bar(
  organisation: Brand | string,
  person: { readonly name: string; readonly signInName: string },
  token: string,
): Html {
  return html`<header class="bar">!${markOf(organisation)}
<div class="me"><span class="initials" aria-hidden="true">${initials(person.name)}</span>
<span class="quiet">${person.name}</span>
<a href="/signin?prompt=select_account">${say('Switch account')}</a>
<form method="post" action="/signout"><input type="hidden" name="token" value="${token}"><button class="second">${say('Sign out')}</button></form></div></header>`
}

/** The one thing to press on a page. */
export const buttons = (label: string): Html => html`<div class="buttons"><button>${label}</button></div>`

/** What was wrong with the last answer, above the field it is about. What has no values in it was kept in English and is worded here. */
export const failure = (text: string | null, reference: string | null = null): Html =>
  text === null
    ? ''
    : html`<div class="failure" role="alert" id="failure">!${withReference(phrase(text), reference ?? '')}</div>`

/** A sentence with its reference number, which is never broken over two lines: it is read aloud. */
export function withReference(text: string, reference: string): Html {
  const [before = '', ...after] = text.split('{ref}')
  return html`${before}!${after.map((part) => html`<span class="reference">${reference}</span>${part}`)}`
}

/** Up to two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0b5d57" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16"/><path d="M3 21h18"/><path d="m9 12 2.2 2.2L15.5 10"/></svg>`

/** The whole page under an organisation's bar. */
export const barredPage = (title: string, shown: Brand, body: Html): Html =>
  page(`${title} · ${shown.name}`, html`!${body}!${ours(shown)}`, colourOf(shown))

/** Sends a hosted page; nothing of it is kept by the browser (SEC-18). */
export function sendPage(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

/** SEC-15: no script unless the page has one of ours, styles and pictures of ours, forms to us and to those targets, in no frame. */
export function pagePolicy(formTargets: readonly string[] = [], scripts: "'none'" | "'self'" = "'none'"): string {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
