import { sql } from 'kysely'
import type { Job } from './jobs.ts'
import { handOut } from './seats.ts'
import { isSettled, mark, settleWithin, type Work } from './settle.ts'
import { everybody } from './settle-groups.ts'
import { row, type TenantDb } from './store.ts'
import { loadTenantPart } from './tenant-part.ts'
import { lockSeats } from './turn.ts'

/**
 * People settled in one transaction: so few that whoever changes one person meanwhile hardly waits. A rule alone takes less
 * time a person than licences and their seats.
 */
const piece = 20_000
const pieceOfRule = 50_000

export type SettleCursor = { readonly after: string; readonly moved: number }

export type SettleProgress = {
  readonly done: number
  readonly total: number | null
  readonly cursor: SettleCursor
  readonly result: { readonly moved: number }
  readonly next: 'more' | 'over'
}

/**
 * Settles the next people of a job, in the order of their ids. Each is settled whole, and by what the directory says at that
 * moment: a change that comes while the job runs is not lost, whether it concerns people before or after.
 */
export async function settleNext(t: TenantDb, job: Job, at: number): Promise<SettleProgress> {
  await lockSeats(t)
  const work = job.input as Work
  if (job.cursor === null) await mark(t, work, 'updating', at)
  const before = (job.cursor as SettleCursor | null) ?? { after: everybody.after, moved: 0 }
  const next =
    work.settle === 'seats' ? await seatsNext(t, work.productId, at) : await peopleNext(t, work, before.after, at)
  const cursor = { after: next.upTo, moved: before.moved + next.moved }
  if (next.isLast) await isSettled(t, work, at, job.id)
  return {
    done: job.done + next.done,
    total: job.total ?? (await peopleOf(t, work)),
    cursor,
    result: { moved: cursor.moved },
    next: next.isLast ? 'over' : 'more',
  }
}

/** Tells at the group that a job of it has failed for good, and why. */
export async function settlingFailed(t: TenantDb, job: Job, at: number): Promise<void> {
  await lockSeats(t)
  await mark(t, job.input as Work, { error: job.problem?.code ?? 'job.gave_up' }, at)
}

async function peopleNext(t: TenantDb, work: Work, after: string, at: number) {
  const isRuleAlone = work.settle === 'rule' && (await loadTenantPart(t)).groups[work.groupId]?.licences.length === 0
  const most = isRuleAlone ? pieceOfRule : piece
  const rest = sql`from accounts where tenant_id = ${t.tenantId} and id > ${after}`
  const end = await row(t, sql<{ id: string }>`select id ${rest} order by id offset ${most - 1} limit 1`)
  // Who is made behind the last person while the job runs was settled by the change that made them.
  const upTo = end?.id ?? everybody.upTo
  const done = end === null ? ((await row(t, sql<{ n: number }>`select count(*) as n ${rest}`))?.n ?? 0) : most
  return { done, upTo, isLast: end === null, moved: await settleWithin(t, work, { after, upTo }, at) }
}

async function seatsNext(t: TenantDb, productId: string, at: number) {
  const moved = await handOut(t, [productId], at, piece)
  return { done: moved, upTo: everybody.upTo, isLast: moved < piece, moved }
}

async function peopleOf(t: TenantDb, work: Work): Promise<number | null> {
  // How many will get a seat is known when all are handed out.
  if (work.settle === 'seats') return null
  return (await row(t, sql<{ n: number }>`select count(*) as n from accounts where tenant_id = ${t.tenantId}`))?.n ?? 0
}
