import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { isId } from '../store/accounts.ts'
import type { AppRow } from '../store/apps.ts'
import { findAppSettings, insertSecret, listApps, listSecrets } from '../store/apps.ts'
import { appendJournal } from '../store/journal.ts'
import { remembered, shapeNow } from '../store/shape.ts'
import type { TenantDb } from '../store/store.ts'
import { takeTurn } from '../store/turn.ts'
import type { Admit } from './admit.ts'

/** An app as the protocol sees it: its addresses, its permissions and the hashes of the secrets that are in date. */
export type ClientRecord = {
  readonly id: string
  readonly name: string
  readonly isEnabled: boolean
  readonly redirectUris: AppRow['redirectUris']
  readonly postLogoutUris: readonly string[]
  /** SHA-256 of each secret, base64url: secrets of ours are 256 random bits, which need no slow hash. */
  readonly secretHashes: readonly string[]
  /** Those of secrets that are out of date: whoever sends one is told so. */
  readonly expiredHashes: readonly string[]
  readonly isPublicClient: boolean
  readonly signedWith: AppRow['signedWith']
  readonly appPermissions: readonly string[]
}

/** The app with this client id that may use the protocol, or null. */
export async function findClient(admit: Admit, tenantId: string, id: string): Promise<ClientRecord | null> {
  const shape = await shapeNow(admit.store, tenantId)
  if (shape === null || !isId(id)) return null
  const client = await remembered(shape, `client ${id}`, async (t) => {
    const app = await findAppSettings(t, id)
    return app === null || app.isOwn ? null : { app, secrets: app.isPublicClient ? [] : await listSecrets(t, id) }
  })
  if (client === null) return null
  const inDate = client.secrets.filter((secret) => secret.expiresAt === null || secret.expiresAt > admit.now())
  const expired = client.secrets.filter((secret) => !inDate.includes(secret))
  return {
    ...client.app,
    secretHashes: inDate.map((secret) => secret.hash),
    expiredHashes: expired.map((secret) => secret.hash),
  }
}

/** A resource whose scopes clients may ask for. */
export type Resource = {
  readonly identifierUri: string
  readonly scopes: readonly string[]
  readonly signedWith: AppRow['signedWith']
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
              identifierUri: app.identifierUri,
              scopes: app.scopes.map((scope) => scope.name),
              signedWith: app.signedWith,
            },
          ],
    ),
  )
}

/** Adds a secret to an app; the secret is given back this once and only its hash is kept (SEC-22). */
export async function addSecret(
  t: TenantDb,
  appId: string,
  by: { readonly actor: string | null; readonly actorKind: 'person' | 'app' | 'system'; readonly at: number },
  given?: string,
): Promise<{ readonly id: string; readonly secret: string }> {
  const secret = given ?? randomBytes(32).toString('base64url')
  const id = randomUUID()
  const expiresAt = given === undefined ? by.at + 730 * 86_400_000 : null
  const hash = createHash('sha256').update(secret).digest('base64url')
  await takeTurn(t)
  await insertSecret(t, appId, { id, hash, hint: secret.slice(0, 3), createdAt: by.at, expiresAt })
  await appendJournal(t, { ...by, reason: null, operationId: randomUUID() }, [
    {
      kind: 'add_secret',
      entity: 'app',
      entityId: appId,
      payload: { change: { do: 'add_secret', appId, secretId: id }, after: { expiresAt } },
    },
  ])
  return { id, secret }
}
