import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places } from '../support/places.ts'
import { demo, person } from '../support/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { doTheirs, heading, ownBrowser, picture, signIn } from './people.ts'

const generic = /We couldn't sign you in\. Check that your sign-in name looks like name@company\.com/

/** For each fault: what the person reads, what the administrator reads, and what the press does. */
const stories: Readonly<Record<string, { readonly reads: RegExp; readonly why?: RegExp; readonly press?: RegExp }>> = {
  bruno: {
    reads: /You don't have a licence for CRM/,
    why: /because Sales – Licences takes people whose department is Sales, and that of Bruno Keller is Sale\b/,
    press: /Set the department of Bruno Keller to “Sales”/,
  },
  chiara: { reads: generic, why: /Sign-in is blocked for Chiara Rossi/, press: /Turn sign-in back on/ },
  dilan: { reads: generic, why: /Dilan Yilmaz is locked out until/, press: /Unlock Dilan Yilmaz/ },
  emma: { reads: /temporary password/, why: /Emma Lindqvist has a temporary password/ },
  farid: { reads: /Your password has expired/, why: /password of Farid Haddad expired/i },
  greta: {
    reads: /asks for a second proof/,
    why: /Greta Novak has no method to prove a second factor with, .* “Second factor for the CRM”/,
  },
  hugo: { reads: /asks for a second proof/, why: /multi-factor is enforced for Hugo Martin/ },
  ines: { reads: generic, why: /The account of Ines Costa was deleted/, press: /Restore the deleted account/ },
  jonas: {
    reads: /You haven't been given CRM yet/,
    why: /because Jonas Weber is not in CRM users/,
    press: /Add Jonas Weber to CRM users/,
  },
  katya: {
    reads: /Your licence doesn't include CRM/,
    why: /because Sales – Licences takes people whose department is Sales/,
    press: /Assign Meridian Sales Professional/,
  },
  liam: { reads: /CRM is switched off in your licence|part of your licence/, why: /CRM/, press: /Switch on CRM/ },
  mira: {
    reads: /Your organisation's subscription for CRM needs attention/,
    why: /The subscription CRM Trial .* is suspended/,
    press: /Assign Meridian Sales Professional/,
  },
  noah: {
    reads: /Your organisation does not allow you to open CRM/,
    why: /“Contractors stay out of the CRM”: Noah Jensen is in Contractors/,
    press: /Exclude Noah Jensen/,
  },
  olga: {
    reads: /cannot be opened from the network you are on/,
    why: /because of “Ledger only from our offices”/,
    press: /Exclude Olga Petrova/,
  },
  paulo: {
    reads: /You have not been assigned a security role in Meridian EMEA/,
    why: /no security role in Meridian EMEA/,
    press: /Give Paulo Silva the security role Salesperson/,
  },
  quinn: {
    reads: /Your account isn't in Meridian EMEA yet/,
    why: /no record of Quinn Adams/,
    press: /Add Quinn Adams to Meridian EMEA/,
  },
  rosa: {
    reads: /Meridian APAC is being maintained/,
    why: /Meridian APAC is in maintenance until/,
    press: /Open Meridian APAC again/,
  },
  sven: {
    reads: /An administrator must approve Insights/,
    why: /needs the consent of an administrator/,
    press: /Consent for everybody/,
  },
  tara: {
    reads: /Archive is switched off/,
    why: /Archive is switched off for everybody/,
    press: /Enable sign-in to Archive/,
  },
  uma: {
    reads: /You don't have a licence for CRM/,
    why: /because Uma Patel has no usage location/,
    press: /Set the usage location of Uma Patel to “FR”/,
  },
  viktor: { reads: generic, why: /Sign-in is blocked for Viktor Horak\. 2 more things/, press: /Turn sign-in back on/ },
  wen: { reads: generic, why: /Wen Li is locked out .* One more thing/, press: /Unlock Wen Li/ },
  xenia: { reads: /temporary password/, why: /not assigned to CRM/, press: /Add Xenia Pappas to CRM users/ },
  yann: {
    reads: /You haven't been given Partner Hub yet/,
    why: /Yann Le Goff is not assigned to Partner Hub/,
    press: /Add Yann Le Goff to Partner staff/,
  },
  zoe: { reads: /CRM asks for your permission/, why: /Nothing is in the way/ },
}

let served: Served
let browser: Browser
let desk: Page
const complaints: string[] = []

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const context = await ownBrowser(browser, { width: 1280, scheme: 'light' }, true)
  desk = await context.newPage()
  desk.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  desk.on('pageerror', (error) => complaints.push(String(error)))
  await signIn(desk, `${served.origin}/admin`, person('admin'))
  await desk.getByRole('combobox', { name: /^Person/ }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const address = (key: string) => served.appsOrigin + places[person(key).tries ?? 'crm']

async function visit(key: string, password?: string): Promise<Page> {
  const context = await ownBrowser(browser, { width: 390, scheme: 'light' }, false)
  const page = await context.newPage()
  await signIn(page, address(key), person(key), password)
  return page
}

/** Asks the Why page by the reference number the person reads out, or by their name where they have none. */
async function ask(key: string, reference: string | null): Promise<void> {
  const box = desk.getByRole('combobox', { name: /^Person/ })
  await desk.goto(`${served.origin}/admin`)
  if (reference === null) {
    await box.fill(person(key).displayName)
    await desk.getByRole('option', { name: person(key).displayName }).waitFor()
  } else await box.fill(reference)
  await box.press('Enter')
  await desk.locator('.verdict').waitFor()
  if (reference === null) {
    const app = demo.apps.find((one) => one.key === (person(key).tries ?? 'crm'))
    await desk.getByLabel('App', { exact: true }).first().click()
    await desk.getByRole('option', { name: new RegExp(`^${app?.name}( · Meridian EMEA)?$`) }).click()
  }
  await desk.locator('.verdict', { hasText: person(key).displayName }).waitFor()
}

/** Presses the plan that says this; gives the temporary password where one is shown. */
async function press(what: RegExp): Promise<string | undefined> {
  const plan = desk.locator('.plan', { hasText: what }).last()
  const sure = plan.getByRole('checkbox')
  if ((await sure.count()) > 0) await sure.check()
  await plan.getByRole('button', { name: 'Apply' }).click()
  await desk.getByText('Repaired', { exact: true }).waitFor()
  const dialog = desk.getByRole('dialog')
  if ((await dialog.count()) === 0) return undefined
  const password = await dialog.locator('code').innerText()
  await desk.keyboard.press('Escape')
  return password
}

describe('in a real browser', () => {
  it('somebody with nothing in the way signs in to the CRM with password and code', async () => {
    const page = await visit('alice')
    expect(await page.innerText('body')).toContain('Good day, Alice Moreau')
    await picture(page, 'alice-in')
    await page.context().close()
  })

  it('every planted fault has its story', () =>
    expect(Object.keys(stories)).toEqual(demo.people.filter((one) => one.faults !== undefined).map((one) => one.key)))

  for (const [key, story] of Object.entries(stories)) {
    it(`${key} is refused in the right words, explained by the root, repaired by a press, and gets in`, async () => {
      const first = await visit(key)
      const told = (await first.innerText('body')).replace(/\s+/g, ' ')
      expect(told).toMatch(story.reads)
      expect(told).not.toContain('Good day')
      await picture(first, `${key}-1-told`)

      const reference = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(told)?.[0] ?? null
      await ask(key, reference)
      if (story.why !== undefined)
        await expect.poll(() => desk.locator('.verdict').first().innerText()).toMatch(story.why)
      await picture(desk, `${key}-2-why`)
      const password = story.press === undefined ? undefined : await press(story.press)
      if (story.press !== undefined) {
        expect(await desk.locator('.verdict').first().innerText()).toMatch(/Gets in|Can get in/)
        await picture(desk, `${key}-3-repaired`)
      }
      await first.context().close()

      const second = await visit(key, password)
      await doTheirs(second, person(key))
      expect(await second.innerText('body'), await heading(second)).toContain('Good day')
      await second.context().close()
    })
  }

  it('SEC-15: the console ran without one word of complaint from the browser', () => expect(complaints).toEqual([]))
})
