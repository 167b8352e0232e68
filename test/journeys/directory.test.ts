import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { bumpShape } from '../../src/store/tenant-part.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { barriers, choose, confirm, type Desk, go, impactOf, openDesk, undo } from './desk.ts'
import { picture } from './people.ts'

let served: Served
let browser: Browser
let admin: Desk
let helpdesk: Desk
let desk: Page

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const look = { width: 1280, scheme: 'light' } as const
  ;[admin, helpdesk] = await Promise.all([
    openDesk(browser, served.origin, person('admin'), look),
    openDesk(browser, served.origin, person('hana'), look),
  ])
  desk = admin.page
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const open = (path: string) => desk.goto(`${served.origin}/admin${path}`)
beforeEach(async () => {
  if ((await desk.getByRole('dialog').count()) === 0) return
  await desk.evaluate('sessionStorage.clear()')
  await desk.reload()
})

const main = () => desk.getByRole('main')
const link = (name: string | RegExp) => main().getByRole('link', { name })
const button = (name: string | RegExp) => main().getByRole('button', { name })
const said = (page = desk) => page.getByRole('main').innerText()
const names = () => desk.locator('main a.row').allInnerTexts()
const address = () => new URL(desk.url()).searchParams

describe('the list of people', () => {
  it('is searched, narrowed and sorted in its address, which can be gone back through and passed on', async () => {
    await go(desk, 'People')
    await main()
      .getByText(/^\d+ people$/)
      .first()
      .waitFor()
    await desk.getByLabel('Find people').pressSequentially('vi')
    await expect.poll(names).toEqual(['Victor Dahl', 'Viktor Horak'])
    expect(address().get('search')).toBe('vi')
    await main().getByText('2 people', { exact: true }).waitFor()
    await button('Filters').click()
    await desk.getByLabel('Department', { exact: true }).fill('Sale')
    await desk.keyboard.press('Enter')
    await expect.poll(names).toEqual(['Viktor Horak'])
    await desk.goBack()
    await expect.poll(names).toEqual(['Victor Dahl', 'Viktor Horak'])
    await desk.getByLabel('Find people').fill('')
    await choose(desk, 'With the role', 'Global Administrator')
    await expect.poll(names).toEqual(['Ada Lindgren', 'Emergency Account One', 'Emergency Account Two'])
    await button('Name').click()
    await expect.poll(names).toEqual(['Emergency Account Two', 'Emergency Account One', 'Ada Lindgren'])
    const shared = desk.url()
    await open('/people')
    await desk.goto(shared)
    await expect.poll(names).toEqual(['Emergency Account Two', 'Emergency Account One', 'Ada Lindgren'])
    await button('Without filters').click()
    await expect.poll(() => address().get('role')).toBeNull()
  })

  it('is narrowed by group and by licence; its columns are chosen', async () => {
    await open(`/people?group=${idOf(demo.groups, 'Lyon office')}&licence=${idOf(demo.products, 'sales-pro')}`)
    await link('Alice Moreau').waitFor()
    const both = await names()
    await open(`/people?group=${idOf(demo.groups, 'Lyon office')}`)
    await expect.poll(async () => (await names()).length).toBeGreaterThan(both.length)
    await button('Columns').click()
    await desk.getByRole('checkbox', { name: 'City' }).check()
    await desk.getByRole('checkbox', { name: 'Department' }).uncheck()
    await expect.poll(() => address().get('columns')).toBe('userPrincipalName,city,state')
    await desk.keyboard.press('Escape')
    await main().getByRole('columnheader', { name: 'City' }).waitFor()
    await expect.poll(said).toContain('Lyon')
    await picture(desk, 'directory-people')
  })

  it('is chosen from: those chosen are put into a group and blocked in one operation, with whom it hits, and all is taken back', async () => {
    await open('/people?department=Sale')
    await desk.getByRole('checkbox', { name: 'Choose Bruno Keller' }).click()
    await desk.getByRole('checkbox', { name: 'Choose Viktor Horak' }).click({ modifiers: ['Shift'] })
    await main().getByText('2 chosen').waitFor()
    await choose(desk, 'Put those chosen into a group', 'Ledger users')
    await impactOf(desk)
    expect(await desk.getByRole('dialog').innerText()).toMatch(/Bruno Keller[\s\S]*Viktor Horak/)
    await confirm(desk)
    await undo(desk, 'Into Ledger users: 2 people')

    await desk.getByRole('checkbox', { name: 'Choose all that are shown' }).check()
    await button('Block sign-in…').click()
    await impactOf(desk)
    await picture(desk, 'directory-people-preview')
    await confirm(desk)
    await expect.poll(() => main().getByText('blocked', { exact: true }).count()).toBe(2)
    // One of them was blocked before.
    await undo(desk, 'Block sign-in: Bruno Keller')
    await expect.poll(() => main().getByText('blocked', { exact: true }).count()).toBe(1)
  })
})

describe('a person', () => {
  it('is deleted, found among the deleted, and restored with everything', async () => {
    await open(`/people/${person('tara').id}`)
    await button('Do…').click()
    await desk.getByRole('menuitem', { name: 'Delete' }).click()
    await confirm(desk)
    await main().getByText('For 30 days it can be restored').waitFor()
    await open('/people?deleted=yes')
    await expect.poll(names).toContain('Tara Singh')
    await link('Tara Singh').click()
    await button('Restore…').click()
    await confirm(desk)
    await expect.poll(() => main().getByText('For 30 days it can be restored').count()).toBe(0)
    await open('/people?deleted=yes')
    await main().getByText('1 person', { exact: true }).waitFor()
    expect(await names()).not.toContain('Tara Singh')
  })

  it('is told why they are not in a dynamic group, comparison by comparison, and why they are in one', async () => {
    await open(`/people/${person('bruno').id}`)
    await choose(desk, 'Why in a group, or not', 'Sales – Licences')
    await main().getByText('Bruno Keller is not in Sales – Licences').waitFor()
    await main()
      .getByText(/department is Sales/)
      .waitFor()
    expect(await main().locator('.marks .stop').first().innerText()).toMatch(
      /department is Sales: no, department is Sale/,
    )
    await picture(desk, 'directory-why')
    await open(`/people/${person('alice').id}`)
    await button('Why? Lyon office').click()
    await expect
      .poll(() => main().locator('.marks .pass').first().innerText())
      .toMatch(/city is Lyon: yes, city is Lyon/)
  })

  it('has their plans changed, a manager and another name given; each is in the history before and after', async () => {
    await open(`/people/${person('peter').id}`)
    await button('Change the manager').click()
    await desk.getByRole('combobox', { name: 'Manager' }).fill('Ada')
    await desk.getByRole('option', { name: /Ada Lindgren/ }).click()
    await confirm(desk)
    await link('Ada Lindgren').waitFor()
    await button('Add another name').click()
    await desk.getByLabel('Another name').fill('p.vogel@meridian.example')
    await desk.keyboard.press('Enter')
    await confirm(desk)
    await main().getByText('p.vogel@meridian.example').first().waitFor()
    await button('Give a licence…').click()
    await choose(desk, 'Product', 'Meridian Sales Professional')
    const plans = desk.getByRole('dialog').getByRole('checkbox')
    await plans.first().uncheck()
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    const held = desk
      .getByRole('region', { name: 'Licences' })
      .getByRole('row', { name: /Meridian Sales Professional/ })
    await held.getByText(/^– /).waitFor()
    await button('Plans of Meridian Sales Professional').click()
    await plans.first().check()
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await expect.poll(() => held.getByText(/^– /).count()).toBe(0)
    await main().locator('details.entry').first().locator('summary').click()
    await picture(desk, 'directory-person')
  })
})

describe('where a person is reached', () => {
  it('is changed by who may, told at the address before, and seen in part by the help desk', async () => {
    const { id } = person('alice')
    await open(`/people/${id}`)
    await button('Change contact info').click()
    await desk.getByLabel('Mobile number', { exact: true }).fill('0612')
    await main().getByText('Write it like +33 612345678.').waitFor()
    expect(await button('Go on').isDisabled()).toBe(true)
    await desk.getByLabel('Mobile number', { exact: true }).fill('+33 612345678')
    await desk.getByLabel('E-mail address', { exact: true }).fill('alice@home.example')
    await button('Go on').click()
    await confirm(desk)
    await main().getByText('+33 612345678', { exact: true }).waitFor()
    await expect
      .poll(async () => {
        await desk.reload()
        await main().getByText('alice@home.example', { exact: true }).waitFor()
        return main().getByText('in the outbox').count()
      })
      .toBe(2)
    await main().getByText('Messages to this person, the newest first').scrollIntoViewIfNeeded()
    await picture(desk, 'contact-info')
    await helpdesk.page.goto(`${served.origin}/admin/people/${id}`)
    await helpdesk.page.getByText('+33 •••• 78', { exact: true }).waitFor()
    expect(await said(helpdesk.page)).not.toMatch(/612345678|alice@home/)
    expect(await helpdesk.page.getByRole('button', { name: 'Change contact info' }).count()).toBe(0)

    // What she was told is read by whoever tries this out.
    await desk.goto(`${served.origin}/outbox`)
    await desk.getByRole('heading', { name: 'How you are reached was changed' }).first().waitFor()
    expect(await barriers(desk)).toEqual([])
    await picture(desk, 'outbox')
    await desk.getByRole('link', { name: 'This was not me' }).first().click()
    await desk.getByRole('heading', { name: 'Was this not you?' }).waitFor()
    expect(await barriers(desk)).toEqual([])
    await picture(desk, 'not-me')
    await open('/people')
  })
})

describe('groups', () => {
  it('a Microsoft 365 group with a rule from lists says who would join, follows it, is paused, deleted and restored', async () => {
    await go(desk, 'Groups')
    await button('New group').click()
    await desk.getByLabel('Name', { exact: true }).fill('Field team')
    await desk.getByRole('radio', { name: 'Microsoft 365' }).check()
    await desk.getByLabel('Mail nickname').fill('field')
    await desk.getByRole('radio', { name: 'by a rule' }).check()
    await desk.getByLabel('Value 1').fill('Field')
    const dialog = desk.getByRole('dialog', { name: 'New group' })
    await expect.poll(() => dialog.innerText()).toMatch(/2 would come in: Liam O'Brien, Wen Li/)
    await picture(desk, 'directory-new-group')
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('heading', { name: 'People: 2' }).waitFor()
    await main().getByText('up to date').waitFor()
    await button('Pause…').click()
    await confirm(desk)
    await main().getByText('paused', { exact: true }).waitFor()
    await button('Follow it again…').click()
    await confirm(desk)
    await main().getByText('up to date').waitFor()
    await button('Delete').click()
    await confirm(desk)
    // Nobody stays at a page of what is gone.
    await desk.getByRole('heading', { level: 1, name: 'Groups' }).waitFor()
    await open('/groups?deleted=yes')
    await button('Restore Field team').click()
    await confirm(desk)
    await main().getByText('No group that could be restored').waitFor()
    await open('/groups?kind=microsoft365')
    await expect.poll(names).toEqual(['Field team'])
    await expect.poll(said).toMatch(/Field team\s+2\s+Microsoft 365\s+by its rule/)
    await link('Field team').click()
    await button('Delete').click()
    await confirm(desk)
    await open('/groups?deleted=yes')
    await button('Erase Field team for good').click()
    await confirm(desk)
    await main().getByText('No group that could be restored').waitFor()
  })

  it('a rule as text points at the character, one press puts right what was meant, and lists and text are one rule', async () => {
    await open(`/groups/${idOf(demo.groups, 'Lyon office')}`)
    expect(await desk.getByLabel('Value 1').inputValue()).toBe('Lyon')
    await button('One more comparison').click()
    await choose(desk, 'Property 2', 'department')
    await desk.getByLabel('Value 2').fill('Sales')
    await main().getByText('one holds').click()
    await main().getByText('As text').click()
    const rule = desk.getByLabel('Rule', { exact: true })
    expect(await rule.inputValue()).toBe('(user.city -eq "Lyon") -or (user.department -eq "Sales")')
    await rule.fill('user.departmnt -eq "Sales"')
    await main()
      .getByText(/at character/)
      .waitFor()
    expect(await desk.locator('mark').innerText()).toMatch(/departmnt/)
    await button('Go there').click()
    const chosen =
      'getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)'
    await expect.poll(() => desk.evaluate(chosen)).toMatch(/departmnt/)
    await picture(desk, 'directory-rule-error')
    await button(/^Use /).click()
    expect(await rule.inputValue()).toBe('user.department -eq "Sales"')
    await main().getByText('From lists').click()
    expect(await desk.getByLabel('Value 1').inputValue()).toBe('Sales')
    await expect.poll(said).toMatch(/\d+ would come in:[\s\S]*would go out:/)
    await button('As it was').click()
    expect(await desk.getByLabel('Value 1').inputValue()).toBe('Lyon')
    await main().getByText('As text').click()
    await rule.fill('-not (user.city -eq "Lyon")')
    await main().getByText('stays text').waitFor()
    await button('As it was').click()
  })

  it('a group is put within another, which tells who is in it through which, and is taken out', async () => {
    await open(`/groups/${idOf(demo.groups, 'Ledger users')}`)
    await choose(desk, 'Put a group within it', 'Sales leads')
    await confirm(desk)
    await link('Sales leads').waitFor()
    await desk.getByRole('combobox', { name: 'Why is this person in it, or not?' }).fill('Victor')
    await desk.getByRole('option', { name: /Victor Dahl/ }).click()
    await main().getByText('Victor Dahl is in Ledger users through a group within it').waitFor()
    await expect.poll(said).toContain('Through Sales leads')
    await button('Remove Sales leads').click()
    await confirm(desk)
    await main().getByText('No group is within it').waitFor()
  })
})

describe('licences', () => {
  it('a product says who holds it by which path; who waits for a seat gets it by one press', async () => {
    await go(desk, 'Licences')
    await link('Who holds it: Meridian Sales Professional').click()
    await desk.getByRole('region', { name: 'Holders' }).getByText('Sales – Licences').first().waitFor()
    await button('Edit').click()
    const used = /(\d+) in use/.exec(await said())?.[1] as string
    await desk.getByRole('textbox', { name: 'Seats' }).fill(used)
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await main().getByText('none is left').waitFor()
    await desk.getByRole('combobox', { name: 'Give it to' }).fill('Bruno')
    await desk.getByRole('option', { name: /Bruno Keller/ }).click()
    await desk.getByText('No seat is free.').waitFor()
    await desk.getByRole('button', { name: 'Go on' }).click()
    await impactOf(desk)
    await desk.getByRole('button', { name: 'Do it' }).click()
    await desk.getByText('All seats of this product are taken').waitFor()
    await desk.getByRole('button', { name: 'Leave it' }).click()
    await desk.keyboard.press('Escape')

    await open(`/people/${person('bruno').id}`)
    await button('Edit').click()
    await desk.getByLabel('Department').fill('Sales')
    await button('Go on').click()
    await confirm(desk)
    const waits = desk.getByRole('region', { name: 'Licences' }).getByText('no seat was left')
    await waits.waitFor()
    await link('Meridian Sales Professional').first().click()
    await main().getByText('In error', { exact: true }).click()
    const row = desk.getByRole('row', { name: /Bruno Keller/ })
    await row.getByText('no seat was left').waitFor()
    await picture(desk, 'directory-licence')
    await row.getByRole('button', { name: /One more seat/ }).click()
    expect(await confirm(desk)).toMatch(/1 sign-in would get in[\s\S]*Bruno Keller/)
    await expect.poll(() => row.count()).toBe(0)
    await main().getByText('All', { exact: true }).click()
    await row.getByText('active').waitFor()
    expect(await said()).toContain(`${Number(used) + 1} in use`)
  })

  it('the end of a product is told with the day of each step', async () => {
    await open(`/licences/${idOf(demo.products, 'crm-trial')}`)
    await main()
      .getByText(/is deleted/)
      .waitFor()
    expect(await said()).toMatch(/it ends, and still works for a while \(past\)[\s\S]*is suspended.*\(past\)/)
    expect(await said()).toMatch(/0 enabled, 5 suspended/)
  })
})

describe('units', () => {
  it('one is made, gets people, a group and somebody to look after it, and each of them shows it', async () => {
    await go(desk, 'Units')
    await button('New unit').click()
    await desk.getByLabel('Name', { exact: true }).fill('Lyon')
    await desk.getByRole('button', { name: 'Go on' }).click()
    await confirm(desk)
    await desk.getByRole('heading', { level: 1, name: 'Lyon' }).waitFor()
    await desk.getByRole('combobox', { name: 'Put in' }).fill('Alice')
    await desk.getByRole('option', { name: /Alice Moreau/ }).click()
    await confirm(desk)
    await desk.getByRole('region', { name: 'People in the unit' }).getByText('Alice Moreau').waitFor()
    await choose(desk, 'Put a group into the unit', 'Lyon office')
    await confirm(desk)
    await link('Lyon office').waitFor()
    await desk.getByRole('combobox', { name: 'Give it to' }).fill('Peter')
    await desk.getByRole('option', { name: /Peter Vogel/ }).click()
    await confirm(desk)
    await desk.getByRole('region', { name: 'Roles within the unit' }).getByText('Helpdesk Administrator').waitFor()
    await picture(desk, 'directory-unit')
    await link('Peter Vogel').click()
    await desk.getByRole('region', { name: 'Roles' }).getByText('Lyon').waitFor()
  })
})

describe('the journal', () => {
  it('is narrowed by who, what and when; one operation is shown whole and taken back; all of it goes out as a table', async () => {
    await open('/people?department=Support')
    await desk.getByRole('checkbox', { name: 'Choose all that are shown' }).check()
    await choose(desk, 'Put those chosen into a group', 'Insights users')
    await confirm(desk)
    await desk.reload()
    await open('/journal?kind=add_to_group')
    const entries = desk.locator('details.entry')
    await expect
      .poll(() => entries.first().innerText())
      .toMatch(/Put into a group · (Katya Ivanova|Omar Benali) · by Ada Lindgren/)
    await desk.getByRole('combobox', { name: 'On whom' }).fill('Katya')
    await desk.getByRole('option', { name: /Katya Ivanova/ }).click()
    await expect
      .poll(async () => (await entries.allInnerTexts()).every((one) => one.includes('Katya Ivanova')))
      .toBe(true)
    await expect.poll(() => entries.first().innerText()).toMatch(/Katya Ivanova · by Ada Lindgren/)
    await entries.first().locator('summary').click()
    await main().getByText('+ Insights users').waitFor()
    await picture(desk, 'directory-journal')
    const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await desk.getByLabel('Until').fill(today)
    await main().getByText('Nothing like that has happened').waitFor()
    await desk.goBack()
    await entries.first().locator('summary').click()
    await link('All of it').click()
    await main().getByText('2 entries').waitFor()
    await button('Take it back…').click()
    await confirm(desk)
    await open('/journal')
    await expect.poll(() => entries.first().innerText()).toMatch(/Taken out of a group/)
    const [table] = await Promise.all([desk.waitForEvent('download'), link('Export').click()])
    expect(table.suggestedFilename()).toBe('directoryAudits.csv')
  })
})

describe('jobs', () => {
  it('what runs is seen on every page with how far it is, and gone when it has ended', async () => {
    const { store } = served.running.admit
    const id = randomUUID()
    const begun = Date.now()
    await withTenant(store, demo.tenant.id, (t) =>
      sql`insert into jobs (tenant_id, id, kind, input, state, done, total, made_by, made_by_kind, made_at, started_at)
        values (${demo.tenant.id}, ${id}, 'settle', '{}', 'running', 300, 1200, ${person('admin').id}, 'person', ${begun}, ${begun})`.execute(
        t.db,
      ),
    )
    await open('/groups')
    const bar = desk.getByRole('progressbar', { name: 'Working out memberships and licences: 25 of 100' })
    await bar.waitFor()
    await go(desk, 'Jobs')
    await desk.getByRole('row', { name: /runs.*300 of 1,200.*Ada Lindgren/ }).waitFor()
    await picture(desk, 'directory-jobs')
    await withTenant(store, demo.tenant.id, (t) =>
      sql`update jobs set state = 'done', done = 1200, ended_at = ${begun + 4000} where tenant_id = ${demo.tenant.id} and id = ${id}`.execute(
        t.db,
      ),
    )
    await desk.getByRole('row', { name: /over\s+1,200 of 1,200.*4.0 s/ }).waitFor()
    await expect.poll(() => bar.count()).toBe(0)
  })
  it('that failed for good is told at its group, with the reason, until the group goes well again', async () => {
    const { store } = served.running.admit
    const group = demo.groups.find((one) => one.rule !== undefined)
    const says = (state: string, error: string | null) =>
      withTenant(store, demo.tenant.id, async (t) => {
        await sql`update groups set processing = ${state}, processing_error = ${error}
          where tenant_id = ${demo.tenant.id} and id = ${group?.id}`.execute(t.db)
        await bumpShape(t)
      })
    await says('not_started', null)
    await open(`/groups/${group?.id}`)
    await desk.getByText('its turn comes when the jobs before it are over').waitFor()
    await says('error', 'job.gave_up')
    await desk.getByText('never went well (job.gave_up)').waitFor()
    await desk.getByText('in error', { exact: true }).waitFor()
    await button('Reprocess…').first().click()
    await confirm(desk)
    await expect.poll(() => desk.getByText('job.gave_up').count()).toBe(0)
    await desk.getByText('up to date', { exact: true }).first().waitFor()
  })
})

describe('the keyboard', () => {
  it('leads to pages, into search, along the rows, chooses and opens; and says all that', async () => {
    await open('/overview')
    await desk.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    await desk.keyboard.press('g')
    await desk.keyboard.press('p')
    await desk.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await link('Ada Lindgren').waitFor()
    await desk.keyboard.press('/')
    await desk.keyboard.type('al')
    await expect.poll(names).toContain('Alice Moreau')
    await expect.poll(async () => (await names()).length).toBeLessThan(6)
    await desk.evaluate('document.activeElement.blur()')
    await desk.keyboard.press('j')
    await desk.keyboard.press('x')
    await main().getByText('1 chosen').waitFor()
    await desk.keyboard.press('j')
    await desk.keyboard.press('k')
    const first = (await names())[0] as string
    await expect.poll(() => desk.evaluate('document.activeElement.innerText')).toBe(first)
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { level: 1, name: first }).waitFor()
    await desk.keyboard.press('?')
    await desk.getByRole('dialog', { name: 'Keys' }).getByText('Search on this page').waitFor()
    await desk.keyboard.press('Escape')
    await button('Do…').click()
    await desk.getByRole('menuitem', { name: 'Block sign-in' }).click()
    await impactOf(desk)
    await desk.keyboard.press('Escape')
    // Whoever leaves a dialog is where they were.
    await expect.poll(() => desk.evaluate('document.activeElement.innerText')).toBe('Do…')
  })

  it('finds no field to type in before all above it has come, which would push it out of sight', async () => {
    let held: Route | undefined
    await desk.route(/\/contacts$/, (route) => {
      held = route
    })
    await open(`/people/${person('jonas').id}`)
    await desk.getByRole('heading', { level: 1, name: 'Jonas Weber' }).waitFor()
    await desk.getByRole('status', { name: 'Loading' }).waitFor()
    expect(await desk.getByRole('combobox').count()).toBe(0)
    await expect.poll(() => held).toBeDefined()
    await held?.continue()
    await desk.getByRole('combobox', { name: 'Put into a group' }).waitFor()
    await desk.unroute(/\/contacts$/)
  })

  it('find a group among all, and a person, by typing, arrows and Enter; Escape leaves all as it was', async () => {
    await open(`/people/${person('jonas').id}`)
    const box = desk.getByRole('combobox', { name: 'Put into a group' })
    await box.focus()
    const found = desk.waitForResponse((response) => /groups\?.*search=%22users%22/.test(response.url()))
    await desk.keyboard.type('users')
    await found
    await expect
      .poll(() => desk.getByRole('option').allInnerTexts())
      .toEqual(['CRM users', 'Insights users', 'Ledger users'])
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('Enter')
    const dialog = desk.getByRole('dialog', { name: 'Put into a group: CRM users, for Jonas Weber' })
    await dialog.getByRole('button', { name: 'Do it' }).and(desk.locator(':focus')).waitFor()
    await desk.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await box.and(desk.locator(':focus')).waitFor()

    await open(`/groups/${idOf(demo.groups, 'Ledger users')}`)
    await desk.getByRole('combobox', { name: 'Put in' }).focus()
    await desk.keyboard.type('vi')
    await desk.getByRole('option', { name: /Viktor Horak/ }).waitFor()
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('Enter')
    await desk.getByRole('dialog', { name: 'Put Viktor Horak into Ledger users' }).waitFor()
    await desk.keyboard.press('Escape')
  })
})

describe('the pages of the directory', () => {
  it('whose contents a role may not read says so, and its keys lead nowhere', async () => {
    const { page } = helpdesk
    await page.goto(`${served.origin}/admin/journal`)
    await expect.poll(() => said(page)).toContain('Your role does not allow this')
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor()
    await page.getByRole('checkbox', { name: 'Choose Alice Moreau' }).check()
    await page.getByText('1 chosen').waitFor()
    expect(await page.getByRole('combobox', { name: 'Give those chosen a licence' }).count()).toBe(0)
  })

  it('offers the help desk what its role may do, and nothing else, but in a group it looks after', async () => {
    const { page } = helpdesk
    const offers = async (path: string, ...names: readonly string[]) => {
      await page.goto(`${served.origin}/admin${path}`)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await expect.poll(() => page.getByLabel('Loading').count()).toBe(0)
      const buttons = page.getByRole('main').getByRole('button')
      await expect.poll(async () => new Set(await buttons.allInnerTexts())).toEqual(new Set(names))
    }
    await offers(`/people/${person('paulo').id}`, 'Do…', 'Why?')
    await page.getByRole('button', { name: 'Do…' }).click()
    await expect
      .poll(() => page.getByRole('menuitem').allInnerTexts())
      .toEqual([
        ...['Temporary password', 'Reset link by e-mail'],
        ...['Ask for a new password', 'Set the password aside', 'End all sessions'],
      ])
    await offers(`/apps/${idOf(demo.apps, 'crm')}`)
    await offers(`/licences/${idOf(demo.products, 'sales-pro')}`)
    const group = `/groups/${idOf(demo.groups, 'Sales leads')}`
    await offers(group, 'Why?')
    await expect.poll(() => page.getByRole('combobox').count(), { message: 'nobody can be put in' }).toBe(1)

    await open(group)
    await desk.getByRole('combobox', { name: 'Make an owner' }).fill('Hana')
    await desk.getByRole('option', { name: /Hana Kovac/ }).click()
    await confirm(desk)
    await offers(group, 'Edit', 'Remove', 'Why?')
    await page.getByRole('combobox', { name: 'Put in' }).waitFor()
    await undo(desk, 'Make Hana Kovac an owner of Sales leads')
  })

  it('SEC-15: ran without one word of complaint from the browser, but of the seat that was refused', () =>
    expect(admin.complaints.filter((one) => !/409 \(Conflict\).*admit\/changes$/.test(one))).toEqual([]))
})
