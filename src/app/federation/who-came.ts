import { freshFor } from '../../core/changes/needs-proof.ts'
import { type IdentityProvider, providerOfName } from '../../core/federation/identity-provider.ts'
import { isNamed } from '../../core/naming/is-named.ts'
import { nameKey } from '../../core/naming/sign-in-name.ts'
import type { Account } from '../../core/snapshot.ts'
import { standsFrom } from '../../core/sessions/revocation.ts'
import { findAccount, findAccountByName, findSessionsRevoked } from '../../store/accounts.ts'
import { findIdentity, type Subject } from '../../store/identities.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { type From, placeOf } from '../sign-in/familiar.ts'
import { type Flow, unproved } from '../sign-in/flow.ts'
import { asSelf } from '../sign-in/under-way.ts'
import { type Claims, hasSecond, nameIn, provedAt, whoThere } from './claims.ts'

type Came = { readonly provider: IdentityProvider; readonly claims: Claims; readonly from: From }

/**
 * The sign-in after a provider has answered: as the person it is linked with, or, of a domain that is federated to it, as whom it names
 * there, who is linked from then on. Nobody is ever found by an `email` (SEC-12).
 */
export async function whoCame(admit: Admit, t: TenantDb, flow: Flow, came: Came): Promise<Flow> {
  const { provider, claims } = came
  const stopped = (is: 'invalid' | 'other_person' | 'other_subject' | 'not_linked', what?: string): Flow => ({
    ...flow,
    ...unproved,
    provider: { providerId: provider.id, is, ...(what === undefined ? {} : { what }) },
  })
  const who = whoThere(provider, claims)
  if (who === null) return stopped('invalid', `it does not say who it is (${provider.subject})`)
  const link = (await findIdentity(t, who)) ?? (await findAfterOthers(t, who))
  if (link !== null) {
    const account = await findAccount(t, link.accountId)
    if (link.providerId !== provider.id || account === null) return stopped('other_subject')
    return isNamedHere(flow, account) ? proved(admit, t, flow, came, account) : stopped('other_person')
  }

  const name = nameIn(provider, claims)
  // The domain's owner says by whom its people are vouched for, and for no other domain is anybody believed.
  if (name === null || providerOfName(await loadTenantPart(t), name)?.id !== provider.id) return stopped('not_linked')
  const account = await findAccountByName(t, name)
  const isOther = flow.signInName !== name && (account === null || !isNamedHere(flow, account))
  if (flow.signInName !== null && isOther) return stopped('other_person')
  if (account === null || nameKey(account.signInName) !== name)
    // There is nobody of that name here, which the gates say as of any other.
    return { ...flow, ...unproved, signInName: name, credential: 'verified', provider: good(provider) }
  const { identities = [] } = account
  if (identities.some(({ providerId }) => providerId === provider.id)) return stopped('other_subject')
  // Whoever is kept out, or is known by another provider, is not linked by having tried.
  if (account.isEnabled && account.deletedAt === null && identities.length === 0)
    await asSelf(
      t,
      { ...flow, accountId: account.id },
      admit.now(),
      { do: 'link_identity', accountId: account.id, providerId: provider.id },
      { subject: who },
    )
  return proved(admit, t, flow, came, account)
}

/** Of two who come at once for the first time, the second finds what the first made. */
async function findAfterOthers(t: TenantDb, who: Subject) {
  await takeOwnTurn(t)
  return findIdentity(t, who)
}

/** Whether it is whom the person said they are, where they said so. */
const isNamedHere = ({ signInName }: Flow, account: Account) => signInName === null || isNamed(account, signInName)

const good = ({ id }: IdentityProvider) => ({ providerId: id, is: 'good' }) as const

async function proved(
  admit: Admit,
  t: TenantDb,
  flow: Flow,
  { provider, claims, from }: Came,
  account: Account,
): Promise<Flow> {
  const now = admit.now()
  // How old the proof is, the provider says; of one that does not, it is not of this moment (SEC-32).
  const at = provedAt(claims, now) ?? now - freshFor - 1
  const revokedAt = (await findSessionsRevoked(t, [account.id])).get(account.id) ?? null
  if (revokedAt !== null && revokedAt > at && flow.provesAnew !== 'yes')
    return { ...flow, ...unproved, provesAnew: 'yes' }
  const isSecond = hasSecond(provider, claims)
  return {
    ...flow,
    ...unproved,
    signInName: flow.signInName ?? account.signInName,
    accountId: account.id,
    credential: 'verified',
    // Asked anew it was given anew, and tokens know whole seconds.
    credentialAt: revokedAt === null || revokedAt <= at ? at : standsFrom(revokedAt),
    secondFactor: isSecond ? 'verified' : 'not_presented',
    secondFactorAt: isSecond ? at : null,
    methods: isSecond ? ['provider', 'provider_factor'] : ['provider'],
    provider: good(provider),
    isSingleSignOn: false,
    failure: null,
    place: (await placeOf(admit, t, account.id, from)).place,
  }
}
