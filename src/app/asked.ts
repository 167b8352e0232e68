import { withoutDefault } from '../core/consent/default-scope.ts'
import { canProve, mayProve } from '../core/methods/allowed.ts'
import { methodsAsStrong } from '../core/methods/strengths.ts'
import { providerOf } from '../core/federation/identity-provider.ts'
import { provedByPass, stateOf } from '../core/methods/temporary-pass.ts'
import type { Account, Instant, Place, Proof, Snapshot, TenantPart } from '../core/snapshot.ts'
import { findAccount, findAccountByName } from '../store/accounts.ts'
import { nearNames } from '../store/names.ts'
import { findAppIn } from '../store/apps.ts'
import { findInstance, findInstanceAt, findInstanceFor } from '../store/instances.ts'
import { isKnownAddress } from '../store/known-addresses.ts'
import { listFailures } from '../store/lockouts.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { waitingBefore } from '../store/seats.ts'
import { unitsOfAccount } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { licencesIfRestored } from '../core/licensing/restored.ts'
import { locate } from './locate.ts'
import { rememberedFor, sourceOf } from './sign-in/familiar.ts'
import { normalisedName } from './sign-in-name.ts'
import { levelOf, type Viewer } from './viewer.ts'

/** An attempt somebody asks about: a live one, or one that is only imagined. */
export type Asked = {
  readonly person: { readonly accountId: string } | { readonly signInName: string } | null
  readonly appId: string
  /** Left out, the redirect address tells the instance, and without one it is where the person is known; null is none. */
  readonly instanceId?: string | null
  readonly redirectUri?: string | null
  /** Left out, no consent is asked about. */
  readonly scopes?: readonly string[]
  readonly ip?: string | null
  /** Left out, the address tells whether the person has signed in from there before; null where nobody knows. */
  readonly place?: Place | null
  /** An app that the person is in asks again by itself. */
  readonly isRefresh?: true | undefined
  /** Left out, the person is assumed to prove what a reasonable person can. */
  readonly proof?: Proof
}

/** The snapshot of the directory as it is now and the attempt as asked. */
export async function loadSnapshot(t: TenantDb, asked: Asked, now: Instant): Promise<Snapshot> {
  const { person } = asked
  const typed = person !== null && 'signInName' in person ? normalisedName(person.signInName) : null
  const redirectUri = asked.redirectUri ?? null
  // None of these waits for another: they are sent together, and answered in turn.
  const part = loadTenantPart(t)
  const [tenant, account, app, named] = await Promise.all([
    part,
    person === null
      ? null
      : 'accountId' in person
        ? findAccount(t, person.accountId, part)
        : findAccountByName(t, typed as string, part),
    part.then((shared) => findAppIn(t, shared, asked.appId)),
    asked.instanceId != null
      ? findInstance(t, asked.instanceId)
      : redirectUri === null
        ? null
        : findInstanceAt(t, asked.appId, redirectUri),
  ])
  const isOpen = asked.instanceId === undefined && redirectUri === null
  const instance = isOpen ? await findInstanceFor(t, asked.appId, account?.id ?? null) : named
  const signInName = typed ?? account?.signInName ?? null
  const near = account === null && signInName !== null ? await nearNames(t, signInName) : []
  const place =
    asked.place === undefined && account !== null ? await placeByAddress(t, account.id, asked.ip, now) : null
  return snapshotOf(
    place === null ? asked : { ...asked, place },
    { signInName, nearNames: near },
    { tenant, account, app, instance },
    now,
  )
}

/** Whether the person has signed in from the address before; null where there is none. */
async function placeByAddress(
  t: TenantDb,
  accountId: string,
  ip: string | null | undefined,
  now: Instant,
): Promise<Place | null> {
  const source = sourceOf(ip ?? null)
  if (source === null) return null
  return (await isKnownAddress(t, accountId, source, now - rememberedFor)) ? 'familiar' : 'strange'
}

/** The snapshot with where wrong passwords came from, which explains a lock and decides nothing: their addresses for administrators alone. */
export async function withFailures(t: TenantDb, s: Snapshot, viewer: Viewer): Promise<Snapshot> {
  if (s.account === null) return s
  const kept = await listFailures(t, s.account.id)
  const { ip } = s.attempt.network
  const placed = kept.map((one) => (ip !== null && one.ip === ip ? { ...one, isHere: true as const } : one))
  const failures = levelOf(viewer) === 'administrator' ? placed : placed.map((one) => ({ ...one, ip: null }))
  return failures.length === 0 ? s : { ...s, account: { ...s.account, failures } }
}

/** The snapshot with the administrative units its account is in, which say whose roles reach it; no decision reads them. */
export async function withUnits(t: TenantDb, s: Snapshot): Promise<Snapshot> {
  if (s.account === null || s.tenant.units === undefined) return s
  const unitIds = await unitsOfAccount(t, s.account.id)
  return unitIds.length === 0 ? s : { ...s, account: { ...s.account, unitIds } }
}

/** The snapshot with all that only questions about it need: the units of the person, and who waits for a seat before them. */
export async function withAll(t: TenantDb, s: Snapshot): Promise<Snapshot> {
  const whole = await withUnits(t, s)
  const full = Object.values(s.tenant.products).filter(({ seats, seatsUsed }) => seatsUsed >= seats)
  if (s.account === null || full.length === 0) return whole
  const ahead = await waitingBefore(
    t,
    s.account.id,
    full.map(({ id }) => id),
  )
  const products = full.flatMap((product) =>
    ahead.has(product.id) ? [[product.id, { ...product, ahead: ahead.get(product.id) as number }] as const] : [],
  )
  if (products.length === 0) return whole
  return {
    ...whole,
    tenant: { ...whole.tenant, products: { ...whole.tenant.products, ...Object.fromEntries(products) } },
  }
}

/** The snapshot of an attempt as asked, at a directory that was read already. */
export function snapshotOf(
  asked: Asked,
  name: { readonly signInName: string | null; readonly nearNames: readonly string[] },
  read: Pick<Snapshot, 'tenant' | 'account' | 'app' | 'instance'>,
  now: Instant,
): Snapshot {
  return {
    now,
    attempt: {
      ...name,
      appId: asked.appId,
      redirectUri: asked.redirectUri ?? null,
      scopes: withoutDefault(asked.scopes ?? [], read.account, read.app, read.tenant.permissions),
      network: locate(asked.ip ?? null, read.tenant.locations),
      ...(asked.place == null ? {} : { place: asked.place }),
      ...(asked.isRefresh === true ? { isRefresh: true } : {}),
    },
    proof: asked.proof ?? reasonableProof(read.account, read.tenant, now),
    ...read,
    account: read.account?.deletedAt == null ? read.account : withKept(read.account, read.tenant),
  }
}

/** That a deleted account has no seat stands in nobody's way: it gets one when it is restored, as long as there is one. */
function withKept(account: Account, tenant: TenantPart): Account {
  return { ...account, licences: licencesIfRestored(account.licences, tenant) }
}

/**
 * A reasonable person comes by the provider that looks after them, gives the pass they were given, or else knows the password and has at hand a second factor that is
 * registered, as long as codes are taken.
 */
export function reasonableProof(account: Account | null, tenant: TenantPart, now: Instant): Proof {
  const provider = account === null ? null : providerOf(tenant, account)
  if (provider?.secondFactor === 'trusted')
    return { credential: 'verified', secondFactor: 'verified', methods: ['provider', 'provider_factor'] }
  const isAble = account !== null && canProve(account, tenant) && (account.secondFactorPausedUntil ?? 0) <= now
  const proof = { credential: 'verified', secondFactor: isAble ? 'verified' : 'not_presented' } as const
  if (provider !== null || isOnlyLinked(account))
    return { ...proof, methods: isAble ? ['provider', 'totp'] : ['provider'] }
  const pass = account?.temporaryPass
  const hasPass = pass !== undefined && stateOf(pass, now) === 'good'
  if (account !== null && hasPass && mayProve('temporary_pass', account, tenant)) return provedByPass
  const hasPasskey = isAble && methodsAsStrong({ account, tenant }, 'phishing_resistant').length > 0
  // Who may not use a password leaves it out.
  const first = hasPasskey && !mayProve('password', account, tenant) ? [] : (['password'] as const)
  // Of what they have they give what proves the most.
  return { ...proof, ...(hasPasskey ? { methods: [...first, 'passkey'] } : {}) }
}

/** The same of an account of a tenant, as the tenant is now. */
export async function reasonableProofNow(admit: Admit, tenantId: string, account: Account | null): Promise<Proof> {
  return withTenant(admit.store, tenantId, async (t) => reasonableProof(account, await loadTenantPart(t), admit.now()))
}

/** Whether a guest has nothing to prove with but who they are at a provider. */
const isOnlyLinked = (account: Account | null) => account?.identities !== undefined && account.passwordSetAt === null
