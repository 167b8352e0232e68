import { AppError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { carryOut } from '../store/carry-out.ts'
import { findPasswordHash, passwordHashIs, recordFailure, recordSuccess } from '../store/credentials.ts'
import { withTenant } from '../store/store.ts'
import { takeOwnTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'
import { checkNewPassword, hashPassword, passwordMatches } from './passwords.ts'
import { actorOf, hasPermission, type Viewer } from './viewer.ts'

/**
 * Gives the person who asks the password they chose. The one they have is asked for and counted like one typed at sign-in:
 * throws `password.wrong`, and while the account is locked nothing is tried (SEC-03).
 */
export async function changeOwnPassword(admit: Admit, viewer: Viewer, current: string, chosen: string): Promise<void> {
  const { accountId } = viewer
  if (
    accountId === null ||
    !hasPermission(viewer, ['Directory.AccessAsUser.All', 'UserAuthenticationMethod.ReadWrite'])
  )
    throw new AppError('auth.forbidden')
  const known = await withTenant(admit.store, viewer.tenantId, async (t) => ({
    account: await findAccount(t, accountId),
    phc: await findPasswordHash(t, accountId),
  }))
  const { account, phc } = known
  if (account === null || (account.lockedUntil ?? 0) > admit.now()) throw new AppError('password.wrong')
  // The hash is computed outside of any transaction: it takes ten milliseconds of a whole core.
  const matches = await passwordMatches(current, phc)
  if (matches) checkNewPassword(chosen, account)
  if (matches && current === chosen)
    throw new AppError('password.banned', { hint: 'Choose a password you have not used before.' })
  const passwordHash = matches ? await hashPassword(chosen) : null
  const isDone = await withTenant(admit.store, viewer.tenantId, async (t) => {
    const at = admit.now()
    if (passwordHash === null) {
      await recordFailure(t, accountId, at)
      return false
    }
    await takeOwnTurn(t)
    // Compare and swap: of two changes at once, the second one's password is not taken unseen.
    if (!(await passwordHashIs(t, accountId, phc))) throw new AppError('change.conflict')
    await recordSuccess(t, accountId, at)
    const by = { ...actorOf(viewer), reason: null, operationId: null, at }
    await carryOut(t, { do: 'change_password', accountId }, by, { passwordHash })
    return true
  })
  if (!isDone) throw new AppError('password.wrong')
}
