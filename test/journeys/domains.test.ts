import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoPerson, readDemo } from '../../src/app/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { type DnsServer, startDns } from '../support/dns-server.ts'
import { barriers, confirm, type Desk, go, openDesk, recorded, undo } from './desk.ts'

const demo = await readDemo()
let served: Served
let browser: Browser
let dns: DnsServer
let admin: Desk

beforeAll(async () => {
  dns = await startDns()
  ;[served, browser] = await Promise.all([serveDemo({ ADMIT_DNS_SERVERS: dns.address }), launchChromium()])
  const person = demo.people.find((one) => one.key === 'admin') as DemoPerson
  admin = await openDesk(browser, served.origin, person, { width: 1280, scheme: 'light' })
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  await dns?.stop()
})

describe('the page of domains', () => {
  it('a domain is added, its record copied, missed, found, made the default, taken back and removed', async () => {
    const { page } = admin
    const main = page.getByRole('main')
    await go(page, 'Domains')
    await main.getByRole('button', { name: 'Add domain' }).click()
    const name = page.getByRole('textbox', { name: 'Domain' })
    await name.fill('no domain')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('A domain looks like company.com.').waitFor()
    await name.fill('Bücher.example')
    await page.getByRole('button', { name: 'Go on' }).click()
    await confirm(page)

    const proof = main.locator('.sheet', { hasText: 'Prove that xn--bcher-kva.example is yours' })
    const record = (await proof.getByText(/^admit-verification=/).innerText()).trim()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await proof.getByRole('button', { name: 'Copy the value' }).click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(record)
    expect(await barriers(page)).toEqual([])

    dns.zones['xn--bcher-kva.example'] = { txt: ['v=spf1 -all'] }
    await proof.getByRole('button', { name: 'Verify' }).click()
    const failure = proof.getByRole('alert')
    await failure.waitFor()
    for (const part of ['domain.not_proved', record, 'v=spf1 -all']) expect(await failure.innerText()).toContain(part)
    expect(await barriers(page)).toEqual([])

    dns.zones['xn--bcher-kva.example'] = { txt: ['v=spf1 -all', record] }
    await proof.getByRole('button', { name: 'Verify' }).click()
    await proof.waitFor({ state: 'detached' })
    const row = main.getByRole('row', { name: /xn--bcher-kva\.example/ })
    expect(await row.innerText()).not.toContain('not verified')

    await row.getByRole('button', { name: 'Make default: xn--bcher-kva.example' }).click()
    await confirm(page)
    await row.getByText('default', { exact: true }).waitFor()
    await undo(page, 'Make xn--bcher-kva.example the default domain')
    await row.getByRole('button', { name: 'Remove xn--bcher-kva.example' }).click()
    await confirm(page)
    await row.waitFor({ state: 'detached' })
    await recorded(page, /Domain removed/)
    // The one refusal on the way is what the browser complains of.
    expect(admin.complaints.filter((line) => !line.includes('409'))).toEqual([])
  }, 60_000)
})
