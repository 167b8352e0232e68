import { ruleOf } from '../core/changes/apply.ts'
import type { Change } from '../core/changes/change.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { rolesIn } from '../store/app-owners.ts'
import { findAppSettings } from '../store/apps.ts'
import { listInstances } from '../store/instances.ts'
import type { TenantDb } from '../store/store.ts'

/** The change that takes this one back, asked before it is made; null when there is none. */
export async function wayBack(t: TenantDb, change: Change, s: Snapshot): Promise<Change | null> {
  switch (change.do) {
    case 'put_app': {
      // A decision looks at a part of an app's registration only; taking an edit back takes all of it.
      const before = await findAppSettings(t, change.app.id)
      if (before === null) return { do: 'delete_app', appId: change.app.id }
      const { isEnabled: _, isOwn: __, adminConsent: ___, assignedGroupIds: ____, createdAt: _____, ...most } = before
      const { membersOnly: ______, ...app } = most
      return { do: 'put_app', app }
    }
    case 'put_instance': {
      const before = (await listInstances(t)).find((one) => one.id === change.instance.id)
      if (before === undefined) return null
      const { state: _, maintenanceUntil: __, session: ___, ...instance } = before
      return { do: 'put_instance', instance }
    }
    case 'give_app_role':
    case 'give_app_role_to_group':
    case 'give_app_role_to_app': {
      const had = await rolesIn(t, change.appId, [whoseRole(change)])
      return had.includes(change.roleId) ? null : ruleOf(change).inverse(change, s)
    }
    case 'unassign_app':
    case 'unassign_app_from_group': {
      const [roleId, ...more] = await rolesIn(t, change.appId, [whoseRole(change)])
      if (roleId === undefined) return ruleOf(change).inverse(change, s)
      // Several roles no single change gives back.
      if (more.length > 0) return null
      return change.do === 'unassign_app'
        ? { ...change, do: 'give_app_role', roleId }
        : { ...change, do: 'give_app_role_to_group', roleId }
    }
    case 'delete_group': {
      const group = s.tenant.groups[change.groupId]
      return group === undefined || group.isRoleAssignable ? null : { do: 'restore_group', groupId: change.groupId }
    }
    case 'restore_group':
      return { do: 'delete_group', groupId: change.groupId }
    default:
      return ruleOf(change).inverse(change, s)
  }
}

function whoseRole(
  of: { readonly accountId: string } | { readonly groupId: string } | { readonly clientId: string },
): string {
  return 'accountId' in of ? of.accountId : 'groupId' in of ? of.groupId : of.clientId
}
