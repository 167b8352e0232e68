import { type RawBuilder, sql } from 'kysely'
import { derivedLicences } from '../core/licensing/derive.ts'
import { settleMemberships } from '../core/licensing/settle.ts'
import type { Account, LicencePath, Membership, TenantPart } from '../core/snapshot.ts'
import { eachAccount } from './accounts.ts'
import { verifyJournal } from './journal.ts'
import { listAlikeNames, listWrongLooks } from './looks.ts'
import { row, rows, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'

/** Something that is not as it follows from the rest. */
export type DirectoryFault = {
  readonly what: 'membership' | 'licence' | 'seats' | 'dangling' | 'cycle' | 'journal' | 'name'
  /** The kind of thing and its id. */
  readonly entity: string
  readonly id: string
  readonly found: unknown
  readonly wanted: unknown
}

export type DirectoryCheck = {
  readonly people: number
  readonly faults: readonly DirectoryFault[]
  /** Faults in all, of which the first thousand are listed. */
  readonly count: number
  /** Products with more seats used than bought: allowed after seats were given up, and worth knowing. */
  readonly overAssigned: readonly { readonly productId: string; readonly seats: number; readonly used: number }[]
}

const listed = 1000

/**
 * Asks of everybody, by the core's own functions and not by the statements that settle: are memberships what the rules give and
 * licences what the groups give, are seats counted right and none kept from who waits, does nothing point at what is gone, does
 * no group hold itself, does no name look like another's, is the journal whole. What is being settled just now is left out.
 */
export async function checkDirectory(t: TenantDb, at: number): Promise<DirectoryCheck> {
  const tenant = await loadTenantPart(t)
  const faults: DirectoryFault[] = []
  let count = 0
  const tell = (fault: DirectoryFault) => {
    count++
    if (faults.length < listed) faults.push(fault)
  }
  const isOpen = await isBeingSettled(t)
  let people = 0
  for await (const account of eachAccount(t)) {
    people++
    for (const fault of faultsOf(account, tenant, at, isOpen)) tell(fault)
  }
  for (const fault of [
    ...(await seatFaults(t)),
    ...(await dangling(t)),
    ...cycles(tenant),
    ...(await nameFaults(t)),
    ...(await journalFaults(t)),
  ])
    tell(fault)
  const overAssigned = Object.values(tenant.products)
    .filter((product) => product.seatsUsed > product.seats)
    .map(({ id, seats, seatsUsed }) => ({ productId: id, seats, used: seatsUsed }))
  return { people, faults, count, overAssigned }
}

type Open = { readonly groups: ReadonlySet<string>; readonly licences: boolean }

/** Groups that jobs work on, and whether any job may still move licences. */
async function isBeingSettled(t: TenantDb): Promise<Open> {
  const jobs = await rows(
    t,
    sql<{ groupId: string | null }>`select input ->> 'groupId' as "groupId" from jobs
      where tenant_id = ${t.tenantId} and kind = 'settle' and state in ('waiting', 'running')`,
  )
  return { groups: new Set(jobs.flatMap(({ groupId }) => groupId ?? [])), licences: jobs.length > 0 }
}

function* faultsOf(account: Account, tenant: TenantPart, at: number, open: Open): Generator<DirectoryFault> {
  const ofAccount = { entity: 'account', id: account.id }
  const memberOf = settleMemberships(account, tenant, at)
  const [found, wanted] = [account.memberOf, memberOf].map((list) => memberships(list, open))
  if (found !== wanted) yield { what: 'membership', ...ofAccount, found: account.memberOf, wanted: memberOf }
  if (open.licences) return
  const derived = derivedLicences(account, memberOf, tenant)
  const given = account.licences.filter((path) => path.groupId !== null)
  if (paths(given) !== paths(derived)) yield { what: 'licence', ...ofAccount, found: given, wanted: derived }
}

const memberships = (list: readonly Membership[], { groups }: Open) =>
  JSON.stringify(
    list
      .filter(({ groupId, how }) => how === 'rule' && !groups.has(groupId))
      .map(({ groupId }) => groupId)
      .sort(),
  )

const paths = (list: readonly LicencePath[]) =>
  JSON.stringify(
    list
      .map(({ productId, groupId, disabledPlans, state, error }) => [productId, groupId, disabledPlans, state, error])
      .sort((a, b) => (String(a) < String(b) ? -1 : 1)),
  )

async function seatFaults(t: TenantDb): Promise<DirectoryFault[]> {
  const wrong = await rows(
    t,
    sql<{
      id: string
      found: number
      wanted: number
    }>`select p.id, p.seats_used as found, coalesce(c.n, 0) as wanted from products p
      left join (select product_id, count(distinct account_id)::int as n from licence_assignments
        where tenant_id = ${t.tenantId} and state = 'active' group by product_id) c on c.product_id = p.id
      where p.tenant_id = ${t.tenantId} and p.seats_used <> coalesce(c.n, 0)`,
  )
  return wrong.map(({ id, found, wanted }) => ({ what: 'seats', entity: 'product', id, found, wanted }))
}

/** What no foreign key holds: managers, who apps are assigned to, and who has memberships and licences of what. */
async function dangling(t: TenantDb): Promise<DirectoryFault[]> {
  const gone = (statement: RawBuilder<{ entity: string; id: string; found: string }>) => rows(t, statement)
  const found = [
    ...(await gone(sql`select 'account' as entity, a.id, a.manager_id as found from accounts a where a.tenant_id = ${t.tenantId}
      and a.manager_id is not null and not exists (select 1 from accounts m where m.tenant_id = a.tenant_id and m.id = a.manager_id)`)),
    ...(await gone(sql`select 'app' as entity, p.app_id as id, p.principal_id as found from app_assignments p where p.tenant_id = ${t.tenantId}
      and not exists (select 1 from accounts a where a.tenant_id = p.tenant_id and a.id = p.principal_id and p.principal_kind = 'account')
      and not exists (select 1 from groups g where g.tenant_id = p.tenant_id and g.id = p.principal_id and p.principal_kind = 'group')
      and not exists (select 1 from apps a where a.tenant_id = p.tenant_id and a.id = p.principal_id and p.principal_kind = 'app')`)),
    ...(await gone(sql`select 'account' as entity, m.account_id as id, m.group_id as found from group_members m where m.tenant_id = ${t.tenantId}
      and (not exists (select 1 from accounts a where a.tenant_id = m.tenant_id and a.id = m.account_id)
        or not exists (select 1 from groups g where g.tenant_id = m.tenant_id and g.id = m.group_id))`)),
    ...(await gone(sql`select 'account' as entity, l.account_id as id, l.product_id as found from licence_assignments l where l.tenant_id = ${t.tenantId}
      and (not exists (select 1 from accounts a where a.tenant_id = l.tenant_id and a.id = l.account_id)
        or not exists (select 1 from products p where p.tenant_id = l.tenant_id and p.id = l.product_id))`)),
  ]
  return found.map((one) => ({ what: 'dangling', ...one, wanted: 'something that is there' }))
}

/** Names that look like another's, and names whose look is not the one they are kept with. */
async function nameFaults(t: TenantDb): Promise<DirectoryFault[]> {
  const alike = (await listAlikeNames(t)).map(({ entity, id, name, otherId, otherName }): DirectoryFault => {
    return { what: 'name', entity, id, found: name, wanted: `a name that does not look like ${otherName} (${otherId})` }
  })
  const wrong = (await listWrongLooks(t)).map(({ table, key, found, wanted }): DirectoryFault => {
    return { what: 'name', entity: table, id: key, found, wanted }
  })
  return [...alike, ...wrong]
}

/** Groups that hold themselves, by way of others. */
function cycles({ groups }: TenantPart): DirectoryFault[] {
  return Object.values(groups).flatMap((group): DirectoryFault[] => {
    const seen = new Set<string>()
    const climb = [...group.parentIds]
    for (let id = climb.pop(); id !== undefined; id = climb.pop())
      if (!seen.has(id)) {
        seen.add(id)
        climb.push(...(groups[id]?.parentIds ?? []))
      }
    if (!seen.has(group.id)) return []
    return [{ what: 'cycle', entity: 'group', id: group.id, found: [...seen], wanted: 'no group within itself' }]
  })
}

async function journalFaults(t: TenantDb): Promise<DirectoryFault[]> {
  if ((await row(t, sql`select 1 from journal_heads where tenant_id = ${t.tenantId}`)) === null) return []
  const { ok, brokenAt, entries } = await verifyJournal(t)
  if (ok) return []
  return [
    { what: 'journal', entity: 'journal', id: String(brokenAt), found: `${entries} whole entries`, wanted: 'all' },
  ]
}
