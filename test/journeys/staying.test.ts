import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addLogo } from '../../src/app/branding/branding.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { demo, person } from '../support/demo.ts'
import { pngOf } from '../support/pictures.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers } from './desk.ts'
import { heading, type Look, ownBrowser, picture, signIn } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const wide: Look = { width: 1280, scheme: 'light' }
const looks: readonly Look[] = [
  wide,
  { ...wide, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
]
const portal = () => `${served.origin}/myapps`

/** Up to the question. */
async function atTheQuestion(context: BrowserContext, key: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(portal())
  await page.getByLabel('Sign-in name').fill(person(key).signInName)
  await page.keyboard.press('Enter')
  await page.getByLabel('Password', { exact: true }).fill(person(key).password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Stay signed in?' }).waitFor()
  return page
}

/** The browser closed and opened again: what was to end with it is gone. */
async function restarted(context: BrowserContext): Promise<BrowserContext> {
  const { cookies } = await context.storageState()
  await context.close()
  const next = await ownBrowser(browser, wide, false)
  await next.addCookies(cookies.filter(({ expires }) => expires !== -1))
  return next
}

/** What keeps somebody from the page, in each look of it; a picture of each is kept for who wants to look. */
async function seen(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { width, scheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    const where = `${name}-${width}-${scheme}`
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (wider > 0) found.push(`${where} is wider than the window by ${wider}`)
    found.push(...(await barriers(page)).map((one) => `${where}: ${one}`))
    await picture(page, where)
  }
  await page.setViewportSize({ width: wide.width, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

describe('staying signed in', { timeout: 60_000 }, () => {
  it('yes outlives the browser, no ends with it; the keyboard is enough', async () => {
    let context = await ownBrowser(browser, wide, true)
    let page = await atTheQuestion(context, 'katya')
    expect(await seen(page, 'stay')).toEqual([])
    await page.getByRole('button', { name: 'Yes' }).press('Enter')
    await page.getByText('Signed in as').waitFor()
    context = await restarted(context)
    page = await context.newPage()
    await page.goto(portal())
    expect(await page.innerText('body')).toContain(`Signed in as ${person('katya').signInName}`)
    await context.close()

    context = await ownBrowser(browser, wide, false)
    page = await atTheQuestion(context, 'liam')
    await page.getByRole('button', { name: 'No', exact: true }).click()
    await page.getByText('Signed in as').waitFor()
    context = await restarted(context)
    page = await context.newPage()
    await page.goto(portal())
    expect(await heading(page)).toBe('Sign in')
    await context.close()
  })

  it('L3: on a shared computer nothing is asked or kept, and signing out clears everything', async () => {
    const context = await ownBrowser(browser, wide, true)
    const page = await context.newPage()
    await page.goto(portal())
    await page.getByLabel('Sign-in name').fill(person('mira').signInName)
    await page.keyboard.press('Enter')
    await page.getByLabel('Password', { exact: true }).fill(person('mira').password)
    await page.getByLabel('This is a shared computer').check()
    expect(await seen(page, 'shared')).toEqual([])
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Signed in as').waitFor()
    expect((await context.cookies()).filter(({ expires }) => expires !== -1)).toEqual([])
    await page.evaluate("localStorage.setItem('left', 'here')")

    const answer = page.waitForResponse((response) => response.url().endsWith('/signout'))
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await (await answer).headerValue('clear-site-data')).toBe('"*"')
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate("localStorage.getItem('left')")).toBeNull()
    await page.goBack()
    expect(await page.content()).not.toContain('Mira')
    await context.close()
  })

  it('several accounts are chosen among, switched in the portal, and signed out of one by one', async () => {
    const context = await ownBrowser(browser, wide, true)
    const page = await context.newPage()
    await signIn(page, portal(), person('katya'))
    await page.getByRole('link', { name: 'Switch account' }).click()
    await page.getByRole('button', { name: 'Use another account' }).click()
    await page.getByLabel('Sign-in name').fill(person('liam').signInName)
    await page.keyboard.press('Enter')
    await page.getByLabel('Password', { exact: true }).fill(person('liam').password)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'No', exact: true }).click()
    expect(await page.innerText('body')).toContain(`Signed in as ${person('liam').signInName}`)
    expect(await seen(page, 'portal')).toEqual([])

    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await page.innerText('main')).toContain(person('katya').signInName)
    expect(await seen(page, 'signed-out-of-one')).toEqual([])
    await page.getByRole('link', { name: 'Choose an account' }).click()
    await page.getByText('Forget an account').click()
    expect(await seen(page, 'accounts')).toEqual([])
    await page.getByRole('button', { name: person('katya').signInName }).click()
    expect(await page.innerText('body')).toContain(`Signed in as ${person('katya').signInName}`)
    await context.close()
  })

  it('an organisation shows itself, and everything can be read by day and by night', async () => {
    const { admit } = served.running
    const by = commandLine(demo.tenant.id)
    const logo = await addLogo(admit, by, pngOf(320, 120, [255, 209, 102]))
    const looking = {
      name: 'Meridian Group',
      accent: '#ffd166',
      text: 'Help: extension 4711.\nBring your badge.',
      logo,
    }
    await applyChanges(admit, by, [{ do: 'set_branding', ...looking }], 'a test')
    const context = await ownBrowser(browser, wide, true)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${served.origin}/signin`)
    expect(
      await page.locator('.mark img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).toBe(320)
    expect(
      await page.evaluate("getComputedStyle(document.querySelector('form .buttons button')).backgroundColor"),
    ).toBe('rgb(255, 209, 102)')
    expect(await seen(page, 'branded')).toEqual([])
    await applyChanges(admit, by, [{ do: 'set_branding', ...looking, accent: '#1b1464' }], 'a test')
    await page.reload()
    expect(await seen(page, 'branded-dark')).toEqual([])
    expect(complaints).toEqual([])
    await signIn(page, `${served.appsOrigin}/crm4/`, person('bruno'))
    expect(await page.innerText('body')).toContain('Admit signs you in to Meridian (meridian.admit.test)')
    expect(await seen(page, 'branded-refused')).toEqual([])
    await page.goto(portal())
    expect(await seen(page, 'branded-portal')).toEqual([])
    await context.close()
  })
})
