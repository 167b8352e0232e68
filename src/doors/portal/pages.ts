import { html } from 'ghtml'
import type { Brand } from '../../app/branding/branding.ts'
import type { MyApps, Tile } from '../../app/my-apps.ts'
import type { Helper } from '../../app/sign-in/step.ts'
import { bar, barredPage, buttons, card, failure, type Html, initials } from '../page.ts'
import { helperList } from '../signin/told-pages.ts'
import { say } from '../../app/words/say.ts'
import { sayHtml } from '../say-html.ts'

/** Tiles for what the person can open, and what they are meant to open and cannot, with the reason (D6). */
export function portalPage(
  apps: MyApps,
  brand: Brand,
  person: { readonly name: string; readonly signInName: string },
  helpers: readonly Helper[],
  token: string,
): Html {
  const admin = html`<li><div class="tile">!${letter(say('Admin'))}<a class="open" href="/admin">${say('Admin')}</a><p class="quiet">${say('People, groups, licences, apps, policies, and why somebody cannot sign in')}</p></div></li>`
  // What can be opened stands first.
  const tiles = apps.tiles.toSorted((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed')).map(tile)
  return barredPage(
    say('My apps'),
    brand,
    html`!${bar(brand, person, token)}
<main class="wide"><h1>${say('My apps')}</h1>
<p class="quiet">${say('Signed in as {person}', { person: person.signInName })} · <a href="/account/methods">${say('My sign-in methods')}</a></p>
!${tiles.length === 0 && !apps.isAdministrator ? html`<p>${say('No app has been given to you yet. The people below can change that.')}</p>` : ''}
!${tiles.length === 0 && !apps.isAdministrator ? '' : html`<ul class="tiles">!${apps.isAdministrator ? admin : ''}!${tiles}</ul>`}
<h2 id="help">${say('Who can help')}</h2>!${helperList(helpers)}
</main>`,
  )
}

function tile(one: Tile): Html {
  if (one.state === 'open')
    return html`<li><div class="tile">!${letter(one.name)}<a class="open" href="${one.url}">${one.name}</a><p class="quiet">${one.description ?? ''}</p></div></li>`
  return html`<li><div class="tile closed">!${letter(one.name)}<span class="name">${one.name}</span><p class="quiet">${one.description ?? ''}</p>
<details><summary>!${sayHtml("Why can't I open this?")}</summary><p><strong>${one.why?.title ?? ''}</strong></p><p>${one.why?.text ?? ''}</p><p><a href="#help">${say('Who can help')}</a></p></details></div></li>`
}

const letter = (name: string) => html`<span class="letter" aria-hidden="true">${initials(name).slice(0, 1)}</span>`

/** The page of an empty server: the first organisation and its first administrator. */
export function firstRunPage(token: string, problem: string | null, given: Readonly<Record<string, string>>): Html {
  const text = (
    name: string,
    label: string,
    hint: string,
    type = 'text',
    complete = 'off',
  ) => html`<label for="${name}">${label}</label>
<input type="${type}" id="${name}" name="${name}" value="${type === 'password' ? '' : (given[name] ?? '')}" autocomplete="${complete}" placeholder="${hint}" required maxlength="320">`
  return card(
    say('Welcome to Admit'),
    null,
    html`<h1>${say('Welcome to Admit')}</h1><p>${say('This server is empty. Name your organisation and make its first administrator.')}</p>
!${failure(problem)}
<form method="post" action="/first-run"><input type="hidden" name="token" value="${token}">
!${text('organisation', say('Organisation'), 'Meridian', 'text', 'organization')}
!${text('displayName', say('Your name'), 'Ada Lindgren', 'text', 'name')}
!${text('signInName', say('Your sign-in name'), 'you@your-domain.com', 'text', 'username')}
<p class="quiet">!${sayHtml("The domain after the @ becomes the organisation's first domain.")}</p>
!${text('password', say('Password'), '', 'password', 'new-password')}
<p class="quiet">${say('At least 15 characters: a few unrelated words are easy to remember and hard to guess.')}</p>
!${buttons(say('Begin'))}</form>`,
  )
}
