import { randomUUID } from 'node:crypto'
import { addSecret } from '../../src/app/clients.ts'
import { type DemoFile, readDemo } from '../../src/app/demo.ts'
import { hashPassword } from '../../src/app/passwords.ts'
import type { Change } from '../../src/core/changes/change.ts'
import { carryOut, type Secrets } from '../../src/store/carry-out.ts'
import { openStore, withTenant } from '../../src/store/store.ts'

export type BenchApp = { readonly id: string; readonly secret: string; readonly redirectUri: string }

export type Prepared = {
  readonly demo: DemoFile
  /** An app that no policy asks a second factor for, consented to for everybody. */
  readonly app: BenchApp
  readonly people: readonly { readonly signInName: string; readonly password: string }[]
}

export const scopes = ['openid', 'profile', 'offline_access', 'api://crm/access']

/** Adds an app and people with a password to the demo company, by the changes an administrator makes. */
export async function preparePeople(databaseUrl: string, count: number): Promise<Prepared> {
  const demo = await readDemo()
  const store = openStore(databaseUrl, 2)
  const at = Date.now() - 60_000
  const app = { id: randomUUID(), secret: 'bench-secret-of-many-letters', redirectUri: 'http://localhost:9/callback' }
  const password = 'lantern harbour 42'
  const passwordHash = await hashPassword(password)
  const people = Array.from({ length: count }, (_, i) => ({ signInName: `bench${i}@meridian.example`, password }))
  await withTenant(store, demo.tenant.id, async (t) => {
    const by = { actor: null, actorKind: 'system', reason: 'benchmark', operationId: randomUUID(), at } as const
    const done = (change: Change, secrets: Secrets = {}) => carryOut(t, change, by, secrets)
    await done({
      do: 'put_app',
      app: {
        id: app.id,
        name: 'Bench',
        description: null,
        homeUrl: null,
        redirectUris: [{ uri: app.redirectUri, kind: 'web' }],
        postLogoutUris: [],
        isPublicClient: false,
        assignmentRequired: false,
        requiredPlan: null,
        identifierUri: null,
        scopes: [],
        appPermissions: [],
      },
    })
    await addSecret(t, app.id, by, app.secret)
    await done({ do: 'consent_for_all', appId: app.id, scopes })
    for (const { signInName } of people) {
      const id = randomUUID()
      await done({
        do: 'create_account',
        account: {
          id,
          signInName,
          displayName: `Bench ${signInName}`,
          userType: 'member',
          isEnabled: true,
          attributes: { department: 'Bench', usageLocation: 'FR', mail: signInName },
        },
      })
      await done({ do: 'change_password', accountId: id }, { passwordHash })
    }
  })
  await store.close()
  return { demo, app, people }
}
