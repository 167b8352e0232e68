import { sql } from 'kysely'
import type { PolicyChange } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { mustExist, type Writes } from './write.ts'

const ofPolicy = (change: { readonly policyId: string }) => ['policy', change.policyId] as const
const ofLocation = (change: { readonly locationId: string }) => ['location', change.locationId] as const

export const policyWrites: Writes<PolicyChange['do']> = {
  put_policy: {
    entity: (change) => ['policy', change.policy.id],
    async run(t, { policy }) {
      await sql`insert into policies (tenant_id, id, body) values (${t.tenantId}, ${policy.id}, ${json(policy)})
        on conflict (tenant_id, id) do update set body = excluded.body`.execute(t.db)
      await bumpShape(t)
    },
  },
  delete_policy: {
    entity: ofPolicy,
    async run(t, { policyId }, { before }) {
      mustExist(before, 'policy.not_found')
      await sql`delete from policies where tenant_id = ${t.tenantId} and id = ${policyId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  set_policy_state: {
    entity: ofPolicy,
    async run(t, { policyId, state }) {
      await edit(t, policyId, sql`jsonb_set(body, '{state}', ${json(state)})`)
    },
  },
  exclude_from_policy: {
    entity: ofPolicy,
    async run(t, { policyId, accountId }) {
      await edit(
        t,
        policyId,
        sql`jsonb_set(body, '{users,exclude,accountIds}', (body #> '{users,exclude,accountIds}') - ${accountId}::text || ${json([accountId])})`,
      )
    },
  },
  put_location: {
    entity: (change) => ['location', change.location.id],
    async run(t, { location }) {
      await sql`insert into named_locations (tenant_id, id, name, is_trusted, ranges) values (${t.tenantId}, ${location.id}, ${location.name}, ${location.isTrusted}, ${json(location.ranges)})
        on conflict (tenant_id, id) do update set name = excluded.name, is_trusted = excluded.is_trusted, ranges = excluded.ranges`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
  delete_location: {
    entity: ofLocation,
    async run(t, { locationId }, { before }) {
      mustExist(before, 'location.not_found')
      const used = await row(
        t,
        sql`select 1 from policies where tenant_id = ${t.tenantId} and body -> 'locations' @? ${`$.** ? (@ == "${locationId}")`}::jsonpath`,
      )
      if (used !== null) throw new AppError('location.in_use')
      await sql`delete from named_locations where tenant_id = ${t.tenantId} and id = ${locationId}`.execute(t.db)
      await bumpShape(t)
    },
  },
  add_location_range: {
    entity: ofLocation,
    async run(t, { locationId, range }, { before }) {
      mustExist(before, 'location.not_found')
      await sql`update named_locations set ranges = (ranges - ${range}::text) || ${json([range])} where tenant_id = ${t.tenantId} and id = ${locationId}`.execute(
        t.db,
      )
      await bumpShape(t)
    },
  },
}

async function edit(t: TenantDb, policyId: string, body: ReturnType<typeof sql>): Promise<void> {
  if (
    (await changed(t, sql`update policies set body = ${body} where tenant_id = ${t.tenantId} and id = ${policyId}`)) ===
    0
  )
    throw new AppError('policy.not_found')
  await bumpShape(t)
}
