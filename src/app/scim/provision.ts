import { randomUUID } from 'node:crypto'
import type { Change } from '../../core/changes/change.ts'
import { mayProvision } from '../../core/changes/provisioning.ts'
import { AppError } from '../../errors.ts'
import { carryOut } from '../../store/carry-out.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { takeTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { aroundChange, mustBeFit } from '../apply-changes.ts'
import { guardAdministrators, waysIn } from '../guard-administrators.ts'
import type { Provisioner } from './tokens.ts'

/** So many changes a request may amount to; a client with more sends several requests. */
const mostChanges = 1000

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
  if (changes.length > mostChanges)
    throw new AppError('request.too_large', { changes: changes.length, most: mostChanges })
  const by = { actor: who.tokenId, actorKind: 'app', reason: null, operationId: randomUUID(), at: admit.now() } as const
  const ways = await waysIn(t, changes, by.at)
  for (const change of changes) {
    const s = await aroundChange(t, change, by.at)
    const verdict = mayProvision(who.reach, change, s)
    if (!verdict.ok) throw new AppError('change.forbidden', { change: change.do, needs: verdict.needs })
    mustBeFit(change, s)
    await carryOut(t, change, by)
  }
  await guardAdministrators(t, ways, by.at)
}

/** Throws `scim.version_differs` unless one of the versions wanted is the one there is; none wanted is any. */
export function mustBeVersion(wanted: readonly string[] | null, version: string): void {
  if (wanted !== null && !wanted.includes(version)) throw new AppError('scim.version_differs', { version })
}
