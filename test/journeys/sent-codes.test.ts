import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { barriers } from './desk.ts'
import { newestCode } from './outbox.ts'
import { ownBrowser, picture } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** The code in the newest message to somebody, which has not been there before. */
const codeTo = (page: Page, to: string, before: string | null): Promise<string> =>
  newestCode(page, served.origin, {
    to,
    subject: new RegExp(`^(?!${before ?? 'none'})\\d{8}`),
    look: async (outbox) => {
      if (before !== null) return
      expect(await barriers(outbox)).toEqual([])
      await picture(outbox, `codes-outbox-${outbox.viewportSize()?.width}`)
    },
  })

for (const look of [
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)
  it(`codes are sent to who sets them up, at ${look.width} px in ${look.scheme}`, async () => {
    const somebody = person(look.width === 1280 ? 'tom' : 'omar')
    const [number, end] = look.width === 1280 ? ['+33 6 12 34 56 78', '78'] : ['+33 6 12 34 56 79', '79']
    const bare = number.replaceAll(' ', '')
    const address = `${somebody.key}@elsewhere.example`
    await applyChanges(
      served.running.admit,
      commandLine(served.demo.tenant.id),
      [
        { do: 'remove_methods', accountId: somebody.id },
        { do: 'set_mfa_state', accountId: somebody.id, state: 'enabled' },
      ],
      null,
    )
    const page = await (await ownBrowser(browser, look, true)).newPage()
    page.setDefaultTimeout(10_000)
    const seen = async (title: string, name: string) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(await barriers(page)).toEqual([])
      await picture(page, `codes-${name}-${look.width}-${look.scheme}`)
    }
    const signIn = async () => {
      await page.goto(`${served.origin}/account/methods`)
      await page.getByLabel('Sign-in name').fill(somebody.signInName)
      await page.keyboard.press('Enter')
      await page.getByLabel('Password', { exact: true }).fill(somebody.password)
      await page.keyboard.press('Enter')
    }
    const code = page.getByLabel('Code', { exact: true })
    await signIn()
    await page.getByText('Get codes by e-mail or phone instead').click()
    await seen('Set up a second factor', 'set-up')
    await page.getByLabel('Phone number, with its country').fill(number)
    await page.getByRole('button', { name: 'Send a code by text message' }).click()
    await seen('Enter the code we sent', 'confirm')
    const first = await codeTo(page, bare, null)
    await code.fill('12345678')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await seen('Enter the code we sent', 'confirm-wrong')
    await code.fill(first)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'No', exact: true }).click()

    await page.getByText(`•••• ${end}`).waitFor()
    await page.getByText('Add codes by e-mail').click()
    await seen('My sign-in methods', 'methods')
    await page.getByLabel('E-mail address').fill(address)
    await page.getByRole('button', { name: 'Send a code by e-mail' }).click()
    await seen('Enter the code we sent', 'own')
    await code.fill(await codeTo(page, address, null))
    await page.getByLabel('What you call it').fill('Private mail')
    await page.keyboard.press('Enter')
    await page.getByText('Codes can be sent there from now on.').waitFor()
    await seen('My sign-in methods', 'methods-both')
    await page.getByRole('button', { name: 'Sign out' }).click()

    await signIn()
    await page.getByText(/A text message with a code is on its way to •••• |A code is on its way to/).waitFor()
    await page.getByText('Use another way').click()
    await seen('Enter the code we sent', 'sign-in')
    await page.getByRole('button', { name: /Private mail|Code by phone to/ }).click()
    await page.getByText(/is on its way/).waitFor()
    const isMail = (await page.getByText('A code is on its way to').count()) === 1
    await code.fill(await codeTo(page, isMail ? address : bare, first))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'No', exact: true }).click()
    await seen('My sign-in methods', 'signed-in')
  }, 90_000)
