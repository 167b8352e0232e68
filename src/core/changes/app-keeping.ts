import { everybodyRole } from '../consent/app-role.ts'
import type { App, Snapshot } from '../snapshot.ts'
import { onAccount } from './consequences.ts'
import type { Family } from './family.ts'
import { appName, groupName, person } from './names.ts'

/** Roles in apps, who looks after an app, and what becomes of a deleted one. */
export type AppKeepingChange =
  | { readonly do: 'delete_app'; readonly appId: string }
  /** Brings back an app deleted within 30 days, or lets it go for good before. */
  | { readonly do: 'restore_app'; readonly appId: string }
  | { readonly do: 'purge_app'; readonly appId: string }
  | { readonly do: 'add_app_owner'; readonly appId: string; readonly accountId: string }
  | { readonly do: 'remove_app_owner'; readonly appId: string; readonly accountId: string }
  /** Whoever is given a role in an app is assigned to it; whoever loses their last one is not any more. */
  | { readonly do: 'give_app_role'; readonly appId: string; readonly accountId: string; readonly roleId: string }
  | { readonly do: 'take_app_role'; readonly appId: string; readonly accountId: string; readonly roleId: string }
  | { readonly do: 'give_app_role_to_group'; readonly appId: string; readonly groupId: string; readonly roleId: string }
  | {
      readonly do: 'take_app_role_from_group'
      readonly appId: string
      readonly groupId: string
      readonly roleId: string
    }
  /** What another app does in it by itself. */
  | { readonly do: 'give_app_role_to_app'; readonly appId: string; readonly clientId: string; readonly roleId: string }
  | {
      readonly do: 'take_app_role_from_app'
      readonly appId: string
      readonly clientId: string
      readonly roleId: string
    }

/** Which roles somebody has in an app no decision reads: a snapshot knows only who is assigned. */
export const appKeepingChanges: Family<AppKeepingChange['do']> = {
  delete_app: {
    title: ({ appId }, s) => `Delete the app ${appName(s, appId)}`,
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [
      `Nobody signs in to ${appName(s, appId)} any more; for 30 days it can be restored with all that hangs on it.`,
    ],
    apply: (s, { appId }) =>
      onKept(s, appId, (app) => (app.isOwn || app.deletedAt !== undefined ? app : { ...app, deletedAt: s.now })),
    inverse: ({ appId }, { app }) =>
      app?.id === appId && (app.isOwn || app.deletedAt !== undefined) ? null : { do: 'restore_app', appId },
  },
  restore_app: {
    title: ({ appId }, s) => `Restore the app ${appName(s, appId)}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [
      `${appName(s, appId)} is there again as it was: its assignments, consents, credentials and instances too.`,
    ],
    apply: (s, { appId }) =>
      onKept(s, appId, ({ deletedAt, ...app }) => (deletedAt === undefined ? (s.app as App) : app)),
    inverse: ({ appId }, { app }) =>
      app?.id === appId && app.deletedAt === undefined ? null : { do: 'delete_app', appId },
  },
  purge_app: {
    title: ({ appId }, s) => `Erase the deleted app ${appName(s, appId)} for good`,
    weakens: 0,
    blast: 3,
    isReversible: false,
    by: 'press',
    sideEffects: () => ['Nobody can restore the app any more, and all that hangs on it goes with it.'],
    apply: purged,
    inverse: () => null,
  },
  add_app_owner: {
    title: ({ appId, accountId }, s) => `Make ${person(s, accountId)} an owner of ${appName(s, appId)}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: () => ['An owner changes the app and its credentials, says who may use it, and may delete it.'],
    apply: (s, { appId, accountId }) =>
      onKept(s, appId, (app) =>
        app.isOwn || owns(app, accountId) ? app : { ...app, ownerIds: [...(app.ownerIds ?? []), accountId].sort() },
      ),
    inverse: (change, { app }) =>
      app?.id === change.appId && (app.isOwn || owns(app, change.accountId))
        ? null
        : { ...change, do: 'remove_app_owner' },
  },
  remove_app_owner: {
    title: ({ appId, accountId }, s) => `${person(s, accountId)} is no longer an owner of ${appName(s, appId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s, { appId, accountId }) =>
      onKept(s, appId, (app) => {
        if (!owns(app, accountId)) return app
        const { ownerIds = [], ...plain } = app
        const left = ownerIds.filter((id) => id !== accountId)
        return left.length === 0 ? plain : { ...plain, ownerIds: left }
      }),
    inverse: (change, { app }) =>
      app?.id === change.appId && !owns(app, change.accountId) ? null : { ...change, do: 'add_app_owner' },
  },
  give_app_role: {
    title: ({ appId, accountId }, s) => `Give ${person(s, accountId)} a role in ${appName(s, appId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [`Tokens tell ${appName(s, appId)} of the role.`],
    apply: (s, { appId, accountId }) =>
      onAccount(s, accountId, (account) =>
        account.assignedApps.includes(appId)
          ? account
          : { ...account, assignedApps: [...account.assignedApps, appId].sort() },
      ),
    inverse: (change, { account }) =>
      account?.id === change.accountId && account.assignedApps.includes(change.appId)
        ? { ...change, do: 'take_app_role' }
        : { do: 'unassign_app', appId: change.appId, accountId: change.accountId },
  },
  take_app_role: {
    title: ({ appId, accountId, roleId }, s) =>
      `Take ${roleId === everybodyRole ? 'the assignment' : 'a role'} in ${appName(s, appId)} from ${person(s, accountId)}`,
    weakens: 0,
    blast: 1,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId }, s) => [
      `Without another role in it, it is no longer an assignment to ${appName(s, appId)}.`,
    ],
    apply: (s) => s,
    inverse: (change, { account }) =>
      account?.id === change.accountId && account.assignedApps.includes(change.appId)
        ? { ...change, do: 'give_app_role' }
        : null,
  },
  give_app_role_to_group: {
    title: ({ appId, groupId }, s) => `Give ${groupName(s, groupId)} a role in ${appName(s, appId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, groupId }, s) => [
      `All direct members of ${groupName(s, groupId)} then have the role in ${appName(s, appId)}.`,
    ],
    apply: (s, { appId, groupId }) =>
      s.tenant.groups[groupId] === undefined
        ? s
        : onKept(s, appId, (app) =>
            app.deletedAt !== undefined || app.assignedGroupIds.includes(groupId)
              ? app
              : { ...app, assignedGroupIds: [...app.assignedGroupIds, groupId].sort() },
          ),
    inverse: (change, { app, tenant }) => {
      if (tenant.groups[change.groupId] === undefined) return null
      return app?.id === change.appId && app.assignedGroupIds.includes(change.groupId)
        ? { ...change, do: 'take_app_role_from_group' }
        : { do: 'unassign_app_from_group', appId: change.appId, groupId: change.groupId }
    },
  },
  take_app_role_from_group: {
    title: ({ appId, groupId, roleId }, s) =>
      `Take ${roleId === everybodyRole ? 'the assignment' : 'a role'} in ${appName(s, appId)} from ${groupName(s, groupId)}`,
    weakens: 0,
    blast: 2,
    isReversible: true,
    by: 'press',
    sideEffects: ({ groupId }, s) => [`Without another role in it, ${groupName(s, groupId)} is no longer assigned.`],
    apply: (s) => s,
    inverse: (change, { app, tenant }) =>
      tenant.groups[change.groupId] !== undefined &&
      app?.id === change.appId &&
      app.assignedGroupIds.includes(change.groupId)
        ? { ...change, do: 'give_app_role_to_group' }
        : null,
  },
  give_app_role_to_app: {
    title: ({ appId, clientId }, s) => `Give the app ${appName(s, clientId)} a role in ${appName(s, appId)}`,
    weakens: 1,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: ({ appId, clientId }, s) => [
      `${appName(s, clientId)} may do in ${appName(s, appId)}, by itself, what the role allows there.`,
    ],
    apply: (s) => s,
    inverse: (change) => ({ ...change, do: 'take_app_role_from_app' }),
  },
  take_app_role_from_app: {
    title: ({ appId, clientId }, s) => `Take a role in ${appName(s, appId)} from the app ${appName(s, clientId)}`,
    weakens: 0,
    blast: 3,
    isReversible: true,
    by: 'press',
    sideEffects: () => [],
    apply: (s) => s,
    inverse: (change) => ({ ...change, do: 'give_app_role_to_app' }),
  },
}

const owns = (app: App, accountId: string) => app.ownerIds?.includes(accountId) === true

function onKept(s: Snapshot, appId: string, edit: (app: App) => App): Snapshot {
  if (s.app === null || s.app.id !== appId) return s
  const app = edit(s.app)
  return app === s.app ? s : { ...s, app }
}

function purged(s: Snapshot, { appId }: { readonly appId: string }): Snapshot {
  if (s.app?.id !== appId || s.app.deletedAt === undefined) return s
  const account = s.account && {
    ...s.account,
    assignedApps: s.account.assignedApps.filter((id) => id !== appId),
    consents: s.account.consents.filter((one) => one.appId !== appId),
  }
  return { ...s, app: null, instance: s.instance?.appId === appId ? null : s.instance, account }
}
