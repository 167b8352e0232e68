import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { registerApp } from '../support/register-app.ts'
import { barriers, choose, confirm, type Desk, openDesk } from './desk.ts'
import { picture } from './people.ts'

let served: Served
let browser: Browser
let desk: Desk
let id: string
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  id = (await registerApp(served, { name: 'Rota' })).id
  desk = await openDesk(browser, served.origin, person('nadia'), { width: 1280, scheme: 'light' })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const open = (path: string) => desk.page.goto(`${served.origin}/admin${path}`)
const row = (name: string) => desk.page.getByRole('main').getByRole('row').filter({ hasText: name })

describe('an app in the console', () => {
  it('is given roles, of which people get one where they are assigned', async () => {
    const { page } = desk
    await open(`/apps/${id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const dialog = page.getByRole('dialog')
    for (const [at, name, value] of [
      [0, 'Planner', 'Rota.Plan'],
      [1, 'Reader', 'Rota Read'],
    ] as const) {
      await dialog.getByRole('button', { name: 'Add a role' }).click()
      await dialog.getByRole('textbox', { name: 'Name of the role' }).nth(at).fill(name)
      await dialog.getByRole('textbox', { name: 'In tokens' }).nth(at).fill(value)
    }
    await dialog.locator('button[type=submit]').click()
    await dialog.getByText(/cannot stand in a token/).waitFor()
    await dialog.getByRole('textbox', { name: 'In tokens' }).nth(1).fill('Rota.Read')
    expect(await barriers(page)).toEqual([])
    await picture(page, 'app-roles')
    await dialog.locator('button[type=submit]').click()
    await confirm(page)
    await page.getByRole('main').getByText('Rota.Plan').waitFor()

    await choose(page, 'Role they get', 'Planner')
    const picker = page.getByRole('combobox', { name: 'Assign a person' })
    await picker.fill('Tom')
    await page.getByRole('option', { name: /Tom/ }).first().click()
    await confirm(page)
    await row('Tom').getByText('Planner').waitFor()
    expect(await barriers(page)).toEqual([])
    await picture(page, 'app-assigned')
    await row('Tom')
      .getByRole('button', { name: /^Remove Planner of/ })
      .click()
    await confirm(page)
    await row('Tom').waitFor({ state: 'detached' })
  }, 60_000)

  it('is given an owner, deleted, found among the deleted and restored', async () => {
    const { page } = desk
    await open(`/apps/${id}`)
    await page.getByRole('combobox', { name: 'Make an owner' }).fill('Tom')
    await page.getByRole('option', { name: /Tom/ }).first().click()
    await confirm(page)
    await row('Tom').waitFor()
    await page.getByRole('button', { name: 'Do…' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await confirm(page)

    await open('/apps?deleted=yes')
    await row('Rota').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Restore Rota' }).click()
    await confirm(page)
    await page.getByText('No app that could be restored.').waitFor()
    await open(`/apps/${id}`)
    await row('Tom').waitFor()
    // The page of an app asks for it once more after it is deleted.
    const other = desk.complaints.filter((one) => !one.endsWith(`/admit/apps/${id}`))
    expect(other).toEqual([])
  }, 60_000)
})
