import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoPerson, readDemo } from '../../src/app/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, type Desk, go, openDesk, recorded } from './desk.ts'

const demo = await readDemo()
let served: Served
let browser: Browser
let leo: Desk
let hana: Desk

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const desk = (key: string) =>
    openDesk(browser, served.origin, demo.people.find((one) => one.key === key) as DemoPerson, {
      width: 1280,
      scheme: 'light',
    })
  leo = await desk('leo')
  hana = await desk('hana')
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe('the page of provisioning', () => {
  it('SEC-22: a token is made, shown once, copied with the address, used, seen to be used, and revoked', async () => {
    const { page } = leo
    const main = page.getByRole('main')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
    await go(page, 'Provisioning')
    await main.getByText('There is no token yet').waitFor()
    await main.getByRole('button', { name: 'Copy the base url' }).click()
    await expect.poll(copied).toBe(`${served.origin}/scim/v2`)
    expect(await barriers(page)).toEqual([])

    await main.getByRole('button', { name: 'New token' }).click()
    await page.getByRole('textbox', { name: 'Works for, in days' }).fill('')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByText('Write what the client is called.').waitFor()
    await page.getByText('From 1 to 1095 days.').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Name' }).fill('HR system')
    await page.getByRole('textbox', { name: 'Works for, in days' }).fill('30')
    await page.getByRole('button', { name: 'Make it' }).click()
    const shown = page.getByRole('dialog', { name: 'The token of HR system' })
    await shown.getByRole('button', { name: 'Copy the token' }).click()
    await expect.poll(copied).toMatch(/^admit_scim_/)
    const token = await copied()
    expect(await barriers(page)).toEqual([])
    await shown.getByRole('button', { name: 'It is kept' }).click()
    const row = main.getByRole('row', { name: /HR system/ })
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/works until .*never.*people without roles.*by Leo/i)
    expect(await page.content()).not.toContain(token)

    const asked = () =>
      fetch(`${served.origin}/scim/v2/Users?count=1`, { headers: { authorization: `Bearer ${token}` } })
    expect((await asked()).status).toBe(200)
    await page.reload()
    await row.waitFor()
    expect(await row.innerText()).not.toContain('never')

    await row.getByRole('button', { name: 'Revoke HR system' }).click()
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await row.getByText('revoked', { exact: true }).waitFor()
    expect(await row.getByRole('button').count()).toBe(0)
    expect((await asked()).status).toBe(401)
    expect(leo.complaints).toEqual([])
  }, 60_000)

  it('is neither offered nor answered to who may not read it', async () => {
    const { page } = hana
    expect(await page.getByRole('link', { name: 'Provisioning' }).count()).toBe(0)
    await page.goto(`${served.origin}/admin/provisioning`)
    await page.getByRole('main').getByRole('alert').filter({ hasText: 'auth.forbidden' }).waitFor()
    expect(await page.getByRole('button', { name: 'New token' }).count()).toBe(0)
  }, 30_000)

  it('what was done with tokens stands in the journal', async () => {
    const admin = await openDesk(browser, served.origin, demo.people.find((one) => one.key === 'admin') as DemoPerson, {
      width: 1280,
      scheme: 'light',
    })
    await recorded(admin.page, /HR system/)
  }, 30_000)
})
