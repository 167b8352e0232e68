import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { beginLooks } from '../app/looks.ts'
import { jobKinds } from '../app/jobs/job-kinds.ts'
import { runJob } from '../app/jobs/run-job.ts'
import { leavesFaults } from '../../test/setup/databases.ts'
import { emptyTenant } from '../../test/support/imports.ts'
import { carryOut } from './carry-out.ts'
import { checkDirectory } from './check.ts'
import { listJobs } from './jobs.ts'
import { rows, type TenantDb, withTenant } from './store.ts'

let tenant: Awaited<ReturnType<typeof emptyTenant>>
beforeEach(async () => {
  await tenant?.admit.store.close()
  tenant = await emptyTenant()
})
afterAll(() => tenant.admit.store.close())

const within = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(tenant.admit.store, tenant.viewer.tenantId, work)
const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: Date.UTC(2030, 0, 15) } as const

async function addPerson(signInName: string): Promise<string> {
  const id = randomUUID()
  const account = { id, signInName, displayName: id, userType: 'member', isEnabled: true, attributes: {} } as const
  await within((t) => carryOut(t, { do: 'create_account', account }, by))
  return id
}
const addGroup = (name: string) =>
  within((t) =>
    carryOut(t, { do: 'create_group', group: { id: randomUUID(), name, description: null, rule: null } }, by),
  )

/** The directory as a server kept it that knew no look of these: every one as its key, or as it was told. */
const asBefore = () =>
  within(async (t) => {
    await sql`update accounts set name_look = null where tenant_id = ${t.tenantId}`.execute(t.db)
    await sql`update account_aliases set name_look = null where tenant_id = ${t.tenantId}`.execute(t.db)
    await sql`update groups set name_look = lower(name) where tenant_id = ${t.tenantId}`.execute(t.db)
    await sql`update tenants set look_edition = 0 where id = ${t.tenantId}`.execute(t.db)
  })
async function lookAtAll() {
  await beginLooks(tenant.admit)
  const jobs = await within((t) => listJobs(t, { kind: 'looks', limit: 10 }))
  for (const { id } of jobs) await runJob(tenant.admit, jobKinds, { tenantId: tenant.viewer.tenantId, jobId: id })
  return within((t) => listJobs(t, { kind: 'looks', limit: 10 }))
}
const looks = () =>
  within((t) =>
    rows(
      t,
      sql<{
        name: string
        look: string
      }>`select sign_in_name as name, name_look as look from accounts where tenant_id = ${t.tenantId} and name_look is not null
        union all select name, name_look from account_aliases where tenant_id = ${t.tenantId} union all select name, name_look from groups where tenant_id = ${t.tenantId} order by name`,
    ),
  )

describe('SEC-02: names kept under an earlier edition of looks', () => {
  it('are looked at anew by a job, once, and then hold off what looks like them', async () => {
    const sofia = await addPerson('софия@contoso.example')
    await addPerson('plain@contoso.example')
    await within((t) => carryOut(t, { do: 'add_alias', accountId: sofia, name: 'соня@contoso.example' }, by))
    await addGroup('Отдел')
    const before = await looks()
    expect(before).toHaveLength(3)
    await asBefore()
    expect(await looks()).not.toEqual(before)

    expect(await lookAtAll()).toMatchObject([{ state: 'done', done: 3, result: { changed: 3 } }])
    expect(await looks()).toEqual(before)
    // Nothing is left to be done: no second job.
    expect(await lookAtAll()).toHaveLength(1)
    await expect(addGroup('Oтдел')).rejects.toMatchObject({ code: 'group.name_looks_alike' })
  })

  it('and look like one that is there are kept, both, and told by every check', async () => {
    leavesFaults('names that look alike are there as if from before, to be found')
    const latin = await addPerson('scope@contoso.example')
    const other = await addPerson('ѕ-соре@contoso.example')
    await addGroup('Sales')
    await addGroup('Other')
    await within(async (t) => {
      await sql`update accounts set sign_in_name = 'ѕсоре@contoso.example', name_key = 'ѕсоре@contoso.example' where tenant_id = ${t.tenantId} and id = ${other}`.execute(
        t.db,
      )
      await sql`update groups set name = 'Ѕаӏеѕ' where tenant_id = ${t.tenantId} and name = 'Other'`.execute(t.db)
    })
    await asBefore()
    expect(await lookAtAll()).toMatchObject([{ state: 'done' }])

    const { faults } = await within((t) => checkDirectory(t, by.at))
    expect(faults).toMatchObject([
      { what: 'name', entity: 'account', id: other, wanted: expect.stringContaining(latin) },
      { what: 'name', entity: 'group', found: expect.stringMatching(/ales|аӏеѕ/) },
    ])
    // Neither was taken away, nobody else gets either, and whoever is called otherwise is told no longer.
    await expect(addGroup('Ѕаlеѕ')).rejects.toMatchObject({ code: 'group.name_looks_alike' })
    await within((t) =>
      carryOut(t, { do: 'update_account', accountId: other, set: { signInName: 'other@contoso.example' } }, by),
    )
    expect((await within((t) => checkDirectory(t, by.at))).faults).toMatchObject([{ what: 'name', entity: 'group' }])
  })

  it('are told by a check where they are kept with a look they do not have', async () => {
    leavesFaults('a look is written by hand, to be found')
    const sofia = await addPerson('софия@contoso.example')
    await within((t) =>
      sql`update accounts set name_look = null where tenant_id = ${t.tenantId} and id = ${sofia}`.execute(t.db),
    )
    expect((await within((t) => checkDirectory(t, by.at))).faults).toMatchObject([
      { what: 'name', entity: 'accounts', id: sofia, found: null },
    ])
  })
})
