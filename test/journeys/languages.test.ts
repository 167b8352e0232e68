import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogues } from '../../src/app/words/say.ts'
import type { Sentence } from '../../src/app/words/sentence.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { unusedCode } from '../support/visitor.ts'
import { barriers } from './desk.ts'
import { picture } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const looks = [
  { language: 'de', locale: 'de-CH', width: 390, scheme: 'light', key: 'leo', refused: 'noah' },
  { language: 'de', locale: 'de-DE', width: 1280, scheme: 'dark', key: 'victor', refused: 'paulo' },
  { language: 'ja', locale: 'ja-JP', width: 390, scheme: 'dark', key: 'claire', refused: 'jonas' },
  { language: 'ja', locale: 'ja', width: 1280, scheme: 'light', key: 'peter', refused: 'quinn' },
] as const

describe.each(looks)('a browser in $locale, $width px in $scheme', (look) => {
  const { language, locale, width, scheme } = look
  const words = catalogues[language]

  async function page(): Promise<Page> {
    const viewport = { width, height: 900 }
    const context = await browser.newContext({ locale, viewport, colorScheme: scheme, reducedMotion: 'reduce' })
    const opened = await context.newPage()
    opened.setDefaultTimeout(5000)
    return opened
  }
  /** The page with this heading: in the language, as wide as the screen, and in nobody's way. */
  async function seen(on: Page, title: Sentence, name: string): Promise<void> {
    await on.getByRole('heading', { level: 1, name: words[title] }).waitFor()
    expect(await on.evaluate('document.documentElement.lang')).toBe(language)
    expect(await on.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await barriers(on)).toEqual([])
    await picture(on, `languages-${language}-${name}-${width}-${scheme}`)
  }
  const send = (on: Page) => Promise.all([on.waitForEvent('load'), on.keyboard.press('Enter')])

  it('signs in, is told of a wrong password, and sees what is theirs', async () => {
    const on = await page()
    const { signInName, password, totpSecret } = person(look.key)
    await on.goto(`${served.origin}/signin?returnTo=/account/methods`)
    await seen(on, 'Sign in', 'name')
    await on.getByLabel(words['Sign-in name']).fill(signInName)
    await send(on)
    await seen(on, 'Enter your password', 'password')
    await on.getByLabel(words.Password, { exact: true }).fill('a wrong one altogether')
    await send(on)
    await on.getByRole('alert').waitFor()
    await seen(on, 'Enter your password', 'wrong')
    await on.getByLabel(words.Password, { exact: true }).fill(password as string)
    await send(on)
    await seen(on, 'Enter your code', 'code')
    await on.getByLabel(words.Code, { exact: true }).fill(await unusedCode(totpSecret as string))
    await send(on)
    await seen(on, 'Stay signed in?', 'stay')
    await on.getByRole('button', { name: words.No, exact: true }).click()
    await seen(on, 'My sign-in methods', 'methods')
    await on.goto(`${served.origin}/account/sessions`)
    await seen(on, 'Where I am signed in', 'sessions')
    await on.goto(`${served.origin}/myapps`)
    await seen(on, 'My apps', 'apps')
    await on.goto(`${served.origin}/help`)
    await seen(on, "Can't access your account?", 'help')
  }, 90_000)

  it('is told why they are refused, and copies it', async () => {
    const on = await page()
    const { signInName, password, totpSecret } = person(look.refused)
    await on.goto(`${served.appsOrigin}/crm4/`)
    await on.getByLabel(words['Sign-in name']).fill(signInName)
    await send(on)
    await on.getByLabel(words.Password, { exact: true }).fill(password as string)
    await send(on)
    if (totpSecret !== null && totpSecret !== undefined) {
      await on.getByLabel(words.Code, { exact: true }).fill(await unusedCode(totpSecret))
      await send(on)
    }
    await on.getByRole('heading', { name: words['For whoever helps you'] }).waitFor()
    expect(await on.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await barriers(on)).toEqual([])
    await picture(on, `languages-${language}-refused-${width}-${scheme}`)
    await on.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await on.getByRole('button', { name: words.Copy }).click()
    await on.getByText(words.Copied, { exact: true }).waitFor()
  }, 90_000)
})
