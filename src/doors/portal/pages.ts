import { html } from 'ghtml'
import type { MyApps, Tile } from '../../app/my-apps.ts'
import { bar, card, type Html, page } from '../page.ts'

/** Tiles for what the person can open, and what they are meant to open and cannot, with the reason (D6). */
export function portalPage(
  apps: MyApps,
  person: { readonly name: string; readonly signInName: string },
  helpers: readonly { readonly name: string; readonly role: string; readonly mail: string }[],
  token: string,
): Html {
  const admin = html`<li><div class="tile"><a class="open" href="/admin">Admin</a><p class="quiet">People, groups, licences, apps, policies, and why somebody cannot sign in</p></div></li>`
  const tiles = apps.tiles.map(tile)
  const help = helpers.map(
    (one) => html`<li><strong>${one.name}</strong>, ${one.role}: <a href="mailto:${one.mail}">${one.mail}</a></li>`,
  )
  return page(
    'My apps',
    html`!${bar(apps.organisation, person, token)}
<main class="wide"><h1>My apps</h1>
<p class="quiet">Signed in as ${person.signInName}</p>
!${tiles.length === 0 && !apps.isAdministrator ? '<p>No app has been given to you yet. The people below can change that.</p>' : ''}
<ul class="tiles">!${apps.isAdministrator ? admin : ''}!${tiles}</ul>
<h2 id="help">Who can help</h2><ul class="plain">!${help}</ul>
</main>`,
  )
}

function tile(one: Tile): Html {
  if (one.state === 'open')
    return html`<li><div class="tile"><a class="open" href="${one.url}">${one.name}</a><p class="quiet">${one.description ?? ''}</p></div></li>`
  return html`<li><div class="tile closed"><span class="name">${one.name}</span><p class="quiet">${one.description ?? ''}</p>
<details><summary>Why can't I open this?</summary><p><strong>${one.why?.title ?? ''}</strong></p><p>${one.why?.text ?? ''}</p></details></div></li>`
}

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
    'Welcome to Admit',
    null,
    html`<h1>Welcome to Admit</h1><p>This server is empty. Name your organisation and make its first administrator.</p>
!${problem === null ? '' : html`<div class="failure" role="alert">${problem}</div>`}
<form method="post" action="/first-run"><input type="hidden" name="token" value="${token}">
!${text('organisation', 'Organisation', 'Meridian', 'text', 'organization')}
!${text('displayName', 'Your name', 'Ada Lindgren', 'text', 'name')}
!${text('signInName', 'Your sign-in name', 'you@your-domain.com', 'text', 'username')}
<p class="quiet">The domain after the @ becomes the organisation's first domain.</p>
!${text('password', 'Password', '', 'password', 'new-password')}
<div class="buttons"><button>Begin</button></div></form>`,
  )
}
