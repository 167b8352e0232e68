import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../../src/core/changes/change.ts'
import { sessionOf } from '../support/companies.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, choose, confirm, type Desk, go, impactOf, openDesk, recorded, undo } from './desk.ts'
import { places } from '../support/places.ts'
import { ownBrowser, picture, signIn } from './people.ts'

let served: Served
let browser: Browser
let admin: Desk
let helpdesk: Desk
let desk: Page
/** The number Bruno reads from the page that refused him. */
let reference = ''

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const look = { width: 1280, scheme: 'light' } as const
  ;[admin, helpdesk] = await Promise.all([
    openDesk(browser, served.origin, person('admin'), look),
    openDesk(browser, served.origin, person('hana'), look),
    refuse('bruno'),
  ])
  desk = admin.page
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

async function refuse(key: string): Promise<void> {
  const page = await (await ownBrowser(browser, { width: 390, scheme: 'light' }, false)).newPage()
  await signIn(page, served.appsOrigin + places['crm'], person(key))
  reference = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(await page.innerText('body'))?.[0] ?? ''
  await page.context().close()
}

const open = (path: string) => desk.goto(`${served.origin}/admin${path}`)
beforeEach(async () => {
  if ((await desk.getByRole('dialog').count()) > 0) await desk.reload()
})

/** Changes something as another administrator, at the same time. */
async function colleague(changes: readonly Change[]): Promise<void> {
  const as = await sessionOf(served.running.admit, demo.tenant.id, person('leo').id)
  const response = await fetch(`${served.origin}/v1.0/admit/changes`, {
    method: 'POST',
    headers: { ...as, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  })
  expect(response.status).toBe(200)
}

const link = (name: string | RegExp) => desk.getByRole('main').getByRole('link', { name })
const button = (name: string | RegExp) => desk.getByRole('main').getByRole('button', { name })
const verdict = (page: Page) => page.getByLabel('Answer', { exact: true })

describe('the Why page', () => {
  it('the help desk gets somebody in with the keyboard alone, in less than ten seconds', async () => {
    const { page } = helpdesk
    await page.evaluate(`globalThis.touched = 0; addEventListener('pointerdown', () => { touched += 1 })`)
    // The box has the focus already, as on any fresh page, and takes the key that leads to it for that.
    const keys = ['/', 'd', 'i', 'l', 'a', 'Enter', 'Control+Enter']
    const began = performance.now()
    for (const key of keys) {
      if (key === 'Control+Enter')
        await page.getByRole('button', { name: 'Apply' }).first().and(page.locator(':enabled')).waitFor()
      await page.keyboard.press(key)
    }
    await page.getByText('Repaired', { exact: true }).waitFor()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(keys.length).toBeLessThanOrEqual(8)
    expect(await verdict(page).innerText()).toMatch(/Gets in[\s\S]*Dilan Yilmaz/)
    expect(await page.evaluate('touched')).toBe(0)

    // An unlocked account cannot be locked again: the page says so instead of offering it.
    await expect.poll(() => page.locator('.done').innerText()).toMatch(/It cannot be taken back|Undo/)
    await picture(page, 'console-helpdesk')
  })

  it('says so where nobody is called as it was typed', async () => {
    await open('/')
    await desk.getByRole('combobox', { name: /^Person/ }).focus()
    await desk.keyboard.type('nobodyatall')
    await desk.getByText('Nobody is called so.').waitFor()
    expect(await barriers(desk)).toEqual([])
    await desk.keyboard.press('Escape')
  })

  it('the help desk passes on what takes another role, with a text that says it all', async () => {
    const { page } = helpdesk
    await page.keyboard.press('Escape')
    const box = page.getByRole('combobox', { name: /^Person/ })
    await box.fill(reference)
    await box.press('Enter')
    await expect.poll(() => verdict(page).innerText()).toContain('Bruno Keller has no licence for CRM')
    const plan = page.locator('.plan').first()
    await plan.getByText('Pass on to a').waitFor()
    await plan.getByText('Read it').click()
    const text = await plan.locator('.pass-on').innerText()
    expect(text).toMatch(/^For a (License|User) Administrator, please:\n/)
    expect(text).toContain('LIC-HAS')
    expect(text).toMatch(/1\. (Assign Meridian Sales Professional|Set the department)/)
    expect(text).toContain(`/admin/?ref=${reference}`)
    expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Copy the text' }).first().waitFor()
    await picture(page, 'console-pass-on')
  })

  it('the network of others is masked for the help desk in the evidence', async () => {
    const { page } = helpdesk
    const ledger = idOf(demo.apps, 'ledger')
    await page.goto(`${served.origin}/admin/?person=${person('olga').id}&app=${ledger}&ip=192.0.2.7`)
    await expect.poll(() => verdict(page).innerText()).toContain('Olga Petrova')
    const evidence = page.locator('.finding .facts').filter({ hasText: 'attempt.network' })
    expect(await evidence.first().innerText()).toContain('(an address)')
    expect(await evidence.first().innerText()).not.toContain('192.0.2.7')
  })

  it('whoever is picked by name is asked about where they last tried, at the place that knows them', async () => {
    await go(desk, 'Why?')
    const box = desk.getByRole('combobox', { name: /^Person/ })
    await box.fill('Bruno')
    await box.press('Enter')
    await expect.poll(() => desk.getByRole('combobox', { name: 'App' }).inputValue()).toBe('CRM · Meridian EMEA')
  })

  it('a reference number tells all; what was fine is folded; Apply shows the green trace and Undo takes it back', async () => {
    await go(desk, 'Why?')
    const box = desk.getByRole('combobox', { name: /^Person/ })
    await box.fill(reference.toLowerCase())
    await box.press('Enter')
    await expect.poll(() => verdict(desk).innerText()).toContain('decided again as things are now')
    const finding = desk.locator('.finding')
    expect(await finding.count()).toBe(1)
    expect(await finding.innerText()).toMatch(
      /Root cause\s+.+\s+Who may fix it\s+License Administrator, or User Administrator/,
    )
    expect(await finding.innerText()).toMatch(/account\.licences[\s\S]*found/)
    const trace = desk.locator('details', { has: desk.locator('summary', { hasText: /All \d+ questions/ }) })
    expect(await trace.getAttribute('open')).toBeNull()

    const plan = desk.locator('.plan', { hasText: 'Set the department of Bruno Keller' })
    await plan.getByText('Proof that it works').click()
    expect(await plan.innerText()).toContain('Decided again with all of it done: gets in.')
    await picture(desk, 'console-why')
    await plan.getByRole('button', { name: 'Apply' }).click()
    await desk.getByText('Repaired', { exact: true }).waitFor()
    expect(await verdict(desk).innerText()).toMatch(/Gets in/)
    expect(await trace.getAttribute('open')).not.toBeNull()
    expect(await trace.locator('li.stop').count()).toBe(0)
    await picture(desk, 'console-repaired')

    await desk.locator('.done').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => verdict(desk).innerText()).toContain('that of Bruno Keller is Sale.')
    expect(await desk.locator('.done').count()).toBe(0)
    await recorded(
      desk,
      /Attribute changed · Bruno Keller · by Ada Lindgren: “undone: .*department Sales → Sale|"Sales" → "Sale"/,
    )
  })

  it('What-If changes any field of the situation, shows the difference at once, and changes nothing', async () => {
    await open(`?person=${person('alice').id}&app=${idOf(demo.apps, 'crm')}&instance=${idOf(demo.instances, 'emea')}`)
    await expect.poll(() => verdict(desk).innerText()).toMatch(/Gets in[\s\S]*Alice Moreau/)
    const would = desk.getByLabel('What would be', { exact: true })
    const suppose = async (what: string, which?: string | RegExp) => {
      await choose(desk, 'Suppose', what)
      if (which !== undefined) await choose(desk, 'Which', which)
    }
    const type = async (label: string, text: string) => {
      await desk.getByLabel(label, { exact: true }).fill(text)
      await desk.keyboard.press('Enter')
    }
    const becomes = async (says: RegExp) => {
      await expect.poll(() => would.innerText()).toMatch(says)
      await desk.getByRole('button', { name: 'As it is' }).click()
      await would.waitFor({ state: 'hidden' })
    }
    await suppose('an attribute of theirs is…')
    await choose(desk, 'Attribute', 'department')
    await type('Value', 'Finance')
    await becomes(/Cannot get in[\s\S]*Is a licence of theirs for this app\? yes → no/)
    await suppose('they are not in the group', 'CRM users')
    await becomes(/not assigned to CRM/)
    await suppose('they are in the group', 'Contractors')
    await becomes(/Contractors stay out of the CRM/)
    await suppose('the policy is off', 'Second factor for the CRM')
    await becomes(/Gets in/)
    await suppose('they type a wrong password')
    await becomes(/Can get in|Cannot get in/)
    await suppose('they have no second factor at hand')
    await becomes(/Can get in: something is theirs to do/)
    await suppose('they open another app', 'Archive')
    await becomes(/Archive is switched off/)
    await suppose('they open another app', 'Ledger')
    await suppose('they come from the location', 'Lyon office')
    await expect.poll(() => would.innerText()).not.toContain('Ledger only from our offices')
    await suppose('they come from the address')
    await type('Address', '192.0.2.7')
    await becomes(/Ledger/)
    await suppose('it is this time')
    await type('When', '2027-12-31T09:00')
    await becomes(/password of Alice Moreau expired/i)
    await suppose('they have a licence of', 'CRM Trial')
    await becomes(/Gets in/)
    expect(await verdict(desk).innerText()).toMatch(/Gets in/)
  })
})

describe('each page', () => {
  it('People: an attribute is edited with what it moves, is in the journal, and is taken back', async () => {
    await go(desk, 'People')
    await desk.getByLabel('Find people').fill('Kel')
    await link('Bruno Keller').click()
    await expect.poll(() => desk.title()).toBe('Bruno Keller · People · Admit')
    await button('Edit').click()
    await desk.getByLabel('Department').fill('Sales')
    await desk.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Groups' }).click()
    await desk.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click()
    expect(await desk.getByLabel('Department').inputValue()).toBe('Sales')
    await button('Go on').click()
    expect(await confirm(desk)).toMatch(/1 sign-in would get in who does not now\s+Bruno Keller · CRM · Meridian EMEA/)
    await link('Sales – Licences').first().waitFor()
    await desk.getByRole('region', { name: 'Licences' }).getByText('Meridian Sales Professional').waitFor()
    await recorded(
      desk,
      /Attribute changed · Bruno Keller · by Ada Lindgren .*department Sale → Sales .*\+ Sales – Licences/,
    )
    await undo(desk, 'Edit Bruno Keller')
    await recorded(desk, /“undone: Edit Bruno Keller”.*department Sales → Sale /)
  })

  it('People: what somebody else changed while one wrote is told, and is not written over unseen', async () => {
    const { id } = person('bruno')
    await open(`/people/${id}`)
    await button('Edit').click()
    await desk.getByLabel('City').fill('Metz')
    await desk.getByLabel('Job title').fill('Buyer')
    await colleague([
      { do: 'set_attribute', accountId: id, name: 'city', value: 'Nice' },
      { do: 'set_attribute', accountId: id, name: 'companyName', value: 'Meridian' },
    ])
    await button('Go on').click()
    await impactOf(desk)
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Do it', exact: true }).click()
    await dialog.getByText('Somebody changed this after you began').waitFor()
    expect(await dialog.getByRole('alert').innerText()).toMatch(/Bruno Keller: city, .*→ Nice, by Leo Brandt/)
    expect(await barriers(desk, { within: '[role=dialog]' })).toEqual([])
    await picture(desk, 'console-meanwhile')
    await dialog.getByRole('button', { name: 'Do it all the same' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const about = desk.locator('dl.facts.columns').first()
    await about.getByText('Metz').waitFor()
    await about.getByText('Meridian', { exact: true }).waitFor()
    // Once more, without anybody in between: nothing stands in the way.
    await button('Edit').click()
    await desk.getByLabel('City').fill('Lyon')
    await button('Go on').click()
    await confirm(desk)
    await about.getByText('Lyon').waitFor()
  })

  it('People: somebody is made, gets a password shown once, a group, a licence and a state of multi-factor, and is blocked', async () => {
    await go(desk, 'People')
    await button('New person').click()
    await desk.getByLabel('Name', { exact: true }).fill('Nora Lind')
    await desk.keyboard.press('Escape')
    await desk.getByRole('button', { name: 'Keep it' }).click()
    await desk.getByLabel('Signs in as').fill('nora@meridian.example')
    await desk.getByLabel('Usage location').fill('FR')
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    const once = desk.getByRole('dialog', { name: 'Temporary password' })
    expect(await once.locator('code').innerText()).toMatch(/^[a-z]{4,7}(-[a-z]{4,7}){3}$/)
    await desk.keyboard.press('Escape')
    await desk.getByRole('heading', { level: 1, name: 'Nora Lind' }).waitFor()
    await choose(desk, 'Put into a group', 'CRM users')
    await confirm(desk)
    await link('CRM users').waitFor()
    await button('Give a licence…').click()
    await choose(desk, 'Product', 'Office Basic')
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('region', { name: 'Licences' }).getByText('Office Basic').waitFor()
    for (const [item, shown] of [
      ['Multi-factor enabled', 'Multi-factor enabled'],
      ['Multi-factor enforced', 'Multi-factor enforced'],
      ['Block sign-in', 'sign-in blocked'],
    ] as const) {
      await button('Do…').click()
      await desk.getByRole('menuitem', { name: item }).click()
      await confirm(desk)
      await expect.poll(async () => (await desk.getByRole('main').innerText()).replace(/\s+/g, ' ')).toContain(shown)
    }
    await undo(desk, 'Block sign-in')
    await expect.poll(() => desk.getByText('sign-in blocked', { exact: true }).count()).toBe(0)

    // A pass for the first morning: shown once, used for everything, taken back.
    const methods = desk.locator('section', { has: desk.getByRole('heading', { name: 'Sign-in methods' }) })
    await methods.getByText('No second factor is set up.').waitFor()
    await methods.getByRole('button', { name: 'Give a Temporary Access Pass' }).click()
    await choose(desk, 'Lasts', '8 hours')
    await methods.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    const pass = await desk.getByRole('dialog', { name: 'Temporary Access Pass' }).locator('code').innerText()
    await desk.keyboard.press('Escape')
    await methods.getByText('for one sign-in').waitFor()
    expect(await desk.getByRole('main').innerText()).not.toContain(pass)
    const nora = await (await ownBrowser(browser, { width: 390, scheme: 'light' }, false)).newPage()
    await signIn(nora, `${served.origin}/myapps`, { ...person('emma'), signInName: 'nora@meridian.example' }, pass)
    await nora.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    await nora.context().close()
    await desk.reload()
    await methods.getByText('used up').waitFor()
    await methods.getByRole('button', { name: 'Remove the Temporary Access Pass' }).click()
    await confirm(desk)
    await expect.poll(() => methods.getByText('used up').count()).toBe(0)

    await methods.getByRole('button', { name: 'Revoke remembered devices' }).click()
    await confirm(desk)
    await recorded(desk, /Remembered devices revoked/)
  })

  it('Groups: a rule that cannot be read is marked where; one that can says who joins and leaves, and is taken back', async () => {
    await go(desk, 'Groups')
    await desk.getByLabel('Find groups').fill('sales')
    await link('Sales – Licences').click()
    await desk.getByRole('main').getByText('As text').click()
    const rule = desk.getByLabel('Rule', { exact: true })
    await rule.fill('user.department -eqq "Sales"')
    await desk.getByText('at character 17').waitFor()
    expect(await desk.locator('mark').innerText()).toBe('-eqq')
    expect(await button('Save the rule…').isDisabled()).toBe(true)
    await rule.fill('user.department -eq "Sale"')
    const said = desk.getByRole('main').getByRole('status')
    await expect
      .poll(() => said.innerText())
      .toMatch(/2 would come in: Bruno Keller, Viktor Horak\s+16 would go out: Alice Moreau/)
    await rule.fill('user.department -in ["Sales", "Sale"]')
    await expect.poll(() => said.innerText()).not.toContain('would go out')
    await button('Save the rule…').click()
    expect(await confirm(desk)).toContain('Bruno Keller · CRM · Meridian EMEA')
    await desk.getByRole('heading', { name: 'People: 18' }).waitFor()
    await recorded(desk, /Rule changed · Sales – Licences .*-eq "Sales" → .*-in \["Sales", "Sale"\]/)
    await undo(desk, 'Sales – Licences: its rule')
    await recorded(desk, /-in \["Sales", "Sale"\] → .*-eq "Sales"/)
  })

  it('Groups: somebody is put into an assigned group, and taken out again', async () => {
    await open(`/groups/${idOf(demo.groups, 'CRM users')}`)
    await desk.getByRole('combobox', { name: 'Put in' }).fill('Jonas')
    await desk.getByRole('option', { name: /Jonas Weber/ }).click()
    expect(await confirm(desk)).toContain('Jonas Weber · CRM · Meridian EMEA')
    await link('Jonas Weber').waitFor()
    await recorded(desk, /Put into a group · Jonas Weber/)
    await undo(desk, 'Put Jonas Weber into CRM users')
    await recorded(desk, /Taken out of a group · Jonas Weber/)
  })

  it('Apps: taking a group away tells who loses; consent is given and taken back; addresses are checked', async () => {
    await go(desk, 'Apps')
    await desk.getByLabel('Find apps').fill('crm')
    await link('CRM').first().click()
    await desk.getByRole('region', { name: 'Assigned' }).getByRole('button', { name: 'Remove' }).click()
    expect(await impactOf(desk)).toMatch(/\d+ sign-ins would lose access[\s\S]*Alice Moreau · CRM/)
    const doIt = desk.getByRole('button', { name: 'Do it' })
    expect(await doIt.isDisabled()).toBe(true)
    await confirm(desk)
    await desk.getByText('Nobody is assigned.').waitFor()
    await undo(desk, 'CRM users no longer has CRM')
    await desk.getByRole('region', { name: 'Assigned' }).getByText('CRM users').waitFor()

    await button('Edit').first().click()
    const redirects = desk.getByLabel('Redirect addresses, one on each line')
    const before = await redirects.inputValue()
    await redirects.fill(`${before}\nhttps://crm.meridian.example/*`)
    await desk.getByRole('button', { name: 'Go on' }).click()
    await desk.getByText('https://crm.meridian.example/*: it is an address of https').waitFor()
    await redirects.fill(`${before}\nhttps://crm.meridian.example/callback`)
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('main').getByText('https://crm.meridian.example/callback').waitFor()
    await recorded(desk, /App saved · CRM .*redirectUris .*crm\.meridian\.example/)
    await undo(desk, 'Edit CRM')

    await open(`/apps/${idOf(demo.apps, 'ledger')}`)
    await button('Edit').first().click()
    await desk.getByRole('button', { name: 'Expose a permission' }).click()
    const exposed = desk.getByRole('group', { name: 'Permissions it exposes' })
    await exposed.getByLabel('Name').fill('books.read')
    await exposed.getByLabel('What people read').fill('Read the books')
    await exposed.getByLabel('An administrator consents').check()
    await desk.getByRole('button', { name: 'Go on' }).click()
    await desk.getByText('An app that exposes permissions has an address').waitFor()
    await desk.getByLabel('Address others ask for its permissions by').fill('api://ledger')
    await picture(desk, 'console-app-permissions')
    await choose(desk, 'Permissions it asks for', 'api://crm/access')
    await desk.keyboard.press('Escape')
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('main').getByText('api://ledger/books.read').waitFor()
    await desk.getByRole('main').getByText('api://crm/access').waitFor()
    await recorded(desk, /App saved · Ledger .*requiredScopes.*api:\/\/crm\/access/)

    await open(`/apps/${idOf(demo.apps, 'crm')}`)
    await button('Do…').click()
    await desk.getByRole('menuitem', { name: 'Consent for everybody' }).click()
    await confirm(desk)
    await desk.getByText('api://crm/access api://crm/export').waitFor()
    await recorded(desk, /Consent given for everybody · CRM .*adminConsent.*access/)
    await undo(desk, 'Consent for everybody: CRM')
    await recorded(desk, /Consent for everybody taken back · CRM/)
  })

  it('Instances: one is closed with who loses it, and opened again', async () => {
    await open(`/apps/${idOf(demo.apps, 'crm')}`)
    await desk
      .getByRole('row', { name: /Meridian EMEA/ })
      .getByRole('button', { name: 'Close' })
      .click()
    expect(await confirm(desk)).toContain('Alice Moreau · CRM · Meridian EMEA')
    await desk
      .getByRole('row', { name: /Meridian EMEA/ })
      .getByText('disabled')
      .waitFor()
    await recorded(desk, /State of an instance changed · Meridian EMEA .*enabled → disabled/)
    await undo(desk, 'Meridian EMEA: disabled')
    await recorded(desk, /disabled → enabled/)
  })

  it('T1: Instances: how long a session lasts is set within its bounds, is in the journal, and is taken back', async () => {
    await open(`/apps/${idOf(demo.apps, 'crm')}`)
    const row = desk.getByRole('row', { name: /Meridian EMEA/ })
    await row.getByText('8 h', { exact: true }).waitFor()
    await row.getByRole('button', { name: 'Edit' }).click()
    const form = desk.getByRole('dialog', { name: 'Edit Meridian EMEA' })
    await form.getByLabel('A session lasts, in minutes').fill('90')
    const told = form.getByLabel('They are told before its end, in minutes')
    await told.fill('90')
    await form.getByRole('button', { name: 'Go on' }).click()
    await form.getByText('people are told 20 minutes before its end or more').waitFor()
    await told.fill('30')
    expect(await barriers(desk, { within: '[role=dialog]' })).toEqual([])
    await picture(desk, 'console-session-rules')
    await form.getByRole('button', { name: 'Go on' }).click()
    await desk.getByText('Whoever signed in more than 90 minutes ago is asked to sign in again at once.').waitFor()
    await confirm(desk)
    await row.getByText('1 h 30 min').waitFor()
    await recorded(desk, /Session rules of an instance changed · Meridian EMEA .*480 → 90/)
    await undo(desk, 'Instance Meridian EMEA')
    await recorded(desk, /90 → 480/)
  })

  it('Licences: a product is suspended with who loses access, and given to a group', async () => {
    await go(desk, 'Licences')
    const sheet = desk.locator('.sheet', { has: desk.getByRole('heading', { name: 'Meridian Sales Professional' }) })
    await sheet.getByRole('button', { name: 'Edit' }).click()
    await desk.getByRole('textbox', { name: 'Seats' }).fill('50')
    await choose(desk, 'State', 'suspended')
    await desk.getByRole('button', { name: 'Go on' }).click()
    expect(await confirm(desk)).toContain('Alice Moreau · CRM · Meridian EMEA')
    await sheet.getByText('of 50 seats in use').waitFor()
    await recorded(desk, /Product saved · Meridian Sales Professional .*enabled → suspended/)
    await undo(desk, 'Product Meridian Sales Professional')
    await go(desk, 'Licences')
    await sheet.getByText('of 40 seats in use').waitFor()
    await choose(desk, 'Give Meridian Sales Professional to a group', 'CRM users')
    expect(await confirm(desk)).toContain('Bruno Keller · CRM · Meridian EMEA')
    await sheet.getByRole('link', { name: 'CRM users' }).waitFor()
    await undo(desk, 'CRM users gives Meridian Sales Professional')
    await expect.poll(() => sheet.getByRole('link', { name: 'CRM users' }).count()).toBe(0)
  })

  it('Policies: switched off and watched with who gains, and back', async () => {
    await go(desk, 'Policies')
    const state = desk.getByRole('radiogroup', { name: 'State of Contractors stay out of the CRM' })
    await state.getByText('Report-only').click()
    expect(await confirm(desk)).toContain('Noah Jensen · CRM')
    await recorded(desk, /State of a policy changed · Contractors stay out of the CRM .*on → report_only/)
    await undo(desk, 'Contractors stay out of the CRM: report-only')
    await go(desk, 'Policies')
    await state.getByText('Off').click()
    expect(await impactOf(desk)).toContain('Noah Jensen · CRM')
    await desk.getByRole('button', { name: 'Leave it' }).click()
  })

  it('Policies: one that would lock out the last administrators is refused before it is saved (X12)', async () => {
    await go(desk, 'Policies')
    await button('New policy').click()
    await desk.getByLabel('Name', { exact: true }).fill('Nobody comes in')
    await choose(desk, 'It', 'blocks')
    await choose(desk, 'State', 'On')
    await choose(desk, 'For', 'Everybody')
    await desk.keyboard.press('Tab')
    await desk.getByRole('button', { name: 'Go on' }).click()
    expect(await impactOf(desk)).toMatch(/would lose access/)
    await desk.getByText('No administrator could sign in to the console any more').waitFor()
    expect(await desk.getByRole('button', { name: 'Do it' }).isDisabled()).toBe(true)
    await picture(desk, 'console-lockout')
    await desk.getByRole('button', { name: 'Leave it' }).click()
    expect(await desk.getByLabel('Name', { exact: true }).inputValue()).toBe('Nobody comes in')
    await desk.keyboard.press('Escape')
    await desk.getByRole('button', { name: 'Throw away' }).click()
    await expect.poll(() => desk.getByRole('dialog').count()).toBe(0)
  })

  it('Locations: a range is added, and taken back', async () => {
    await go(desk, 'Locations')
    await desk
      .getByRole('row', { name: /Sydney office/ })
      .getByRole('button', { name: 'Edit' })
      .click()
    await desk.getByRole('dialog').getByPlaceholder('203.0.113.0/24').fill('192.0.2.0/24')
    await desk.keyboard.press('Enter')
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('row', { name: /Sydney office.*192\.0\.2\.0\/24/ }).waitFor()
    await recorded(desk, /Location saved · Sydney office .*192\.0\.2\.0\/24/)
    await undo(desk, 'Location Sydney office')
    await go(desk, 'Locations')
    await expect.poll(() => desk.getByText('192.0.2.0/24').count()).toBe(0)
  })

  it('Roles: what one may do, who holds it; given with what it changes, taken, and offered to nobody who may not', async () => {
    await go(desk, 'Roles')
    await desk.getByLabel('Find roles').fill('end sessions')
    await expect.poll(() => desk.url()).toContain('search=end')
    await expect.poll(() => link('License Administrator').count()).toBe(0)
    await link('Helpdesk Administrator').click()
    await desk.getByRole('main').getByText('unlock people, reset passwords and end sessions').waitFor()
    const holders = desk.getByRole('region', { name: 'Who holds it' })
    await holders.getByRole('link', { name: person('hana').displayName }).waitFor()
    await desk.getByRole('combobox', { name: 'Give it to a person' }).pressSequentially('jonas')
    await desk.getByRole('option', { name: /Jonas Weber/ }).click()
    await confirm(desk)
    await holders.getByRole('link', { name: 'Jonas Weber' }).waitFor()
    await recorded(desk, /Administrator role given · Jonas Weber/)
    await open('/roles/helpdesk')
    await holders.getByRole('button', { name: 'Remove Jonas Weber' }).click()
    await confirm(desk)
    await expect.poll(() => holders.getByRole('link', { name: 'Jonas Weber' }).count()).toBe(0)

    const { page } = helpdesk
    await page.goto(`${served.origin}/admin/roles/helpdesk`)
    await page.getByRole('region', { name: 'Who holds it' }).getByRole('link').first().waitFor()
    expect(
      await page
        .getByRole('main')
        .getByRole('button', { name: /^Remove/ })
        .count(),
    ).toBe(0)
    expect(await page.getByLabel('Give it to a person').count()).toBe(0)
  })

  it('Sign-ins: a person stands in the address, and another name that was typed', async () => {
    await open('/sign-ins')
    await desk.getByRole('combobox', { name: 'Who' }).pressSequentially('bruno')
    await desk.getByRole('option', { name: /Bruno Keller/ }).click()
    await expect.poll(() => desk.url()).toContain(`person=${person('bruno').id}`)
    await desk.reload()
    await desk
      .getByRole('row', { name: /Bruno Keller/ })
      .first()
      .waitFor()
    expect(await desk.getByRole('row', { name: /Ada Lindgren/ }).count()).toBe(0)
    await button('Who: anybody').click()
    await desk
      .getByRole('row', { name: /Ada Lindgren/ })
      .first()
      .waitFor()
    await desk.getByRole('combobox', { name: 'Who' }).pressSequentially('nobody@elsewhere.example')
    await desk.keyboard.press('Enter')
    await desk.getByText('No sign-in is like that. Take a filter away to see more.').waitFor()
    expect(desk.url()).toContain('name=nobody')
  })

  it('Overview and Sign-ins: who was refused and what for, and a press asks why', async () => {
    await go(desk, 'Overview')
    await desk
      .getByRole('row', { name: /No licence LIC-HAS/ })
      .first()
      .waitFor()
    await go(desk, 'Sign-ins')
    await choose(desk, 'Came to', 'refused')
    const row = desk.getByRole('row', { name: /Bruno Keller/ }).first()
    expect(await row.innerText()).toContain('No licence')
    await row.getByRole('link').click()
    await expect.poll(() => verdict(desk).innerText()).toContain(reference)
  })
})

describe('the whole console', () => {
  it('is reached by Tab from the beginning, the list of pages first', async () => {
    await desk.setViewportSize({ width: 1280, height: 900 })
    await open('/people')
    await link('Ada Lindgren').waitFor()
    const seen: string[] = []
    for (let i = 0; i < 48; i++) {
      await desk.keyboard.press('Tab')
      seen.push(await desk.evaluate('(document.activeElement.ariaLabel || document.activeElement.textContent).trim()'))
    }
    expect(seen[0]).toBe('Skip to the page')
    expect(seen).toEqual(
      expect.arrayContaining(['Why?', 'Journal', 'My apps', 'New person', 'Find people', 'Ada Lindgren']),
    )
  })

  it('SEC-15: the console ran without one word of complaint from the browser', () =>
    expect([...admin.complaints, ...helpdesk.complaints].filter((one) => !one.includes('412 (Pre'))).toEqual([]))
})
