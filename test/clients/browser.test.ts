import { ConfidentialClientApplication, CryptoProvider, ResponseMode } from '@azure/msal-node'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '../journeys/people.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { listenAsApp } from '../support/app-address.ts'
import { BareClient, verifier } from '../support/bare-client.ts'
import { type Registered, registerApp } from '../support/register-app.ts'
import { trustAuthority } from '../support/trust.ts'

let served: Served
let browser: Browser
let context: BrowserContext
let page: Page
let app: Awaited<ReturnType<typeof listenAsApp>>
let stranger: Awaited<ReturnType<typeof listenAsApp>>
let web: Registered
let spa: Registered
let https: string

beforeAll(async () => {
  served = await serveDemo()
  browser = await launchChromium()
  app = await listenAsApp()
  stranger = await listenAsApp()
  https = served.running.config.origins.find((origin) => origin.startsWith('https://localhost')) as string
  trustAuthority(served.running.caPath as string)
  const postLogoutUris = [`${app.origin}/signed-out`]
  web = await registerApp(served, {
    name: 'A web app',
    redirectUris: [{ uri: `${app.origin}/callback`, kind: 'web' }],
    postLogoutUris,
  })
  spa = await registerApp(served, {
    name: 'A single-page app',
    redirectUris: [{ uri: `${app.origin}/spa`, kind: 'spa' }],
    postLogoutUris,
    isPublicClient: true,
  })
})
afterAll(async () => {
  await browser.close()
  await Promise.all([app.stop(), stranger.stop()])
  await served.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ ignoreHTTPSErrors: true })
  page = await context.newPage()
})
afterEach(() => context.close())

const person = (key: string) => served.demo.people.find((one) => one.key === key) as (typeof served.demo.people)[number]

describe('a web app with @azure/msal-node, a person with Chromium', () => {
  it('is brought the code by POST, and by signing out ends what the person had here', async () => {
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: web.id,
        clientSecret: web.secret,
        authority: `${https}/organizations`,
        knownAuthorities: [new URL(https).host],
      },
    })
    const pkce = await new CryptoProvider().generatePkceCodes()
    const redirectUri = `${app.origin}/callback`
    const to = await client.getAuthCodeUrl({
      scopes: ['email'],
      redirectUri,
      responseMode: ResponseMode.FORM_POST,
      codeChallenge: pkce.challenge,
      codeChallengeMethod: 'S256',
      state: 'a state',
    })
    await signIn(page, to, person('marc'))
    await page.waitForURL(redirectUri)
    const { form } = app.taken()
    expect(form?.get('state')).toBe('a state')
    const { account } = await client.acquireTokenByCode({
      code: form?.get('code') as string,
      scopes: ['email'],
      redirectUri,
      codeVerifier: pkce.verifier,
    })
    expect(account).toMatchObject({ username: person('marc').signInName, tenantId: served.demo.tenant.id })

    const leave = new URL(`${https}/organizations/oauth2/v2.0/logout`)
    leave.searchParams.set('id_token_hint', account?.idToken as string)
    leave.searchParams.set('post_logout_redirect_uri', `${app.origin}/signed-out`)
    await page.goto(leave.href)
    await page.waitForURL(`${app.origin}/signed-out*`)
    await page.goto(`${https}/myapps`)
    expect(await page.locator('h1').first().innerText()).toBe('Sign in')
  })
})

describe('a single-page app', () => {
  it('is brought the code in the fragment, and redeems and refreshes from the browser; no other page may', async () => {
    const redirectUri = `${app.origin}/spa`
    const client = new BareClient(served, spa, redirectUri)
    await signIn(page, client.address({ response_mode: 'fragment' }), person('lena'))
    await page.waitForURL(/#/)
    const code = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('code') as string
    const ask = (fields: Record<string, string>) =>
      page.evaluate(
        async ([at, body]) => {
          try {
            const response = await fetch(at as string, { method: 'POST', body: new URLSearchParams(body as never) })
            return (await response.json()) as Record<string, unknown>
          } catch (error) {
            return { blocked: String(error) }
          }
        },
        [`${client.at}/oauth2/v2.0/token`, { client_id: spa.id, ...fields }] as const,
      )
    const tokens = await ask({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    })
    expect(tokens).toMatchObject({ token_type: 'Bearer', ext_expires_in: 3600 })
    expect(tokens['refresh_token_expires_in'], 'a day from the sign-in').toBeLessThanOrEqual(86_400)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) }
    const again = await ask(refresh)
    expect(again['access_token']).toBeTypeOf('string')

    await page.goto(`${stranger.origin}/`)
    const stolen = await ask({ ...refresh, refresh_token: String(again['refresh_token']) })
    expect(stolen['blocked'], JSON.stringify(stolen)).toContain('Failed to fetch')
  })
  it('signs people in in a window that it opened, and reads the answer there', async () => {
    const redirectUri = `${app.origin}/spa`
    await page.goto(redirectUri)
    const opened = page.waitForEvent('popup')
    const address = new BareClient(served, spa, redirectUri).address({ response_mode: 'fragment' })
    const answer = page.evaluate<string>(`new Promise((read) => {
      const popup = open('${address}', 'sign-in', 'width=400,height=600')
      const looking = setInterval(() => {
        if (popup.closed) read('cut off')
        try {
          if (popup.location.hash === '') return
        } catch {
          return
        }
        clearInterval(looking)
        read(popup.location.hash)
      }, 50)
    })`)
    const popup = await opened
    await signIn(popup, address, person('lena'))
    expect(await answer).toMatch(/^#code=/)
  })
})

describe('another site', () => {
  it("asks by a form, and who is signed in is asked nothing: the request goes on by address, with the browser's cookies", async () => {
    const client = new BareClient(served, web, `${app.origin}/callback`)
    await signIn(page, client.address(), person('marc'))
    await page.waitForURL(/callback\?/)
    app.taken()
    await page.goto(`${stranger.origin}/`)
    const { searchParams, origin, pathname } = new URL(client.address({ state: 'by a form' }))
    await page.evaluate(`
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: '${origin}${pathname}' })
      for (const [name, value] of ${JSON.stringify([...searchParams])})
        form.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }))
      document.body.append(form)
      form.submit()`)
    await page.waitForURL(/callback\?/)
    expect(app.taken().url.searchParams.get('state')).toBe('by a form')
  })
})
