import { randomUUID } from 'node:crypto'
import { AppError } from '../errors.ts'
import {
  appAssignments,
  deleteSecret,
  type ListedAssignment,
  listRoleAssignments,
  ofPrincipal,
  toApp,
} from '../store/app-lists.ts'
import { ownersOfApp, rolesIn } from '../store/app-owners.ts'
import { findAppSettings, listSecrets } from '../store/apps.ts'
import { appendJournal } from '../store/journal.ts'
import { presentAccounts } from '../store/directory-lists.ts'
import { type Asked, type Page, pageOf, withIds } from '../store/lists.ts'
import { withTenant } from '../store/store.ts'
import { takeTurn } from '../store/turn.ts'
import { findUnit } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { allow, aroundChange } from './apply-changes.ts'
import { asAdministrator, asReaderOfApp, asReaderOfApps } from './directory.ts'
import { asUser, type DirectoryRow } from './related.ts'
import { actorOf, mustHaveProved, type Viewer } from './viewer.ts'

/** Who may use an app, or what one person or group may use: one page. */
export function assignmentPage(
  admit: Admit,
  viewer: Viewer,
  of: { readonly appId: string } | { readonly principalId: string },
  asked: Asked,
): Promise<Page<ListedAssignment>> {
  if ('principalId' in of)
    return asAdministrator(admit, viewer, 'Application.Read.All', (t) =>
      pageOf(t, appAssignments, asked, ofPrincipal(of.principalId)),
    )
  return asReaderOfApp(admit, viewer, of.appId, async (t) => {
    if ((await findAppSettings(t, of.appId)) === null) throw new AppError('app.not_found')
    return pageOf(t, appAssignments, asked, toApp(of.appId))
  })
}

/** The people who own an app, by name; throws `app.not_found`. */
export function appOwners(admit: Admit, viewer: Viewer, appId: string): Promise<readonly DirectoryRow[]> {
  return asReaderOfApp(admit, viewer, appId, async (t) => {
    if ((await findAppSettings(t, appId)) === null) throw new AppError('app.not_found')
    const ids = await ownersOfApp(t, appId)
    const found = await withIds(t, presentAccounts, ids)
    return ids.flatMap((id) => found.filter((row) => row.id === id).map(asUser))
  })
}

/** Whether a person or a group has a role in an app beside the app as a whole; for who may change assignments. */
export function hasRoleIn(admit: Admit, viewer: Viewer, appId: string, principalId: string): Promise<boolean> {
  return withTenant(admit.store, viewer.tenantId, async (t) => (await rolesIn(t, appId, [principalId])).length > 0)
}

/** Who holds which directory role. */
export function roleAssignments(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'RoleManagement.Read.Directory', listRoleAssignments)
}

/** Who was given which role within an administrative unit; throws `unit.not_found`. */
export function rolesWithin(admit: Admit, viewer: Viewer, unitId: string) {
  return asAdministrator(admit, viewer, 'RoleManagement.Read.Directory', async (t) => {
    if ((await findUnit(t, unitId)) === null) throw new AppError('unit.not_found')
    return (await listRoleAssignments(t)).filter((one) => one.unitId === unitId)
  })
}

/** The secrets of apps without the secrets, by app. */
export function secretsOf(admit: Admit, viewer: Viewer, appIds: readonly string[]) {
  return asReaderOfApps(admit, viewer, appIds, async (t) => {
    const found = new Map<string, readonly Omit<Awaited<ReturnType<typeof listSecrets>>[number], 'hash'>[]>()
    for (const id of appIds)
      found.set(
        id,
        (await listSecrets(t, id)).map(({ hash: _, ...secret }) => secret),
      )
    return found
  })
}

/** Takes a secret of an app away, at once; for who may change the app's registration. Throws `app.secret_not_found`. */
export function removeSecret(admit: Admit, viewer: Viewer, appId: string, secretId: string): Promise<void> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const app = await findAppSettings(t, appId)
    if (app === null) throw new AppError('app.not_found')
    if (app.isOwn) throw new AppError('app.is_own')
    const at = admit.now()
    allow(viewer, { do: 'put_app', app }, await aroundChange(t, { do: 'put_app', app }, at))
    mustHaveProved(viewer, at)
    await takeTurn(t)
    if (!(await deleteSecret(t, appId, secretId))) throw new AppError('app.secret_not_found')
    await appendJournal(t, { ...actorOf(viewer), reason: null, operationId: randomUUID(), at }, [
      {
        kind: 'remove_secret',
        entity: 'app',
        entityId: appId,
        payload: { change: { do: 'remove_secret', appId, secretId } },
      },
    ])
  })
}
