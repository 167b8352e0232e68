import { describe, expect, it } from 'vitest'
import { aSnapshot } from '../../../test/support/a-snapshot.ts'
import type { App } from '../snapshot.ts'
import type { AppSettings, Change } from './change.ts'
import { mayDo } from './may-do.ts'
import { needsFreshProof } from './needs-proof.ts'

const settings: AppSettings = {
  ...{ id: 'crm', name: 'CRM', description: null, homeUrl: null, redirectUris: [], postLogoutUris: [] },
  ...{ isPublicClient: false, assignmentRequired: true, requiredPlan: 'crm-plan', identifierUri: null, scopes: [] },
  appPermissions: [],
}
const put = (edit: Partial<AppSettings> = {}): Change => ({ do: 'put_app', app: { ...settings, ...edit } })
const around = (app: Partial<App> = {}) => aSnapshot({ app: { requiredPlan: 'crm-plan', ownerIds: ['olga'], ...app } })
const may = (change: Change, app: Partial<App> = {}, who = 'olga') => mayDo([], who, change, around(app)).ok

describe('SEC-31: who owns an app and holds no role', () => {
  it('looks after it, and after no other', () => {
    const other = { appId: 'ledger' }
    for (const own of [{ do: 'delete_app' }, { do: 'restore_app' }, { do: 'disable_app' }] as const) {
      expect(may({ ...own, appId: 'crm' })).toBe(true)
      expect(may({ ...own, appId: 'crm' }, {}, 'mallory')).toBe(false)
      expect(may({ ...own, ...other })).toBe(false)
    }
    expect(may(put())).toBe(true)
    expect(may(put({ id: 'ledger' }))).toBe(false)
    expect(may({ do: 'purge_app', appId: 'crm' })).toBe(false)
  })

  it('gives it to others and not to themselves', () => {
    const role = { appId: 'crm', roleId: 'reader' }
    expect(may({ do: 'give_app_role', ...role, accountId: 'alice' })).toBe(true)
    expect(may({ do: 'give_app_role', ...role, accountId: 'olga' })).toBe(false)
    expect(may({ do: 'take_app_role', ...role, accountId: 'olga' })).toBe(true)
    expect(may({ do: 'give_app_role_to_app', appId: 'crm', roleId: 'reader', clientId: 'ledger' })).toBe(false)
  })

  it('neither says which licence it needs nor changes one that acts by itself', () => {
    expect(may(put({ requiredPlan: null }))).toBe(false)
    expect(may(put({ appPermissions: ['User.Read.All'] }))).toBe(false)
    expect(may(put(), { actsByItself: true })).toBe(false)
    // Nor does a role that could not let it act so.
    expect(mayDo(['app-admin'], 'nadia', put(), around({ actsByItself: true })).ok).toBe(false)
    expect(mayDo(['privileged-app-admin'], 'petra', put(), around({ actsByItself: true })).ok).toBe(true)
    expect(needsFreshProof(put(), around({ actsByItself: true }))).toBe(true)
    expect(needsFreshProof(put(), around())).toBe(false)
  })
})
