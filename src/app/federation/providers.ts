import { randomUUID } from 'node:crypto'
import type { IdentityProvider } from '../../core/federation/identity-provider.ts'
import { isPersonal } from '../../core/federation/personal.ts'
import { AppError } from '../../errors.ts'
import { type NotReached, type Reached, signOutUrl } from '../../probes/openid-provider.ts'
import { findProviderRow, listProviders, type ProviderShown } from '../../store/identity-providers.ts'
import { withTenant } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { allow, applyChanges, aroundChange } from '../apply-changes.ts'
import { asAdministrator } from '../directory.ts'
import type { Viewer } from '../viewer.ts'
import { callbackPath } from './at-provider.ts'
import { reach, reachAs, secretLabel } from './reach.ts'

/** A provider as administrators see it, with the addresses to register there. */
export type ProviderDetails = ProviderShown & { readonly redirectUris: readonly string[] }

/** What an administrator says of a provider; the secret is left out where it stays, and null where it goes. */
export type WantedProvider = Omit<IdentityProvider, 'id'> & { readonly secret?: string | undefined }

/** What a provider says of itself, as far as it matters to who sets it up; or what is wrong with it. */
export type ProviderCheck =
  | { readonly is: 'there'; readonly issuer: string; readonly signsOut: boolean; readonly claims: readonly string[] }
  | NotReached

/** The tenant's providers, in the order of their names. */
export function providerList(admit: Admit, viewer: Viewer): Promise<readonly ProviderDetails[]> {
  return asAdministrator(
    admit,
    viewer,
    'IdentityProvider.Read.All',
    async (t) => (await listProviders(t)).map((one) => shown(admit, one)),
    'policies',
  )
}

/** One of them; throws `identity_provider.not_found`. */
export async function providerDetails(admit: Admit, viewer: Viewer, id: string): Promise<ProviderDetails> {
  const found = (await providerList(admit, viewer)).find((one) => one.id === id)
  if (found === undefined) throw new AppError('identity_provider.not_found')
  return found
}

function shown({ config }: Admit, provider: ProviderShown): ProviderDetails {
  const redirectUris = isPersonal(provider) ? [] : config.origins.map((origin) => origin + callbackPath(provider.id))
  return { ...provider, redirectUris }
}

/** Asks a provider what it is, before or after it is kept: for who may set one up, as what is asked is asked from in here (SEC-41). */
export async function checkProvider(
  admit: Admit,
  viewer: Viewer,
  asked: { readonly id: string } | { readonly issuer: string; readonly clientId: string },
): Promise<ProviderCheck> {
  const kept = await withTenant(admit.store, viewer.tenantId, async (t) => {
    const change = { do: 'delete_identity_provider', providerId: 'id' in asked ? asked.id : '' } as const
    allow({ ...viewer, provedAt: admit.now() }, change, await aroundChange(t, change, admit.now()))
    return 'id' in asked ? await findProviderRow(t, asked.id) : null
  })
  if ('id' in asked && kept === null) throw new AppError('identity_provider.not_found')
  // Nobody is asked over the network.
  if (kept !== null && isPersonal(kept)) return { is: 'there', issuer: kept.issuer, signsOut: false, claims: [] }
  const reached =
    kept === null
      ? await reachAs(admit, { ...(asked as { issuer: string; clientId: string }), secret: null })
      : await reach(admit, viewer.tenantId, kept)
  return reached.is === 'there' ? said(reached) : reached
}

function said(reached: Reached): ProviderCheck {
  const is = reached.configuration.serverMetadata()
  return {
    is: 'there',
    issuer: is.issuer,
    signsOut: signOutUrl(reached) !== null,
    claims: (is.claims_supported ?? []).filter((one) => typeof one === 'string').slice(0, 100),
  }
}

/** Adds a provider that says of itself what it should; throws `identity_provider.discovery_failed` with what is wrong otherwise. */
export async function addProvider(
  admit: Admit,
  viewer: Viewer,
  wanted: WantedProvider,
  reason: string | null = null,
): Promise<ProviderDetails> {
  const { issuer, clientId } = wanted
  const check = await checkProvider(admit, viewer, { issuer, clientId })
  if (check.is !== 'there')
    throw new AppError('identity_provider.discovery_failed', { field: 'issuer', hint: sentence(check) })
  return keep(admit, viewer, randomUUID(), { ...wanted, issuer: check.issuer }, reason)
}

/** Changes a provider; its issuer and what of its answer is the person stay. Throws `identity_provider.not_found`. */
export async function changeProvider(
  admit: Admit,
  viewer: Viewer,
  id: string,
  edit: Partial<WantedProvider>,
  reason: string | null = null,
): Promise<ProviderDetails> {
  const {
    hasSecret: _,
    domains: __,
    people: ___,
    createdAt: ____,
    redirectUris: _____,
    id: ______,
    ...was
  } = await providerDetails(admit, viewer, id)
  return keep(admit, viewer, id, { ...was, ...edit }, reason)
}

async function keep(
  admit: Admit,
  viewer: Viewer,
  id: string,
  { secret, ...settings }: WantedProvider,
  reason: string | null,
): Promise<ProviderDetails> {
  const put = { do: 'put_identity_provider', provider: { ...settings, id } } as const
  const changes = secret === undefined ? [put] : [put, { do: 'set_provider_secret', providerId: id } as const]
  const sealed =
    secret === undefined
      ? {}
      : { clientSecret: admit.vault.seal(Buffer.from(secret), secretLabel(viewer.tenantId, id)) }
  await applyChanges(admit, viewer, changes, reason, null, undefined, sealed)
  return providerDetails(admit, viewer, id)
}

const sentence = ({ is, what }: NotReached) =>
  is === 'unreachable' ? `The provider was not reached: ${what}.` : `The provider cannot be used: ${what}.`
