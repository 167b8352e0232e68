import { createHash, randomBytes, randomUUID, timingSafeEqual, X509Certificate } from 'node:crypto'
import { isId } from '../store/accounts.ts'
import { AppError } from '../errors.ts'
import type { AppRow, SecretRow } from '../store/apps.ts'
import { findAppSettings, insertSecret, listApps, listSecrets } from '../store/apps.ts'
import { type CertificateRow, listCertificates } from '../store/certificates.ts'
import { appendJournal, type By } from '../store/journal.ts'
import { remembered, shapeNow } from '../store/shape.ts'
import type { TenantDb } from '../store/store.ts'
import { takeTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'
import type { Wishes } from './token-claims.ts'

/** An app as the protocol sees it: its addresses, its permissions and the hashes of the secrets that are in date. */
export type ClientRecord = Wishes & {
  readonly name: string
  readonly isEnabled: boolean
  readonly redirectUris: AppRow['redirectUris']
  readonly postLogoutUris: readonly string[]
  /** SHA-256 of each secret, base64url: secrets of ours are 256 random bits, which need no slow hash. */
  readonly secretHashes: readonly string[]
  /** Those of secrets that are out of date: whoever sends one is told so. */
  readonly expiredHashes: readonly string[]
  /** Whether it has any secret at all, in date or not. */
  readonly hasSecrets: boolean
  /** Whatever their dates. */
  readonly certificates: readonly ClientCertificate[]
  readonly isPublicClient: boolean
  readonly signedWith: AppRow['signedWith']
  readonly appPermissions: readonly string[]
}

/** A certificate an app may prove itself with: what it is called in an assertion, base64url, and its public key. */
export type ClientCertificate = {
  readonly sha256: string
  readonly sha1: string
  readonly startsAt: number
  readonly expiresAt: number
  readonly jwk: Readonly<Record<string, unknown>>
}

function clientCertificate({ certificate, startsAt, expiresAt }: CertificateRow): ClientCertificate {
  const der = Buffer.from(certificate, 'base64')
  const named = (algorithm: 'sha1' | 'sha256') => createHash(algorithm).update(der).digest('base64url')
  const jwk = new X509Certificate(der).publicKey.export({ format: 'jwk' }) as Record<string, unknown>
  return { sha256: named('sha256'), sha1: named('sha1'), startsAt, expiresAt, jwk }
}

/** The app with this client id that may use the protocol, or null. */
export async function findClient(admit: Admit, tenantId: string, id: string): Promise<ClientRecord | null> {
  const shape = await shapeNow(admit.store, tenantId)
  if (shape === null || !isId(id)) return null
  const client = await remembered(shape, `client ${id}`, async (t) => {
    const app = await findAppSettings(t, id)
    if (app === null || app.isOwn) return null
    if (app.isPublicClient) return { app, secrets: [], certificates: [] }
    return {
      app,
      secrets: await listSecrets(t, id),
      certificates: (await listCertificates(t, id)).map(clientCertificate),
    }
  })
  if (client === null) return null
  const now = admit.now()
  const expired = client.secrets.filter((secret) => secret.expiresAt !== null && secret.expiresAt <= now)
  const inDate = client.secrets.filter((secret) => !expired.includes(secret) && secret.startsAt <= now)
  return {
    ...client.app,
    secretHashes: inDate.map((secret) => secret.hash),
    expiredHashes: expired.map((secret) => secret.hash),
    hasSecrets: client.secrets.length > 0,
    certificates: client.certificates,
  }
}

/** Whether a secret is one of those with these hashes; it takes as long for any that is not. */
export function isAmongSecrets(hashes: readonly string[], secret: string): boolean {
  const given = createHash('sha256').update(secret).digest()
  return hashes.some((hash) => timingSafeEqual(given, Buffer.from(hash, 'base64url')))
}

/** A resource whose scopes clients may ask for. */
export type Resource = Wishes & {
  readonly identifierUri: string
  readonly scopes: readonly string[]
  readonly signedWith: AppRow['signedWith']
}

/** The resource that scopes are of; undefined where they are of none. */
export function resourceOf(resources: readonly Resource[], scopes: readonly string[]): Resource | undefined {
  return resources.find(({ identifierUri }) => scopes.some((scope) => scope.startsWith(`${identifierUri}/`)))
}

/** Every resource of the tenant, our own API among them. */
export async function resourcesOf(admit: Admit, tenantId: string): Promise<readonly Resource[]> {
  const shape = await shapeNow(admit.store, tenantId)
  if (shape === null) return []
  return remembered(shape, 'resources', async (t) =>
    (await listApps(t)).flatMap((app) =>
      app.identifierUri === null
        ? []
        : [
            {
              ...{ id: app.id, roles: app.roles, assignedGroupIds: app.assignedGroupIds },
              ...{ groupClaims: app.groupClaims, optionalClaims: app.optionalClaims },
              identifierUri: app.identifierUri,
              scopes: app.scopes.map((scope) => scope.name),
              signedWith: app.signedWith,
            },
          ],
    ),
  )
}

/** What may be said of a new secret: what it is called, and from when until when it is good. */
export type WantedSecret = {
  readonly displayName?: string | null
  readonly startsAt?: number
  readonly expiresAt?: number
}

/** So long a secret is good when nobody says otherwise. */
const usualLife = 730 * 86_400_000

/**
 * Adds a secret to an app; the secret is given back this once and only its hash is kept (SEC-22). Throws
 * `request.invalid` where it would end before it begins, or has ended already.
 */
export async function addSecret(
  t: TenantDb,
  appId: string,
  by: Omit<By, 'reason' | 'operationId'>,
  given?: string,
  wanted: WantedSecret = {},
): Promise<Omit<SecretRow, 'hash'> & { readonly secret: string }> {
  const secret = given ?? randomBytes(32).toString('base64url')
  const id = randomUUID()
  const { displayName = null, startsAt = by.at } = wanted
  const expiresAt = wanted.expiresAt ?? (given === undefined ? startsAt + usualLife : null)
  if (expiresAt !== null && expiresAt <= Math.max(startsAt, by.at))
    throw new AppError('request.invalid', { field: 'endDateTime', hint: 'A secret ends after it begins, and not yet.' })
  const kept = { id, displayName, hint: secret.slice(0, 3), createdAt: by.at, startsAt, expiresAt }
  const hash = createHash('sha256').update(secret).digest('base64url')
  await takeTurn(t)
  await insertSecret(t, appId, { ...kept, hash })
  await appendJournal(t, { ...by, reason: null, operationId: randomUUID() }, [
    {
      kind: 'add_secret',
      entity: 'app',
      entityId: appId,
      payload: { change: { do: 'add_secret', appId, secretId: id }, after: { displayName, startsAt, expiresAt } },
    },
  ])
  return { ...kept, secret }
}
