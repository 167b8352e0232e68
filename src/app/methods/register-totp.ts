import { carryOut } from '../../store/carry-out.ts'
import { findAccount } from '../../store/accounts.ts'
import type { TenantDb } from '../../store/store.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { tellOfChanges } from '../mail/tell.ts'

/** Keeps an authenticator app as the person's, whose first code was of this time step. *Enabled* becomes *Enforced* by it (A7). */
export async function registerTotp(
  admit: Admit,
  t: TenantDb,
  accountId: string,
  app: { readonly secret: Buffer; readonly step: number; readonly name: string | null },
): Promise<void> {
  await takeOwnTurn(t)
  const by = { actor: accountId, actorKind: 'self', reason: null, operationId: null, at: admit.now() } as const
  const named = app.name === null ? {} : { name: app.name }
  const change = { do: 'register_method', accountId, kind: 'totp', ...named } as const
  await carryOut(t, change, by, {
    totpSecret: admit.vault.seal(app.secret, `totp ${accountId}`),
    totpStep: app.step,
  })
  await tellOfChanges(t, [change], admit.now())
  if ((await findAccount(t, accountId))?.mfaState === 'enabled')
    await carryOut(t, { do: 'set_mfa_state', accountId, state: 'enforced' }, by)
}
