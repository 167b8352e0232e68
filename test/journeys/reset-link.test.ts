import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { closedReset } from '../../src/core/recovery/reset-rules.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { type Somebody, somebodyNew } from '../support/somebody.ts'
import { barriers, confirm, openDesk } from './desk.ts'
import { newestMessage } from './outbox.ts'
import { type Look, ownBrowser, picture, signIn, stayNot } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const asOwner = () => commandLine(served.demo.tenant.id)

const looks: readonly Look[] = [
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
]

/** The pages work without any script; what looks at them for barriers is one. */
const hasScripts = ({ width }: Look) => width === 390

/** Sends somebody a link from their page in the console, as the help desk does. */
async function sendLink(robin: Somebody, look: Look): Promise<void> {
  const { page, complaints } = await openDesk(browser, served.origin, person('hana'), look)
  await page.goto(`${served.origin}/admin/people/${robin.id}`)
  await page.getByRole('button', { name: 'Do…' }).click()
  await page.getByRole('menuitem', { name: 'Temporary password' }).waitFor()
  await picture(page, `reset-link-menu-${look.width}-${look.scheme}`)
  await page.getByRole('menuitem', { name: 'Reset link by e-mail' }).click()
  await page.getByText('A letter with it goes to the e-mail address of their contact info.').waitFor()
  await picture(page, `reset-link-preview-${look.width}-${look.scheme}`)
  // Nobody loses anything for good: they are asked for something that they do alone.
  expect(await confirm(page)).not.toMatch(/would lose|would get in/)
  await page.getByText('a link to choose a new one was sent').waitFor()
  await picture(page, `reset-link-sent-${look.width}-${look.scheme}`)
  expect(complaints).toEqual([])
  await page.context().close()
}

/** Looks at a page of theirs: nothing is wider than the screen, and nobody is kept out by how it is made. */
async function seen(page: Page, title: string, name: string, look: Look): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  if (hasScripts(look)) expect(await barriers(page)).toEqual([])
  await picture(page, `reset-link-${name}-${look.width}-${look.scheme}`)
}

for (const look of looks)
  it(`D3: a password is reset by a link, which is followed ${hasScripts(look) ? 'with scripts' : 'without any script'}, at ${look.width} px in ${look.scheme}`, async () => {
    const robin = await somebodyNew(served)
    const mail = `${robin.id.slice(0, 8)}@home.example`
    await applyChanges(
      served.running.admit,
      asOwner(),
      [{ do: 'set_contact', accountId: robin.id, contact: 'email', value: mail }],
      null,
    )
    await sendLink(robin, look)

    const page = await (await ownBrowser(browser, look, hasScripts(look))).newPage()
    page.setDefaultTimeout(5000)
    const somebody = { ...person('tom'), signInName: robin.name, password: robin.password }
    await signIn(page, `${served.origin}/myapps`, somebody)
    await seen(page, 'A link to choose a new password was sent', 'refused', look)

    const letter = await newestMessage(page, served.origin, /^Choose a new password$/, mail)
    await letter.getByRole('link', { name: 'Choose a new password' }).click()
    await seen(page, 'Choose a new password', 'offer', look)
    const link = page.url()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByLabel('New password').waitFor()
    await seen(page, 'Choose a new password', 'choose', look)
    await page.getByLabel('New password').fill('tulip granite swims 9')
    await page.getByLabel('The same again').fill('tulip granite swims 9')
    await page.keyboard.press('Enter')
    await seen(page, 'Your password is changed', 'done', look)
    await page.goto(link)
    await seen(page, 'This link is over', 'over', look)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Sign-in name').fill(robin.name)
    await page.keyboard.press('Enter')
    await page.getByLabel('Password', { exact: true }).fill('tulip granite swims 9')
    await page.keyboard.press('Enter')
    await stayNot(page)
    await page.getByRole('heading', { name: 'My apps' }).waitFor()
  }, 60_000)

it('where somebody has no address on file, the console says so and offers a temporary password alone', async () => {
  const robin = await somebodyNew(served)
  const { page } = await openDesk(browser, served.origin, person('hana'), { width: 390, scheme: 'light' })
  await page.goto(`${served.origin}/admin/people/${robin.id}`)
  await page.getByRole('button', { name: 'Do…' }).click()
  const item = page.getByRole('menuitem', { name: 'Reset link by e-mail' })
  expect(await item.innerText()).toContain('There is no e-mail address on file')
  expect(await item.isDisabled()).toBe(true)
  expect(await page.getByRole('menuitem', { name: 'Temporary password' }).isEnabled()).toBe(true)
  expect(await barriers(page)).toEqual([])
  await picture(page, 'reset-link-none-390-light')
})

it('D5: where nobody resets their own password, the pages lead to who does it for them', async () => {
  await applyChanges(served.running.admit, asOwner(), [{ do: 'set_self_service_reset', rules: closedReset }], null)
  for (const look of looks) {
    const page = await (await ownBrowser(browser, look, hasScripts(look))).newPage()
    page.setDefaultTimeout(5000)
    await page.goto(`${served.origin}/signin`)
    await page.getByRole('link', { name: "Can't access your account?" }).click()
    await page.getByRole('heading', { name: 'Find my administrator or support person' }).waitFor()
    await seen(page, "Can't access your account?", 'help', look)
    expect(await page.getByRole('link', { name: 'Reset your password' }).count()).toBe(0)
    await page.goto(`${served.origin}/reset`)
    await page.getByRole('heading', { name: 'Find my administrator or support person' }).waitFor()
    await seen(page, 'Reset your password', 'closed', look)
    await page.context().close()
  }
}, 60_000)
