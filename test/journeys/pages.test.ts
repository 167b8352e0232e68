import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoPerson, readDemo } from '../../src/app/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo, serveEmpty } from '../setup/server.ts'
import { type Look, ownBrowser, picture, signIn } from './people.ts'

const demo = await readDemo()
const person = (key: string) => demo.people.find((one) => one.key === key) as DemoPerson
const crm = '/crm4/'
let served: Served
let empty: Pick<Served, 'origin' | 'stop'>
let browser: Browser

beforeAll(async () => {
  ;[served, empty, browser] = await Promise.all([serveDemo(), serveEmpty(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await Promise.all([served.stop(), empty.stop()])
})

const wide: Look = { width: 1280, scheme: 'light' }
const looks: readonly Look[] = [
  wide,
  { width: 1280, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
]

/** Each hosted page, and how one comes to it. */
const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'sign-in': (page) => page.goto(`${served.origin}/signin`),
  'unknown organisation': async (page) => {
    await page.goto(`${served.origin}/signin`)
    await page.getByLabel('Sign-in name').fill('ada@meridian.example'.padEnd(2))
    await page.keyboard.press('Enter')
    await page.getByLabel('Password').waitFor()
  },
  'wrong password': (page) => signIn(page, `${served.origin}/myapps`, person('tom'), 'not the password'),
  'second factor': async (page) => {
    await signIn(page, served.appsOrigin + crm, { ...person('victor'), totpSecret: 'JBSWY3DPEHPK3PXP' })
  },
  registration: (page) => signIn(page, served.appsOrigin + crm, person('greta')),
  'registration by hand': async (page) => {
    await signIn(page, served.appsOrigin + crm, person('greta'))
    await page.getByText("I can't scan it").click()
  },
  consent: (page) => signIn(page, served.appsOrigin + crm, person('zoe')),
  'new password': (page) => signIn(page, served.appsOrigin + crm, person('emma')),
  'can not access': (page) => page.goto(`${served.origin}/help`),
  refused: (page) => signIn(page, served.appsOrigin + crm, person('bruno')),
  'bad request': (page) =>
    page.goto(`${served.origin}/${demo.tenant.id}/oauth2/v2.0/authorize?client_id=nobody&response_type=code`),
  error: (page) => page.goto(`${served.origin}/no/such/page`),
  'sign-out question': (page) => page.goto(`${served.origin}/${demo.tenant.id}/oauth2/v2.0/logout`),
  'signed out': (page) => page.goto(`${served.origin}/signed-out`),
  'first run': (page) => page.goto(`${empty.origin}/myapps`),
  portal: async (page) => {
    await signIn(page, `${served.origin}/myapps`, person('bruno'))
    await page.getByText("Why can't I open this?").first().click()
  },
  'portal of an administrator': (page) => signIn(page, `${served.origin}/myapps`, person('admin')),
  'administrators only': (page) => signIn(page, `${served.origin}/admin`, person('peter')),
  why: async (page) => {
    await signIn(page, `${served.origin}/myapps`, person('hana'))
    await page.goto(`${served.origin}/admin/plain`)
    await page.getByLabel('Person').fill('bruno@meridian.example')
    await page.keyboard.press('Enter')
    await page.getByText('In the way').waitFor()
  },
  'front of the apps': (page) => page.goto(`${served.appsOrigin}/`),
  'an app': (page) => signIn(page, served.appsOrigin + crm, person('alice')),
  'no such app': (page) => page.goto(`${served.appsOrigin}/no-such-app`),
}

async function inBrowser<T>(
  look: Look,
  hasScripts: boolean,
  work: (page: Page, context: BrowserContext) => Promise<T>,
) {
  const context = await ownBrowser(browser, look, hasScripts)
  try {
    return await work(await context.newPage(), context)
  } finally {
    await context.close()
  }
}

describe('every page, wide and narrow, light and dark', () => {
  for (const [name, open] of Object.entries(pages))
    it(`${name}: nothing serious against it, nothing beside the screen, less than 20 kB`, () =>
      inBrowser(wide, true, async (page) => {
        const complaints: string[] = []
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
        await open(page)
        for (const look of looks) {
          await page.setViewportSize({ width: look.width, height: 900 })
          await page.emulateMedia({ colorScheme: look.scheme })
          await picture(page, `page-${name.replaceAll(' ', '-')}-${look.width}-${look.scheme}`)
          const at = `${name} at ${look.width}, ${look.scheme}`
          expect(await page.evaluate(() => document.documentElement.scrollWidth), at).toBeLessThanOrEqual(look.width)
          await page.evaluate(axe.source)
          const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
          const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
          expect(
            serious.map((one) => [one.id, one.nodes.map((node) => node.html)]),
            at,
          ).toEqual([])
        }
        expect(complaints.filter((one) => !/status of 4\d\d/.test(one))).toEqual([])
      }))
})
