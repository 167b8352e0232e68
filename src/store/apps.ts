import { sql } from 'kysely'
import type { AppSettings } from '../core/changes/change.ts'
import type { AppRole } from '../core/consent/app-role.ts'
import type { GroupClaim, OptionalClaims } from '../core/consent/token-claims.ts'
import type { App, TenantPart } from '../core/snapshot.ts'
import { isId } from './accounts.ts'
import { row, rows, type Store, type TenantDb } from './store.ts'

const decided = sql`a.id, a.name, a.is_enabled as "isEnabled", a.redirect_uris as "redirectUris", a.assignment_required as "assignmentRequired",
  coalesce((select jsonb_agg(s.principal_id order by s.principal_id) from app_assignments s where s.tenant_id = a.tenant_id and s.app_id = a.id and s.principal_kind = 'group'), '[]') as "assignedGroupIds",
  a.required_plan as "requiredPlan", a.admin_consent as "adminConsent", a.is_own as "isOwn", a.members_only as "membersOnly"`
const kept = sql`${decided}, a.deleted_at as "deletedAt", (a.app_permissions <> '[]' or exists (select 1 from app_assignments s
    where s.tenant_id = a.tenant_id and s.principal_id = a.id and s.principal_kind = 'app')) as "actsByItself",
  (select jsonb_agg(o.account_id order by o.account_id) from app_owners o where o.tenant_id = a.tenant_id and o.app_id = a.id) as "ownerIds"`
type Kept = Omit<App, 'actsByItself' | 'ownerIds' | 'deletedAt'> & {
  readonly actsByItself: boolean
  readonly ownerIds: readonly string[] | null
  readonly deletedAt: number | null
}

/** What a decision reads of an app, a deleted one too, or null. */
export async function findApp(t: TenantDb, id: string): Promise<App | null> {
  if (!isId(id)) return null
  const found = await row(t, sql<Kept>`select ${kept} from apps a where a.tenant_id = ${t.tenantId} and a.id = ${id}`)
  if (found === null) return null
  const { actsByItself, ownerIds, deletedAt, ...app } = found
  return {
    ...app,
    ...(actsByItself ? { actsByItself } : {}),
    ...(ownerIds === null ? {} : { ownerIds }),
    ...(deletedAt === null ? {} : { deletedAt }),
  }
}

const known = new WeakMap<object, Map<string, App>>()

/** The same, read once for as long as the tenant's shared part is the same: a change of an app is one of that part. */
export async function findAppIn(t: TenantDb, part: TenantPart, id: string): Promise<App | null> {
  // The groups are other objects whenever the version is another, and the same when only seats move.
  const apps = known.get(part.groups) ?? new Map<string, App>()
  known.set(part.groups, apps)
  const app = apps.get(id) ?? (await findApp(t, id))
  if (app !== null) apps.set(id, app)
  return app
}

/** Every app as decisions read it, in the order of names. */
export function listDecidedApps(t: TenantDb): Promise<App[]> {
  return rows(
    t,
    sql<App>`select ${decided} from apps a where a.tenant_id = ${t.tenantId} and a.deleted_at is null order by lower(a.name), a.id`,
  )
}

/** An app as administrators see it. */
export type AppRow = AppSettings & {
  readonly signedWith: 'RS256' | 'ES256'
  readonly requiredScopes: readonly string[]
  readonly roles: readonly AppRole[]
  readonly groupClaims: readonly GroupClaim[]
  readonly optionalClaims: OptionalClaims
  readonly tags: readonly string[]
  readonly notes: string | null
  readonly backChannelLogoutUri: string | null
  readonly isEnabled: boolean
  readonly isOwn: boolean
  readonly membersOnly: boolean
  readonly adminConsent: readonly string[]
  readonly assignedGroupIds: readonly string[]
  readonly createdAt: number
}

/** The columns of a whole registration, of `apps a`. */
export const whole = sql`${decided}, a.description, a.home_url as "homeUrl", a.post_logout_uris as "postLogoutUris", a.is_public_client as "isPublicClient",
  a.identifier_uri as "identifierUri", a.scopes, a.required_scopes as "requiredScopes", a.app_permissions as "appPermissions", a.signed_with as "signedWith", a.created_at as "createdAt",
  a.roles, a.group_claims as "groupClaims", a.optional_claims as "optionalClaims", a.tags, a.notes, a.back_channel_logout_uri as "backChannelLogoutUri"`

/** The app with its whole registration, or null; null of a deleted one. */
export function findAppSettings(t: TenantDb, id: string): Promise<AppRow | null> {
  if (!isId(id)) return Promise.resolve(null)
  return row(
    t,
    sql<AppRow>`select ${whole} from apps a where a.tenant_id = ${t.tenantId} and a.id = ${id} and a.deleted_at is null`,
  )
}

/** Every app with its registration, in the order of names. */
export function listApps(t: TenantDb): Promise<AppRow[]> {
  return rows(
    t,
    sql<AppRow>`select ${whole} from apps a where a.tenant_id = ${t.tenantId} and a.deleted_at is null order by lower(a.name), a.id`,
  )
}

export type SecretRow = {
  readonly id: string
  readonly displayName: string | null
  readonly hash: string
  readonly hint: string
  readonly createdAt: number
  /** It is good from then on. */
  readonly startsAt: number
  readonly expiresAt: number | null
}

/** The app's secrets: hashes and the first letters, never the secrets. */
export function listSecrets(t: TenantDb, appId: string): Promise<SecretRow[]> {
  return rows(
    t,
    sql<SecretRow>`select id, display_name as "displayName", hash, hint, created_at as "createdAt", coalesce(starts_at, created_at) as "startsAt",
      expires_at as "expiresAt" from app_secrets where tenant_id = ${t.tenantId} and app_id = ${appId} order by created_at, id`,
  )
}

/** Keeps one more secret of an app, by its SHA-256. */
export async function insertSecret(t: TenantDb, appId: string, secret: SecretRow): Promise<void> {
  await sql`insert into app_secrets (tenant_id, app_id, id, display_name, hash, hint, created_at, starts_at, expires_at)
    values (${t.tenantId}, ${appId}, ${secret.id}, ${secret.displayName}, ${secret.hash}, ${secret.hint}, ${secret.createdAt},
      ${secret.startsAt}, ${secret.expiresAt})`.execute(t.db)
}

/** Who is assigned to an app, accounts and groups by name, each with the roles they have in it. */
export function listAssigned(
  t: TenantDb,
  appId: string,
): Promise<
  {
    readonly id: string
    readonly kind: 'account' | 'group' | 'app'
    readonly name: string
    readonly roleIds: readonly string[]
  }[]
> {
  return rows(
    t,
    sql`select s.principal_id as id, s.principal_kind as kind, coalesce(a.display_name, g.name, p.name) as name,
      coalesce((select jsonb_agg(r.role_id order by r.role_id) from app_roles_given r
        where r.tenant_id = s.tenant_id and r.app_id = s.app_id and r.principal_id = s.principal_id), '[]') as "roleIds" from app_assignments s
      left join accounts a on a.tenant_id = s.tenant_id and a.id = s.principal_id left join groups g on g.tenant_id = s.tenant_id and g.id = s.principal_id
      left join apps p on p.tenant_id = s.tenant_id and p.id = s.principal_id and s.principal_kind = 'app'
      where s.tenant_id = ${t.tenantId} and s.app_id = ${appId} and p.deleted_at is null order by lower(coalesce(a.display_name, g.name, p.name))`,
  )
}

/** The tenant that has this app, where exactly one has, or exactly one had it before it was deleted; null otherwise. Asked before any tenant is known. */
export async function tenantOfApp(store: Store, id: string): Promise<string | null> {
  if (!isId(id)) return null
  return store.db.transaction().execute(async (db) => {
    await sql`select set_config('admit.finding', 'app', true)`.execute(db)
    const found = await rows(
      { db },
      sql<{ id: string; isDeleted: boolean }>`select tenant_id as id, deleted_at is not null as "isDeleted" from apps
        where id = ${id} and not is_own order by 2 limit 2`,
    )
    const present = found.filter(({ isDeleted }) => !isDeleted)
    const [one, ...more] = present.length > 0 ? present : found
    return more.length === 0 ? (one?.id ?? null) : null
  })
}
