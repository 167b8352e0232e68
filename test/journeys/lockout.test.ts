import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noFailures } from '../../src/core/lockout/lockout.ts'
import { holdFailures, saveFailures } from '../../src/store/lockouts.ts'
import { withTenant } from '../../src/store/store.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { choose, confirm, type Desk, go, openDesk, recorded, undo } from './desk.ts'

let served: Served
let browser: Browser
let admin: Desk

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  admin = await openDesk(browser, served.origin, person('admin'), { width: 1280, scheme: 'light' })
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe('the page of the lockout', () => {
  it('says how many wrong passwords lock an account, how long, and how much longer each time; all are changed, and taken back', async () => {
    const { page } = admin
    await go(page, 'Lockout')
    const number = page.getByRole('textbox', { name: 'Wrong passwords that lock an account' })
    const seconds = page.getByRole('textbox', { name: 'Seconds that the first lock lasts' })
    const growth = page.getByRole('textbox', { name: 'Times as long that each lock after it lasts' })
    const shown = async () => [await number.inputValue(), await seconds.inputValue(), await growth.inputValue()]
    expect(await shown()).toEqual(['10', '60', '2'])
    await page.getByText('No address came with wrong passwords of many people.').waitFor()
    await number.fill('5')
    await seconds.fill('300')
    await growth.fill('4')
    await page.getByRole('button', { name: 'Go on' }).click()
    await confirm(page)
    await expect.poll(() => page.getByRole('button', { name: 'Go on' }).isDisabled()).toBe(true)
    expect(await shown()).toEqual(['5', '300', '4'])
    await undo(page, 'Change the lockout after wrong passwords')
    await expect.poll(() => number.inputValue()).toBe('10')
    await recorded(page, /Lockout after wrong passwords changed/)
  }, 60_000)
})

describe('a person whom strangers lock out', () => {
  it('is seen locked on their page, and What-If tells that they get in from where they signed in before', async () => {
    const { page } = admin
    const alice = person('alice')
    await withTenant(served.running.admit.store, demo.tenant.id, async (t) => {
      const lockedUntil = Date.now() + 3_600_000
      await holdFailures(t, alice.id, 'strange')
      await saveFailures(t, alice.id, 'strange', { ...noFailures, locks: 1, lockedUntil, lastAt: Date.now() })
    })
    await page.goto(`${served.origin}/admin/people/${alice.id}`)
    await page.getByText('from places they never signed in from').waitFor()
    await page.goto(
      `${served.origin}/admin/?person=${alice.id}&app=${idOf(demo.apps, 'crm')}&instance=${idOf(demo.instances, 'emea')}`,
    )
    await page
      .getByText(/Alice Moreau is locked out until .*where they had, they still get in/)
      .first()
      .waitFor()
    const would = page.getByLabel('What would be', { exact: true })
    await choose(page, 'Suppose', 'they come from where they have signed in before')
    await expect.poll(() => would.innerText()).toMatch(/Gets in/)
    await page.getByRole('button', { name: 'As it is' }).click()
    await choose(page, 'Suppose', 'they come from where they never signed in')
    await expect.poll(() => would.innerText()).toMatch(/Cannot get in/)
  }, 60_000)
})

describe('which sign-in methods are allowed', () => {
  it('is changed once it is told whom it leaves without one, and What-If proves as strongly as a policy asks', async () => {
    const { page } = admin
    await go(page, 'Sign-in methods')
    await page.getByRole('button', { name: 'Edit authenticator app' }).click()
    await page.getByRole('radio', { name: 'Nobody' }).check()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('would be left without a second factor they may use').waitFor()
    await page.getByRole('button', { name: 'Leave it' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Throw away' }).click()
    await page.getByRole('button', { name: 'Edit code by call' }).click()
    await page.getByRole('radio', { name: 'Nobody' }).check()
    await page.getByRole('button', { name: 'Go on' }).click()
    await confirm(page)
    const row = page.getByRole('row').filter({ hasText: 'Code by call' })
    await row.getByText('Nobody').waitFor()
    await undo(page, 'Allow code by call')
    await row.getByText('Everybody').waitFor()
    await recorded(page, /Who may use a sign-in method changed/)

    await go(page, 'Policies')
    await page.getByRole('button', { name: 'Edit Second factor for the CRM' }).click()
    await choose(page, 'It', 'asks for phishing-resistant MFA')
    await page.getByRole('button', { name: 'Go on' }).click()
    await confirm(page)
    await page.getByText('asks for phishing-resistant MFA').waitFor()
    await page.goto(
      `${served.origin}/admin/?person=${person('marc').id}&app=${idOf(demo.apps, 'crm')}&instance=${idOf(demo.instances, 'emea')}`,
    )
    await page
      .getByText(/has no method: what is set up is authenticator app/)
      .first()
      .waitFor()
    await choose(page, 'Second factor', 'right, a passkey')
    await expect.poll(() => page.getByText(/has no method: what is set up/).count()).toBe(0)
  }, 60_000)
})
