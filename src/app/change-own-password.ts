import { providerOf } from '../core/federation/identity-provider.ts'
import { canProve } from '../core/methods/allowed.ts'
import { lockedFor } from '../core/lockout/lockout.ts'
import type { Instant, Place } from '../core/snapshot.ts'
import { AppError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { carryOut } from '../store/carry-out.ts'
import { passwordHashIs } from '../store/credentials.ts'
import { forgetFailures } from '../store/lockouts.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { takeOwnTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'
import { tellOfChanges } from './mail/tell.ts'
import { checkNewPassword, leastFor } from './passwords/choice.ts'
import { hashesOf, isUsedBefore, usedBefore } from './passwords/used-before.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { countWrong } from './sign-in/count-wrong.ts'
import { type From, placeOf } from './sign-in/familiar.ts'
import { actorOf, hasPermission, mustHaveProved, type Viewer } from './viewer.ts'

/**
 * Gives the person who asks the password they chose. The one they have is asked for and counted like one typed at sign-in:
 * throws `password.wrong`, `password.set_aside` where a link to choose another was sent, and while the account is locked nothing is tried (SEC-03); throws `user.is_federated` where it is none of ours, and
 * `auth.fresh_proof_needed` where the person has a second factor and has not just proved it. Gives when it was changed.
 */
export async function changeOwnPassword(
  admit: Admit,
  viewer: Viewer,
  current: string,
  chosen: string,
  from: From,
): Promise<Instant> {
  const { accountId } = viewer
  if (
    accountId === null ||
    !hasPermission(viewer, ['Directory.AccessAsUser.All', 'UserAuthenticationMethod.ReadWrite'])
  )
    throw new AppError('auth.forbidden')
  /** The account as it stands; throws while it is locked for who comes from there. */
  const unlockedAccount = async (t: TenantDb, place: Place) => {
    const account = await findAccount(t, accountId)
    if (account === null || (lockedFor(account, place) ?? 0) > admit.now()) throw new AppError('password.wrong')
    return account
  }
  const { account, hashes, place, organisation } = await withTenant(admit.store, viewer.tenantId, async (t) => {
    const at = (await placeOf(admit, t, accountId, from)).place
    const [person, organisation] = [await unlockedAccount(t, at), await loadTenantPart(t)]
    const provider = providerOf(organisation, person)
    if (provider !== null)
      throw new AppError('user.is_federated', { hint: `Change your password at ${provider.name}.` })
    // It is good for nothing any more, not to be changed with either.
    if (person.resetLink !== undefined)
      throw new AppError('password.set_aside', {
        hint: 'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.',
      })
    // SEC-09: whoever knows the password alone is not the person, where they have more.
    if (canProve(person, organisation)) mustHaveProved(viewer, admit.now())
    return { account: person, hashes: await hashesOf(t, accountId), place: at, organisation }
  })
  const { phc } = hashes
  // The hash is computed outside of any transaction: it takes ten milliseconds of a whole core.
  const matches = await passwordMatches(current, phc)
  // Of guesses at the same moment, none learns anything after the one that locked the account.
  if (matches) await withTenant(admit.store, viewer.tenantId, (t) => unlockedAccount(t, place))
  if (matches) {
    const atLeast = leastFor(account, organisation)
    await checkNewPassword(admit, chosen, { person: account, organisation, atLeast })
  }
  if (matches && (await isUsedBefore(chosen, hashes))) throw new AppError('password.banned', { hint: usedBefore })
  const passwordHash = matches ? await hashPassword(chosen) : null
  const doneAt = await withTenant(admit.store, viewer.tenantId, async (t) => {
    const at = admit.now()
    if (passwordHash === null) {
      await countWrong(admit, t, { accountId, password: current, place, from })
      return null
    }
    await takeOwnTurn(t)
    // Compare and swap: of two changes at once, the second one's password is not taken unseen.
    if (!(await passwordHashIs(t, accountId, phc))) throw new AppError('change.conflict')
    await forgetFailures(t, accountId, place, at)
    const by = { ...actorOf(viewer), reason: null, operationId: null, at }
    const change = { do: 'change_password', accountId } as const
    await carryOut(t, change, by, { passwordHash })
    await tellOfChanges(t, [change], at)
    return at
  })
  if (doneAt === null) throw new AppError('password.wrong')
  return doneAt
}
