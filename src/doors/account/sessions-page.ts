import { html } from 'ghtml'
import type { SessionSeen } from '../../app/sign-in/sessions-of.ts'
import { type Html, instant } from '../page.ts'
import { account, type Frame, formTo } from './frame.ts'
import { say, withStop } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** What the page says was done, by its name in the address. */
export const sessionNotices = {
  ended: 'That browser is signed out, with the apps that were opened in it.',
  others: 'You are signed out everywhere but here.',
  gone: 'That browser was signed out already.',
} as const
export type SessionNotice = keyof typeof sessionNotices

/** *Where I am signed in*: every browser with the apps that were opened in it, each to be signed out (L2). */
export function sessionsPage(
  frame: Frame,
  sessions: readonly SessionSeen[],
  here: string,
  notice: SessionNotice | null,
): Html {
  const others = sessions.filter(({ id }) => id !== here)
  return account(
    frame,
    say('Where I am signed in'),
    html`<h1>${say('Where I am signed in')}</h1>
<p class="quiet">!${sayHtml("If you don't know one of these, sign it out and change your password.")}</p>
!${notice === null ? '' : html`<div class="note" role="status">${say(sessionNotices[notice])}</div>`}
<ul class="plain methods">!${sessions.map((one) => item(frame, one, one.id === here))}</ul>
!${others.length < 2 ? '' : formTo(frame, '/account/sessions/others', html`<div class="buttons"><button class="second">${say('Sign out everywhere but here')}</button></div>`)}
<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a><a href="/myapps">${say('My apps')}</a></div>`,
  )
}

/** A browser as it was recorded, `Firefox on Windows`, in the reader's language. */
function browserOn(client: string): string {
  const [, browser, system] = /^(.+) on (.+)$/.exec(client) ?? []
  return browser === undefined || system === undefined ? client : say('{browser} on {system}', { browser, system })
}

function item(frame: Frame, { id, kind, startedAt, lastSeenAt, ip, client, apps }: SessionSeen, isHere: boolean): Html {
  const name = client === null ? say('A browser we do not know') : browserOn(client)
  const at = { when: instant(startedAt) }
  const since = isHere
    ? kind === 'shared'
      ? sayHtml('This browser, signed in on a shared computer {when}', at)
      : sayHtml('This browser, signed in {when}', at)
    : kind === 'shared'
      ? sayHtml('Signed in on a shared computer {when}', at)
      : sayHtml('Signed in {when}', at)
  const opened =
    apps.length === 0 ? '' : html`<p class="quiet">${say('Opened there: {apps}.', { apps: apps.join(', ') })}</p>`
  return html`<li><h2>${name}</h2>
<p class="quiet">!${since}!${ip === null ? '' : sayHtml(' from {address}', { address: html`${ip}` })}!${isHere ? '' : sayHtml(', last there {when}', { when: instant(lastSeenAt) })}${withStop('')}</p>!${opened}
!${isHere ? '' : formTo(frame, '/account/sessions/end', html`<input type="hidden" name="session" value="${id}"><div class="buttons"><button class="second">${say('Sign out')}<span class="unseen"> ${name}</span></button></div>`)}</li>`
}
