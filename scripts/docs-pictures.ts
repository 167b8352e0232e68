// Takes the pictures of the README from the product itself: the demo company, served as `npm start` serves it, in a real browser.
import { mkdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { startDemoApps } from '../demo/apps.ts'
import { type DemoPerson, readDemo } from '../src/app/demo.ts'
import { readConfig } from '../src/config.ts'
import { start } from '../src/main.ts'
import { ownBrowser, signIn } from '../test/journeys/people.ts'
import { launchChromium } from '../test/setup/chromium.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))
const largest = 200_000
const crmPort = 8599

mkdirSync(folder, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'admit-pictures-'))
const running = await start(
  readConfig({
    ADMIT_PORT: '0',
    ADMIT_TLS_PORT: '0',
    ADMIT_CRM_PORT: String(crmPort),
    ADMIT_DATA: dataDir,
    ADMIT_LOG: 'error',
  }),
)
const demo = await readDemo()
const origin = running.config.origins[0] as string
const apps = await startDemoApps({ port: crmPort, authority: `${origin}/${demo.tenant.id}`, demo })
const browser = await launchChromium()
try {
  await take(browser)
} finally {
  await browser.close()
  await apps.stop()
  await running.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function take(from: Browser): Promise<void> {
  const phone = await (await ownBrowser(from, { width: 390, scheme: 'light' }, false)).newPage()
  await signIn(phone, `http://localhost:${crmPort}/crm4/`, person('bruno'))
  await picture(phone, 'refused')

  const desk = await (await ownBrowser(from, { width: 1280, scheme: 'light' }, true)).newPage()
  await desk.setViewportSize({ width: 1280, height: 1160 })
  await signIn(desk, `${origin}/admin`, person('admin'))
  const box = desk.getByRole('combobox', { name: /^Person/ })
  await box.fill('Bruno')
  await box.press('Enter')
  await desk.getByRole('button', { name: 'Apply' }).first().and(desk.locator(':enabled')).waitFor()
  await desk.waitForLoadState('networkidle')
  await picture(desk, 'why')

  const root = desk.locator('.plan', { hasText: 'Set the department' })
  await root.getByRole('button', { name: 'Apply' }).click()
  await desk.getByText('Repaired', { exact: true }).waitFor()
  await desk.waitForLoadState('networkidle')
  await picture(desk, 'repaired')

  const portal = await (await ownBrowser(from, { width: 1280, scheme: 'light' }, false)).newPage()
  await signIn(portal, `${origin}/myapps`, person('alice'))
  await picture(portal, 'portal')
}

function person(key: string): DemoPerson {
  return demo.people.find((one) => one.key === key) as DemoPerson
}

async function picture(page: Page, name: string): Promise<void> {
  const path = `${folder}${name}.png`
  // From the top: who has scrolled to press a button sees the answer again.
  await page.evaluate('scrollTo(0, 0)').catch(() => null)
  await page.screenshot({ path })
  const { size } = statSync(path)
  process.stdout.write(`${name}.png ${Math.round(size / 1000)} kB\n`)
  if (size > largest) throw new Error(`${name}.png has ${size} bytes, more than ${largest}`)
}
