import { AppError } from '../errors.ts'
import {
  changedEntities,
  changedMembers,
  changedNesting,
  everyMember,
  followMembers,
  isMarkOfHere,
  type MemberChange,
  managersBefore,
  markNow,
  type Only,
} from '../store/delta.ts'
import {
  allGroups,
  deletedAccounts,
  type ListedAccount,
  type ListedGroup,
  presentAccounts,
} from '../store/directory-lists.ts'
import { type Cursor, type List, pageOf, withIds } from '../store/lists.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { childrenOf } from './groups-within.ts'
import { mustRead, type Viewer } from './viewer.ts'

/** What is told of one thing: what it is now, that it is gone, or who of its members came and went; of a person who led them before. */
export type Told<Row> =
  | {
      readonly is: 'now'
      readonly row: Row
      readonly members: readonly MemberChange[] | null
      readonly managerBefore?: string
    }
  | { readonly is: 'gone'; readonly id: string; readonly reason: 'changed' | 'deleted' }
  | { readonly is: 'members'; readonly id: string; readonly members: readonly MemberChange[] }

/** A part of a round: where to go on, or, the round being over, where the next one begins. */
export type Round<Row> = { readonly told: readonly Told<Row>[]; readonly next: Cursor; readonly isOver: boolean }

/** So long after the last question memberships are still followed. */
const followedFor = 30 * 86_400_000
/** Before every pair of ids. */
const first = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'] as const
const byId = [{ column: 'id', field: 'id', direction: 'asc' as const }]

/** Begins with everybody there is; from `latest`, with nobody. */
export async function userDelta(
  admit: Admit,
  viewer: Viewer,
  from: Cursor | 'latest' | null,
  limit: number,
  only: Only = null,
): Promise<Round<ListedAccount>> {
  mustRead(viewer, 'User.Read.All')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const begun = from === null || from === 'latest' ? null : from
    if (begun === null || begun[0] === 'first') {
      const mark = begun === null ? await markNow(t) : { seq: Number(begun[1]), xid: String(begun[2]) }
      const since: Cursor = ['since', mark.seq, mark.xid, 0]
      if (from === 'latest') return { told: [], next: since, isOver: true }
      const page = await firstPage(t, presentAccounts, begun?.slice(3) ?? null, limit, only)
      const told = page.items.map((row): Told<ListedAccount> => ({ is: 'now', row, members: null }))
      return page.next === null
        ? { told, next: since, isOver: true }
        : { told, next: ['first', mark.seq, mark.xid, ...page.next], isOver: false }
    }
    const { began, after, upTo } = await windowOf(t, begun)
    const changed = await changedEntities(t, 'account', after, upTo.seq, limit, only)
    const ids = changed.map(({ id }) => id)
    const rows = new Map((await withIds(t, presentAccounts, ids)).map((row) => [row.id, row]))
    const deleted = new Set((await withIds(t, deletedAccounts, ids)).map((row) => row.id))
    const managers = await managersBefore(t, ids, began, upTo.seq)
    const told = ids.map((id): Told<ListedAccount> => {
      const row = rows.get(id)
      const managerBefore = managers.get(id)
      return row === undefined
        ? { is: 'gone', id, reason: deleted.has(id) ? 'changed' : 'deleted' }
        : { is: 'now', row, members: null, ...(managerBefore === undefined ? {} : { managerBefore }) }
    })
    const isOver = changed.length < limit
    const at = changed.at(-1)?.seq ?? upTo.seq
    return { told, next: isOver ? ['since', upTo.seq, upTo.xid, 0] : ['since', at, upTo.xid, upTo.seq, began], isOver }
  })
}

/** The same of groups, and of who is in them: by hand or by their rule. Throws `list.token_expired` where memberships were not followed. */
export async function groupDelta(
  admit: Admit,
  viewer: Viewer,
  from: Cursor | 'latest' | null,
  limit: number,
  only: Only = null,
): Promise<Round<ListedGroup>> {
  mustRead(viewer, 'Group.Read.All')
  const now = admit.now()
  // Ahead, in a transaction of its own: from its end on everything is noted.
  const since = await withTenant(admit.store, viewer.tenantId, (t) => followMembers(t, now, now + followedFor))
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const begun = from === null || from === 'latest' ? null : from
    if (begun !== null && begun[1] !== since) throw new AppError('list.token_expired')
    const step = begun?.[0] ?? 'groups'
    if (step === 'groups' || step === 'members') {
      const mark = begun === null ? await markNow(t) : { seq: Number(begun[2]), xid: String(begun[3]) }
      const over: Cursor = ['changed', since, mark.seq, mark.xid, 0, mark.xid, 0]
      if (from === 'latest') return { told: [], next: over, isOver: true }
      if (step === 'groups') {
        const page = await firstPage(t, allGroups, begun?.slice(4) ?? null, limit, only)
        const { groups } = await loadTenantPart(t)
        const below = childrenOf(groups)
        const inside = (groupId: string) =>
          (below.get(groupId) ?? []).map((accountId): MemberChange => ({ groupId, accountId, isMember: true }))
        const told = page.items.map((row): Told<ListedGroup> => ({ is: 'now', row, members: inside(row.id) }))
        const next: Cursor =
          page.next === null
            ? ['members', since, mark.seq, mark.xid, ...first]
            : ['groups', since, mark.seq, mark.xid, ...page.next]
        return { told, next, isOver: false }
      }
      const some = await everyMember(t, [String(begun?.[4]), String(begun?.[5])], limit, only)
      return membersTold(some, limit, over, ['members', since, mark.seq, mark.xid])
    }
    return changesOfGroups(t, begun as Cursor, since, limit, only)
  })
}

async function changesOfGroups(
  t: TenantDb,
  begun: Cursor,
  since: string,
  limit: number,
  only: Only,
): Promise<Round<ListedGroup>> {
  const [step, , seq, xid, upToSeq, upToXid] = begun
  const upTo = Number(upToSeq) === 0 ? await markNow(t) : { seq: Number(upToSeq), xid: String(upToXid) }
  if (!(await isMarkOfHere(t, { seq: Number(seq), xid: String(xid) }))) throw new AppError('list.token_expired')
  const over: Cursor = ['changed', since, upTo.seq, upTo.xid, 0, upTo.xid, 0]
  if (step === 'joined') {
    const some = await changedMembers(t, String(xid), [String(begun[6]), String(begun[7])], limit, only)
    return membersTold(some, limit, over, ['joined', since, Number(seq), String(xid), upTo.seq, upTo.xid])
  }
  // `at` is how far this round is; `seq` stays where it began, for what comes after needs it.
  const at = Math.max(Number(begun[6]), Number(seq))
  const changed = await changedEntities(t, 'group', at, upTo.seq, limit, only)
  const rows = new Map(
    (
      await withIds(
        t,
        allGroups,
        changed.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  const told = changed.map(({ id }): Told<ListedGroup> => {
    const row = rows.get(id)
    return row === undefined ? { is: 'gone', id, reason: 'deleted' } : { is: 'now', row, members: null }
  })
  if (changed.length === limit)
    return {
      told,
      next: ['changed', since, Number(seq), String(xid), upTo.seq, upTo.xid, changed.at(-1)?.seq ?? at],
      isOver: false,
    }
  const nested = grouped(await changedNesting(t, Number(seq), upTo.seq, only))
  return {
    told: [...told, ...nested],
    next: ['joined', since, Number(seq), String(xid), upTo.seq, upTo.xid, ...first],
    isOver: false,
  }
}

function membersTold(some: readonly MemberChange[], limit: number, over: Cursor, more: Cursor): Round<ListedGroup> {
  const last = some.at(-1)
  return some.length < limit || last === undefined
    ? { told: grouped(some), next: over, isOver: true }
    : { told: grouped(some), next: [...more, last.groupId, last.accountId], isOver: false }
}

function grouped(changes: readonly MemberChange[]): readonly Told<ListedGroup>[] {
  const groups = new Map<string, MemberChange[]>()
  for (const change of changes) groups.set(change.groupId, [...(groups.get(change.groupId) ?? []), change])
  return [...groups].map(([id, members]) => ({ is: 'members', id, members }))
}

async function windowOf(t: TenantDb, begun: Cursor) {
  const [, seq, xid, upToSeq, began = seq] = begun
  if (!(await isMarkOfHere(t, { seq: Number(seq), xid: String(xid) }))) throw new AppError('list.token_expired')
  const upTo = Number(upToSeq) === 0 ? await markNow(t) : { seq: Number(upToSeq), xid: String(xid) }
  return { began: Number(began), after: Number(seq), upTo }
}

function firstPage<Row extends object>(t: TenantDb, list: List<Row>, after: Cursor | null, limit: number, only: Only) {
  return pageOf(t, list, {
    where: only === null ? null : { is: 'in', field: 'id', column: 'id', values: only },
    order: byId,
    after: after?.length === 0 ? null : after,
    limit,
    wantsCount: false,
  })
}
