import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { idOf, person } from '../support/demo.ts'
import { barriers, confirm, go, openDesk, recorded } from './desk.ts'
import { newestCode, newestMessage } from './outbox.ts'
import { ownBrowser, picture, stayNot } from './people.ts'

const password = 'tulip granite swims 9'
let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const { demo, running } = served
  const archive = { do: 'enable_app', appId: idOf(demo.apps, 'archive') } as const
  await applyChanges(running.admit, commandLine(demo.tenant.id), [archive], null)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe.each([
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)('D11: at $width px in $scheme', (look) => {
  const address = `mia${look.width}@partner.example`
  const shot = (page: Page, name: string) => picture(page, `guests-${name}-${look.width}-${look.scheme}`)

  it('a guest is invited, comes by the link, and opens an app', async () => {
    const { page: desk, complaints } = await openDesk(browser, served.origin, person('leo'), { ...look, width: 1280 })
    await go(desk, 'People')
    await desk.getByRole('button', { name: 'Invite a guest' }).click()
    const dialog = desk.getByRole('dialog', { name: 'Invite a guest' })
    await dialog.getByLabel('E-mail address').fill(address)
    await dialog.getByLabel('Name', { exact: true }).fill('Mia Lund')
    await dialog.getByLabel('Your words').fill('Come and look at the archive with us.')
    await shot(desk, 'invite')
    expect(await barriers(desk)).toEqual([])
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await desk.getByRole('dialog', { name: 'Mia Lund is invited' }).waitFor()
    await desk.getByRole('button', { name: 'Open their page' }).click()
    await desk.getByText('invitation not accepted').waitFor()
    await shot(desk, 'pending')
    expect(await barriers(desk)).toEqual([])

    const page = await (await ownBrowser(browser, look, false)).newPage()
    page.setDefaultTimeout(5000)
    const seen = async (title: string, name: string) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      await shot(page, name)
    }
    const letter = await newestMessage(page, served.origin, /^Leo .* invites you to Meridian$/)
    expect(await letter.innerText()).toContain('Come and look at the archive with us.')
    await letter.getByRole('link', { name: 'Accept the invitation' }).click()
    await seen('You are invited to Meridian', 'offer')
    await page.getByLabel(/the very one/).fill('someone@else.example')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'sent to another address' }).waitFor()
    await shot(page, 'other-address')
    await page.getByLabel(/the very one/).fill(address)
    await page.keyboard.press('Enter')
    await seen('Enter the code we sent', 'code')
    const code = await newestCode(page, served.origin)
    await page.getByLabel('Code', { exact: true }).fill(code)
    await page.keyboard.press('Enter')
    await seen('Become a guest of Meridian', 'password')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByLabel('The same again').fill(password)
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Accept the invitation' }).click()
    await seen('Welcome', 'welcome')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Sign-in name').fill(address)
    await page.keyboard.press('Enter')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    // They read the address they know, and not what the directory calls them.
    await page.getByText(address, { exact: true }).waitFor()
    await stayNot(page)
    await page.getByRole('heading', { name: 'My apps' }).waitFor()
    await page.goto(`${served.appsOrigin}/archive/`)
    // By then the app is kept for members.
    await page
      .getByText(look.width === 1280 ? 'Mia Lund' : 'you are a guest here')
      .first()
      .waitFor()
    await shot(page, 'app')

    await desk.reload()
    await desk.getByText(/^accepted/).waitFor()
    if (look.width === 1280) await madeMember(desk)
    expect(complaints).toEqual([])
  }, 60_000)
})

/** On the page of a guest: a last day is set, and a member made of them. */
async function madeMember(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Time of access…' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Time of access' })
  await dialog.getByLabel('Last day').fill('2099-12-31')
  expect(await barriers(desk)).toEqual([])
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await confirm(desk)
  await desk.getByText(/^until/).waitFor()
  await picture(desk, 'guests-guest-1280-light')
  await desk.getByRole('button', { name: 'Make a member…' }).click()
  await confirm(desk)
  await expect.poll(() => desk.getByText('guest', { exact: true }).count()).toBe(0)
  const { page: nadia } = await openDesk(browser, served.origin, person('nadia'), { width: 1280, scheme: 'light' })
  await go(nadia, 'Apps')
  await nadia.getByRole('link', { name: 'Archive' }).first().click()
  await nadia.getByText('members and guests').waitFor()
  await nadia.getByRole('button', { name: 'Do…' }).click()
  await nadia.getByRole('menuitem', { name: 'Keep for members' }).click()
  await confirm(nadia)
  await nadia.getByText('members only').waitFor()
  await picture(nadia, 'guests-app-1280-light')
  await recorded(nadia, /guests may open an app/)
}
