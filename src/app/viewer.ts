import type { Level } from '../core/explain/project.ts'
import { AppError } from '../errors.ts'

/** Who asks: a person with directory roles, or an app with permissions. The smaller of role and permission wins. */
export type Viewer = {
  readonly tenantId: string
  readonly accountId: string | null
  readonly name: string
  readonly roles: readonly string[]
  /** Scopes or app permissions of the token; null for a person at our own pages, who has what the roles give. */
  readonly permissions: readonly string[] | null
  readonly via: 'console' | 'token' | 'app' | 'command_line'
  /** The app, where one acts by itself. */
  readonly appId?: string
}

/** The command line of the machine's owner, which may everything. */
export function commandLine(tenantId: string): Viewer {
  return {
    tenantId,
    accountId: null,
    name: 'command line',
    roles: ['global-admin'],
    permissions: null,
    via: 'command_line',
  }
}

/** Roles that help people on the phone; who holds no other reads explanations as the help desk does. */
const helping: ReadonlySet<string> = new Set([
  'directory-reader',
  'reports-reader',
  'helpdesk',
  'password-admin',
  'service-support',
  'guest-inviter',
])

/** How much of an explanation the viewer may see (explain.md §4). */
export function levelOf(viewer: Viewer): Level {
  if (!isAdministrator(viewer) || !hasPermission(viewer, ['Admit.Explain.All'])) return 'self'
  return viewer.via !== 'app' && viewer.roles.every((role) => helping.has(role)) ? 'helpdesk' : 'administrator'
}

/** Who acts, for the journal: the account, or the app that acts by itself. */
export function actorOf(viewer: Viewer): {
  readonly actor: string | null
  readonly actorKind: 'person' | 'app' | 'command_line'
} {
  if (viewer.via === 'command_line') return { actor: null, actorKind: 'command_line' }
  if (viewer.via === 'app') return { actor: viewer.appId ?? null, actorKind: 'app' }
  return { actor: viewer.accountId, actorKind: 'person' }
}

/** Roles that may see the directory as administrators do. Any administrator role reads; what it may change is its own matter. */
export function isAdministrator(viewer: Viewer): boolean {
  return viewer.via === 'app' || viewer.roles.length > 0
}

/** Throws `auth.forbidden` unless the viewer may read the directory as administrators do, with one of the permissions where a token asks. */
export function mustRead(viewer: Viewer, ...permissions: readonly string[]): void {
  if (!isAdministrator(viewer) || !hasPermission(viewer, permissions)) throw new AppError('auth.forbidden')
}

/** What the permissions for the whole directory hold; logs, policies, explanations and repairs are asked for by name. */
const ofDirectory = /^(User|Group|Application|Organization|Domain|Directory|RoleManagement)\./

/** Whether the token, where there is one, carries one of the permissions. `…ReadWrite.All` holds what `…Read.All` holds. */
export function hasPermission(viewer: Viewer, permissions: readonly string[]): boolean {
  const held = viewer.permissions
  if (held === null || permissions.length === 0) return true
  return permissions.some(
    (wanted) =>
      held.includes(wanted) ||
      held.includes(wanted.replace('.Read.', '.ReadWrite.')) ||
      (ofDirectory.test(wanted) &&
        (held.includes('Directory.ReadWrite.All') ||
          (!wanted.includes('ReadWrite') && held.includes('Directory.Read.All')))),
  )
}
