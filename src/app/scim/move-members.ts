import type { ChangeOf } from '../../core/changes/change.ts'
import { mayProvision } from '../../core/changes/provisioning.ts'
import { AppError } from '../../errors.ts'
import { findAccounts } from '../../store/accounts.ts'
import { recordPeople, writePeople } from '../../store/carry-out-people.ts'
import type { By } from '../../store/journal.ts'
import { inOneGo, leaveUnsettled, settleAtLast } from '../../store/settle.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { snapshotOf } from '../asked.ts'
import type { Provisioner } from './tokens.ts'

export type Move = ChangeOf<'add_to_group' | 'remove_from_group'>

/**
 * Puts people into groups and takes them out for a provisioning client, a few statements for a thousand of them, each with its
 * journal entry. Throws `change.forbidden` where the token may not, and `group.is_dynamic`; whoever calls knows the people.
 */
export async function moveMembers(t: TenantDb, who: Provisioner, moves: readonly Move[], by: By): Promise<void> {
  for (let i = 0; i < moves.length; i += inOneGo) {
    const some = moves.slice(i, i + inOneGo)
    await mustBeAllowed(t, who, some, by.at)
    await leaveUnsettled(t)
    const people = some.map((change) => ({ accountId: change.accountId, changes: [change] }))
    const written = await writePeople(t, people, by.at)
    await settleAtLast(t, by.at)
    await recordPeople(t, written, by)
  }
}

async function mustBeAllowed(t: TenantDb, who: Provisioner, moves: readonly Move[], now: number): Promise<void> {
  const tenant = await loadTenantPart(t)
  for (const id of new Set(moves.map(({ groupId }) => groupId))) {
    if (tenant.groups[id] === undefined) throw new AppError('group.not_found')
    if (tenant.groups[id].rule !== null) throw new AppError('group.is_dynamic')
  }
  for (let i = 0; i < moves.length; i += 1000) {
    const some = moves.slice(i, i + 1000)
    const found = await findAccounts(t, { ids: some.map(({ accountId }) => accountId) })
    const accounts = new Map(found.map((account) => [account.id, account]))
    for (const change of some) {
      const { accountId } = change
      const account = accounts.get(accountId)
      if (account === undefined) throw new AppError('user.not_found')
      const name = { signInName: account.signInName, nearNames: [] }
      const read = { tenant, account, app: null, instance: null }
      const verdict = mayProvision(who.reach, change, snapshotOf({ person: { accountId }, appId: '' }, name, read, now))
      if (!verdict.ok) throw new AppError('change.forbidden', { change: change.do, needs: verdict.needs })
    }
  }
}
