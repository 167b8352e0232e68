import type { RoleKey } from './roles.ts'

/** What there is to be read of an organisation, apart from what is everybody's own. */
export const readings = [
  'overview',
  'people',
  'groups',
  'apps',
  'licences',
  'instances',
  'roles',
  'policies',
  'explain',
  'sign_ins',
  'journal',
  'jobs',
  'provisioning',
  'methods',
] as const
export type Reading = (typeof readings)[number]

/** What every administrator sees: each of the built-in roles holds what Directory Readers hold. */
const directory = ['overview', 'people', 'groups', 'apps', 'licences', 'instances', 'roles'] as const
const logs = ['sign_ins', 'journal'] as const
const security = ['policies', 'explain', 'methods', ...logs] as const

/**
 * What a role reads beside the directory. Logs and policies follow Microsoft's *built-in roles*: who has
 * `signInReports`, `auditLogs` and `conditionalAccessPolicies`; who looks after how people prove themselves sees what is allowed. Asking why about others is for those who repair something,
 * and the help desk also sees sign-ins, for a call begins with the reference number of one.
 */
const beside: { readonly [K in RoleKey]: readonly Reading[] } = {
  'directory-reader': [],
  'guest-inviter': [],
  'billing-admin': [],
  'service-support': [],
  'reports-reader': logs,
  helpdesk: ['explain', 'sign_ins'],
  'password-admin': ['explain'],
  'licence-admin': ['explain', 'jobs'],
  'groups-admin': ['explain', 'jobs'],
  'instance-admin': ['explain'],
  'user-admin': ['explain', 'jobs', 'provisioning'],
  'auth-admin': ['explain', 'methods'],
  'privileged-auth-admin': ['explain', 'methods'],
  'app-admin': ['explain', ...logs],
  'cloud-app-admin': ['explain', ...logs],
  'privileged-app-admin': ['explain', ...logs],
  'privileged-role-admin': [],
  'policy-admin': ['policies', 'explain'],
  'security-reader': security,
  'security-operator': security,
  'security-admin': security,
  'global-admin': readings,
}

/** What holders of the role may read; nothing for a role nobody knows. */
export function readingsOf(role: string): readonly Reading[] {
  return Object.hasOwn(beside, role) ? [...new Set([...directory, ...beside[role as RoleKey]])] : []
}

/** What is about people and groups, so that a role within a unit reads of it what concerns its unit. */
const aboutMembers: ReadonlySet<Reading> = new Set<Reading>(['people', 'groups', 'explain'])
/** What a role within a unit reads whole: it is the same for everybody. */
const shared: ReadonlySet<Reading> = new Set<Reading>(['apps', 'licences', 'instances', 'roles'])

/** How much may be read: all of it, what concerns members of these units, or nothing. */
export type Sight = 'all' | 'none' | { readonly unitIds: readonly string[] }

/** How much of something these roles let their holder read. */
export function sightOf(
  roles: readonly string[],
  scoped: readonly { readonly role: string; readonly unitId: string }[],
  what: Reading,
): Sight {
  if (roles.some((role) => readingsOf(role).includes(what))) return 'all'
  const within = scoped.filter(({ role }) => readingsOf(role).includes(what)).map(({ unitId }) => unitId)
  if (within.length === 0) return 'none'
  if (shared.has(what)) return 'all'
  return aboutMembers.has(what) ? { unitIds: [...new Set(within)] } : 'none'
}
