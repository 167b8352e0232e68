import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { closedReset } from '../../src/core/recovery/reset-rules.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { somebodyNew } from '../support/somebody.ts'
import { barriers, confirm, go, openDesk, recorded, undo } from './desk.ts'
import { newestCode, newestMessage } from './outbox.ts'
import { ownBrowser, picture, stayNot } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

for (const look of [
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)
  it(`a forgotten password is reset without any script, at ${look.width} px in ${look.scheme}`, async () => {
    const somebody = person(look.width === 1280 ? 'tom' : 'omar')
    const page = await (await ownBrowser(browser, look, false)).newPage()
    page.setDefaultTimeout(5000)
    const seen = async (title: string, name: string) => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      await picture(page, `reset-${name}-${look.width}-${look.scheme}`)
    }
    await page.goto(`${served.origin}/signin`)
    await page.getByRole('link', { name: "Can't access your account?" }).click()
    await page.getByRole('link', { name: 'Reset your password' }).click()
    await seen('Reset your password', 'name')
    await page.getByLabel('Sign-in name').fill(somebody.signInName)
    await page.keyboard.press('Enter')
    await seen('Enter the code we sent', 'code')
    await page.getByLabel('Code', { exact: true }).fill('12345678')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await picture(page, `reset-wrong-${look.width}-${look.scheme}`)
    await page.getByLabel('Code', { exact: true }).fill(await newestCode(page, served.origin))
    await page.keyboard.press('Enter')
    await seen('Choose a new password', 'password')
    await page.getByLabel('New password').fill('tulip granite swims 9')
    await page.getByLabel('The same again').fill('tulip granite swims 9')
    await page.keyboard.press('Enter')
    await seen('Your password is changed', 'done')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Sign-in name').fill(somebody.signInName)
    await page.keyboard.press('Enter')
    await page.getByLabel('Password', { exact: true }).fill('tulip granite swims 9')
    await page.keyboard.press('Enter')
    await stayNot(page)
    await page.getByRole('heading', { name: 'My apps' }).waitFor()
  }, 60_000)

describe('the page of passwords', () => {
  it('says who may reset a forgotten one and by what, changes it for a group by two proofs, and takes that back', async () => {
    const { page } = await openDesk(browser, served.origin, person('admin'), { width: 1280, scheme: 'dark' })
    await go(page, 'Passwords')
    await page.getByText('Everybody resets a forgotten password with one proof.').waitFor()
    await page.getByText('657,337 stolen passwords come along').waitFor()
    await page.getByText('run the downloader of Have I Been Pwned').waitFor()
    await page.getByRole('button', { name: 'Edit forgotten passwords' }).click()
    await page.getByRole('radio', { name: 'A group' }).check()
    await page.getByRole('combobox', { name: 'Group' }).fill('Ledger')
    await page.getByRole('option', { name: 'Ledger users' }).click()
    await page.getByRole('radio', { name: 'Two of different kinds' }).check()
    await page.getByRole('checkbox', { name: 'A code by e-mail' }).uncheck()
    await page.getByRole('checkbox', { name: 'A code of an authenticator app' }).uncheck()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('as many kinds as there are proofs').waitFor()
    await page.getByRole('checkbox', { name: 'A code of an authenticator app' }).check()
    expect(await barriers(page)).toEqual([])
    await picture(page, 'reset-rules-1280-dark')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('could no longer reset a forgotten password alone').waitFor()
    await picture(page, 'reset-rules-preview-1280-dark')
    await confirm(page)
    await page.getByText('Whoever is in Ledger users resets a forgotten password with two proofs').waitFor()
    await page
      .getByText('What may prove: a code by text message, a code by call and a code of an authenticator app.')
      .waitFor()
    await picture(page, 'passwords-1280-dark')
    await undo(page, 'Forgotten passwords')
    await page.getByText('Everybody resets a forgotten password').waitFor()
    await recorded(page, /Reset of passwords by people changed/)
  }, 60_000)
})

it('a forgotten password is reset by phone, chosen without any script, on a phone', async () => {
  const robin = await somebodyNew(served)
  await applyChanges(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [{ do: 'set_contact', accountId: robin.id, contact: 'mobile', value: '+44 7946000077' }],
    'a test',
  )
  const page = await (await ownBrowser(browser, { width: 390, scheme: 'light' }, false)).newPage()
  page.setDefaultTimeout(5000)
  await page.goto(`${served.origin}/reset`)
  await page.getByLabel('Sign-in name').fill(robin.name)
  await page.keyboard.press('Enter')
  await page.getByText('Use another way').click()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await picture(page, 'reset-ways-390-light')
  await page.getByRole('button', { name: 'Call me' }).click()
  await page.getByText('in a call to the phone number').waitFor()
  await picture(page, 'reset-call-390-light')
  const outbox = await page.context().newPage()
  const said = await newestMessage(outbox, served.origin, /\d, \d, /, '+447946000077')
  const code = /\d(?:, \d){7}/.exec(await said.innerText())?.[0] as string
  await outbox.close()
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
}, 60_000)

it('A8: whoever cannot reset their password gives an address after signing in, and changes it later, without any script', async () => {
  const rules = { ...closedReset, who: 'everybody' } as const
  const asOwner = commandLine(served.demo.tenant.id)
  await applyChanges(served.running.admit, asOwner, [{ do: 'set_self_service_reset', rules }], 'a test')
  const robin = await somebodyNew(served)
  const page = await (await ownBrowser(browser, { width: 390, scheme: 'light' }, false)).newPage()
  page.setDefaultTimeout(5000)
  await page.goto(`${served.origin}/myapps`)
  await page.getByLabel('Sign-in name').fill(robin.name)
  await page.keyboard.press('Enter')
  await page.getByLabel('Password', { exact: true }).fill(robin.password)
  await page.keyboard.press('Enter')
  await stayNot(page)
  await page.getByRole('heading', { level: 1, name: 'Before you forget your password' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await picture(page, 'review-register-390-light')
  await page.getByLabel('E-mail address').fill('robin@elsewhere.example')
  await page.keyboard.press('Enter')
  await page.getByLabel('Code', { exact: true }).fill(await newestCode(page, served.origin))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'My apps' }).waitFor()

  await page.goto(`${served.origin}/account/methods`)
  await page.getByRole('link', { name: 'How I am reached' }).click()
  await page.getByText('robin@elsewhere.example').waitFor()
  await picture(page, 'contact-390-light')
  await page.getByText('Add mobile number', { exact: false }).first().click()
  await page.getByLabel('Phone number').first().fill('+44 20 7946 0018')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Enter the code we sent' }).waitFor()
  await page.getByLabel('Code', { exact: true }).fill(await newestCode(page, served.origin))
  await page.keyboard.press('Enter')
  await page.getByText('You are reached there from now on.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
}, 60_000)
