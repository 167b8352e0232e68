import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { withTenant } from '../../src/store/store.ts'
import { bumpShape } from '../../src/store/tenant-part.ts'
import { launchChromium } from '../setup/chromium.ts'
import { type Served, serveDemo } from '../setup/server.ts'
import { demo, idOf, person } from '../support/demo.ts'
import { confirm, type Desk, impactOf, openDesk } from './desk.ts'
import { picture } from './people.ts'

const many = 6_000
let served: Served
let browser: Browser

beforeAll(async () => {
  ;[served, browser] = await Promise.all([serveDemo(), launchChromium()])
  const { id: tenantId } = demo.tenant
  await withTenant(served.running.admit.store, tenantId, async (t) => {
    await sql`insert into accounts (tenant_id, id, sign_in_name, name_key, display_name, attributes, created_at)
      select ${tenantId}::uuid, md5('person ' || i)::uuid, 'p' || i || '@meridian.example', 'p' || i || '@meridian.example',
        'Person ' || i, '{"usageLocation": "FR"}', 0 from generate_series(1, ${many}::int) i`.execute(t.db)
    await sql`insert into group_members (tenant_id, group_id, account_id, how)
      select ${tenantId}::uuid, ${idOf(demo.groups, 'CRM users')}::uuid, md5('person ' || i)::uuid, 'direct'
      from generate_series(1, ${many}::int) i`.execute(t.db)
    await bumpShape(t)
  })
  const open = { do: 'enable_app', appId: idOf(demo.apps, 'archive') } as const
  await applyChanges(served.running.admit, commandLine(tenantId), [open], null)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe.each([
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'dark' },
] as const)('a change that concerns more people than are decided for at once, $width wide, $scheme', (look) => {
  it('says for how many of how many it was decided, and is done for all', async () => {
    const { page, complaints }: Desk = await openDesk(browser, served.origin, person('admin'), look)
    page.setDefaultTimeout(20_000)
    await page.goto(`${served.origin}/admin/apps/${idOf(demo.apps, 'archive')}`)
    const isOnly = page.getByRole('button', { name: 'Only who is assigned…' })
    await isOnly.click()
    const impact = await impactOf(page)
    expect(impact).toMatch(/^Decided for the first 5,000 of 6,0\d\d people whom it may concern\./)
    expect(impact).toMatch(/\d[\d,]* sign-ins would lose access/)
    await page.getByRole('checkbox', { name: /^I know that at least \d[\d,]* sign-ins lose access$/ }).waitFor()
    await picture(page, `many-people-${look.width}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
      true,
    )

    await confirm(page)
    await page.getByRole('button', { name: 'Open to everybody…' }).click()
    await confirm(page)
    await isOnly.waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
