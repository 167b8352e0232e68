import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { DemoPerson } from '../../src/app/demo.ts'
import { type Look, ownBrowser, signIn } from './people.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The console as somebody with a role uses it, and everything the browser complained of meanwhile. */
export type Desk = { readonly page: Page; readonly complaints: readonly string[] }

/** Opens the console in a browser of its own, signed in. */
export async function openDesk(browser: Browser, origin: string, person: DemoPerson, look: Look): Promise<Desk> {
  const page = await (await ownBrowser(browser, look, true)).newPage()
  page.setDefaultTimeout(5000)
  const complaints: string[] = []
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`),
  )
  page.on('pageerror', (error) => complaints.push(String(error)))
  await signIn(page, `${origin}/admin`, person)
  await page.getByRole('combobox', { name: /^Person/ }).waitFor()
  return { page, complaints }
}

/** Goes to a page by the list at the side, as one who keeps what is on the screen. */
export async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: name === 'Why?' ? /^Why can/ : name }).waitFor()
}

/** Chooses from a list that opens under a box. */
export async function choose(page: Page, box: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: box }).last().click()
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click()
}

const asking = (page: Page) =>
  page.getByRole('dialog').filter({ has: page.getByLabel('What it would do to access', { exact: true }) })

/** What the dialog says the changes would do to access, before anything is saved. */
export async function impactOf(page: Page): Promise<string> {
  const impact = asking(page).getByLabel('What it would do to access', { exact: true })
  await impact.waitFor()
  for (const closed of await impact.locator('details:not([open]) > summary').all()) await closed.click()
  return impact.innerText()
}

/** Reads what the changes would do to access, and does them. */
export async function confirm(page: Page): Promise<string> {
  const impact = await impactOf(page)
  const sure = asking(page).getByRole('checkbox')
  if ((await sure.count()) > 0) await sure.check()
  await asking(page).getByRole('button', { name: 'Do it' }).click()
  await asking(page).waitFor({ state: 'hidden' })
  return impact
}

/** Waits until the newest entry of the journal says this: what, about whom, by whom, and what was there before and after. */
export async function recorded(page: Page, says: RegExp): Promise<void> {
  await go(page, 'Journal')
  const entry = page.locator('details.entry').first()
  await expect
    .poll(async () => {
      if ((await entry.getAttribute('open')) === null) await entry.locator('summary').click()
      return (await entry.innerText()).replace(/\s+/g, ' ')
    })
    .toMatch(says)
}

/** Takes back what was done under this title. */
export async function undo(page: Page, title: string | RegExp): Promise<void> {
  const offer = page.locator('.mantine-Notification-root', { hasText: title }).last()
  await offer.getByRole('button', { name: 'Undo' }).click()
  await page.locator('.mantine-Notification-title').getByText('Undone', { exact: true }).waitFor()
  for (const close of await page.locator('.mantine-Notification-closeButton').all()) await close.click()
  await expect.poll(() => page.locator('.mantine-Notification-root').count()).toBe(0)
}

type Violation = { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }

type Looked = {
  /** A selector of what is looked at; left out, all of the page. */
  readonly within?: string | undefined
  /** The rules that are asked; left out, all of them. */
  readonly only?: readonly string[]
}

/** What axe-core finds serious or critical on the page as it stands. */
export async function barriers(page: Page, { within, only }: Looked = {}): Promise<readonly string[]> {
  // The policy of the page lets no script in but ours; a debugger may run one all the same.
  await page.evaluate(axe)
  const context = within === undefined ? 'document' : JSON.stringify(within)
  const options = { resultTypes: ['violations'], ...(only === undefined ? {} : { runOnly: only }) }
  const found = (await page.evaluate(
    `axe.run(${context}, ${JSON.stringify(options)}).then((result) => result.violations)`,
  )) as readonly Violation[]
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
}
