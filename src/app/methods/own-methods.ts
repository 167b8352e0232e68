import type { Change } from '../../core/changes/change.ts'
import { isAllowed, isRegistered } from '../../core/methods/allowed.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { carryOut } from '../../store/carry-out.ts'
import { proveSession } from '../../store/sessions.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { newTotpSecret, totpOffset, totpStep } from '../totp.ts'
import { mustHaveProved } from '../viewer.ts'
import { tellOfChanges } from '../mail/tell.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { registerMethod } from './register-method.ts'

/** Makes ten recovery codes for the person and gives them, this once; those before end. Throws `auth.fresh_proof_needed`. */
export async function makeRecoveryCodes(admit: Admit, session: OwnSession): Promise<readonly string[]> {
  mustHaveProved(viewerIn(session), admit.now())
  const codes = newRecoveryCodes()
  await withTenant(admit.store, session.tenantId, async (t) => {
    await takeOwnTurn(t)
    const account = await findAccount(t, session.accountId)
    // They are for the day when the method of every day is not at hand.
    const tenant = await loadTenantPart(t)
    if (account === null || !isRegistered(account, tenant)) throw new AppError('method.none_registered')
    if (!isAllowed('recovery_codes', account, tenant)) throw new AppError('method.not_allowed')
    await carryOut(t, { do: 'make_recovery_codes', accountId: session.accountId }, by(admit, session), {
      recoveryCodes: codes.map((code) => recoveryCodeHash(admit, session, code)),
    })
    await tellOfChanges(t, [{ do: 'make_recovery_codes', accountId: session.accountId }], admit.now())
  })
  return codes
}

/** Names, prefers or removes a method of the person's own. Throws `auth.fresh_proof_needed` and `method.not_found`. */
export async function changeOwnMethod(
  admit: Admit,
  session: OwnSession,
  change: Extract<Change, { readonly do: 'name_method' | 'prefer_method' | 'remove_method' }>,
): Promise<void> {
  mustHaveProved(viewerIn(session), admit.now())
  if (change.accountId !== session.accountId) throw new AppError('auth.forbidden')
  await withTenant(admit.store, session.tenantId, async (t) => {
    await takeOwnTurn(t)
    await carryOut(t, change, by(admit, session))
    await tellOfChanges(t, [change], admit.now())
  })
}

/** A seed for an authenticator app to be added in this browser's session, and the same sealed, to come back with its first code. */
export function beginTotp(admit: Admit, session: OwnSession): { readonly secret: Buffer; readonly sealed: string } {
  mustHaveProved(viewerIn(session), admit.now())
  const secret = newTotpSecret()
  return { secret, sealed: admit.vault.seal(secret, labelOf(session)).toString('base64url') }
}

/** The seed that was begun with; throws `request.invalid` where it is of another session, or none. */
export function begunTotp(admit: Admit, session: OwnSession, sealed: string): Buffer {
  try {
    return admit.vault.open(Buffer.from(sealed, 'base64url'), labelOf(session))
  } catch {
    throw new AppError('request.invalid', { field: 'sealed', hint: 'Begin again: this was begun elsewhere.' })
  }
}

/** What came of the first code of an authenticator app: it is the person's now, or how many steps its clock is off, where that shows. */
export async function addTotp(
  admit: Admit,
  session: OwnSession,
  given: { readonly secret: Buffer; readonly code: string; readonly name: string | null },
): Promise<{ readonly is: 'added' } | { readonly is: 'wrong'; readonly codeSteps: number | null }> {
  mustHaveProved(viewerIn(session), admit.now())
  const now = admit.now()
  const step = totpStep(given.secret, given.code, now)
  if (step === null) return { is: 'wrong', codeSteps: totpOffset(given.secret, given.code, now) }
  await withTenant(admit.store, session.tenantId, async (t) => {
    const { accountId } = session
    const named = given.name === null ? {} : { name: given.name }
    const secrets = { totpSecret: admit.vault.seal(given.secret, `totp ${accountId}`), totpStep: step }
    await registerMethod(t, { accountId, kind: 'totp', ...named }, secrets, { at: now, reason: null })
    // Its code is a proof: who has a second factor from now on has just given it.
    await proveSession(t, session.id, now, [...new Set([...session.methods, 'totp' as const])])
  })
  return { is: 'added' }
}

const labelOf = ({ tenantId, accountId, id }: OwnSession) => `adding totp ${tenantId} ${accountId} ${id}`

const by = (admit: Admit, { accountId }: OwnSession) =>
  ({ actor: accountId, actorKind: 'self', reason: null, operationId: null, at: admit.now() }) as const
