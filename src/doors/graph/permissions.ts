import type { FastifyRequest } from 'fastify'
import type { Admit } from '../../app/admit.ts'
import { spendRequest } from '../../app/api-limit.ts'
import { hasPermission } from '../../app/viewer.ts'
import { AppError } from '../../errors.ts'
import { type Asks, both, persons } from './permissions/asks.ts'
import { authenticationPermissions } from './permissions/authentication.ts'
import { viewerOf } from './viewer.ts'

/** What people may ask of themselves besides. */
const own = (self: readonly string[], ...names: readonly string[]): Asks => ({
  delegated: [...self, ...names],
  application: names,
})
/** What is asked depends on what is in the request, and the use-case asks it. */
const inside = 'inside'

const reads = both('User.Read.All')
const writes = both('User.ReadWrite.All')
const self = ['User.Read']
const groupReads = both('Group.Read.All')
const groupWrites = both('Group.ReadWrite.All')
const appReads = both('Application.Read.All')
const appWrites = both('Application.ReadWrite.All')
const deletedWrites = both('User.ReadWrite.All', 'Group.ReadWrite.All', 'Application.ReadWrite.All')
const licences = both('LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All')
const groupLicences = both('LicenseAssignment.ReadWrite.All', 'Group.ReadWrite.All')
const assigns = both('AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All')
const roleReads = both('RoleManagement.Read.Directory')
const roleWrites = persons('RoleManagement.ReadWrite.Directory')
const grants = persons('DelegatedPermissionGrant.ReadWrite.All')
const domainWrites = persons('Domain.ReadWrite.All')
const unitReads = both('AdministrativeUnit.Read.All')
const unitWrites = persons('AdministrativeUnit.ReadWrite.All')
const methodRuleReads = both('Policy.Read.AuthenticationMethod', 'Policy.Read.All')
const policyReads = both('Policy.Read.All')
const providerReads = both('IdentityProvider.Read.All')
const providerWrites = persons('IdentityProvider.ReadWrite.All')
const logs = both('AuditLog.Read.All')

/** Every route of the API and what a token must carry for it. The role of the person, or of the app, is asked after that: the smaller wins. */
export const permissions: Readonly<Record<string, Asks | typeof inside>> = {
  'GET /v1.0/users': reads,
  'GET /v1.0/users/$count': reads,
  'GET /v1.0/users/delta': reads,
  'POST /v1.0/users': writes,
  'GET /v1.0/users/:id': own(self, 'User.Read.All'),
  'PATCH /v1.0/users/:id': writes,
  'DELETE /v1.0/users/:id': writes,
  'PUT /v1.0/users/:id/manager/$ref': writes,
  'DELETE /v1.0/users/:id/manager/$ref': writes,
  ...ofPerson('/v1.0/users/:id', own(self, 'User.Read.All')),
  ...ofPerson('/v1.0/me', persons('User.Read', 'User.Read.All')),
  'POST /v1.0/users/:id/revokeSignInSessions': both('User.RevokeSessions.All', 'User.ReadWrite.All'),
  'POST /v1.0/me/revokeSignInSessions': persons('User.RevokeSessions.All', 'User.ReadWrite.All'),
  'POST /v1.0/me/changePassword': persons('Directory.AccessAsUser.All', 'UserAuthenticationMethod.ReadWrite'),
  ...authenticationPermissions,
  'GET /v1.0/me': persons('User.Read', 'User.Read.All'),
  'POST /v1.0/users/:id/assignLicense': licences,
  'POST /v1.0/users/:id/reprocessLicenseAssignment': licences,
  'GET /v1.0/users/:id/appRoleAssignments': appReads,
  'POST /v1.0/users/:id/appRoleAssignments': assigns,
  'DELETE /v1.0/users/:id/appRoleAssignments/:assignment': assigns,
  'GET /v1.0/directory/deletedItems/microsoft.graph.user': reads,
  'GET /v1.0/directory/deletedItems/microsoft.graph.user/$count': reads,
  'GET /v1.0/directory/deletedItems/microsoft.graph.group': groupReads,
  'GET /v1.0/directory/deletedItems/microsoft.graph.application': appReads,
  // Which of them it takes follows from what was deleted, and is asked inside.
  'GET /v1.0/directory/deletedItems/:id': both('User.Read.All', 'Group.Read.All', 'Application.Read.All'),
  'POST /v1.0/directory/deletedItems/:id/restore': deletedWrites,
  'DELETE /v1.0/directory/deletedItems/:id': deletedWrites,

  'POST /v1.0/invitations': both('User.Invite.All', 'User.ReadWrite.All'),

  'GET /v1.0/groups': groupReads,
  'GET /v1.0/groups/$count': groupReads,
  'GET /v1.0/groups/delta': groupReads,
  'POST /v1.0/groups': groupWrites,
  'GET /v1.0/groups/:id': groupReads,
  'PATCH /v1.0/groups/:id': groupWrites,
  'DELETE /v1.0/groups/:id': groupWrites,
  ...members('members'),
  'GET /v1.0/groups/:id/membersWithLicenseErrors': groupReads,
  ...members('transitiveMembers'),
  'POST /v1.0/groups/:id/members/$ref': groupWrites,
  'DELETE /v1.0/groups/:id/members/:member/$ref': groupWrites,
  'GET /v1.0/groups/:id/owners': groupReads,
  'POST /v1.0/groups/:id/owners/$ref': groupWrites,
  'DELETE /v1.0/groups/:id/owners/:owner/$ref': groupWrites,
  'GET /v1.0/groups/:id/memberOf': groupReads,
  'GET /v1.0/groups/:id/memberOf/$count': groupReads,
  'GET /v1.0/groups/:id/transitiveMemberOf': groupReads,
  'GET /v1.0/groups/:id/transitiveMemberOf/$count': groupReads,
  'POST /v1.0/groups/:id/checkMemberGroups': groupReads,
  'POST /v1.0/groups/:id/evaluateDynamicMembership': groupReads,
  'POST /v1.0/groups/evaluateDynamicMembership': reads,
  'POST /v1.0/groups/:id/assignLicense': groupLicences,
  'POST /v1.0/groups/:id/reprocessLicenseAssignment': groupLicences,
  'GET /v1.0/groups/:id/appRoleAssignments': appReads,
  'POST /v1.0/groups/:id/appRoleAssignments': assigns,
  'DELETE /v1.0/groups/:id/appRoleAssignments/:assignment': assigns,

  'GET /v1.0/subscribedSkus': both('Organization.Read.All', 'LicenseAssignment.Read.All'),
  'GET /v1.0/subscribedSkus/:id': both('Organization.Read.All', 'LicenseAssignment.Read.All'),
  'GET /v1.0/organization': both('Organization.Read.All'),
  'GET /v1.0/organization/:id': both('Organization.Read.All'),
  'PATCH /v1.0/organization/:id': both('Directory.ReadWrite.All'),
  'GET /v1.0/domains': both('Domain.Read.All'),
  'GET /v1.0/domains/:id': both('Domain.Read.All'),
  'GET /v1.0/domains/:id/verificationDnsRecords': both('Domain.Read.All'),
  'GET /v1.0/domains/:id/serviceConfigurationRecords': both('Domain.Read.All'),
  'POST /v1.0/domains': domainWrites,
  'PATCH /v1.0/domains/:id': domainWrites,
  'DELETE /v1.0/domains/:id': domainWrites,
  'POST /v1.0/domains/:id/verify': domainWrites,
  'GET /v1.0/identity/identityProviders': providerReads,
  'GET /v1.0/identity/identityProviders/:id': providerReads,
  'POST /v1.0/identity/identityProviders': providerWrites,
  'PATCH /v1.0/identity/identityProviders/:id': providerWrites,
  'DELETE /v1.0/identity/identityProviders/:id': providerWrites,
  'GET /v1.0/directory/administrativeUnits': unitReads,
  'POST /v1.0/directory/administrativeUnits': unitWrites,
  'GET /v1.0/directory/administrativeUnits/:id': unitReads,
  'PATCH /v1.0/directory/administrativeUnits/:id': unitWrites,
  'DELETE /v1.0/directory/administrativeUnits/:id': unitWrites,
  'GET /v1.0/directory/administrativeUnits/:id/members': unitReads,
  'GET /v1.0/directory/administrativeUnits/:id/scopedRoleMembers': roleReads,
  'POST /v1.0/directory/administrativeUnits/:id/scopedRoleMembers': roleWrites,
  'GET /v1.0/directory/administrativeUnits/:id/scopedRoleMembers/:member': roleReads,
  'DELETE /v1.0/directory/administrativeUnits/:id/scopedRoleMembers/:member': roleWrites,
  'POST /v1.0/directory/administrativeUnits/:id/members/$ref': unitWrites,
  'DELETE /v1.0/directory/administrativeUnits/:id/members/:member/$ref': unitWrites,
  'GET /v1.0/directoryObjects/:id': both('Directory.Read.All'),
  'POST /v1.0/directoryObjects/getByIds': both('Directory.Read.All'),

  ...apps('applications'),
  ...apps('servicePrincipals'),
  'POST /v1.0/applications': appWrites,
  'POST /v1.0/applications/:id/addPassword': appWrites,
  'POST /v1.0/applications/:id/removePassword': appWrites,
  'POST /v1.0/servicePrincipals': appWrites,
  'POST /v1.0/servicePrincipals/:id/addPassword': appWrites,
  'POST /v1.0/servicePrincipals/:id/removePassword': appWrites,
  // An app needs no permission to roll its own keys: it shows to have one of them.
  'POST /v1.0/applications/:id/addKey': inside,
  'POST /v1.0/applications/:id/removeKey': inside,
  'POST /v1.0/servicePrincipals/:id/addKey': inside,
  'POST /v1.0/servicePrincipals/:id/removeKey': inside,
  'GET /v1.0/servicePrincipals/:id/appRoleAssignedTo': appReads,
  'POST /v1.0/servicePrincipals/:id/appRoleAssignedTo': assigns,
  'DELETE /v1.0/servicePrincipals/:id/appRoleAssignedTo/:assignment': assigns,
  'GET /v1.0/servicePrincipals/:id/appRoleAssignments': appReads,
  'POST /v1.0/servicePrincipals/:id/appRoleAssignments': assigns,
  'DELETE /v1.0/servicePrincipals/:id/appRoleAssignments/:assignment': assigns,
  'GET /v1.0/oauth2PermissionGrants': both('Directory.Read.All'),
  'GET /v1.0/users/:id/oauth2PermissionGrants': both('Directory.Read.All'),
  'GET /v1.0/oauth2PermissionGrants/:id': both('Directory.Read.All'),
  'POST /v1.0/oauth2PermissionGrants': grants,
  'PATCH /v1.0/oauth2PermissionGrants/:id': grants,
  'DELETE /v1.0/oauth2PermissionGrants/:id': grants,

  'GET /v1.0/directoryRoles': roleReads,
  'GET /v1.0/directoryRoles/:id': roleReads,
  'GET /v1.0/directoryRoles/:id/members': roleReads,
  'POST /v1.0/directoryRoles': roleWrites,
  'GET /v1.0/directoryRoleTemplates': roleReads,
  'GET /v1.0/directoryRoleTemplates/:id': roleReads,
  'POST /v1.0/directoryRoles/:id/members/$ref': roleWrites,
  'DELETE /v1.0/directoryRoles/:id/members/:member/$ref': roleWrites,
  'GET /v1.0/roleManagement/directory/roleDefinitions': roleReads,
  'GET /v1.0/roleManagement/directory/roleDefinitions/:id': roleReads,
  'GET /v1.0/roleManagement/directory/roleAssignments': roleReads,
  'GET /v1.0/roleManagement/directory/roleAssignments/:id': roleReads,
  'POST /v1.0/roleManagement/directory/roleAssignments': roleWrites,
  'DELETE /v1.0/roleManagement/directory/roleAssignments/:id': roleWrites,

  'GET /v1.0/policies/authenticationMethodsPolicy': methodRuleReads,
  'GET /v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations': methodRuleReads,
  'GET /v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/:id': methodRuleReads,
  'PATCH /v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/:id': both(
    'Policy.ReadWrite.AuthenticationMethod',
  ),
  'GET /v1.0/policies/authenticationStrengthPolicies': policyReads,
  'GET /v1.0/policies/authenticationStrengthPolicies/:id': policyReads,

  'GET /v1.0/reports/authenticationMethods/userRegistrationDetails': logs,
  'GET /v1.0/reports/authenticationMethods/userRegistrationDetails/:id': logs,
  'GET /v1.0/reports/authenticationMethods/usersRegisteredByFeature': logs,
  'GET /v1.0/reports/authenticationMethods/usersRegisteredByMethod': logs,

  'GET /v1.0/auditLogs/signIns': logs,
  'GET /v1.0/auditLogs/signIns/:id': logs,
  'GET /v1.0/auditLogs/directoryAudits': logs,
  'GET /v1.0/auditLogs/directoryAudits/:id': logs,
  'GET /v1.0/admit/directoryAudits/export': logs,

  // Each request within is asked by itself.
  'POST /v1.0/$batch': inside,
}

function ofPerson(base: string, asks: Asks): Record<string, Asks> {
  const groups = ['memberOf', 'transitiveMemberOf'].flatMap((name) => [
    name,
    ...['group', 'directoryRole', 'administrativeUnit'].map((kind) => `${name}/microsoft.graph.${kind}`),
  ])
  groups.push('ownedObjects', 'ownedObjects/microsoft.graph.group', 'ownedObjects/microsoft.graph.application')
  const gets = ['manager', 'directReports', 'licenseDetails', ...groups, ...groups.map((name) => `${name}/$count`)]
  const posts = ['checkMemberGroups', 'getMemberGroups', 'checkMemberObjects', 'getMemberObjects']
  return Object.fromEntries([
    ...gets.map((name) => [`GET ${base}/${name}`, asks]),
    ...posts.map((name) => [`POST ${base}/${name}`, asks]),
  ])
}

function members(name: string): Record<string, Asks> {
  const paths = ['', '/$count', '/microsoft.graph.user', '/microsoft.graph.group']
  return Object.fromEntries(paths.map((path) => [`GET /v1.0/groups/:id/${name}${path}`, groupReads]))
}

function apps(name: string): Record<string, Asks> {
  return {
    [`GET /v1.0/${name}`]: appReads,
    [`GET /v1.0/${name}/$count`]: appReads,
    [`GET /v1.0/${name}/:id`]: appReads,
    [`PATCH /v1.0/${name}/:id`]: appWrites,
    [`DELETE /v1.0/${name}/:id`]: appWrites,
    [`GET /v1.0/${name}/:id/owners`]: appReads,
    [`POST /v1.0/${name}/:id/owners/$ref`]: appWrites,
    [`DELETE /v1.0/${name}/:id/owners/:owner/$ref`]: appWrites,
  }
}

/** What a route asks of a token; what Admit adds beyond Graph asks inside. Null for a route that stands in no table: nobody gets in there. */
export function asksOf(method: string, url: string): Asks | typeof inside | null {
  const key = `${method === 'HEAD' ? 'GET' : method} ${url}`
  if (Object.hasOwn(permissions, key)) return permissions[key] ?? null
  return url.startsWith('/v1.0/admit/') ? inside : null
}

/** Lets a request in: its caller is known, has requests left this minute, and a token carries what the route asks. */
export async function mayAsk(admit: Admit, request: FastifyRequest): Promise<void> {
  const { url } = request.routeOptions
  if (url === undefined || !url.startsWith('/v1.0/')) return
  const viewer = await viewerOf(admit, request)
  await spendRequest(admit, viewer)
  const asks = asksOf(request.method, url)
  if (asks === inside) return
  const names = viewer.via === 'app' ? asks?.application : asks?.delegated
  const isHeld =
    viewer.permissions === null
      ? asks !== null
      : names !== undefined && names.length > 0 && hasPermission(viewer, names)
  if (!isHeld) throw new AppError('auth.forbidden', names === undefined ? {} : { hint: whatIsAsked(names) })
}

/** What a token has to have; no permission of an app is enough for what a person alone does. */
function whatIsAsked(names: readonly string[]): string {
  return names.length === 0 ? 'the token of a person is asked' : `one of ${names.join(', ')} is asked`
}
