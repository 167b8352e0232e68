import type { Permission } from '../consent/permission.ts'
import type { App, Snapshot, TenantPart } from '../snapshot.ts'
import type { AppChange, AppSettings } from './change.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { appName, groupName, listed, person } from './names.ts'

/** Apps: how they are registered, who is assigned, what they may read. */
export const appChanges: Family<AppChange['do']> = {
  put_app: {
    title: ({ app }, s) => `${s.app?.id === app.id ? 'Change' : 'Register'} the app ${app.name}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ app }) =>
      app.appPermissions.length === 0 ? [] : [`It may act by itself: ${listed(app.appPermissions)}.`],
    apply: (s, { app }) => put(s, app),
    // What it was before stands in the journal: a snapshot holds only what decisions read of an app.
    inverse: ({ app }, s) =>
      s.app === null && s.attempt.appId === app.id ? { do: 'delete_app', appId: app.id } : null,
  },
  enable_app: {
    title: ({ appId }, s) => `Enable sign-in to ${appName(s, appId)}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [`${appName(s, appId)} opens for everybody entitled to it.`],
    apply: (s, { appId }) => onApp(s, appId, (app) => (app.isEnabled ? app : { ...app, isEnabled: true })),
    inverse: ({ appId }, { app }) => (app?.id === appId && app.isEnabled ? null : { do: 'disable_app', appId }),
  },
  disable_app: {
    title: ({ appId }, s) => `Disable sign-in to ${appName(s, appId)}`,
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [`Nobody signs in to ${appName(s, appId)} until it is enabled again.`],
    apply: (s, { appId }) => onApp(s, appId, (app) => (app.isEnabled ? { ...app, isEnabled: false } : app)),
    inverse: ({ appId }, { app }) => (app?.id === appId && !app.isEnabled ? null : { do: 'enable_app', appId }),
  },
  register_redirect: {
    title: ({ appId, uri }, s) => `Register ${uri} as a redirect address of ${appName(s, appId)}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: () => ['Whoever answers at this address receives sign-ins of everybody: make sure that it is yours.'],
    apply: (s, { appId, uri, kind }) =>
      onApp(s, appId, (app) => {
        if (app.redirectUris.some((one) => one.uri === uri && one.kind === kind)) return app
        return { ...app, redirectUris: [...app.redirectUris.filter((one) => one.uri !== uri), { uri, kind }] }
      }),
    // It is taken back by editing the registration, whose other fields are not in a snapshot.
    inverse: () => null,
  },
  require_assignment: {
    title: ({ appId, required }, s) =>
      required === 'yes'
        ? `Require assignment to ${appName(s, appId)}`
        : `Stop requiring assignment to ${appName(s, appId)}`,
    weakens: ({ required }) => (required === 'no' ? 3 : 0),
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, required }, s) => [
      required === 'yes'
        ? `Only those assigned can open ${appName(s, appId)}.`
        : `Everybody in the organisation can open ${appName(s, appId)}, assigned or not.`,
    ],
    apply: (s, { appId, required }) =>
      onApp(s, appId, (app) =>
        app.assignmentRequired === (required === 'yes') ? app : { ...app, assignmentRequired: required === 'yes' },
      ),
    inverse: ({ appId, required }, { app }) =>
      app?.id === appId && app.assignmentRequired === (required === 'yes')
        ? null
        : { do: 'require_assignment', appId, required: required === 'yes' ? 'no' : 'yes' },
  },
  assign_app: {
    title: ({ appId, accountId }, s) => `Assign ${person(s, accountId)} to ${appName(s, appId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { appId, accountId }) =>
      onAccount(s, accountId, (account) =>
        account.assignedApps.includes(appId)
          ? account
          : { ...account, assignedApps: [...account.assignedApps, appId].sort() },
      ),
    inverse: ({ appId, accountId }, { account }) =>
      account?.id === accountId && account.assignedApps.includes(appId)
        ? null
        : { do: 'unassign_app', appId, accountId },
  },
  unassign_app: {
    title: ({ appId, accountId }, s) => `End the assignment of ${person(s, accountId)} to ${appName(s, appId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { appId, accountId }) =>
      onAccount(s, accountId, (account) =>
        account.assignedApps.includes(appId)
          ? { ...account, assignedApps: account.assignedApps.filter((id) => id !== appId) }
          : account,
      ),
    inverse: ({ appId, accountId }, { account }) =>
      account?.id === accountId && !account.assignedApps.includes(appId)
        ? null
        : { do: 'assign_app', appId, accountId },
  },
  assign_app_to_group: {
    title: ({ appId, groupId }, s) => `Assign ${groupName(s, groupId)} to ${appName(s, appId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, groupId }, s) => [
      `All direct members of ${groupName(s, groupId)} are then assigned to ${appName(s, appId)}.`,
    ],
    apply: (s, { appId, groupId }) =>
      s.tenant.groups[groupId] === undefined
        ? s
        : onApp(s, appId, (app) =>
            app.assignedGroupIds.includes(groupId)
              ? app
              : { ...app, assignedGroupIds: [...app.assignedGroupIds, groupId].sort() },
          ),
    inverse: ({ appId, groupId }, { app, tenant }) =>
      tenant.groups[groupId] === undefined || (app?.id === appId && app.assignedGroupIds.includes(groupId))
        ? null
        : { do: 'unassign_app_from_group', appId, groupId },
  },
  unassign_app_from_group: {
    title: ({ appId, groupId }, s) => `End the assignment of ${groupName(s, groupId)} to ${appName(s, appId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, groupId }, s) => [
      `Members of ${groupName(s, groupId)} who are not assigned otherwise lose ${appName(s, appId)}.`,
    ],
    apply: (s, { appId, groupId }) =>
      onApp(s, appId, (app) =>
        app.assignedGroupIds.includes(groupId)
          ? { ...app, assignedGroupIds: app.assignedGroupIds.filter((id) => id !== groupId) }
          : app,
      ),
    inverse: ({ appId, groupId }, { app, tenant }) =>
      tenant.groups[groupId] === undefined || (app?.id === appId && !app.assignedGroupIds.includes(groupId))
        ? null
        : { do: 'assign_app_to_group', appId, groupId },
  },
  consent: {
    title: ({ appId, accountId }, s) => `${person(s, accountId)} consents to ${appName(s, appId)} at sign-in`,
    weakens: 0,
    blast: 0,
    isReversible: true,
    by: 'self',
    sideEffects: ({ appId, accountId, scopes }, s) => [
      `${appName(s, appId)} may read this of ${person(s, accountId)}: ${titles(s, scopes)}.`,
    ],
    apply: (s, { appId, accountId, scopes }) =>
      onAccount(s, accountId, (account) => {
        const had = account.consents.find((one) => one.appId === appId)
        const all = union(had?.scopes ?? [], scopes)
        if (had !== undefined && all.length === had.scopes.length) return account
        const consents = [...account.consents.filter((one) => one !== had), { appId, scopes: all }]
        return { ...account, consents: consents.sort((a, b) => (a.appId < b.appId ? -1 : 1)) }
      }),
    inverse: ({ appId, accountId }, { account }) =>
      account?.id === accountId && account.consents.some((one) => one.appId === appId)
        ? null
        : { do: 'revoke_consent', appId, accountId },
  },
  revoke_consent: {
    title: ({ appId, accountId }, s) => `Take back the consent of ${person(s, accountId)} to ${appName(s, appId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, accountId }, s) => [
      `${appName(s, appId)} asks ${person(s, accountId)} again at the next sign-in.`,
    ],
    apply: (s, { appId, accountId }) =>
      onAccount(s, accountId, (account) =>
        account.consents.some((one) => one.appId === appId)
          ? { ...account, consents: account.consents.filter((one) => one.appId !== appId) }
          : account,
      ),
    inverse: ({ appId, accountId }, { account }) => {
      const had = account?.id === accountId ? account.consents.find((one) => one.appId === appId) : undefined
      return had === undefined ? null : { do: 'consent', appId, accountId, scopes: had.scopes }
    },
  },
  consent_for_all: {
    title: ({ appId, scopes }, s) => `Consent for everybody that ${appName(s, appId)} may: ${titles(s, scopes)}`,
    weakens: 2,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [
      `${appName(s, appId)} may do this for every person of ${s.tenant.name}, and nobody is asked.`,
    ],
    apply: (s, { appId, scopes }) =>
      onApp(s, appId, (app) => {
        const adminConsent = union(app.adminConsent, scopes)
        return adminConsent.length === app.adminConsent.length ? app : { ...app, adminConsent }
      }),
    inverse: ({ appId }, { app }) =>
      app?.id === appId && app.adminConsent.length > 0 ? null : { do: 'revoke_consent_for_all', appId },
  },
  revoke_consent_for_all: {
    title: ({ appId }, s) => `Take back the consent for everybody to ${appName(s, appId)}`,
    weakens: 0,
    blast: 4,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [`${appName(s, appId)} asks each person again, or an administrator.`],
    apply: (s, { appId }) =>
      onApp(s, appId, (app) => (app.adminConsent.length === 0 ? app : { ...app, adminConsent: [] })),
    inverse: ({ appId }, { app }) =>
      app?.id === appId && app.adminConsent.length > 0
        ? { do: 'consent_for_all', appId, scopes: app.adminConsent }
        : null,
  },
}

function onApp(s: Snapshot, appId: string, edit: (app: App) => App): Snapshot {
  if (s.app === null || s.app.id !== appId || s.app.deletedAt !== undefined) return s
  const app = edit(s.app)
  return app === s.app ? s : { ...s, app }
}

function put(
  s: Snapshot,
  { id, name, redirectUris, assignmentRequired, requiredPlan, identifierUri, scopes, appPermissions }: AppSettings,
): Snapshot {
  if (s.app?.id === id && (s.app.isOwn || s.app.deletedAt !== undefined)) return s
  const tenant = withPermissions(s.tenant, identifierUri, scopes)
  if (s.attempt.appId !== id) return tenant === s.tenant ? s : { ...s, tenant }
  const made: Omit<App, 'name' | 'redirectUris' | 'assignmentRequired' | 'requiredPlan'> = s.app ?? {
    id,
    isEnabled: true,
    assignedGroupIds: [],
    adminConsent: [],
    membersOnly: false,
    isOwn: false,
  }
  const { actsByItself: _, ...rest }: Partial<App> & typeof made = made
  const acts = appPermissions.length > 0 ? { actsByItself: true as const } : {}
  return { ...s, tenant, app: { ...rest, ...acts, name, redirectUris, assignmentRequired, requiredPlan } }
}

/** The permissions of a resource are those its registration lists now. */
function withPermissions(tenant: TenantPart, uri: string | null, scopes: AppSettings['scopes']): TenantPart {
  if (uri === null) return tenant
  const listedNow = scopes.map(({ name, title, consent }): Permission => ({ value: `${uri}/${name}`, title, consent }))
  const others = Object.entries(tenant.permissions).filter(([value]) => !value.startsWith(`${uri}/`))
  return {
    ...tenant,
    permissions: Object.fromEntries([...others, ...listedNow.map((one) => [one.value, one] as const)]),
  }
}

/** In the order the directory keeps them. */
function union(had: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...had, ...more])].sort()
}

function titles(s: Snapshot, scopes: readonly string[]): string {
  if (scopes.length === 0) return 'nothing'
  return listed(scopes.map((scope) => `“${s.tenant.permissions[scope]?.title ?? scope}”`))
}
