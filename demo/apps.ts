import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { html } from 'ghtml'
import * as client from 'openid-client'
import type { DemoApp, DemoFile } from '../src/app/demo.ts'

/**
 * The apps of the demo company: small web apps that know nothing of Admit but its authority address, and sign people in by
 * openid-client like any other app would.
 */
export async function startDemoApps(options: {
  readonly port: number
  readonly authority: string
  readonly demo: DemoFile
}): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const apps = new DemoApps(options.authority, options.demo)
  const server = createServer((request, response) => {
    apps.answer(request, response).catch((error: unknown) => {
      response
        .writeHead(500, pageHeaders)
        .end(
          page(
            'Something went wrong',
            html`<main><h1>The app could not sign you in</h1><p>${reasonOf(error)}</p><p><a class="button" href="/">All apps</a></p></main>`,
          ),
        )
    })
  })
  server.listen(options.port, 'localhost')
  await once(server, 'listening')
  apps.origin = `http://localhost:${(server.address() as { port: number }).port}`
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One address of an app: the CRM has one for each instance. */
type Place = { readonly path: string; readonly app: DemoApp; readonly title: string }
type Visit = {
  readonly place: Place
  readonly verifier?: string
  readonly state?: string
  readonly nonce?: string
  claims?: Record<string, unknown>
  idToken?: string
  accessToken?: string
}

class DemoApps {
  origin = ''
  readonly #authority: string
  readonly #places: readonly Place[]
  readonly #visits = new Map<string, Visit>()
  readonly #configurations = new Map<string, Promise<client.Configuration>>()

  constructor(authority: string, demo: DemoFile) {
    this.#authority = authority
    this.#places = demo.apps.flatMap((app) =>
      app.redirects.map((redirect): Place => {
        const path = redirect.replace('{apps}', '').replace('/callback', '')
        const instance = demo.instances.find((one) => one.url === `{apps}${path}/`)
        return { path, app, title: instance === undefined ? app.name : `${app.name} · ${instance.name}` }
      }),
    )
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    const show = (body: string) => response.writeHead(200, pageHeaders).end(body)
    const go = (to: string, cookie?: string) =>
      response.writeHead(302, { location: to, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) }).end()
    if (url.pathname === '/') return void show(this.#front())
    if (url.pathname === '/style.css')
      return void response.writeHead(200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }).end(style)
    const place = this.#places.find((one) => url.pathname === one.path || url.pathname.startsWith(`${one.path}/`))
    if (place === undefined)
      return void response
        .writeHead(404, pageHeaders)
        .end(
          page(
            'No such app',
            html`<main><h1>There is no such app here</h1><p><a class="button" href="/">All apps</a></p></main>`,
          ),
        )

    const name = `visit-${createHash('sha256').update(place.path).digest('hex').slice(0, 8)}`
    const id = new RegExp(`(?:^|; )${name}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1]
    const visit = id === undefined ? undefined : this.#visits.get(id)
    const rest = url.pathname.slice(place.path.length)
    const configuration = await this.#configurationOf(place.app)

    if (rest === '/callback') {
      if (id === undefined || visit?.verifier === undefined) return void go(`${place.path}/`)
      const tokens = await client.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: visit.verifier,
        expectedState: visit.state as string,
        expectedNonce: visit.nonce as string,
        idTokenExpected: true,
      })
      this.#visits.delete(id)
      const fresh = randomBytes(24).toString('base64url')
      this.#visits.set(fresh, {
        place,
        claims: tokens.claims() as Record<string, unknown>,
        idToken: tokens.id_token as string,
        accessToken: tokens.access_token,
      })
      return void go(`${place.path}/`, cookie(name, fresh))
    }
    if (rest === '/signout') {
      if (id !== undefined) this.#visits.delete(id)
      const to = client.buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: `${this.origin}/`,
        ...(visit?.idToken === undefined ? {} : { id_token_hint: visit.idToken }),
      })
      return void go(to.href, `${name}=; Path=/; Max-Age=0`)
    }
    if (visit?.claims !== undefined) return void show(this.#home(place, visit.claims))

    const verifier = client.randomPKCECodeVerifier()
    const [state, nonce, fresh] = [client.randomState(), client.randomNonce(), randomBytes(24).toString('base64url')]
    this.#visits.set(fresh, { place, verifier, state, nonce })
    const to = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.origin}${place.path}/callback`,
      scope: place.app.asks.join(' '),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    go(to.href, cookie(name, fresh))
  }

  #configurationOf(app: DemoApp): Promise<client.Configuration> {
    let made = this.#configurations.get(app.id)
    if (made === undefined) {
      made = client.discovery(new URL(`${this.#authority}/v2.0`), app.id, app.secret, undefined, {
        execute: [client.allowInsecureRequests],
      })
      made.catch(() => this.#configurations.delete(app.id))
      this.#configurations.set(app.id, made)
    }
    return made
  }

  #front(): string {
    const items = this.#places.map(
      (place) => html`<li><a href="${place.path}/">${place.title}</a><br><span>${place.app.description}</span></li>`,
    )
    return page('Apps of Meridian', html`<main><h1>Apps of Meridian</h1><ul>!${items}</ul></main>`)
  }

  #home(place: Place, claims: Record<string, unknown>): string {
    return page(
      place.title,
      html`<header><strong>${place.title}</strong><nav><a href="/">Other apps</a><a href="${place.path}/signout">Sign out</a></nav></header>
<main><h1>Good day, ${String(claims['name'])}</h1><p>You are in ${place.title}: ${place.app.description.toLowerCase()}.</p>
<dl><dt>Signed in as</dt><dd>${String(claims['preferred_username'])}</dd><dt>Proved by</dt><dd>${(claims['amr'] as readonly string[] | undefined)?.join(', ') ?? ''}</dd></dl></main>`,
    )
  }
}

const cookie = (name: string, value: string) => `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`

/** What went wrong, as far as the identity provider said it. */
function reasonOf(error: unknown): string {
  const { error_description: description, message } = error as { error_description?: string; message: string }
  return description ?? message
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
}

function page(title: string, body: string): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head>
<body>!${body}</body></html>
`
}

// Serif and plum: nobody should take an app of the company for the sign-in page.
const style = `:root { color-scheme: light dark; --ground: #faf8f5; --ink: #2b2430; --quiet: #6a6070; --accent: #7a2e5f; --on: #fff; --line: #e2dcd4 }
@media (prefers-color-scheme: dark) { :root { --ground: #1b171e; --ink: #eee8ee; --quiet: #b5a9b8; --accent: #e8a3cd; --on: #2a1222; --line: #3b3340 } }
* { box-sizing: border-box }
body { margin: 0; font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; background: var(--ground); color: var(--ink) }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1.5rem; padding: .5rem clamp(1rem, 4vw, 2.5rem); background: var(--accent); color: var(--on) }
nav { display: flex; gap: 1.5rem }
nav a { color: inherit; padding: .6rem 0 }
main { max-width: 42rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) }
h1 { font-weight: normal; font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere }
a { color: var(--accent); text-underline-offset: .2em }
a.button { display: inline-block; padding: .6rem 1.4rem; border-radius: 2rem; background: var(--accent); color: var(--on); text-decoration: none }
:focus-visible { outline: 3px solid #1a7fd4; outline-offset: 2px }
ul { list-style: none; padding: 0 }
li { padding: .75rem 0; border-bottom: 1px solid var(--line) }
li a { font-size: 1.2rem; display: inline-block; padding: .25rem 0 }
span, dt { color: var(--quiet) }
dd { margin: 0 0 .75rem; overflow-wrap: anywhere }
`
