import axe from 'axe-core'
import { URI } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { encode } from 'uqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { closedReset } from '../../src/core/recovery/reset-rules.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo, serveEmpty } from '../setup/server.ts'
import { somebodyNew } from '../support/somebody.ts'
import { signInAt } from '../support/sign-in.ts'
import { codeNow, Visitor } from '../support/visitor.ts'
import { doTheirs, heading, type Look, ownBrowser, picture, signIn } from './people.ts'

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
  'wrong password': (page) => signIn(page, `${served.origin}/myapps`, person('tom'), 'not the password'),
  'second factor': async (page) => {
    await signIn(page, served.appsOrigin + crm, { ...person('victor'), totpSecret: 'JBSWY3DPEHPK3PXP' })
  },
  registration: async (page) => {
    await signIn(page, served.appsOrigin + crm, person('greta'))
    await page.getByText("I can't scan it").click()
  },
  consent: (page) => signIn(page, served.appsOrigin + crm, person('zoe')),
  'a few details': async (page) => {
    // Of guests, as whom nobody else comes here.
    const details = ['givenName', 'mobilePhone', 'streetAddress', 'preferredLanguage'] as const
    await applyChanges(
      served.running.admit,
      commandLine(demo.tenant.id),
      [
        { do: 'update_account', accountId: person('ida').id, set: { userType: 'guest' } },
        { do: 'require_details', of: 'guest', details },
      ],
      null,
    )
    await signIn(page, `${served.origin}/myapps`, person('ida'))
    await page.getByLabel('Mobile phone').fill('call me')
    await page.getByLabel('Street address').fill('12 Karl Johans gate')
    await page.getByLabel('Language').selectOption({ label: 'Norsk bokmål' })
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('Write a number like').waitFor()
  },
  'new password': (page) => signIn(page, served.appsOrigin + crm, person('emma')),
  'can not access': (page) => page.goto(`${served.origin}/help`),
  refused: (page) => signIn(page, served.appsOrigin + crm, person('bruno')),
  'bad request': (page) =>
    page.goto(`${served.origin}/${demo.tenant.id}/oauth2/v2.0/authorize?client_id=nobody&response_type=code`),
  error: (page) => page.goto(`${served.origin}/no/such/page`),
  'signed out': (page) => page.goto(`${served.origin}/signed-out`),
  'first run': (page) => page.goto(`${empty.origin}/myapps`),
  portal: async (page) => {
    await signIn(page, `${served.origin}/myapps`, person('bruno'))
    await page.getByText("Why can't I open this?").first().click()
  },
  'portal of an administrator': (page) => signIn(page, `${served.origin}/myapps`, person('admin')),
  'my sign-in methods': async (page) => {
    await signIn(page, `${served.origin}/account/methods`, person('claire'))
    await page.getByText('Change Authenticator app').click()
  },
  'recovery codes': async (page) => {
    await signIn(page, `${served.origin}/account/methods`, person('sofia'))
    await page.getByRole('button', { name: 'Make recovery codes' }).click()
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
  },
  'my password': async (page) => {
    const noah = person('noah')
    await signIn(page, `${served.origin}/account/password`, noah)
    await page.getByLabel('The password you have').fill(noah.password)
    await page.getByLabel('New password', { exact: true }).fill('short')
    await page.getByLabel('The same again').fill('short')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByRole('alert').getByText('at least 8 characters').waitFor()
  },
  'sign-out question': async (page) => {
    await signIn(page, `${served.origin}/myapps`, person('liam'))
    await page.goto(`${served.origin}/${demo.tenant.id}/oauth2/v2.0/logout`)
    await page.getByRole('heading', { name: 'Do you want to sign out?' }).waitFor()
  },
  'how one is reached': async (page) => {
    await signIn(page, `${served.origin}/account/contact`, person('liam'))
    await page.getByText('Change e-mail address').or(page.getByText('Add e-mail address')).first().click()
  },
  'where one is signed in': async (page) => {
    await signInAt(new Visitor(), `${served.origin}/myapps`, person('liam'))
    await signIn(page, `${served.origin}/account/sessions`, person('liam'))
    await page.getByRole('button', { name: 'Sign out A browser we do not know' }).first().waitFor()
  },
  'a code of a reset': async (page) => {
    await page.goto(`${served.origin}/reset`)
    await page.getByLabel('Sign-in name').fill('nobody@meridian.example')
    await page.keyboard.press('Enter')
    await page.getByText('Use another way').click()
  },
  'asked for an address': async (page) => {
    const rules = { ...closedReset, who: 'everybody' } as const
    const set = (registration: 'asked' | 'off') =>
      applyChanges(
        served.running.admit,
        commandLine(demo.tenant.id),
        [{ do: 'set_self_service_reset', rules: { ...rules, registration } }],
        null,
      )
    const { name, password } = await somebodyNew(served)
    await set('asked')
    await signIn(page, `${served.origin}/myapps`, { ...person('tom'), signInName: name, password })
    await page.getByRole('heading', { name: 'Before you forget your password' }).waitFor()
    await set('off')
  },
  'another method': async (page) => {
    await signIn(page, `${served.origin}/account/methods`, person('peter'))
    await page.getByRole('button', { name: 'Add an authenticator app' }).click()
    await page.getByText("I can't scan it").click()
  },
  'a recovery code': async (page) => {
    const mira = person('mira')
    await signIn(page, `${served.origin}/account/methods`, mira)
    await page.getByRole('button', { name: 'Make recovery codes' }).click()
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
    await page.context().clearCookies()
    await signIn(page, `${served.origin}/account/methods`, { ...mira, totpSecret: 'JBSWY3DPEHPK3PXP' })
    await page.getByText('Use another way').click()
    await page.getByRole('button', { name: 'Recovery codes' }).click()
    await page.getByText('Use another way').click()
  },
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

/** Everything the page took, with its style, script and icon: what the browser was sent, and a little for each one's headers. */
async function bytesOf(page: Page): Promise<number> {
  const icon = (await (await page.request.get(`${served.origin}/signin/icon.svg`)).body()).length
  return page.evaluate<number, number>(
    (icon) =>
      ['navigation', 'resource']
        .flatMap((kind) => performance.getEntriesByType(kind as 'resource'))
        .map((one) => (one as unknown as { encodedBodySize: number }).encodedBodySize)
        .filter((size) => size > 0)
        .reduce((sum, size) => sum + size + 300, icon),
    icon,
  )
}

async function seriousIn(page: Page): Promise<readonly unknown[]> {
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  )
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => [one.id, one.nodes.map((node) => node.html)])
}

/** What is pressed or filled in, and is lower than a finger wants it: 44 pixels. */
function smallIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary, .links a')]
    .filter((one) => one.checkVisibility() && (one.closest('label') ?? one).getBoundingClientRect().height < 43.5)
    .map((one) => one.outerHTML)`)
}

describe.concurrent('every page, wide and narrow, light and dark', { timeout: 120_000 }, () => {
  for (const [name, open] of Object.entries(pages))
    it(`${name}: nothing serious against it, nothing beside the screen, less than 20 kB`, () =>
      inBrowser(wide, true, async (page) => {
        const complaints: string[] = []
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
        await open(page)
        expect(await bytesOf(page), `${name} in bytes`).toBeLessThan(20_000)
        await page.evaluate(axe.source)
        for (const look of looks) {
          await page.setViewportSize({ width: look.width, height: 900 })
          await page.emulateMedia({ colorScheme: look.scheme })
          await picture(page, `page-${name.replaceAll(' ', '-')}-${look.width}-${look.scheme}`)
          const at = `${name} at ${look.width}, ${look.scheme}`
          expect(await page.evaluate<number>('document.documentElement.scrollWidth'), at).toBeLessThanOrEqual(
            look.width,
          )
          expect(await seriousIn(page), at).toEqual([])
          if (look.width === 390 && look.scheme === 'light') expect(await smallIn(page), at).toEqual([])
        }
        expect(complaints.filter((one) => !/status of 4\d\d/.test(one))).toEqual([])
      }))
})

/** The address in a QR code, as a camera would see it: sampled from a picture of the page, and held against what it must be. */
async function darkModules(page: Page, size: number): Promise<string> {
  const picture = (await page.locator('.qr svg').screenshot()).toString('base64')
  const blank = await page.context().newPage()
  const rows = await blank.evaluate<string>(`new Promise((done) => {
    const size = ${size}
    const image = new Image()
    image.onload = () => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width: image.width, height: image.height })
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0)
      const middle = (i, of) => Math.floor(((i + 0.5) * of) / size)
      const isDark = (x, y) => context.getImageData(middle(x, image.width), middle(y, image.height), 1, 1).data[0] < 128
      const all = Array.from({ length: size }, (_, i) => i)
      done(all.map((y) => all.map((x) => (isDark(x, y) ? '#' : '.')).join('')).join('\\n'))
    }
    image.src = 'data:image/png;base64,${picture}'
  })`)
  await blank.close()
  return rows
}

describe('a person', { timeout: 60_000 }, () => {
  for (const hasScripts of [false, true])
    it(`signs in with the keyboard alone, scripts ${hasScripts ? 'on' : 'off'}, seeing where they are`, () =>
      inBrowser(wide, hasScripts, async (page) => {
        const who = person(hasScripts ? 'victor' : 'jan')
        const enter = async (text: string) => {
          await page.keyboard.type(text)
          await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
        }
        // A page gives its field the focus with its first frame, which may come after it has loaded.
        const focused = async () => {
          await page.waitForFunction('document.activeElement !== document.body')
          return page.evaluate<string>(`[document.activeElement.id || document.activeElement.textContent,
            parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2].join()`)
        }
        await page.goto(served.appsOrigin + crm)
        expect(await focused()).toBe('name,true')
        const order: string[] = []
        const ways = [...(hasScripts ? ['Sign in with a passkey'] : []), 'Sign in with a personal account']
        const stops = ['Next', ...ways, "Can't access your account?"]
        for (const _ of stops) {
          await page.keyboard.press('Tab')
          order.push(await focused())
        }
        expect(order).toEqual(stops.map((stop) => `${stop},true`))
        for (const _ of stops) await page.keyboard.press('Shift+Tab')
        await enter(who.signInName)
        expect(await focused()).toBe('password,true')
        await enter(who.password)
        expect(await focused()).toBe('code,true')
        await page.keyboard.type(codeNow(who.totpSecret as string))
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'No', exact: true }).press('Enter')
        await page.getByText(`Good day, ${who.displayName}`).waitFor()
      }))

  it('without scripts the help desk passes on what takes another role, and reads what a repair costs', () =>
    inBrowser(wide, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('hana'))
      const archive = idOf(demo.apps, 'archive')
      await page.goto(`${served.origin}/admin/plain?person=${person('tara').signInName}&place=${archive}`)
      const repair = page.locator('.tile', { hasText: 'Archive' }).first()
      expect(await repair.innerText()).toMatch(
        /Mind\. It weakens a protection[\s\S]*Pass it on to an Application Administrator: it takes that role\./,
      )
      expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0)
    }))

  it('may say that it is somebody else who signs in, and still comes to the app', () =>
    inBrowser(wide, false, async (page) => {
      await signIn(page, served.appsOrigin + crm, person('noah'), 'not his password')
      await page.getByRole('button', { name: 'Use another account' }).click()
      expect(await heading(page)).toBe('Sign in')
      await page.getByLabel('Sign-in name').fill(person('paulo').signInName)
      await page.keyboard.press('Enter')
      await page.getByLabel('Password', { exact: true }).fill(person('paulo').password)
      await page.keyboard.press('Enter')
      await page.getByLabel('Code', { exact: true }).fill(codeNow(person('paulo').totpSecret as string))
      await page.keyboard.press('Enter')
      await page.getByText('You have not been assigned a security role').waitFor()
    }))

  it('registers a second factor from the picture alone', () =>
    inBrowser({ width: 390, scheme: 'dark' }, true, async (page) => {
      await signIn(page, served.appsOrigin + crm, person('greta'))
      await page.getByText("I can't scan it").click()
      const address = (await page
        .getByRole('link', { name: 'Open it in the authenticator app' })
        .getAttribute('href')) as string
      const drawn = encode(address, { border: 0, ecc: 'L' })
      expect(await darkModules(page, drawn.size)).toBe(
        drawn.data.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')).join('\n'),
      )
      const totp = URI.parse(address)
      expect(totp).toMatchObject({
        issuer: 'Meridian',
        label: 'greta@meridian.example',
        digits: 6,
        period: 30,
        algorithm: 'SHA1',
      })
      expect((await page.locator('details code').innerText()).replaceAll(' ', '')).toBe(totp.secret.base32)
      // Reloading shows the same: whoever scanned already need not scan again.
      await page.reload()
      expect(await page.locator('details code').textContent()).toContain(totp.secret.base32.slice(0, 4))
      await page.getByLabel('Code from the app').fill(totp.generate())
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'No', exact: true }).click()
      await page.getByText('Good day, Greta').waitFor()
    }))

  it('with a temporary password chooses one of their own, and is told what is wrong with a bad one', () =>
    inBrowser(wide, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('emma'))
      for (const [password, repeat, words] of [
        ['short', 'short', 'at least 8 characters'],
        ['orchid tramway 77', 'orchid tramway 78', 'The two passwords differ'],
        ['password123', 'password123', 'first ones an attacker tries'],
        [person('emma').password, person('emma').password, 'have not used before'],
      ] as const) {
        await page.getByLabel('New password', { exact: true }).fill(password)
        await page.getByLabel('The same again').fill(repeat)
        await page.keyboard.press('Enter')
        await page.getByRole('alert').getByText(words).waitFor()
        expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe('')
      }
      await doTheirs(page, person('emma'))
      expect(await heading(page)).toBe('My apps')
    }))

  it('may decline what an app asks for, and agree the next time', () =>
    inBrowser(wide, false, async (page) => {
      await signIn(page, served.appsOrigin + crm, person('zoe'))
      expect(await heading(page)).toBe('CRM asks for your permission')
      expect(await page.innerText('ul.plain')).toContain('Use the CRM as you')
      await page.getByRole('button', { name: "Don't agree" }).click()
      await page.getByText('AADSTS65004').waitFor()
      await page.goto(served.appsOrigin + crm)
      await page.getByRole('button', { name: 'Agree', exact: true }).click()
      await page.getByText('Good day, Zoe').waitFor()
    }))

  it('reads a refusal with all that a helper needs, and copies it with a press', async () => {
    const needed = [
      /Reference: [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/,
      /Time: \d{4}-\d\d-\d\dT/,
      /Correlation id: [0-9a-f-]{36}/,
    ]
    await inBrowser(wide, true, async (page, context) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await signIn(page, served.appsOrigin + crm, person('mira'))
      expect(await page.innerText('main')).toMatch(/Your organisation's subscription for CRM needs attention/)
      await page.getByRole('button', { name: 'Copy' }).click()
      await page.getByRole('status').getByText('Copied').waitFor()
      const copied = await page.evaluate<string>('navigator.clipboard.readText()')
      for (const one of needed) expect(copied).toMatch(one)
    })
    await inBrowser(wide, false, async (page) => {
      await page.goto(`${served.origin}/nothing-here`)
      expect(await page.innerText('main')).toMatch(
        /There is nothing at this address[\s\S]*Time\s+\d{4}-[\s\S]*Correlation id\s+[0-9a-f-]{36}/,
      )
      // Without scripts there is no button that does nothing, and a press on a line selects it.
      expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)
      expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.facts dd')).userSelect")).toBe(
        'all',
      )
    })
  })

  it("D5: finds who can help from Can't access your account?, signed out", () =>
    inBrowser({ width: 390, scheme: 'light' }, false, async (page) => {
      await page.goto(served.appsOrigin + crm)
      await page.getByRole('link', { name: "Can't access your account?" }).click()
      expect(await heading(page)).toBe("Can't access your account?")
      expect(await page.innerText('main')).toMatch(/Hana Kovac, help desk\s+hana@meridian\.example/)
    }))
})

describe('the portal', { timeout: 60_000 }, () => {
  const tiles = (page: Page) => page.locator('.tile a.open').allInnerTexts()

  it('D6: shows what licences and assignments give, and Admin to administrators alone', async () => {
    await inBrowser(wide, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('victor'))
      expect(await tiles(page)).toEqual(['CRM · Meridian EMEA'])
    })
    await inBrowser(wide, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('claire'))
      expect(await tiles(page)).toEqual(['Ledger'])
    })
    await inBrowser(wide, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('leo'))
      expect(await tiles(page)).toEqual(['Admin'])
      await page.getByText('Admin', { exact: true }).click()
      await page.waitForURL(/\/admin/)
    })
  })

  it('D6: a tile that a missing licence closes says so, and who can help', () =>
    inBrowser({ width: 390, scheme: 'light' }, false, async (page) => {
      await signIn(page, `${served.origin}/myapps`, person('bruno'))
      expect(await tiles(page)).not.toContain('CRM · Meridian EMEA')
      const tile = page.locator('.tile.closed', { hasText: 'CRM · Meridian EMEA' })
      await tile.getByText("Why can't I open this?").click()
      expect(await tile.innerText()).toMatch(/You don't have a licence for CRM/)
      await tile.getByRole('link', { name: 'Who can help' }).click()
      expect(await page.locator('#help + ul').innerText()).toContain('Hana Kovac')
    }))

  it('SEC-18: single sign-on works until signing out; then Back shows nothing and every app asks again', () =>
    inBrowser(wide, true, async (page, context) => {
      await signIn(page, served.appsOrigin + crm, person('uma'))
      await page.goto(`${served.origin}/myapps`)
      expect(await page.innerText('body')).toContain('Uma Patel')
      await page.goto(`${served.appsOrigin}/archive/`)
      expect(await page.innerText('main'), 'known there, though refused').toContain('Archive is switched off')
      await page.goto(`${served.origin}/myapps`)

      const answer = page.waitForResponse((response) => response.url().endsWith('/signout'))
      await page.getByRole('button', { name: 'Sign out' }).click()
      expect(await (await answer).headerValue('clear-site-data')).toBe('"cache", "storage"')
      await page.waitForURL(`${served.origin}/signed-out`)
      expect(await heading(page)).toBe('You are signed out')
      expect((await context.cookies(served.origin)).map((one) => one.name)).not.toContain('__Host-admit-session')

      await page.goBack()
      await expect.poll(() => heading(page)).toBe('Sign in')
      expect(await page.content()).not.toContain('Uma Patel')
      await page.goto(`${served.appsOrigin}/archive/`)
      expect(await heading(page)).toBe('Sign in')
      await page.goto(served.appsOrigin + crm)
      expect(await heading(page)).toBe('Sign in')
    }))
})
