import { type RawBuilder, sql } from 'kysely'
import type { AppChange } from '../../core/changes/change.ts'
import { AppError } from '../../errors.ts'
import { changed, json, row, type TenantDb } from '../store.ts'
import { bumpShape } from '../tenant-part.ts'
import { assign, forgetRoles, mustBeApp, unassign } from './app-keeping.ts'
import { mustExist, type Writes } from './write.ts'

const ofApp = (change: { readonly appId: string }) => ['app', change.appId] as const
const ofAccount = (change: { readonly accountId: string }) => ['account', change.accountId] as const

export const appWrites: Writes<AppChange['do']> = {
  put_app: {
    entity: (change) => ['app', change.app.id],
    async run(t, { app }, { at, before }) {
      if (before !== null && (before as { isOwn?: boolean }).isOwn) throw new AppError('app.is_own')
      const taken =
        app.identifierUri === null
          ? null
          : await row(
              t,
              sql`select 1 from apps where tenant_id = ${t.tenantId} and identifier_uri = ${app.identifierUri} and id <> ${app.id} and deleted_at is null`,
            )
      const requiredScopes = app.requiredScopes === undefined ? sql`null` : json(app.requiredScopes)
      if (taken !== null) throw new AppError('app.identifier_taken', { identifierUri: app.identifierUri })
      const optional = { roles: app.roles, claims: app.optionalClaims, groups: app.groupClaims, tags: app.tags }
      const { roles, claims, groups, tags } = Object.fromEntries(
        Object.entries(optional).map(([name, value]) => [name, value === undefined ? sql`null` : json(value)]),
      ) as Readonly<Record<keyof typeof optional, RawBuilder<unknown>>>
      const notes = app.notes === undefined ? sql`apps.notes` : sql`excluded.notes`
      const logout =
        app.backChannelLogoutUri === undefined
          ? sql`apps.back_channel_logout_uri`
          : sql`excluded.back_channel_logout_uri`
      const written = await changed(
        t,
        sql`insert into apps (tenant_id, id, name, description, home_url, is_public_client, redirect_uris, post_logout_uris, assignment_required, required_plan, identifier_uri, scopes, required_scopes, app_permissions, signed_with, created_at,
          roles, group_claims, optional_claims, tags, notes, back_channel_logout_uri)
        values (${t.tenantId}, ${app.id}, ${app.name}, ${app.description}, ${app.homeUrl}, ${app.isPublicClient}, ${json(app.redirectUris)}, ${json(app.postLogoutUris)}, ${app.assignmentRequired},
          ${app.requiredPlan}, ${app.identifierUri}, ${json(app.scopes)}, coalesce(${requiredScopes}::jsonb, '[]'), ${json(app.appPermissions)}, coalesce(${app.signedWith ?? null}, 'RS256'), ${at},
          coalesce(${roles}::jsonb, '[]'), coalesce(${groups}::jsonb, '[]'), coalesce(${claims}::jsonb, '{}'), coalesce(${tags}::jsonb, '[]'), ${app.notes ?? null}, ${app.backChannelLogoutUri ?? null})
        on conflict (tenant_id, id) do update set name = excluded.name, description = excluded.description, home_url = excluded.home_url, is_public_client = excluded.is_public_client,
          redirect_uris = excluded.redirect_uris, post_logout_uris = excluded.post_logout_uris, assignment_required = excluded.assignment_required, required_plan = excluded.required_plan,
          identifier_uri = excluded.identifier_uri, scopes = excluded.scopes, required_scopes = coalesce(${requiredScopes}::jsonb, apps.required_scopes), app_permissions = excluded.app_permissions,
          signed_with = coalesce(${app.signedWith ?? null}, apps.signed_with), roles = coalesce(${roles}::jsonb, apps.roles), group_claims = coalesce(${groups}::jsonb, apps.group_claims),
          optional_claims = coalesce(${claims}::jsonb, apps.optional_claims), tags = coalesce(${tags}::jsonb, apps.tags), notes = ${notes}, back_channel_logout_uri = ${logout}
          where apps.deleted_at is null`,
      )
      if (written === 0) throw new AppError('app.deleted')
      if (app.roles !== undefined) await forgetRoles(t, app.id, app.roles)
      await bumpShape(t)
    },
  },
  enable_app: { entity: ofApp, run: (t, { appId }) => set(t, appId, sql`is_enabled = true`) },
  disable_app: { entity: ofApp, run: (t, { appId }) => set(t, appId, sql`is_enabled = false`) },
  register_redirect: {
    entity: ofApp,
    async run(t, { appId, uri, kind }, { before }) {
      mustExist(before, 'app.not_found')
      const others = (before as { redirectUris: readonly { uri: string }[] }).redirectUris.filter(
        (redirect) => redirect.uri !== uri,
      )
      await set(t, appId, sql`redirect_uris = ${json([...others, { uri, kind }])}`)
    },
  },
  require_assignment: {
    entity: ofApp,
    run: (t, { appId, required }) => set(t, appId, sql`assignment_required = ${required === 'yes'}`),
  },
  assign_app: {
    entity: ofAccount,
    run: (t, { appId, accountId }, { before }) => assign(t, appId, accountId, 'account', before),
  },
  unassign_app: { entity: ofAccount, run: (t, { appId, accountId }) => unassign(t, appId, accountId) },
  assign_app_to_group: {
    entity: ofApp,
    async run(t, { appId, groupId }) {
      const group = await row(t, sql<object>`select 1 from groups where tenant_id = ${t.tenantId} and id = ${groupId}`)
      if (group === null) throw new AppError('group.not_found')
      await assign(t, appId, groupId, 'group', group)
      await bumpShape(t)
    },
  },
  unassign_app_from_group: { entity: ofApp, run: (t, { appId, groupId }) => unassign(t, appId, groupId) },
  consent: {
    entity: ofAccount,
    async run(t, { appId, accountId, scopes }, { before }) {
      mustExist(before, 'user.not_found')
      await mustBeApp(t, appId)
      const had =
        (before as { consents: readonly { appId: string; scopes: readonly string[] }[] }).consents.find(
          (consent) => consent.appId === appId,
        )?.scopes ?? []
      await sql`insert into consents (tenant_id, account_id, app_id, scopes) values (${t.tenantId}, ${accountId}, ${appId}, ${json(union(had, scopes))})
        on conflict (tenant_id, account_id, app_id) do update set scopes = excluded.scopes`.execute(t.db)
    },
  },
  revoke_consent: {
    entity: ofAccount,
    async run(t, { appId, accountId }, { before }) {
      mustExist(before, 'user.not_found')
      await sql`delete from consents where tenant_id = ${t.tenantId} and account_id = ${accountId} and app_id = ${appId}`.execute(
        t.db,
      )
    },
  },
  consent_for_all: {
    entity: ofApp,
    async run(t, { appId, scopes }, { before }) {
      mustExist(before, 'app.not_found')
      await set(
        t,
        appId,
        sql`admin_consent = ${json(union((before as { adminConsent: readonly string[] }).adminConsent, scopes))}`,
      )
    },
  },
  revoke_consent_for_all: { entity: ofApp, run: (t, { appId }) => set(t, appId, sql`admin_consent = '[]'`) },
}

const union = (had: readonly string[], more: readonly string[]) => [...new Set([...had, ...more])].sort()

async function set(t: TenantDb, appId: string, columns: ReturnType<typeof sql>): Promise<void> {
  if (
    (await changed(
      t,
      sql`update apps set ${columns} where tenant_id = ${t.tenantId} and id = ${appId} and deleted_at is null`,
    )) === 0
  )
    throw new AppError('app.not_found')
}
