import type { ScopedRole } from '../core/changes/may-do.ts'
import { freshFor } from '../core/changes/needs-proof.ts'
import { type Reading, type Sight, sightOf } from '../core/changes/who-reads.ts'
import type { Level } from '../core/explain/project.ts'
import { AppError } from '../errors.ts'

/** Who asks: a person with directory roles, or an app with permissions. The smaller of role and permission wins. */
export type Viewer = {
  readonly tenantId: string
  readonly accountId: string | null
  readonly name: string
  /** Roles held for the whole organisation. */
  readonly roles: readonly string[]
  /** Roles held within administrative units. */
  readonly scoped?: readonly ScopedRole[]
  /** When the person last proved, with the strongest they have, that it is them; left out where nobody knows (SEC-32). */
  readonly provedAt?: number | null
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
  const held = [...viewer.roles, ...(viewer.scoped ?? []).map(({ role }) => role)]
  return viewer.via !== 'app' && held.every((role) => helping.has(role)) ? 'helpdesk' : 'administrator'
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

/** Whether the viewer administers anything: holds a role, everywhere or within a unit, or is an app. What it reads and changes is its own matter. */
export function isAdministrator(viewer: Viewer): boolean {
  return viewer.via === 'app' || viewer.roles.length > 0 || (viewer.scoped ?? []).length > 0
}

/** What each permission to read lets an app read; of a person, what the roles let them read counts too. */
const readingOf: Readonly<Record<string, Reading>> = {
  'User.Read.All': 'people',
  'Group.Read.All': 'groups',
  'Application.Read.All': 'apps',
  'Organization.Read.All': 'licences',
  'Policy.Read.All': 'policies',
  'Policy.Read.AuthenticationMethod': 'methods',
  'AuditLog.Read.All': 'journal',
  'RoleManagement.Read.Directory': 'roles',
  'Directory.Read.All': 'overview',
  'Admit.Explain.All': 'explain',
}

/**
 * How much of it the viewer may read: all, or what concerns members of some units. Both the role and, where a token asks,
 * one of its permissions must allow it; throws `auth.forbidden` where they allow nothing.
 */
export function sightFor(
  viewer: Viewer,
  permission: string,
  what: Reading | undefined = readingOf[permission],
): Exclude<Sight, 'none'> {
  const sight = sightThrough(viewer, what ?? 'overview')
  if (sight === 'none' || !hasPermission(viewer, [permission])) throw new AppError('auth.forbidden')
  return sight
}

/** How much of it the viewer's roles let them read; an app reads what its permissions say. */
export function sightThrough(viewer: Viewer, what: Reading): Sight {
  return viewer.via === 'app' ? 'all' : sightOf(viewer.roles, viewer.scoped ?? [], what)
}

/** Throws `auth.forbidden` unless the viewer may read all of it. */
export function mustRead(viewer: Viewer, permission: string, what?: Reading): void {
  if (sightFor(viewer, permission, what) !== 'all') throw new AppError('auth.forbidden')
}

/** What the permissions for the whole directory hold; logs, policies, explanations and repairs are asked for by name. */
const ofDirectory = /^(User|Group|Application|Organization|Domain|AdministrativeUnit|Directory|RoleManagement)\./

/** Whether the token, where there is one, carries one of the permissions. `…ReadWrite.All` holds what `…Read.All` holds, and `…ReadWrite` what `…Read` does. */
export function hasPermission(viewer: Viewer, permissions: readonly string[]): boolean {
  const held = viewer.permissions
  if (held === null || permissions.length === 0) return true
  return permissions.some(
    (wanted) =>
      held.includes(wanted) ||
      held.includes(wanted.replace(/\.Read(?=\.|$)/, '.ReadWrite')) ||
      (ofDirectory.test(wanted) &&
        (held.includes('Directory.ReadWrite.All') ||
          (!wanted.includes('ReadWrite') && held.includes('Directory.Read.All')))),
  )
}

/**
 * Throws `auth.fresh_proof_needed` unless the person proved in the last ten minutes, with the strongest they have, that it
 * is them (SEC-32). An app has its permission for it, and the machine's owner the machine.
 */
export function mustHaveProved(viewer: Viewer, now: number): void {
  if (viewer.via === 'app' || viewer.via === 'command_line') return
  const { provedAt } = viewer
  if (provedAt == null || now - provedAt > freshFor)
    throw new AppError('auth.fresh_proof_needed', {
      withinSeconds: freshFor / 1000,
      hint: 'Sign in again with the strongest you have set up, and repeat it.',
    })
}
