import { freshFor } from '../../core/changes/needs-proof.ts'
import { providerOf } from '../../core/federation/identity-provider.ts'
import { canProve } from '../../core/methods/allowed.ts'
import { standsFrom } from '../../core/sessions/revocation.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { changeOwnPassword } from '../change-own-password.ts'
import { leastFor } from '../passwords/choice.ts'
import type { From } from '../sign-in/familiar.ts'
import { startSession } from '../sign-in/session.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { say, toldOf, withStop } from '../words/say.ts'

/** What a person is to know who wants another password. */
export type OwnPassword = {
  /** Where it is kept otherwise: at an identity provider, or nowhere. */
  readonly kept: 'here' | 'nowhere' | { readonly at: string }
  readonly atLeast: number
  /** A second factor has to be proved first: it was not a moment ago, or will not be any more when the form is filled in. */
  readonly proof: 'fresh' | 'needed'
}

/** So much of a proof is to be left when the form is shown: whoever fills it in is not sent away for another, and types it once. */
const timeToType = 5 * 60_000

/**
 * How a person's own password stands, for the page on which they change it: opened anew, or shown again to who has just sent it, and whose
 * proof was good for that.
 */
export function ownPassword(admit: Admit, session: OwnSession, shown: 'anew' | 'again'): Promise<OwnPassword> {
  return withTenant(admit.store, session.tenantId, async (t) => {
    const account = await findAccount(t, session.accountId)
    if (account === null) throw new AppError('user.not_found')
    const tenant = await loadTenantPart(t)
    const provider = providerOf(tenant, account)
    const lasts = shown === 'anew' ? freshFor - timeToType : freshFor
    const isFresh = session.provedAt !== null && admit.now() - session.provedAt <= lasts
    return {
      kept: provider !== null ? { at: provider.name } : account.passwordSetAt === null ? 'nowhere' : 'here',
      atLeast: leastFor(account, tenant),
      proof: canProve(account, tenant) && !isFresh ? 'needed' : 'fresh',
    }
  })
}

/**
 * Gives the person the password they typed twice; what is wrong where it is not taken. All sessions end, as with any other change; the browser
 * it was done in goes on with a new one (SEC-13), whose secret this gives. Throws `auth.fresh_proof_needed`.
 */
export async function changePasswordHere(
  admit: Admit,
  session: OwnSession,
  typed: { readonly current: string; readonly password: string; readonly repeat: string },
  from: From,
): Promise<{ readonly secret: string } | { readonly problem: string }> {
  if (typed.password !== typed.repeat) return { problem: say('The two passwords differ. Type the same one twice.') }
  try {
    const at = await changeOwnPassword(admit, viewerIn(session), typed.current, typed.password, from)
    const proofs = {
      ...{ accountId: session.accountId, authAt: standsFrom(at), secondFactorAt: session.secondFactorAt },
      ...{ methods: session.methods, kind: session.kind, ip: from.ip, client: from.client },
    }
    return await withTenant(admit.store, session.tenantId, (t) => startSession(t, proofs, at, session.id))
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('password.')) throw error
    return { problem: withStop(toldOf(error)) }
  }
}
