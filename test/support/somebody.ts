import { randomUUID } from 'node:crypto'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { carryOut } from '../../src/store/carry-out.ts'
import { withTenant } from '../../src/store/store.ts'
import { takeTurn } from '../../src/store/turn.ts'
import type { Served } from '../setup/server.ts'

export type Somebody = { readonly id: string; readonly name: string; readonly password: string }

let made = 0

/** Somebody new of the demo company, with a password, and with the seed of an authenticator app where one is given (base32 as bytes). */
export async function somebodyNew(served: Served, totpSecret: Buffer | null = null): Promise<Somebody> {
  const { admit } = served.running
  const tenantId = served.demo.tenant.id
  const [id, password] = [randomUUID(), 'granite kettle 77']
  const signInName = `robin.person${++made}@meridian.example`
  const account = { id, signInName, displayName: `Robin ${made}`, isEnabled: true, attributes: {} }
  await applyChanges(
    admit,
    commandLine(tenantId),
    [{ do: 'create_account', account: { ...account, userType: 'member' } }],
    null,
  )
  const passwordHash = await hashPassword(password)
  await withTenant(admit.store, tenantId, async (t) => {
    await takeTurn(t)
    const by = { actor: null, actorKind: 'system', reason: null, operationId: null, at: admit.now() - 60_000 } as const
    await carryOut(t, { do: 'change_password', accountId: id }, by, { passwordHash })
    if (totpSecret === null) return
    const sealed = admit.vault.seal(totpSecret, `totp ${id}`)
    await carryOut(t, { do: 'register_method', accountId: id, kind: 'totp' }, by, { totpSecret: sealed })
    await carryOut(t, { do: 'set_mfa_state', accountId: id, state: 'enforced' }, by)
  })
  return { id, name: signInName, password }
}
