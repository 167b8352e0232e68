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

/** Roles that may see the directory as administrators do. Any administrator role reads; what it may change is its own matter. */
export function isAdministrator(viewer: Viewer): boolean {
  return viewer.via === 'app' || viewer.roles.length > 0
}

/** Throws `auth.forbidden` unless the viewer may read the directory as administrators do, with one of the permissions where a token asks. */
export function mustRead(viewer: Viewer, ...permissions: readonly string[]): void {
  if (!isAdministrator(viewer) || !hasPermission(viewer, permissions)) throw new AppError('auth.forbidden')
}

/** Whether the token, where there is one, carries one of the permissions. `…ReadWrite.All` holds what `…Read.All` holds. */
export function hasPermission(viewer: Viewer, permissions: readonly string[]): boolean {
  const held = viewer.permissions
  if (held === null || permissions.length === 0) return true
  return permissions.some(
    (wanted) =>
      held.includes(wanted) ||
      held.includes(wanted.replace('.Read.', '.ReadWrite.')) ||
      held.includes(wanted.includes('ReadWrite') ? 'Directory.ReadWrite.All' : 'Directory.Read.All') ||
      held.includes('Directory.ReadWrite.All'),
  )
}
