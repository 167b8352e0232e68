import { roleValues } from '../core/consent/app-role.ts'
import { mostGroups, type TokenKind } from '../core/consent/token-claims.ts'
import { ownName } from '../core/guests/invitation.ts'
import type { Account } from '../core/snapshot.ts'
import { rolesIn } from '../store/app-owners.ts'
import type { AppRow } from '../store/apps.ts'
import { securityAmong } from '../store/groups.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { templateOf } from './import/role-templates.ts'

/** What an app is told of people beyond what every app is. */
export type Wishes = Pick<AppRow, 'id' | 'roles' | 'groupClaims' | 'optionalClaims' | 'assignedGroupIds'>

/** Whether tokens of this kind say anything of the sort to the app. */
export function wishesAny(app: Wishes, kind: TokenKind): boolean {
  return app.roles.some(sayable) || app.groupClaims.length > 0 || (app.optionalClaims[kind] ?? []).length > 0
}

const sayable = (role: AppRow['roles'][number]) =>
  role.isEnabled && role.value !== null && role.members.includes('people')

/**
 * What a token of this kind says to the app: the person's roles in it, groups and directory roles, and the optional claims.
 * `origin` is where we are reached, for whoever is in more groups than are named.
 */
export async function wishedClaims(
  admit: Admit,
  tenantId: string,
  app: Wishes,
  kind: TokenKind,
  person: Account,
  origin: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (!wishesAny(app, kind)) return {}
  const roles = app.roles.some(sayable) ? await personsRoles(admit, tenantId, app, person) : []
  const { groupClaims } = app
  const wantsRoles = groupClaims.includes('roles') || groupClaims.includes('all')
  return {
    ...(roles.length === 0 ? {} : { roles }),
    ...(groupClaims.length === 0 ? {} : named(await groupsOf(admit, tenantId, app, person), person, origin)),
    ...(wantsRoles && person.roles.length > 0 ? { wids: person.roles.map(templateOf) } : {}),
    ...Object.fromEntries(
      (app.optionalClaims[kind] ?? []).flatMap(({ name }) => {
        const value = optional(name, person)
        return value === undefined ? [] : [[name, value]]
      }),
    ),
  }
}

/** What an app may do in another by itself: what tokens say of its roles there. */
export function clientRoles(
  admit: Admit,
  tenantId: string,
  app: Pick<Wishes, 'id' | 'roles'>,
  clientId: string,
): Promise<readonly string[]> {
  if (!app.roles.some((role) => role.isEnabled && role.members.includes('apps'))) return Promise.resolve([])
  return withTenant(admit.store, tenantId, async (t) =>
    roleValues(app.roles, await rolesIn(t, app.id, [clientId]), 'apps'),
  )
}

/** Through groups a person has a role as a direct member, as with every assignment. */
function personsRoles(admit: Admit, tenantId: string, app: Wishes, { id, memberOf }: Account) {
  const groups = memberOf.filter(({ how }) => how !== 'nested').map(({ groupId }) => groupId)
  return withTenant(admit.store, tenantId, async (t) =>
    roleValues(app.roles, await rolesIn(t, app.id, [id, ...groups])),
  )
}

async function groupsOf(admit: Admit, tenantId: string, app: Wishes, { memberOf }: Account): Promise<string[]> {
  const { groupClaims } = app
  const all = memberOf.map(({ groupId }) => groupId)
  if (groupClaims.includes('all')) return all
  const assigned = groupClaims.includes('assigned')
    ? memberOf.filter(({ how, groupId }) => how !== 'nested' && app.assignedGroupIds.includes(groupId))
    : []
  if (!groupClaims.includes('security')) return assigned.map(({ groupId }) => groupId)
  const security = await withTenant(admit.store, tenantId, (t) => securityAmong(t, all))
  return all.filter((id) => security.has(id) || assigned.some(({ groupId }) => groupId === id))
}

/** The groups, or where to ask for them (OpenID Connect Core §5.6.2). */
function named(groups: readonly string[], { id }: Account, origin: string): Readonly<Record<string, unknown>> {
  if (groups.length === 0) return {}
  if (groups.length <= mostGroups) return { groups }
  return {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: `${origin}/v1.0/users/${id}/getMemberObjects` } },
  }
}

function optional(name: string, person: Account): unknown {
  const { attributes } = person
  const said = (value: unknown) => (typeof value === 'string' ? value : undefined)
  switch (name) {
    case 'acct':
      return person.userType === 'guest' ? 1 : 0
    case 'ctry':
      return said(attributes['usageLocation'])
    case 'email':
      return said(attributes['mail'])
    case 'family_name':
      return said(attributes['surname'])
    case 'given_name':
      return said(attributes['givenName'])
    case 'login_hint':
    case 'upn':
      return ownName(person)
    case 'xms_pl':
      return said(attributes['preferredLanguage'])
    default:
      return undefined
  }
}
