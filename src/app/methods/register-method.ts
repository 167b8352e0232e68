import type { DayMethod } from '../../core/changes/method-change.ts'
import { mayProve } from '../../core/methods/allowed.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { carryOut, type Secrets } from '../../store/carry-out.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import { tellOfChanges } from '../mail/tell.ts'

/**
 * Keeps a method as the person's, who has just proved it while setting it up. *Enabled* becomes *Enforced* by it (A7). Throws
 * `method.not_allowed` where they may have none of the kind.
 */
export async function registerMethod(
  t: TenantDb,
  method: { readonly accountId: string; readonly kind: DayMethod; readonly name?: string },
  secrets: Secrets,
  { at, reason }: { readonly at: number; readonly reason: string | null },
): Promise<void> {
  await takeOwnTurn(t)
  const { accountId } = method
  const [account, tenant] = [await findAccount(t, accountId), await loadTenantPart(t)]
  if (account !== null && !mayProve(method.kind, account, tenant)) throw new AppError('method.not_allowed')
  const by = { actor: accountId, actorKind: 'self', reason, operationId: null, at } as const
  const change = { do: 'register_method', ...method } as const
  await carryOut(t, change, by, secrets)
  await tellOfChanges(t, [change], at)
  if (account?.mfaState === 'enabled') await carryOut(t, { do: 'set_mfa_state', accountId, state: 'enforced' }, by)
}
