import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo, serveEmpty } from '../setup/server.ts'
import { admitAsProvider } from '../support/admit-as-provider.ts'
import { person } from '../support/demo.ts'
import { applying, makeMember } from '../support/federation.ts'
import { barriers, choose, confirm, go, openDesk, recorded } from './desk.ts'
import { ownBrowser, picture, stayNot } from './people.ts'

const domain = 'partner-works.example'
const password = 'tulip granite swims 9'
let served: Served
let partner: Awaited<ReturnType<typeof serveEmpty>>
let provider: Awaited<ReturnType<typeof admitAsProvider>>
let browser: Browser

beforeAll(async () => {
  ;[served, partner, browser] = await Promise.all([
    serveDemo({ ADMIT_PROVIDER_RANGES: '127.0.0.0/8,::1' }),
    serveEmpty(),
    launchChromium(),
  ])
  provider = await admitAsProvider(partner, { domain, person: 'petra', password })
  await applying(() => served)({ do: 'put_domain', domain: { name: domain, isVerified: true, isDefault: false } })
  await makeMember(served, provider.signInName, 'Petra Partner')
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([served?.stop(), partner?.stop()])
})

describe('a domain whose people sign in at another organisation, which runs Admit too', () => {
  it('is set up in the console: added, checked, its address copied, given a domain', async () => {
    const { page, complaints } = await openDesk(browser, served.origin, person('admin'), {
      width: 1280,
      scheme: 'light',
    })
    await go(page, 'Identity providers')
    await page.getByRole('button', { name: 'Add identity provider' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an identity provider' })
    await dialog.getByLabel('Name', { exact: true }).fill('Partner Works')
    await dialog.getByLabel('Issuer').fill('http://127.0.0.1:9')
    await dialog.getByLabel('Client id').fill(provider.clientId)
    await dialog.getByRole('button', { name: 'Ask whether it is there' }).click()
    await dialog.getByText('It was not reached: nobody listens there.').waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByLabel('Issuer').fill(provider.issuer)
    await dialog.getByRole('button', { name: 'Ask whether it is there' }).click()
    await dialog.getByText('It is there.').waitFor()
    await dialog.getByLabel('Client secret').fill(provider.secret)
    await picture(page, 'identity-providers-add-1280-light')
    await dialog.getByRole('button', { name: 'Save' }).click()

    const sheet = page.locator('.sheet', { has: page.getByRole('heading', { name: 'Partner Works' }) })
    await sheet.getByRole('button', { name: 'Copy the redirect address', exact: true }).waitFor()
    const address = (await sheet.locator('code').first().innerText()).trim()
    expect(address).toMatch(/^http:\/\/localhost:\d+\/signin\/callback\/[\da-f-]{36}$/)
    await provider.register(address)
    await choose(page, 'Domain', domain)
    await sheet.getByRole('button', { name: 'Sign in there' }).click()
    await confirm(page)
    await sheet.getByRole('button', { name: `Look after here: ${domain}` }).waitFor()
    expect(await barriers(page)).toEqual([])
    await picture(page, 'identity-providers-1280-light')
    await page.setViewportSize({ width: 390, height: 900 })
    // The list of pages slides away first.
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await picture(page, 'identity-providers-390-light')
    await page.setViewportSize({ width: 1280, height: 900 })
    await recorded(page, /Who looks after the people of a domain changed/)
    expect(complaints).toEqual([])
  }, 60_000)

  it.each([
    { width: 1280, scheme: 'light' },
    { width: 390, scheme: 'dark' },
  ] as const)(
    'leads its people there and back, at $width px in $scheme, without a script',
    async (look) => {
      const page = await (await ownBrowser(browser, look, false)).newPage()
      page.setDefaultTimeout(8000)
      const at = (title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.goto(`${served.origin}/myapps`)
      await page.getByLabel('Sign-in name').fill(provider.signInName)
      await page.keyboard.press('Enter')
      // By itself, past the page that says where it leads.
      await page.waitForURL((url) => url.hostname === '127.0.0.1')
      // Whom it is about goes along.
      await at('Enter your password')
      expect(await page.getByText(provider.signInName).count()).toBe(1)
      await picture(page, `identity-providers-there-${look.width}-${look.scheme}`)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await stayNot(page)
      await page.waitForURL((url) => url.origin === served.origin)
      await stayNot(page)
      await at('My apps')
      expect(page.url()).not.toContain('code=')
      await picture(page, `identity-providers-back-${look.width}-${look.scheme}`)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await at('You are signed out')
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth').catch(() => true)).toBe(true)
      await picture(page, `identity-providers-signed-out-${look.width}-${look.scheme}`)
      await page.getByRole('link', { name: 'Sign out of Partner Works too' }).click()
      await page.waitForURL((url) => url.hostname === '127.0.0.1')
    },
    60_000,
  )
})
