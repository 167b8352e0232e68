import { AppError } from '../errors.ts'
import { findAppSettings } from '../store/apps.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { allow, aroundChange } from './apply-changes.ts'
import { addSecret, type WantedSecret } from './clients.ts'
import { actorOf, mustHaveProved, type Viewer } from './viewer.ts'

/** A new secret for an app, shown this once (SEC-22); for who may change the app's registration. */
export function createSecret(admit: Admit, viewer: Viewer, appId: string, wanted: WantedSecret = {}) {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const app = await findAppSettings(t, appId)
    if (app === null) throw new AppError('app.not_found')
    if (app.isOwn || app.isPublicClient) throw new AppError('change.not_possible')
    const change = { do: 'put_app' as const, app }
    // A secret is all the app can do: whoever makes one must be allowed to give the app's permissions (SEC-31).
    allow(viewer, change, await aroundChange(t, change, admit.now()))
    mustHaveProved(viewer, admit.now())
    return addSecret(t, appId, { ...actorOf(viewer), at: admit.now() }, undefined, wanted)
  })
}
