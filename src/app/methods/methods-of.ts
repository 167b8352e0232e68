import { masked } from '../../core/changes/contact.ts'
import type { DayMethod } from '../../core/changes/method-change.ts'
import { isAllowed, mayProve, maySetUp } from '../../core/methods/allowed.ts'
import { type Method, type MethodKind, methodKinds } from '../../core/methods/methods.ts'
import type { Account } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { type IdentityRow, listIdentities } from '../../store/identities.ts'
import { countRecoveryCodes, findPass, listMethods, type MethodRow, type PassRow } from '../../store/methods.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { mustSeePerson } from '../sight.ts'
import { hasPermission, sightFor, type Viewer } from '../viewer.ts'

/** What a person can prove with, without anything secret of it. */
export type PersonsMethods = {
  readonly methods: readonly (MethodRow & Pick<Method, 'madeFor'>)[]
  /** What is asked of them, whatever policies ask besides (A7). */
  readonly mfaState: Account['mfaState']
  readonly passwordSetAt: number | null
  /** How many recovery codes are left; null where none were ever made. */
  readonly recoveryCodesLeft: number | null
  readonly pass: PassRow | null
  /** Kinds that the organisation does not allow for the person, and what they may set up. */
  readonly notAllowed: readonly MethodKind[]
  readonly maySetUp: readonly DayMethod[]
  /** The identity providers at which the person is known to us. */
  readonly identities: readonly IdentityRow[]
  /** Until when no code is taken; null where codes are taken. */
  readonly pausedUntil: number | null
  /** How a code goes to a phone of theirs where nobody says how. */
  readonly phoneBy: 'sms' | 'voice'
}

/** Who it is knows it by its end; nobody else is to know it. */
const inPart = (one: MethodRow): MethodRow => ({ ...one, address: one.address === null ? null : masked(one.address) })

const permission = 'UserAuthenticationMethod.Read.All'

/** Reads as who may read what a person proves with: the person, and whoever may see them. */
export function asReaderOfMethods<T>(
  admit: Admit,
  viewer: Viewer,
  accountId: string,
  work: (t: TenantDb) => Promise<T>,
): Promise<T> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    if (accountId !== viewer.accountId) await mustSeePerson(t, sightFor(viewer, permission, 'people'), accountId)
    else if (!hasPermission(viewer, ['UserAuthenticationMethod.Read', permission])) throw new AppError('auth.forbidden')
    return work(t)
  })
}

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
  return asReaderOfMethods(admit, viewer, accountId, async (t) => {
    const account = await findAccount(t, accountId)
    if (account === null || (among === 'present' && account.deletedAt !== null)) throw new AppError('user.not_found')
    const tenant = await loadTenantPart(t)
    const here = new Map(account.methods.map((one) => [one.id, one]))
    const pausedUntil = account.secondFactorPausedUntil ?? 0
    return {
      // What was made for another address of ours cannot be used here.
      methods: (await listMethods(t, accountId)).map((one) => {
        const { isUsable = false, madeFor } = here.get(one.id) ?? {}
        return { ...inPart(one), isUsable, ...(madeFor === undefined ? {} : { madeFor }) }
      }),
      mfaState: account.mfaState,
      passwordSetAt: account.passwordSetAt,
      recoveryCodesLeft: await countRecoveryCodes(t, accountId),
      pass: await findPass(t, accountId),
      notAllowed: methodKinds.filter((kind) => !mayProve(kind, account, tenant)),
      maySetUp: maySetUp(account, tenant),
      identities: await listIdentities(t, accountId),
      pausedUntil: pausedUntil > admit.now() ? pausedUntil : null,
      phoneBy: isAllowed('sms', account, tenant) ? 'sms' : 'voice',
    }
  })
}
