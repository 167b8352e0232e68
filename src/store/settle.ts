import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { isSecondOrder, rulesReading, rulesReadingPlans, ruleOfGroup } from '../core/licensing/settle.ts'
import type { Group } from '../core/snapshot.ts'
import { insertJob } from './jobs.ts'
import { handOut } from './seats.ts'
import { everybody, type Range, settleRule } from './settle-groups.ts'
import { settleGroupLicences } from './settle-licences.ts'
import { settlePeople } from './settle-people.ts'
import { row, rows, type TenantDb } from './store.ts'
import { bumpShape, loadTenantPart } from './tenant-part.ts'
import { takeTurn } from './turn.ts'

/** What a change leaves to be settled for many people. Plain data: a job keeps it. */
export type Work =
  /** Who meets the group's rule, and what the group gives them. */
  | { readonly settle: 'rule'; readonly groupId: string }
  /** Products that the group gives its members, or gave them until now. */
  | { readonly settle: 'licences'; readonly groupId: string; readonly productIds: readonly string[] }
  /** Everybody who has a path to the product: its plans have other ties. */
  | { readonly settle: 'product'; readonly productId: string }
  /** Those who wait for a seat of the product. */
  | { readonly settle: 'seats'; readonly productId: string }

/** What came of it: how many that moved, or the job that goes on with it. */
export type Settled = { readonly moved: number } | { readonly job: string }

/** Up to so many people are settled in the transaction of the change itself; for more a job begins. */
export const inOneGo = 5_000

type Left = { readonly people: Set<string>; readonly work: Map<string, Work> }

/** Transactions in which settling is left for the end, and what there will be to settle. */
const unsettled = new WeakMap<TenantDb, Left>()

/** From here on the transaction's changes leave what follows from them to one `settleAtLast`. Nobody else changes anything meanwhile. */
export async function leaveUnsettled(t: TenantDb): Promise<void> {
  await takeTurn(t)
  unsettled.set(t, { people: new Set(), work: new Map() })
}

/** Notes people whom changes touched that `carryOut` did not make; they are settled by `settleAtLast`. */
export function leaveForLast(t: TenantDb, accountIds: Iterable<string>): void {
  for (const id of accountIds) unsettled.get(t)?.people.add(id)
}

/** Settles once for all the changes since `leaveUnsettled`; gives how much that moved. */
export async function settleAtLast(t: TenantDb, at: number): Promise<{ readonly moved: number }> {
  const left = unsettled.get(t)
  unsettled.delete(t)
  if (left === undefined) return { moved: 0 }
  const { groups } = await loadTenantPart(t)
  const isMany = left.people.size > inOneGo
  if (isMany)
    for (const group of Object.values(groups)) {
      if (group.rule !== null) note(left, { settle: 'rule', groupId: group.id })
      else if (group.licences.length > 0)
        note(left, { settle: 'licences', groupId: group.id, productIds: group.licences.map((one) => one.productId) })
    }
  // So many new rows stand in no statistics yet, and every statement below would be planned for none.
  if (isMany) await sql`analyze accounts, groups, group_members, licence_assignments`.execute(t.db)
  let moved = 0
  for (const work of left.work.values()) {
    moved += await settleWithin(t, work, everybody, at)
    await isSettled(t, work, at)
  }
  if (!isMany) moved += await settleThem(t, [...left.people], at)
  return { moved }
}

/**
 * Brings what follows from an account's attributes, memberships and licences up to date, and hands on the seats that this frees.
 */
export async function settleAccount(t: TenantDb, accountId: string, at: number): Promise<void> {
  const left = unsettled.get(t)
  if (left !== undefined) {
    left.people.add(accountId)
    return
  }
  await settleThem(t, [accountId], at)
}

async function settleThem(t: TenantDb, accountIds: readonly string[], at: number): Promise<number> {
  const { moved, freed } = await settlePeople(t, accountIds, at)
  await handOut(t, freed, at)
  return moved
}

/** Settles what a change left to be settled: now where it concerns few, otherwise by a job, one after the other. */
export async function settle(t: TenantDb, work: Work, at: number): Promise<Settled> {
  const left = unsettled.get(t)
  if (left !== undefined) {
    note(left, work)
    return { moved: 0 }
  }
  if ((await concerned(t, work)) <= inOneGo) {
    const moved = await settleWithin(t, work, everybody, at)
    await isSettled(t, work, at)
    return { moved }
  }
  const id = randomUUID()
  await insertJob(t, {
    ...{ id, kind: 'settle', queue: 'settle', input: work },
    ...{ madeBy: null, madeByKind: 'system', madeAt: at },
  })
  await mark(t, work, 'waiting', at)
  return { job: id }
}

/** Works out a group's members and their licences anew, those too of products it gives no more. */
export async function settleGroup(t: TenantDb, groupId: string, at: number): Promise<Settled | undefined> {
  const group = (await loadTenantPart(t)).groups[groupId]
  if (group === undefined) return undefined
  const given = await rows(
    t,
    sql<{
      id: string
    }>`select product_id as id from group_licences where tenant_id = ${t.tenantId} and group_id = ${groupId}
      union select product_id from licence_assignments where tenant_id = ${t.tenantId} and group_id = ${groupId}`,
  )
  const byRule = group.rule === null ? undefined : await settle(t, { settle: 'rule', groupId }, at)
  if (given.length === 0) return byRule
  const licences = await settle(t, { settle: 'licences', groupId, productIds: given.map(({ id }) => id) }, at)
  return byRule ?? licences
}

/** Settles again the groups whose rules ask who is in this one. */
export async function settleReaders(t: TenantDb, groupId: string, at: number): Promise<void> {
  for (const reader of rulesReading((await loadTenantPart(t)).groups, groupId))
    await settle(t, { settle: 'rule', groupId: reader.id }, at)
}

/** Does the work for the people within the range; gives how many that moved. The seats are locked: it is the transaction's turn. */
export async function settleWithin(t: TenantDb, work: Work, range: Range, at: number): Promise<number> {
  switch (work.settle) {
    case 'rule': {
      const group = (await loadTenantPart(t)).groups[work.groupId]
      if (group === undefined) return 0
      const moved = await settleRule(t, group, range, at)
      const given = group.licences.map((one) => one.productId)
      if (given.length > 0) await handOut(t, (await settleGroupLicences(t, group.id, given, range, at)).freed, at)
      return moved
    }
    case 'licences': {
      const { moved, freed } = await settleGroupLicences(t, work.groupId, work.productIds, range, at)
      await handOut(t, freed, at)
      return moved
    }
    case 'product': {
      const holders = await rows(
        t,
        sql<{ id: string }>`select distinct account_id as id from licence_assignments where tenant_id = ${t.tenantId}
          and product_id = ${work.productId} and account_id > ${range.after} and account_id <= ${range.upTo}`,
      )
      return settleThem(
        t,
        holders.map(({ id }) => id),
        at,
      )
    }
    case 'seats':
      return handOut(t, [work.productId], at)
  }
}

/** Notes that the work is done, unless the same is still to be done anew. */
export async function isSettled(t: TenantDb, work: Work, at: number, jobId: string | null = null): Promise<void> {
  for (const group of await followersOf(t, work)) await settle(t, { settle: 'rule', groupId: group.id }, at)
  if (!('groupId' in work)) return
  const others = await row(
    t,
    sql`select 1 from jobs where tenant_id = ${t.tenantId} and kind = 'settle' and state in ('waiting', 'running')
      and id is distinct from ${jobId}::uuid and input ->> 'groupId' = ${work.groupId} and input ->> 'settle' = ${work.settle}`,
  )
  if (others === null) await mark(t, work, 'up_to_date', at)
}

/** Groups whose rules ask for what the work has changed: who is in its group, and who has which plans. */
async function followersOf(t: TenantDb, work: Work): Promise<readonly Group[]> {
  const { groups } = await loadTenantPart(t)
  if (!('groupId' in work)) return rulesReadingPlans(groups)
  const group = groups[work.groupId]
  if (group !== undefined && isSecondOrder(group)) return []
  const readers = work.settle === 'rule' ? rulesReading(groups, work.groupId) : []
  const givesPlans = work.settle === 'licences' || (group?.licences.length ?? 0) > 0
  return [...new Set([...readers, ...(givesPlans ? rulesReadingPlans(groups) : [])])]
}

/** How far work is: a job waits, is under way or went wrong with this error, or nothing is left to do. */
type Stage = 'waiting' | 'updating' | 'up_to_date' | { readonly error: string }

/**
 * Writes how far a group is; those who read it load the shared part anew only where that changed. A rule that nothing was
 * worked out by yet has not started, until its job has begun.
 */
export async function mark(t: TenantDb, work: Work, stage: Stage, at: number): Promise<void> {
  if (!('groupId' in work)) return
  const group = (await loadTenantPart(t)).groups[work.groupId]
  if (group === undefined) return
  const isBroken = stage === 'up_to_date' && work.settle === 'rule' && isUnreadable(group)
  const told = isBroken ? { error: 'rule.invalid' } : stage
  const error = typeof told === 'object' ? told.error : null
  const { processing = 'up_to_date', licencesProcessing = 'up_to_date' } = group
  if (told === 'up_to_date' && work.settle === 'rule' && processing !== 'paused')
    await sql`update groups set processed_at = ${at} where tenant_id = ${t.tenantId} and id = ${work.groupId} and rule is not null`.execute(
      t.db,
    )
  const now = typeof told === 'object' ? 'error' : told === 'waiting' ? 'updating' : told
  const waits = told === 'waiting' && processing !== 'updating' && (await isNew(t, work.groupId)) ? 'not_started' : now
  const is = work.settle === 'rule' && processing !== 'paused' ? waits : processing
  const licences = work.settle === 'rule' ? licencesProcessing : now
  if (is === processing && licences === licencesProcessing && error === null) return
  const keepsError = is === 'error' || licences === 'error'
  await sql`update groups set processing = ${is}, licences_processing = ${licences},
      processing_error = case when ${keepsError} then coalesce(${error}, processing_error) end
    where tenant_id = ${t.tenantId} and id = ${work.groupId}`.execute(t.db)
  await bumpShape(t)
}

const isUnreadable = (group: Group) => group.rule !== null && ruleOfGroup(group) === null

/** Whether nobody was ever worked out by the group's rule as it is now. */
async function isNew(t: TenantDb, groupId: string): Promise<boolean> {
  const found = await row(
    t,
    sql`select 1 from groups where tenant_id = ${t.tenantId} and id = ${groupId} and rule is not null
      and (processed_at is null or processed_at < rule_changed_at)`,
  )
  return found !== null
}

/** How many people the work may concern; it is not counted beyond what is done in one go. */
async function concerned(t: TenantDb, work: Work): Promise<number> {
  const people = {
    rule: () => sql`select id from accounts where tenant_id = ${t.tenantId}`,
    licences: (
      groupId: string,
    ) => sql`select account_id from group_members where tenant_id = ${t.tenantId} and group_id = ${groupId}
      union all select account_id from licence_assignments where tenant_id = ${t.tenantId} and group_id = ${groupId}`,
    product: (productId: string) =>
      sql`select account_id from licence_assignments where tenant_id = ${t.tenantId} and product_id = ${productId}`,
    seats: (productId: string) => sql`select account_id from licence_assignments where tenant_id = ${t.tenantId}
      and product_id = ${productId} and error = 'no_seats'`,
  }
  const who =
    work.settle === 'rule'
      ? people.rule()
      : work.settle === 'licences'
        ? people.licences(work.groupId)
        : people[work.settle](work.productId)
  return (await row(t, sql<{ n: number }>`select count(*) as n from (${who} limit ${inOneGo + 1}) p`))?.n ?? 0
}

function note(left: Left, work: Work): void {
  const key = work.settle === 'licences' ? { ...work, productIds: [] } : work
  const known = left.work.get(JSON.stringify(key))
  const all = known !== undefined && 'productIds' in known ? known.productIds : []
  left.work.set(
    JSON.stringify(key),
    work.settle === 'licences' ? { ...work, productIds: [...new Set([...all, ...work.productIds])] } : work,
  )
}
