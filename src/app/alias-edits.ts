import type { Change } from '../core/changes/change.ts'
import { nameKey } from '../core/naming/sign-in-name.ts'
import { AppError } from '../errors.ts'
import { findAccount } from '../store/accounts.ts'
import { withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import type { Viewer } from './viewer.ts'

/** A name that somebody is to sign in with, as Graph's `objectIdentity`. */
export type WantedIdentity = {
  readonly signInType: 'userPrincipalName' | 'emailAddress'
  /** A domain of the organisation, as clients of Graph say it; left out, it is ours anyway. */
  readonly issuer?: string | null | undefined
  readonly issuerAssignedId: string
}

/**
 * The changes after which the account has these names beside its own and no others; `signInName` is the one it gets at the same
 * time. Throws `request.invalid` for a name that comes from elsewhere, or says another user principal name.
 */
export function aliasEdits(
  admit: Admit,
  viewer: Viewer,
  accountId: string,
  {
    identities,
    signInName,
  }: { readonly identities: readonly WantedIdentity[]; readonly signInName?: string | undefined },
): Promise<readonly Change[]> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const { domains } = await loadTenantPart(t)
    const account = await findAccount(t, accountId)
    const name = signInName ?? account?.signInName ?? ''
    for (const { issuer, signInType, issuerAssignedId } of identities) {
      if (issuer != null && !domains.some((domain) => domain.name === issuer.toLowerCase()))
        throw unfit('An identity is issued by a domain of this organisation.')
      if (signInType === 'userPrincipalName' && nameKey(issuerAssignedId) !== nameKey(name))
        throw unfit('The user principal name is changed by userPrincipalName.')
    }
    const had = new Map((account?.aliases ?? []).map((alias) => [nameKey(alias), alias]))
    const wanted = new Map(identities.map((one) => [nameKey(one.issuerAssignedId), one.issuerAssignedId]))
    // An alias that becomes the name is one no longer by itself, and the name needs none.
    for (const names of [had, wanted]) names.delete(nameKey(name))
    const missing = (from: ReadonlyMap<string, string>, of: ReadonlyMap<string, string>) =>
      [...from].flatMap(([key, alias]) => (of.has(key) ? [] : [alias]))
    return [
      ...missing(had, wanted).map((alias): Change => ({ do: 'remove_alias', accountId, name: alias })),
      ...missing(wanted, had).map((alias): Change => ({ do: 'add_alias', accountId, name: alias })),
    ]
  })
}

const unfit = (hint: string) => new AppError('request.invalid', { field: 'identities', hint })
