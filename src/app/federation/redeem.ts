import { isSameAddress } from '../../core/changes/guest.ts'
import { findProvider, guestProviders } from '../../core/federation/identity-provider.ts'
import { isPersonal } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { signInUrl } from '../../probes/openid-provider.ts'
import { carryOut } from '../../store/carry-out.ts'
import { deleteFlow, insertFlow, saveFlow } from '../../store/flows.ts'
import { findIdentity } from '../../store/identities.ts'
import { findProviderRow } from '../../store/identity-providers.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { takeOwnTurn } from '../../store/turn.ts'
import type { Admit } from '../admit.ts'
import { type Accepted, noConsent } from '../guests/accept.ts'
import { withLink } from '../guests/link.ts'
import { openInvitation, type Redemption, redemptionLifetime, withinRedemption } from '../guests/redemption.ts'
import { newSecret, readSecret } from '../sign-in/session.ts'
import { mustNotWait } from '../sign-in/slow-source.ts'
import type { ProviderChoice } from '../sign-in/step.ts'
import { askBack, type CameBack, callbackPath, isAnswerTo } from './at-provider.ts'
import { verifiedAddress, whoThere } from './claims.ts'
import { type Around, handOver } from './hand-over.ts'
import { reach, tiesOf } from './reach.ts'
import { say } from '../words/say.ts'

/** The providers with which an invitation may be accepted; throws `invitation.over`. */
export function providersToRedeem(admit: Admit, link: string): Promise<readonly ProviderChoice[]> {
  return withLink(admit, link, async (t) =>
    guestProviders(await loadTenantPart(t)).map(({ id, name }) => ({ id, name })),
  )
}

/**
 * Begins to accept an invitation with who somebody is at a provider, in place of a code and a password: gives the secret that the
 * browser keeps and where it goes, or the secret of the sign-in at the realm that it goes on with, or that the provider is not there. Throws `invitation.over`, and `identity_provider.not_found`.
 */
export async function redeemAtProvider(
  admit: Admit,
  link: string,
  providerId: string,
  from: Around & { readonly origin: string },
): Promise<
  | { readonly id: string; readonly to: string }
  | { readonly id: string; readonly handedOver: string }
  | { readonly problem: string }
> {
  const { invitation, provider, tenantId } = await withLink(admit, link, async (t, invited) => {
    await mustNotWait(admit, t, from.ip)
    const isOpen = findProvider(await loadTenantPart(t), providerId)?.guests === 'welcome'
    const row = isOpen ? await findProviderRow(t, providerId) : null
    if (row === null) throw new AppError('identity_provider.not_found')
    return { invitation: invited, provider: row, tenantId: t.tenantId }
  })
  const reached = isPersonal(provider) ? null : await reach(admit, tenantId, provider)
  if (reached !== null && reached.is !== 'there')
    return {
      problem: say('{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.', {
        provider: provider.name,
      }),
    }
  const id = newSecret(tenantId)
  const hash = readSecret(id)?.hash as string
  const redirectUri = `${from.origin}${callbackPath(providerId)}`
  await withLink(admit, link, async (t) => {
    const now = admit.now()
    const { accountId, nth } = invitation
    const redemption: Redemption = {
      ...{ kind: 'redemption', startedAt: now, accountId, nth, proved: 'no' },
      ...{ codes: 0, codeAt: now, wrongCodes: 0, failure: null },
      atProvider: { providerId, nth: 1, redirectUri, maxAge: null },
    }
    await insertFlow(t, hash, redemption, now + redemptionLifetime)
  })
  if (reached === null) {
    const { ip, client, correlationId } = from
    // With which of several accounts they come, the person says: the address is shown to nobody who only has the link.
    const to = { providerId, loginHint: null, prompt: 'select_account' } as const
    return { id, handedOver: await handOver(admit, { tenantId, hash, nth: 1 }, to, { ip, client, correlationId }) }
  }
  const asked = { redirectUri, scopes: provider.scopes, loginHint: null, prompt: null, maxAge: null }
  return { id, to: await signInUrl(reached, { ...tiesOf(admit, { tenantId, hash, nth: 1 }), ...asked }) }
}

/** Whether what came back is the answer to a question of this redemption. */
export async function isRedeemingAt(admit: Admit, id: string, came: CameBack): Promise<boolean> {
  try {
    return await withinRedemption(admit, id, async (t, hash, { atProvider }) =>
      atProvider == null ? false : isAnswerTo(admit, { tenantId: t.tenantId, hash, nth: atProvider.nth }, came),
    )
  } catch (error) {
    if (error instanceof AppError && error.code === 'invitation.over') return false
    throw error
  }
}

/**
 * Takes what the browser brought back: whoever is known there by the very address that was invited, which the provider has seen to be
 * theirs, is who was invited (D11, SEC-12). The answer is taken once.
 */
export async function comeBackToRedeem(admit: Admit, id: string, came: CameBack): Promise<void> {
  const taken = await withinRedemption(admit, id, async (t, hash, redemption) => {
    const at = redemption.atProvider ?? null
    if (at === null) return null
    await saveFlow(t, hash, { ...redemption, atProvider: null })
    return { at, question: { tenantId: t.tenantId, hash, nth: at.nth } }
  })
  if (taken === null) return
  const said = await askBack(admit, taken.question, taken.at, came)
  await withinRedemption(admit, id, async (t, hash, redemption, { address }) => {
    const { provider } = said
    const name = provider?.name ?? say('The provider')
    const stop = (failure: string) => saveFlow(t, hash, { ...redemption, failure })
    if (provider === null || 'answer' in said)
      return stop(say('{provider} did not say who you are.', { provider: name }))
    const who = whoThere(provider, said.claims)
    const known = verifiedAddress(said.claims)
    if (who === null || known === null)
      return stop(
        say('{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.', {
          provider: name,
        }),
      )
    if (!isSameAddress(address, known))
      return stop(
        isPersonal(provider)
          ? say(
              'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.',
            )
          : say(
              'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.',
              { provider: name },
            ),
      )
    if ((await findIdentity(t, who)) !== null)
      return stop(
        say('Somebody here is linked with who you are at {provider} already. Sign in with {provider}.', {
          provider: name,
        }),
      )
    return saveFlow(t, hash, {
      ...redemption,
      ...{ proved: 'yes', failure: null },
      by: { providerId: provider.id, name: isPersonal(provider) ? 'your personal account' : provider.name, ...who },
    })
  })
}

/** Accepts the invitation for who showed so that they were invited, and agreed that the organisation sees name and address. Used once. */
export function acceptByProvider(admit: Admit, id: string, agreed: 'yes' | 'no'): Promise<Accepted> {
  return withinRedemption(admit, id, async (t, hash, redemption) => {
    const { by, accountId, proved } = redemption
    if (by === undefined || proved !== 'yes') throw new AppError('invitation.over')
    if (agreed === 'no') {
      await saveFlow(t, hash, { ...redemption, failure: noConsent })
      return { is: 'asked_again' }
    }
    await takeOwnTurn(t)
    const invitation = await openInvitation(admit, t, redemption)
    const reason = 'agreed that the organisation sees name and address'
    const who = { actor: accountId, actorKind: 'self', reason, operationId: null, at: admit.now() } as const
    const { providerId, issuer, subject } = by
    await carryOut(t, { do: 'accept_invitation', accountId, providerId }, who, { subject: { issuer, subject } })
    await deleteFlow(t, hash)
    const { name: organisation, domains } = await loadTenantPart(t)
    const { address, redirectUrl } = invitation
    const start = `/signin?domain_hint=${domains.find(({ isDefault }) => isDefault)?.name ?? ''}`
    return { is: 'done', organisation, address, redirectUrl: redirectUrl ?? start, by: by.name }
  })
}
