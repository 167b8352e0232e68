import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invite } from '../../src/app/guests/invite.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { barriers, confirm, go, openDesk } from './desk.ts'
import { newestCode } from './outbox.ts'
import { ownBrowser, picture, stayNot } from './people.ts'

const password = 'tulip granite swims 9'
let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe('L4, D11: a guest with a personal account', () => {
  it('is admitted by the organisation, in the console', async () => {
    const look = { width: 1280, scheme: 'light' } as const
    const { page, complaints } = await openDesk(browser, served.origin, person('admin'), look)
    await go(page, 'Identity providers')
    await page.getByRole('button', { name: 'Let nobody come with one' }).click()
    await confirm(page)
    await page.getByText('not admitted', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Admit personal accounts' }).click()
    await confirm(page)
    await page.getByText('admitted', { exact: true }).waitFor()
    expect(await barriers(page)).toEqual([])
    await picture(page, 'personal-console-1280-light')
    await page.setViewportSize({ width: 390, height: 900 })
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await picture(page, 'personal-console-390-light')
    expect(complaints).toEqual([])
  }, 60_000)

  it.each([
    { width: 1280, scheme: 'light' },
    { width: 390, scheme: 'dark' },
  ] as const)(
    'signs up on the way, accepts, signs in by it and deletes it, at $width px in $scheme',
    async (look) => {
      const address = `mia${look.width}@partner.example`
      const asked = { address, redirectUrl: null, letter: { is: 'none' }, again: 'left_alone' } as const
      const { redeemUrl } = await invite(served.running.admit, commandLine(served.demo.tenant.id), asked)
      // The smaller one has its scripts switched off: pages promise to work.
      const hasScripts = look.width === 1280
      const page = await (await ownBrowser(browser, look, hasScripts)).newPage()
      page.setDefaultTimeout(5000)
      const seen = async (title: string, name: string) => {
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        if (hasScripts) expect(await barriers(page)).toEqual([])
        await picture(page, `personal-${name}-${look.width}-${look.scheme}`)
      }
      await page.goto(redeemUrl as string)
      await seen('You are invited to Meridian', 'offer')
      await page.getByRole('button', { name: 'Accept with a personal account' }).click()
      await seen('Sign in', 'signin')
      await page.getByRole('link', { name: 'Create one' }).click()
      await seen('Create a personal account', 'address')
      await page.getByLabel('Your e-mail address').fill(address)
      await page.keyboard.press('Enter')
      await seen('Enter the code we sent', 'code')
      const code = await newestCode(page, served.origin, { subject: /is your code for a personal account/ })
      await page.getByLabel('Code', { exact: true }).fill(code)
      await page.keyboard.press('Enter')
      await seen('Who are you?', 'details')
      await page.getByLabel('Your name').fill('Mia Lund')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByLabel('The same again').fill(password)
      await page.getByRole('button', { name: 'Create the account' }).click()
      await seen('Become a guest of Meridian', 'agree')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: 'Accept the invitation' }).click()
      await seen('Welcome', 'welcome')

      // This browser is signed in with it: the name alone leads there and back.
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByLabel('Sign-in name').fill(address)
      await page.keyboard.press('Enter')
      await stayNot(page)
      await seen('My apps', 'apps')
      await elsewhere(look, address)
      await ended(page, address, seen)
    },
    60_000,
  )
})

/** Another browser, which knows nothing: the page is that of every name from outside, with both ways. */
async function elsewhere(look: { readonly width: number; readonly scheme: 'light' | 'dark' }, address: string) {
  const page = await (await ownBrowser(browser, look, false)).newPage()
  page.setDefaultTimeout(5000)
  await page.goto(`${served.origin}/signin`)
  await page.getByLabel('Sign-in name').fill(address)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign in with a personal account' }).waitFor()
  await picture(page, `personal-both-ways-${look.width}-${look.scheme}`)
  await page.getByRole('button', { name: 'Sign in with a personal account' }).click()
  await page.getByText('No account?').waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await picture(page, `personal-password-${look.width}-${look.scheme}`)
  await page.keyboard.press('Enter')
  await stayNot(page)
  await page.getByRole('heading', { name: 'My apps' }).waitFor()
  await page.context().close()
}

/** The account's own page, and its end. */
async function ended(page: Page, address: string, seen: (title: string, name: string) => Promise<void>) {
  await page.goto(`${served.origin}/signin?prompt=select_account&returnTo=/account/personal`)
  await seen('Choose an account', 'accounts')
  await page.getByRole('button', { name: /Personal accounts/ }).click()
  await seen('My personal account', 'account')
  expect(await page.innerText('main')).toContain('Meridian')
  expect(await page.innerText('main')).toContain(address)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await seen('Your personal account is deleted', 'deleted')
}
