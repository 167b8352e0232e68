import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { DemoPerson } from '../../src/app/demo.ts'
import { codeNow, unusedCode } from '../support/visitor.ts'

const folder = fileURLToPath(new URL('./screenshots/', import.meta.url))

export type Look = { readonly width: number; readonly scheme: 'light' | 'dark' }

/** A browser of somebody's own; people sign in with scripts off, as the pages promise to work. */
export function ownBrowser(browser: Browser, look: Look, hasScripts: boolean): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.scheme,
    javaScriptEnabled: hasScripts,
    reducedMotion: 'reduce',
  })
}

/** Keeps a picture of the page for whoever wants to look, with ADMIT_SCREENSHOTS set. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['ADMIT_SCREENSHOTS'] === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true })
}

/** Signs in as far as name, password and code go, and ends where something else is asked or said; nobody stays signed in. */
export async function signIn(
  page: Page,
  address: string,
  person: DemoPerson,
  password = person.password,
): Promise<void> {
  await page.goto(address)
  for (let i = 0; i < 7; i++) {
    if ((await page.getByRole('alert').count()) > 0) return
    switch (await heading(page)) {
      case 'Sign in':
        await page.getByLabel('Sign-in name').fill(person.signInName)
        break
      case 'Enter your password':
        await page.getByLabel('Password', { exact: true }).fill(password)
        break
      case 'Enter your code':
        await page.getByLabel('Code', { exact: true }).fill(await unusedCode(person.totpSecret as string))
        break
      case 'Stay signed in?':
        await going(page, () => page.getByRole('button', { name: 'No', exact: true }).click())
        continue
      case 'Choose an account':
        await going(page, () => page.getByRole('button', { name: 'Use another account' }).click())
        continue
      default:
        return
    }
    await going(page, () => page.keyboard.press('Enter'))
  }
}

/** Says no to *Stay signed in?*, which is the last page of a sign-in. */
export async function stayNot(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Stay signed in?' }).waitFor()
  await going(page, () => page.getByRole('button', { name: 'No', exact: true }).click())
}

/** Presses something that leads to another page, and waits for that. */
async function going(page: Page, press: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), press()])
}

/** Does what the pages ask of the person themselves: a new password, a second factor, a permission. */
export async function doTheirs(page: Page, person: DemoPerson): Promise<void> {
  for (let i = 0; i < 5; i++) {
    switch (await heading(page)) {
      case 'Choose a new password':
        await page.getByLabel('New password', { exact: true }).fill('orchid tramway 77 blue')
        await page.getByLabel('The same again').fill('orchid tramway 77 blue')
        await going(page, () => page.keyboard.press('Enter'))
        break
      case 'Set up a second factor': {
        const secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
        await page.getByLabel('Code from the app').fill(codeNow(secret))
        await going(page, () => page.keyboard.press('Enter'))
        break
      }
      case 'Enter your code':
        await page.getByLabel('Code', { exact: true }).fill(await unusedCode(person.totpSecret as string))
        await going(page, () => page.keyboard.press('Enter'))
        break
      case 'Stay signed in?':
        await going(page, () => page.getByRole('button', { name: 'No', exact: true }).click())
        break
      default:
        if (!/asks for your permission/.test(await page.innerText('body'))) return
        await going(page, () => page.getByRole('button', { name: 'Agree', exact: true }).click())
    }
  }
}

export function heading(page: Page): Promise<string> {
  return page.locator('h1').first().innerText()
}
