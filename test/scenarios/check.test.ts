import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withTenant } from '../../src/store/store.ts'
import { admit } from '../support/command-line.ts'
import { emptyTenant } from '../support/imports.ts'
import { leavesFaults } from '../setup/databases.ts'

let tenant: Awaited<ReturnType<typeof emptyTenant>>
beforeAll(async () => {
  tenant = await emptyTenant()
})
afterAll(() => tenant.admit.store.close())

it('admit check ends with 0 where all is whole, and with 1 and what is wrong where it is not', async () => {
  const env = { DATABASE_URL: tenant.databaseUrl, ADMIT_DATA: '/nowhere' }
  const whole = await admit(env, 'check')
  expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('1 people, all as it should be') })

  leavesFaults('a manager who is nobody is written by hand, to be found')
  const { tenantId } = tenant.viewer
  await withTenant(tenant.admit.store, tenantId, (t) =>
    sql`update accounts set manager_id = gen_random_uuid() where tenant_id = ${tenantId}`.execute(t.db),
  )
  const broken = await admit(env, 'check', '--json')
  expect(broken.code).toBe(1)
  expect(JSON.parse(broken.out)).toMatchObject([{ count: 1, faults: [{ what: 'dangling', entity: 'account' }] }])
}, 120_000)
