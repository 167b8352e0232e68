import { ruleOf } from '../core/changes/apply.ts'
import type { Change } from '../core/changes/change.ts'
import type { Snapshot } from '../core/snapshot.ts'
import { findAppSettings } from '../store/apps.ts'
import type { TenantDb } from '../store/store.ts'

/** The change that takes this one back, asked before it is made; null when there is none. */
export async function wayBack(t: TenantDb, change: Change, s: Snapshot): Promise<Change | null> {
  if (change.do !== 'put_app') return ruleOf(change).inverse(change, s)
  // A decision looks at a part of an app's registration only; taking an edit back takes all of it.
  const before = await findAppSettings(t, change.app.id)
  if (before === null) return { do: 'delete_app', appId: change.app.id }
  const { isEnabled: _, isOwn: __, adminConsent: ___, assignedGroupIds: ____, ...app } = before
  return { do: 'put_app', app }
}
