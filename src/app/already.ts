import type { RoleAssignment } from '../store/app-lists.ts'
import { isDirectlyIn, isInUnit, isRoleGiven, owns } from '../store/already.ts'
import { ownersOfApp } from '../store/app-owners.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import type { Viewer } from './viewer.ts'

/** What a change is about as it is before it; for who may make the change, which asks who they are. */
export type Already =
  | { readonly is: 'member' | 'owner'; readonly groupId: string; readonly id: string }
  | { readonly is: 'in unit'; readonly unitId: string; readonly id: string }
  | { readonly is: 'owner of app'; readonly appId: string; readonly id: string }
  | ({ readonly is: 'role' } & RoleAssignment)

/** Whether that is so already: somebody is in a group by hand, or a group within it; owns it, or an app; is in a unit; was given a role. */
export function isAlready(admit: Admit, viewer: Viewer, asked: Already): Promise<boolean> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    switch (asked.is) {
      case 'role':
        return isRoleGiven(t, asked)
      case 'owner':
        return owns(t, asked.groupId, asked.id)
      case 'in unit':
        return isInUnit(t, asked.unitId, asked.id)
      case 'owner of app':
        return (await ownersOfApp(t, asked.appId)).includes(asked.id)
      case 'member':
        return isDirectlyIn(t, asked.groupId, asked.id)
    }
  })
}
