import { randomUUID } from 'node:crypto'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { addSecret } from '../../src/app/clients.ts'
import { commandLine } from '../../src/app/viewer.ts'
import type { AppSettings } from '../../src/core/changes/change.ts'
import { withTenant } from '../../src/store/store.ts'
import type { Served } from '../setup/server.ts'

export type Registered = { readonly id: string; readonly secret: string }

/** The settings of an app that is nothing but registered. */
export function plainApp(id: string): AppSettings {
  return {
    id,
    name: 'An app',
    description: null,
    homeUrl: null,
    redirectUris: [],
    postLogoutUris: [],
    isPublicClient: false,
    assignmentRequired: false,
    requiredPlan: null,
    identifierUri: null,
    scopes: [],
    appPermissions: [],
  }
}

/** An app of the demo company, consented to for everybody; `redirects` may be `native …` or `spa …`, else they are web addresses. */
export async function registerApp(
  served: Served,
  settings: Partial<AppSettings> & { readonly name: string },
  consents: readonly string[] = ['openid', 'profile', 'email', 'offline_access'],
): Promise<Registered> {
  const { admit } = served.running
  const { id: tenantId } = served.demo.tenant
  const id = randomUUID()
  const app: AppSettings = { ...plainApp(id), ...settings }
  await applyChanges(
    admit,
    commandLine(tenantId),
    [
      { do: 'put_app', app },
      { do: 'consent_for_all', appId: id, scopes: consents },
    ],
    'a test',
  )
  if (app.isPublicClient) return { id, secret: '' }
  const { secret } = await withTenant(admit.store, tenantId, (t) =>
    addSecret(t, id, { actor: null, actorKind: 'system', at: admit.now() }),
  )
  return { id, secret }
}
