import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { portalAppId } from '../../src/app/own-apps.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { person } from '../support/demo.ts'
import { barriers } from './desk.ts'
import { type Look, ownBrowser, picture, signIn, stayNot } from './people.ts'

let served: Served
let browser: Browser
beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

/** A page in a browser with an authenticator in the device, which asks its holder as wanted. */
async function withAuthenticator(
  look: Look,
  isHolderKnown: boolean,
): Promise<{ page: Page; device: CDPSession; id: string }> {
  const page = await (await ownBrowser(browser, look, true)).newPage()
  page.setDefaultTimeout(5000)
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId: id } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: isHolderKnown, automaticPresenceSimulation: true },
    },
  })
  return { page, device, id }
}

for (const look of [
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)
  describe(`a passkey at ${look.width} px in ${look.scheme}`, () => {
    it('is set up at sign-in, opens without a password, and is a second factor; the device says who it is of', async () => {
      const tom = person(look.width === 1280 ? 'tom' : 'omar')
      await applyChanges(
        served.running.admit,
        commandLine(served.demo.tenant.id),
        [
          { do: 'remove_methods', accountId: tom.id },
          { do: 'set_mfa_state', accountId: tom.id, state: 'enabled' },
        ],
        null,
      )
      const { page, device, id } = await withAuthenticator(look, true)
      await signIn(page, `${served.origin}/signin`, tom)
      await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-set-up-${look.width}-${look.scheme}`)
      await page.getByRole('button', { name: 'Set up a passkey instead' }).click()
      await stayNot(page)
      await page.getByRole('heading', { name: 'My apps' }).waitFor()
      const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId: id })
      expect(credentials).toMatchObject([{ rpId: 'localhost', isResidentCredential: true, userName: tom.signInName }])
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor()

      await page.goto(`${served.origin}/signin`)
      await page.getByLabel('Sign-in name').fill(tom.signInName)
      await page.keyboard.press('Enter')
      const use = page.getByRole('button', { name: 'Use a passkey instead' })
      await use.waitFor()
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-or-password-${look.width}-${look.scheme}`)
      // On a shared computer nobody is asked whether they stay, however they sign in.
      await page.getByLabel('This is a shared computer').check()
      await use.click()
      await page.getByRole('heading', { name: 'My apps' }).waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor()

      // Nor is a name typed: the device knows whose it is.
      await page.goto(`${served.origin}/signin`)
      await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
      expect(await page.evaluate('document.activeElement.id')).toBe('name')
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-alone-${look.width}-${look.scheme}`)
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await stayNot(page)
      await page.getByRole('heading', { name: 'My apps' }).waitFor()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor()

      await signIn(page, `${served.origin}/signin`, tom)
      await page.getByRole('heading', { name: 'Use your passkey' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-second-${look.width}-${look.scheme}`)
      await page.locator('form.passkey button').press('Enter')
      await stayNot(page)
      await page.getByRole('heading', { name: 'My apps' }).waitFor()
    }, 60_000)

    it('is added, named and removed on the page of one’s own methods', async () => {
      const { page } = await withAuthenticator(look, true)
      const somebody = person(look.width === 1280 ? 'lena' : 'marc')
      await signIn(page, `${served.origin}/account/methods`, somebody)
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByText('The passkey is set up.').waitFor()
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-own-${look.width}-${look.scheme}`)
      const own = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: 'Passkey', exact: true }) })
      await own.locator('summary').click()
      await own.getByLabel('Name').fill('My laptop')
      await own.getByRole('button', { name: 'Save the name' }).click()
      await page.getByRole('heading', { name: 'My laptop' }).waitFor()
      // The device says that it is set up already.
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByText('This device or security key is set up for you already.').waitFor()
      const named = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'My laptop' }) })
      await named.locator('summary').click()
      await named.getByRole('button', { name: 'Remove My laptop' }).click()
      await page.getByText('The method is removed.').waitFor()
    }, 60_000)

    it('that is not there is said, and the password is asked for as before', async () => {
      const { page } = await withAuthenticator(look, true)
      await page.goto(`${served.origin}/signin`)
      await page.getByLabel('Sign-in name').fill(person('ida').signInName)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Use a passkey instead' }).click()
      await page.getByText('The passkey was not used.').waitFor()
      expect(await barriers(page)).toEqual([])
      await picture(page, `passkey-none-${look.width}-${look.scheme}`)
      await page.getByLabel('Password', { exact: true }).fill(person('ida').password)
      await page.keyboard.press('Enter')
      await stayNot(page)
      await page.getByRole('heading', { name: 'My apps' }).waitFor()
    }, 60_000)
  })

it('a policy that asks for a passkey has one set up, after the code of the app', async () => {
  const look = { width: 390, scheme: 'dark' } as const
  const ida = person('ida')
  const nobody = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
  await applyChanges(
    served.running.admit,
    commandLine(served.demo.tenant.id),
    [
      {
        do: 'put_policy',
        policy: {
          ...{ id: portalAppId, name: 'Passkeys', state: 'on', grant: 'mfa', strength: 'phishing_resistant' },
          users: { include: { ...nobody, accountIds: [ida.id] }, exclude: nobody },
          ...{ apps: { include: [portalAppId], exclude: [] }, locations: null, note: null },
        },
      },
    ],
    null,
  )
  const { page } = await withAuthenticator(look, true)
  await signIn(page, `${served.origin}/signin`, ida)
  await page.getByRole('heading', { name: 'Set up a passkey' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await picture(page, `passkey-asked-for-${look.width}-${look.scheme}`)
  await page.getByRole('button', { name: 'Set up a passkey' }).click()
  await stayNot(page)
  await page.getByRole('heading', { name: 'My apps' }).waitFor()
}, 60_000)
