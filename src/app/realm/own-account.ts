import { personalIssuer, personalProviderId, realmId } from '../../core/federation/personal.ts'
import { carryOut } from '../../store/carry-out.ts'
import { findAccount } from '../../store/accounts.ts'
import { findIdentity } from '../../store/identities.ts'
import { forgetLetters } from '../../store/letters.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { listTenants } from '../../store/tenants.ts'
import { takeTurn } from '../../store/turn.ts'
import { AppError } from '../../errors.ts'
import type { Admit } from '../admit.ts'
import { type OwnSession, viewerIn } from '../sign-in/visit.ts'
import { mustHaveProved } from '../viewer.ts'

/** An organisation that somebody comes to with their personal account, and the domain by which its sign-in is found. */
export type LinkedOrganisation = { readonly id: string; readonly name: string; readonly domain: string | null }

/** The organisations that know the person of a session by their personal account; throws `realm.off` for anybody else. */
export async function linkedOrganisations(admit: Admit, session: OwnSession): Promise<readonly LinkedOrganisation[]> {
  const { accountId } = mustBeOfRealm(session)
  // Each is asked within its own walls: no transaction sees two of them.
  const found = await Promise.all(
    (await listTenants(admit.store)).map(({ id }) =>
      withTenant(admit.store, id, async (t) => {
        const linked = await accountOf(t, accountId)
        if (linked === null) return []
        const { name, domains } = await loadTenantPart(t)
        return [{ id, name, domain: domains.find(({ isDefault }) => isDefault)?.name ?? null }]
      }),
    ),
  )
  return found.flat()
}

/**
 * Erases a personal account at once, for who has just proved that it is theirs: every organisation forgets who they are here, and keeps
 * its guest, who comes no more unless they are invited again. Done again after it broke off, it goes on.
 */
export async function deleteOwnAccount(admit: Admit, session: OwnSession): Promise<void> {
  const { accountId } = mustBeOfRealm(session)
  mustHaveProved(viewerIn(session), admit.now())
  const at = admit.now()
  const reason = 'the personal account was deleted by its person'
  for (const { id } of await linkedOrganisations(admit, session))
    await withTenant(admit.store, id, async (t) => {
      await takeTurn(t)
      const linked = await accountOf(t, accountId)
      if (linked === null) return
      const by = { actor: linked, actorKind: 'self', reason, operationId: null, at } as const
      await carryOut(t, { do: 'unlink_identity', accountId: linked, providerId: personalProviderId }, by)
    })
  await withTenant(admit.store, realmId, async (t) => {
    await takeTurn(t)
    if ((await findAccount(t, accountId)) === null) return
    const by = { actor: accountId, actorKind: 'self', reason, operationId: null, at } as const
    await forgetLetters(t, session.ownName)
    await carryOut(t, { do: 'delete_account', accountId }, by)
    await carryOut(t, { do: 'purge_account', accountId }, by)
  })
}

async function accountOf(t: TenantDb, subject: string): Promise<string | null> {
  const found = await findIdentity(t, { issuer: personalIssuer, subject })
  return found?.providerId === personalProviderId ? found.accountId : null
}

function mustBeOfRealm(session: OwnSession): OwnSession {
  if (session.tenantId !== realmId) throw new AppError('realm.off')
  return session
}
