import { besideLink, mayFollow, proofsByLink, resetLinkEndsAt } from '../../core/recovery/reset-link.ts'
import type { Account, Instant, TenantPart } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import { findAccount } from '../../store/accounts.ts'
import { insertFlow } from '../../store/flows.ts'
import { findResetLink } from '../../store/reset-links.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { ownName } from '../../core/guests/invitation.ts'
import type { Admit } from '../admit.ts'
import { type From, placeOf } from '../sign-in/familiar.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { goOn } from './prove-reset.ts'
import { type Reset, resetLifetime } from './under-way.ts'

/** Whose password a link is for, as its page shows it before anything is done. */
export type LinkOffer = { readonly organisation: string; readonly signInName: string; readonly until: Instant }

/** What the link is for; throws `reset_link.over` where it was used, is too old, was replaced or never was. Asking changes nothing. */
export function linkOffer(admit: Admit, link: string): Promise<LinkOffer> {
  return withLink(admit, link, async (t, hash) => {
    const { account, tenant } = await linked(t, hash, admit.now())
    const { sentAt } = account.resetLink as NonNullable<Account['resetLink']>
    return { organisation: tenant.name, signInName: ownName(account), until: resetLinkEndsAt(sentAt) }
  })
}

/**
 * Begins to choose a new password by a link, in this browser; gives the secret it keeps. The link is the first proof, and is used up by
 * the password that is chosen, not by being opened: whoever closes the page opens it again.
 */
export function beginByLink(
  admit: Admit,
  link: string,
  from: Pick<From, 'ip' | 'kept'>,
): Promise<{ readonly id: string }> {
  return withLink(admit, link, async (t, link) => {
    const now = admit.now()
    const { account, tenant } = await linked(t, link, now)
    const { place } = await placeOf(admit, t, account.id, from)
    const [id, proofs] = [newSecret(t.tenantId), proofsByLink(account)]
    const hash = readSecret(id)?.hash as string
    const reset: Reset = {
      ...{ kind: 'reset', startedAt: now, signInName: ownName(account), accountId: account.id, place, link },
      ...{ methods: ['email', ...besideLink(account, tenant)], due: proofs, proofs },
      ...{ hasProved: false, asked: null, codes: 0, codeAt: now, code: null, wrongCodes: 0, failure: null },
    }
    await insertFlow(t, hash, await goOn(t, hash, reset, 'email', now), now + resetLifetime)
    return { id }
  })
}

/** Who may choose a new password by the link with this hash, and their organisation; throws `reset_link.over` where nobody may any more. */
export async function linked(
  t: TenantDb,
  hash: string,
  now: Instant,
): Promise<{ readonly account: Account; readonly tenant: TenantPart }> {
  const [accountId, tenant] = [await findResetLink(t, hash, now), await loadTenantPart(t)]
  const account = accountId === null ? null : await findAccount(t, accountId)
  if (account === null || !mayFollow(account, { tenant, now })) throw new AppError('reset_link.over')
  return { account, tenant }
}

function withLink<T>(admit: Admit, link: string, work: (t: TenantDb, hash: string) => Promise<T>): Promise<T> {
  const key = readSecret(link)
  if (key === null) throw new AppError('reset_link.over')
  return withTenant(admit.store, key.tenantId, (t) => work(t, key.hash))
}
