import fc from 'fast-check'
import { usualSession } from '../../../src/core/sessions/session-rules.ts'
import { morning } from '../a-snapshot.ts'
import { accountId, appId, from, groupId, scopes, some } from '../directory-names.ts'
import type { Kinds } from './kinds.ts'

const roleId = from(['reader', 'editor'])
const redirect = { uri: 'https://crm.example/other', kind: 'web' } as const

/** Changes of apps, of who may enter and of their instances, each over a directory of a few names that may or may not be there. */
export const appsChanges = {
  set_app_audience: fc.record({ appId, audience: from(['everybody', 'members'] as const) }),
  put_app: fc.record({
    app: fc.record({
      id: appId,
      name: fc.constant('CRM'),
      description: fc.constant(null),
      homeUrl: fc.constant(null),
      redirectUris: from([[], [redirect]]),
      postLogoutUris: fc.constant([]),
      isPublicClient: fc.boolean(),
      assignmentRequired: fc.boolean(),
      requiredPlan: from([null, 'crm-plan']),
      identifierUri: from([null, 'api://crm']),
      scopes: from([[], [{ name: 'access', title: 'Use CRM', consent: 'user' as const }]]),
      appPermissions: from([[], ['User.Read.All']]),
    }),
  }),
  delete_app: fc.record({ appId }),
  enable_app: fc.record({ appId }),
  disable_app: fc.record({ appId }),
  register_redirect: fc.record({ appId }).map((change) => ({ ...change, ...redirect })),
  require_assignment: fc.record({ appId, required: from(['yes', 'no'] as const) }),
  assign_app: fc.record({ appId, accountId }),
  unassign_app: fc.record({ appId, accountId }),
  assign_app_to_group: fc.record({ appId, groupId }),
  unassign_app_from_group: fc.record({ appId, groupId }),
  give_app_role: fc.record({ appId, accountId, roleId }),
  take_app_role: fc.record({ appId, accountId, roleId }),
  give_app_role_to_group: fc.record({ appId, groupId, roleId }),
  take_app_role_from_group: fc.record({ appId, groupId, roleId }),
  give_app_role_to_app: fc.record({ appId, clientId: appId, roleId }),
  take_app_role_from_app: fc.record({ appId, clientId: appId, roleId }),
  add_app_owner: fc.record({ appId, accountId }),
  remove_app_owner: fc.record({ appId, accountId }),
  restore_app: fc.record({ appId }),
  purge_app: fc.record({ appId }),
  consent: fc.record({ appId, accountId, scopes: some(scopes) }),
  revoke_consent: fc.record({ appId, accountId }),
  consent_for_all: fc.record({ appId, scopes: some(scopes) }),
  revoke_consent_for_all: fc.record({ appId }),
  put_instance: fc.record({
    instance: fc.record({
      id: from(['emea', 'apac']),
      appId: fc.constant('crm'),
      name: from(['Meridian EMEA', 'Other']),
      region: fc.constant('crm4'),
      url: fc.constant('https://crm.example/'),
      roles: from([[], ['Salesperson', 'Sales Manager']]),
    }),
  }),
  set_instance_state: fc.record({
    instanceId: from(['emea', 'apac']),
    state: from(['enabled', 'maintenance', 'disabled'] as const),
    until: from([null, morning + 3_600_000]),
  }),
  set_session_rules: fc.record({
    instanceId: from(['emea', 'apac']),
    rules: from([usualSession, { minutes: 60, warnMinutes: 20 }]),
  }),
  put_instance_user: fc.record({ instanceId: from(['emea', 'apac']), accountId }),
  disable_instance_user: fc.record({ instanceId: from(['emea', 'apac']), accountId }),
  give_instance_role: fc.record({
    instanceId: from(['emea', 'apac']),
    accountId,
    role: from(['Salesperson', 'Sales Manager', 'Nobody']),
  }),
  take_instance_role: fc.record({
    instanceId: from(['emea', 'apac']),
    accountId,
    role: from(['Salesperson', 'Sales Manager']),
  }),
} satisfies Partial<Kinds>
