import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, type ExpectStatic, expect, it } from 'vitest'
import type { Change } from '../../src/core/changes/change.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, type Desk, openDesk } from './desk.ts'
import { picture } from './people.ts'

/** Somebody, a group and a unit with the longest names there can be, one of them without a space to break at. */
const long = { person: randomUUID(), group: randomUUID(), unit: randomUUID(), forRoles: randomUUID() }
const unbroken = 'GroupWithoutAnySpaceInItsName'.repeat(4).slice(0, 100)

type Visit = {
  /** Behind `/admin`. */
  readonly at: string
  readonly title: RegExp
  /** What is done first. */
  readonly first?: (page: Page) => Promise<unknown>
  /** The names of what opens a dialog or a menu by one press. */
  readonly opens?: readonly RegExp[]
}

const crm = idOf(demo.apps, 'crm')
const viktor = `?person=${person('viktor').id}&app=${crm}&instance=${idOf(demo.instances, 'emea')}`

/** Each route of the console, and the states of it that are looked at. */
const pages: Readonly<Record<string, readonly Visit[]>> = {
  '/': [
    { at: '', title: /^Why can’t they sign in/ },
    {
      at: viktor,
      title: /^Why can’t they sign in/,
      first: (page) => page.getByRole('button', { name: 'Apply' }).first().waitFor(),
    },
  ],
  '/overview': [{ at: '/overview', title: /^Overview · Admit$/ }],
  '/people': [
    { at: '/people', title: /^People · Admit$/, opens: [/^New person$/, /^Columns$/] },
    {
      at: '/people?signIn=allowed&columns=userPrincipalName,department,jobTitle,city,state',
      title: /^People · Admit$/,
      first: (page) => page.getByRole('checkbox', { name: 'Choose all that are shown' }).check(),
    },
  ],
  '/people/$id': [
    {
      at: `/people/${person('alice').id}`,
      title: /^Alice Moreau · People · Admit$/,
      opens: [/^Do…$/, /^Give a licence…$/, /^Disable in /],
    },
    {
      at: `/people/${long.person}`,
      title: /^Maximiliane.* · People · Admit$/,
      first: (page) => page.getByRole('button', { name: 'Edit', exact: true }).click(),
    },
  ],
  '/groups': [
    { at: '/groups', title: /^Groups · Admit$/, opens: [/^New group$/] },
    { at: '/groups?deleted=yes', title: /^Groups · Admit$/ },
  ],
  '/groups/$id': [
    {
      at: `/groups/${idOf(demo.groups, 'Sales – Licences')}`,
      title: /^Sales – Licences · Groups · Admit$/,
      opens: [/^Plans of /],
      first: (page) => page.getByRole('button', { name: 'Why? Alice Moreau' }).click(),
    },
    { at: `/groups/${long.group}`, title: /^GroupWith.* · Groups · Admit$/, opens: [/^Edit$/, /^Delete$/] },
  ],
  '/apps': [
    { at: '/apps', title: /^Apps · Admit$/, opens: [/^Register an app$/, /^Columns$/] },
    {
      at: '/apps?scope=registered&columns=id,kind,who,takes,home,identifierUri,licence,made,state&sort=-made',
      title: /^Apps · Admit$/,
    },
  ],
  '/apps/$id': [
    {
      at: `/apps/${crm}`,
      title: /^CRM · Apps · Admit$/,
      opens: [
        /^Edit$/,
        /^Do…$/,
        /^New instance$/,
        /^Close: /,
        /^New secret$/,
        /^Remove the secret /,
        /^Add a certificate$/,
      ],
    },
  ],
  '/licences': [
    { at: '/licences', title: /^Licences · Admit$/, opens: [/^New product$/, /^Edit Office Basic$/] },
    { at: '/licences?search=sales', title: /^Licences · Admit$/ },
  ],
  '/licences/$id': [
    {
      at: `/licences/${idOf(demo.products, 'sales-pro')}`,
      title: /^Meridian Sales Professional · Licences · Admit$/,
      opens: [/^Say where… Uma Patel/],
    },
  ],
  '/roles': [
    { at: '/roles', title: /^Roles · Admit$/ },
    { at: '/roles?search=passwords&held=yes', title: /^Roles · Admit$/ },
  ],
  '/roles/$id': [
    { at: '/roles/global-admin', title: /^Global Administrator · Roles · Admit$/ },
    { at: '/roles/helpdesk', title: /^Helpdesk Administrator · Roles · Admit$/ },
  ],
  '/units': [{ at: '/units', title: /^Units · Admit$/, opens: [/^New unit$/] }],
  '/units/$id': [{ at: `/units/${long.unit}`, title: /^Lyon.* · Units · Admit$/, opens: [/^Edit$/] }],
  '/domains': [{ at: '/domains', title: /^Domains · Admit$/, opens: [/^Add domain$/] }],
  '/identity-providers': [
    { at: '/identity-providers', title: /^Identity providers · Admit$/, opens: [/^Add identity provider$/] },
  ],
  '/provisioning': [{ at: '/provisioning', title: /^Provisioning · Admit$/, opens: [/^New token$/] }],
  '/bulk': [{ at: '/bulk', title: /^Bulk · Admit$/ }],
  '/policies': [
    { at: '/policies', title: /^Policies · Admit$/, opens: [/^New policy$/, /^Edit Ledger only/] },
    { at: '/policies?search=ledger&state=on', title: /^Policies · Admit$/ },
  ],
  '/locations': [{ at: '/locations', title: /^Locations · Admit$/, opens: [/^New location$/, /^Edit Lyon office$/] }],
  '/lockout': [{ at: '/lockout', title: /^Lockout · Admit$/ }],
  '/passwords': [
    {
      at: '/passwords',
      title: /^Passwords · Admit$/,
      opens: [/^Edit banned words$/, /^Edit rules$/, /^Edit forgotten passwords$/],
    },
  ],
  '/profile-details': [
    { at: '/profile-details', title: /^Profile details · Admit$/, opens: [/^Edit what is asked of members$/] },
  ],
  '/methods': [{ at: '/methods', title: /^Sign-in methods · Admit$/, opens: [/^Edit authenticator app$/] }],
  '/sign-in-pages': [
    {
      at: '/sign-in-pages',
      title: /^Sign-in pages · Admit$/,
      first: (page) => page.getByLabel('Colour', { exact: true }).fill('#5b2a86'),
    },
  ],
  '/sign-ins': [
    { at: '/sign-ins', title: /^Sign-ins · Admit$/ },
    { at: `/sign-ins?outcome=refuse&person=${person('alice').id}`, title: /^Sign-ins · Admit$/ },
  ],
  '/journal': [
    {
      at: '/journal',
      title: /^Journal · Admit$/,
      first: (page) => page.locator('details.entry').first().locator('summary').click(),
    },
  ],
  '/jobs': [{ at: '/jobs', title: /^Jobs · Admit$/ }],
  nowhere: [{ at: '/nowhere', title: /^There is no such page · Admit$/ }],
}

let served: Served
let browser: Browser
let desk: Desk

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  desk = await openDesk(browser, served.origin, person('admin'), wide)
  const made: readonly Change[] = [
    {
      do: 'create_account',
      account: {
        id: long.person,
        signInName: 'maximiliane-alexandrina.freifrau-von-und-zu-hohenstein@meridian.example',
        displayName:
          'Maximiliane-Alexandrina Freifrau von und zu Hohenstein-Waldburg-Zeil, Duchess of Saxe-Coburg & Gotha',
        userType: 'member',
        isEnabled: true,
        attributes: { department: unbroken },
      },
    },
    { do: 'create_group', group: { id: long.group, name: unbroken, description: unbroken, rule: null } },
    { do: 'add_to_group', accountId: long.person, groupId: long.group },
    {
      do: 'create_group',
      group: { id: long.forRoles, name: 'Help desk', description: null, rule: null, isRoleAssignable: 'yes' },
    },
    { do: 'add_to_group', accountId: long.person, groupId: long.forRoles },
    { do: 'put_unit', unit: { id: long.unit, name: `Lyon ${unbroken.slice(5)}`, description: null } },
    { do: 'assign_group_role', groupId: long.forRoles, role: 'helpdesk', unitId: long.unit },
    { do: 'add_to_unit', unitId: long.unit, accountId: long.person },
    { do: 'add_group_to_unit', unitId: long.unit, groupId: long.group },
  ]
  expect(await changed(made)).toBe(200)
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const changed = (changes: readonly Change[]) =>
  desk.page.evaluate(
    async (body) =>
      (
        await fetch('/v1.0/admit/changes', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-admit-csrf': '1' },
          body,
        })
      ).status,
    JSON.stringify({ changes, reason: unbroken }),
  )

const wide = { width: 1280, scheme: 'light' } as const
const height = 900
const colours = ['color-contrast']
/** As long as a busy machine may take. */
const patience = { timeout: 10_000 }

/** Whether colours are still passing over; what turns for ever while something loads is not waited for. */
const isMoving = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
  document.getAnimations().some(({ effect }) => effect.getTiming().iterations !== Infinity)))))`

/** Everything that keeps somebody from what stands on the page, or in what is open on it, by day and by night, wide and narrow. */
async function hindrances(expect: ExpectStatic, page: Page, name: string, within?: string): Promise<readonly string[]> {
  const found: string[] = []
  const say = (where: string, all: readonly string[]) => found.push(...all.map((one) => `${name}, ${where}: ${one}`))
  await expect.poll(() => page.evaluate(isMoving), patience).toBe(false)
  say('by day', await barriers(page, { within }))
  await picture(page, `${name}-light`)
  // What hangs on a button goes when the button moves away from under it.
  const isHanging = (await page.locator('[role="dialog"]:not([aria-modal="true"]), [role="menu"]').count()) > 0
  if (!isHanging) await page.setViewportSize({ width: 390, height })
  // The side folds away within a moment of the page getting narrow.
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth - innerWidth'), {
      ...patience,
      message: `${name} on a phone`,
    })
    .toBe(0)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => page.evaluate(isMoving), patience).toBe(false)
  say('by night on a phone', await barriers(page, { within, only: colours }))
  await picture(page, `${name}-phone`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: wide.width, height })
  // The side comes back within a moment too, and nothing moves from under the pointer after that.
  await expect.poll(() => page.evaluate(isMoving), patience).toBe(false)
  return found
}

async function look(
  expect: ExpectStatic,
  page: Page,
  name: string,
  { at, title, first, opens = [] }: Visit,
): Promise<readonly string[]> {
  await page.goto(`${served.origin}/admin${at}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.getByLabel('Loading').count(), patience).toBe(0)
  await expect.poll(() => page.title(), { ...patience, message: name }).toMatch(title)
  await first?.(page)
  const found = [...(await hindrances(expect, page, name))]
  for (const press of opens) {
    const opener = page.getByRole('main').getByRole('button', { name: press }).first()
    const opened = page.locator('[role="dialog"]:visible, [role="menu"]:visible')
    await opener.click()
    await opened.waitFor()
    await expect.poll(() => opened.getByLabel('Loading').count(), patience).toBe(0)
    const within = '[role="dialog"], [role="menu"]'
    found.push(...(await hindrances(expect, page, `${name} ${press.source.replaceAll(/\W+/g, '-')}`, within)))
    // A list that opened in it closes first.
    if ((await page.getByRole('listbox').count()) > 0) await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => opened.count(), { ...patience, message: `Escape closes ${press} of ${name}` }).toBe(0)
    await expect
      .poll(() => opener.and(page.locator(':focus')).count(), { ...patience, message: `back to ${press} of ${name}` })
      .toBe(1)
  }
  return found
}

describe('every page of the console', { timeout: 120_000 }, () => {
  it('stands in the table below', async () => {
    const routes = await desk.page.evaluate<string[]>('Object.keys(__TSR_ROUTER__.routesByPath)')
    expect(
      Object.keys(pages)
        .filter((one) => one !== 'nowhere')
        .sort(),
    ).toEqual(routes.sort())
  })

  describe.concurrent('wide and narrow, by day and by night, with its dialogs', () => {
    for (const [route, visits] of Object.entries(pages))
      it(`${route} has a title and no barrier, is no wider than a phone, and leads the keyboard back`, async ({
        expect,
      }) => {
        const page = await desk.page.context().newPage()
        page.setDefaultTimeout(10_000)
        const complaints: string[] = []
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
        const found: string[] = []
        for (const [at, visit] of visits.entries())
          found.push(...(await look(expect, page, `console${route.replaceAll(/\W+/g, '-')}-${at}`, visit)))
        await page.close()
        expect([...found, ...complaints]).toEqual([])
      })
  })
})
