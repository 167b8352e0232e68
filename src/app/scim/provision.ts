import { randomUUID } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import { mayProvision } from '../../core/changes/provisioning.ts'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { aroundChange } from '../apply-changes.ts'
import { mustBeFit } from '../must-be-fit.ts'
import { guardAdministrators, waysIn } from '../guard-administrators.ts'
import { type Move, moveMembers } from './move-members.ts'
import type { Provisioner } from './tokens.ts'

/** So many changes a request may amount to; a client with more sends several requests. */
const mostChanges = 1000
/** So many memberships it may change, done by sets: as many as one answer lists of a group. */
const mostMoves = 10_000
/** From so many on it is worth doing them by sets. */
const many = 20

/** Runs `work` in one transaction of the token's tenant, in which nobody else writes: what was read before a change still stands. */
export function provisioning<T>(admit: Admit, who: Provisioner, work: (t: TenantDb) => Promise<T>): Promise<T> {
  return withTenant(admit.store, who.tenantId, async (t) => {
    await takeTurn(t)
    return work(t)
  })
}

/**
 * Carries out changes for a provisioning client, each with its journal entry under the token's id. Throws
 * `change.forbidden` where a token may not, and `change.locks_out_administrators`.
 */
export async function carryOutFor(
  admit: Admit,
  t: TenantDb,
  who: Provisioner,
  changes: readonly Change[],
): Promise<void> {
  const moves = changes.filter(isMove)
  const bySets = moves.length < many ? [] : moves
  const others = bySets.length === 0 ? changes : changes.filter((one) => !isMove(one))
  if (bySets.length > mostMoves) throw new AppError('request.too_large', { changes: bySets.length, most: mostMoves })
  if (others.length > mostChanges)
    throw new AppError('request.too_large', { changes: others.length, most: mostChanges })
  const by = { actor: who.tokenId, actorKind: 'app', reason: null, operationId: randomUUID(), at: admit.now() } as const
  const ways = await waysIn(t, changes, by.at)
  if (bySets.length > 0) await moveMembers(t, who, bySets, by)
  for (const change of others) {
    const s = await aroundChange(t, change, by.at)
    const verdict = mayProvision(who.reach, change, s)
    if (!verdict.ok) throw new AppError('change.forbidden', { change: change.do, needs: verdict.needs })
    mustBeFit(change, s)
    await carryOut(t, change, by)
  }
  await guardAdministrators(t, ways, by.at)
}

const isMove = (change: Change): change is Move => change.do === 'add_to_group' || change.do === 'remove_from_group'

/** Throws `scim.version_differs` unless one of the versions wanted is the one there is; none wanted is any. */
export function mustBeVersion(wanted: readonly string[] | null, version: string): void {
  if (wanted !== null && !wanted.includes(version)) throw new AppError('scim.version_differs', { version })
}
