import { masked } from '../../core/changes/contact.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { type IdentityRow, listIdentities } from '../../store/identities.ts'
import { countRecoveryCodes, findPass, listMethods, type MethodRow, type PassRow } from '../../store/methods.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { mustSeePerson } from '../sight.ts'
import { hasPermission, sightFor, type Viewer } from '../viewer.ts'

/** What a person can prove with, without anything secret of it. */
export type PersonsMethods = {
  readonly methods: readonly MethodRow[]
  readonly passwordSetAt: number | null
  /** How many recovery codes are left; null where none were ever made. */
  readonly recoveryCodesLeft: number | null
  readonly pass: PassRow | null
  /** The identity providers at which the person is known to us. */
  readonly identities: readonly IdentityRow[]
  /** Until when no code is taken; null where codes are taken. */
  readonly pausedUntil: number | null
}

/** Who it is knows it by its end; nobody else is to know it. */
const inPart = (one: MethodRow): MethodRow => ({ ...one, address: one.address === null ? null : masked(one.address) })

const permission = 'UserAuthenticationMethod.Read.All'

/**
 * The methods of a person: their own, or those of people whom the viewer may see; throws `user.not_found`. A deleted person is shown
 * where deleted people are: what they have comes back with them.
 */
export function methodsOf(
  admit: Admit,
  viewer: Viewer,
  accountId: string,
  among: 'present' | 'deleted_too' = 'present',
): Promise<PersonsMethods> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    if (accountId !== viewer.accountId) await mustSeePerson(t, sightFor(viewer, permission, 'people'), accountId)
    else if (!hasPermission(viewer, ['UserAuthenticationMethod.Read', permission])) throw new AppError('auth.forbidden')
    const account = await findAccount(t, accountId)
    if (account === null || (among === 'present' && account.deletedAt !== null)) throw new AppError('user.not_found')
    const pausedUntil = account.secondFactorPausedUntil ?? 0
    return {
      methods: (await listMethods(t, accountId)).map(inPart),
      passwordSetAt: account.passwordSetAt,
      recoveryCodesLeft: await countRecoveryCodes(t, accountId),
      pass: await findPass(t, accountId),
      identities: await listIdentities(t, accountId),
      pausedUntil: pausedUntil > admit.now() ? pausedUntil : null,
    }
  })
}
