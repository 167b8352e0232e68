import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyTenant, file } from '../../../test/support/imports.ts'
import { findAccount } from '../../store/accounts.ts'
import { rolesIn } from '../../store/app-owners.ts'
import { listApps } from '../../store/apps.ts'
import { findGroup } from '../../store/groups.ts'
import { type TenantDb, withTenant } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { applyChanges } from '../apply-changes.ts'
import { commandLine, type Viewer } from '../viewer.ts'
import { type ImportOptions, importFiles } from './import-files.ts'

const whole: ImportOptions = { mode: 'all_or_nothing', run: 'for_real' }
let admit: Admit
let viewer: Viewer
beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
})
afterAll(() => admit.store.close())
const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [ann, bob, old, holders, sales, paused, unit] = [id(1), id(2), id(3), id(11), id(12), id(13), id(21)]
// In Graph an app has three ids: as a client, as a registration, and as a principal.
const crm = { client: id(31), registration: id(32), principal: id(33) }
const gallery = { client: id(34), principal: id(35) }
const graph = id(36)
const exchange = id(37)
const zeros = '00000000-0000-0000-0000-000000000000'

const bundle = {
  users: [
    { id: ann, userPrincipalName: 'ann@contoso.example', displayName: 'Ann', preferredDataLocation: 'EUR' },
    { id: bob, userPrincipalName: 'bob@contoso.example', displayName: 'Bob', preferredDataLocation: 'EUR' },
  ],
  directory: {
    'deletedItems/microsoft.graph.user': [
      {
        id: old,
        userPrincipalName: `${old.replaceAll('-', '')}old@contoso.example`,
        displayName: 'Old',
        deletedDateTime: '2030-01-01T00:00:00Z',
      },
    ],
    administrativeUnits: [
      { id: unit, displayName: 'North', members: [{ '@odata.type': '#microsoft.graph.user', id: bob }] },
    ],
  },
  groups: [
    { id: holders, displayName: 'Holders', groupTypes: [], isAssignableToRole: true, owners: [{ id: ann }] },
    {
      id: sales,
      displayName: 'Sales',
      groupTypes: ['Unified'],
      mailEnabled: true,
      mailNickname: 'sales',
      securityEnabled: true,
      visibility: 'Private',
    },
    {
      id: paused,
      displayName: 'Paused',
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.displayName -eq "Ann"',
      membershipRuleProcessingState: 'Paused',
    },
  ],
  applications: [
    {
      ...{ id: crm.registration, appId: crm.client, displayName: 'CRM', signInAudience: 'AzureADMultipleOrgs' },
      ...{ identifierUris: ['api://crm'], web: { redirectUris: ['https://crm.example/cb', 'http://*.example/cb'] } },
      spa: { redirectUris: ['http://localhost:3000'] },
      api: {
        oauth2PermissionScopes: [
          { value: 'access', type: 'User', isEnabled: true, userConsentDisplayName: 'Use the CRM' },
        ],
      },
      keyCredentials: [{ keyId: zeros }],
      appRoles: [
        { id: id(78), value: 'Seller', displayName: 'Seller', description: 'Sells', allowedMemberTypes: ['User'] },
        { id: id(79), value: 'No role', displayName: 'Spaced', description: 'x', allowedMemberTypes: ['User'] },
      ],
    },
  ],
  servicePrincipals: [
    {
      id: crm.principal,
      appId: crm.client,
      displayName: 'CRM',
      servicePrincipalType: 'Application',
      appRoleAssignmentRequired: true,
    },
    {
      id: gallery.principal,
      appId: gallery.client,
      displayName: 'Gallery',
      servicePrincipalType: 'Application',
      accountEnabled: false,
      replyUrls: ['https://gallery.example/cb'],
    },
    {
      id: graph,
      appId: '00000003-0000-0000-c000-000000000000',
      displayName: 'Microsoft Graph',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    },
    {
      id: exchange,
      appId: id(99),
      displayName: 'Exchange',
      appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    },
  ],
  [`servicePrincipals/${crm.principal}/appRoleAssignedTo`]: [
    { principalId: ann, principalType: 'User', resourceId: crm.principal, appRoleId: id(78) },
    { principalId: sales, principalType: 'Group', resourceId: crm.principal, appRoleId: id(77) },
    { principalId: gallery.principal, principalType: 'ServicePrincipal', resourceId: crm.principal, appRoleId: zeros },
  ],
  oauth2PermissionGrants: [
    {
      clientId: gallery.principal,
      resourceId: graph,
      consentType: 'AllPrincipals',
      scope: 'openid User.Read Mail.Read',
    },
    {
      clientId: gallery.principal,
      resourceId: crm.principal,
      consentType: 'Principal',
      principalId: ann,
      scope: 'access',
    },
    { clientId: gallery.principal, resourceId: exchange, consentType: 'AllPrincipals', scope: 'full_access' },
  ],
  domains: [
    {
      id: 'fabrikam.example',
      isVerified: true,
      isDefault: true,
      authenticationType: 'Managed',
      supportedServices: ['Email'],
    },
  ],
  directoryRoles: [
    {
      id: id(41),
      roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
      members: [{ '@odata.type': '#microsoft.graph.user', id: ann }],
    },
  ],
  'roleManagement/directory/roleAssignments': [
    { id: 'a', principalId: holders, roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', directoryScopeId: '/' },
    {
      id: 'b',
      principalId: bob,
      roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
      directoryScopeId: `/administrativeUnits/${unit}`,
    },
    { id: 'c', principalId: bob, roleDefinitionId: id(98), directoryScopeId: '/' },
  ],
  roleDefinitions: [{ id: id(98), displayName: 'Own role', isBuiltIn: false, rolePermissions: [] }],
}

describe('an organisation of Microsoft Graph', () => {
  it('comes whole, and what cannot be said here is named with its place', async () => {
    const report = await importFiles(admit, viewer, [file('t.json', bundle)], whole)
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({
      outcome: 'done',
      counts: {
        apps: { made: 2 },
        units: { made: 1 },
        domains: { made: 1 },
        roles: 3,
        owners: 1,
        access: 2,
        consents: 2,
      },
    })
    expect(report.notes.map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual([
      expect.stringMatching(/^\/applications\/0\/web\/redirectUris\/1 no code is sent there/),
      '/applications/0/signInAudience the app comes as one of this organisation alone',
      '/applications/0/appRoles/1 this is no role that an app can have here',
      expect.stringMatching(/appRoleAssignedTo\/2 what an app may do by itself is not taken over/),
      expect.stringContaining(`roleAssignments/2/roleDefinitionId there is no role like ${id(98)} here`),
      expect.stringContaining('/roleDefinitions/0 the role “Own role” is one of their own'),
      '/users/0/preferredDataLocation this is not kept; 2 of the kind user say it',
      '/applications/0/keyCredentials this is not kept',
      expect.stringContaining('/domains/0 fabrikam.example is verified there; here DNS has to prove it'),
      '/servicePrincipals/3 “Exchange” is not imported: it is a service of Microsoft',
      expect.stringMatching(/appRoleAssignedTo\/1\/appRoleId the app has no such role here/),
      '/oauth2PermissionGrants/0/scope there is no permission here like Mail.Read',
      '/oauth2PermissionGrants/2 “Exchange” is no app here: it is a service of Microsoft',
    ])
    const tenant = await inTenant(loadTenantPart)
    expect(tenant.groups[holders]).toMatchObject({
      isRoleAssignable: true,
      ownerIds: [ann],
      roles: [{ role: 'helpdesk' }],
    })
    expect(tenant.groups[sales]?.kind).toBe('microsoft365')
    expect(await inTenant((t) => findGroup(t, sales))).toMatchObject({ isSecurity: true, visibility: 'Private' })
    expect(tenant.groups[paused]?.processing).toBe('paused')
    expect(tenant.domains.find(({ name }) => name === 'fabrikam.example')).toMatchObject({ isVerified: false })
    const account = await inTenant((t) => findAccount(t, ann))
    expect(account).toMatchObject({
      roles: ['global-admin'],
      assignedApps: [crm.client],
      consents: [{ appId: gallery.client, scopes: ['api://crm/access'] }],
    })
    expect(account?.memberOf).toEqual([])
    expect((await inTenant((t) => findAccount(t, bob)))?.grants).toMatchObject([{ role: 'user-admin', unitId: unit }])
    expect((await inTenant((t) => findAccount(t, old)))?.deletedAt).not.toBeNull()
    const apps = new Map((await inTenant(listApps)).map((app) => [app.id, app]))
    expect(apps.get(crm.client)).toMatchObject({
      redirectUris: [
        { uri: 'https://crm.example/cb', kind: 'web' },
        { uri: 'http://localhost:3000', kind: 'spa' },
      ],
      ...{ assignmentRequired: true, assignedGroupIds: [sales], scopes: [{ name: 'access', consent: 'user' }] },
      roles: [{ id: id(78), value: 'Seller', members: ['people'], isEnabled: true }],
    })
    expect(await inTenant((t) => rolesIn(t, crm.client, [ann, sales]))).toEqual([id(78)])
    expect(apps.get(gallery.client)).toMatchObject({
      isEnabled: false,
      adminConsent: ['https://graph.admit/User.Read', 'openid'],
    })
  })

  it('comes once', async () => {
    expect(await importFiles(admit, viewer, [file('t.json', bundle)], whole)).toMatchObject({
      outcome: 'same',
      changes: 0,
      faults: [],
    })
  })

  it('is refused for an app that was deleted here', async () => {
    await applyChanges(admit, commandLine(viewer.tenantId), [{ do: 'delete_app', appId: gallery.client }], null)
    const { faults } = await importFiles(admit, viewer, [file('t.json', bundle)], whole)
    expect(faults.map(({ reason }) => reason)).toContain('the app was deleted here: restore it first')
    await applyChanges(admit, commandLine(viewer.tenantId), [{ do: 'restore_app', appId: gallery.client }], null)
  })

  it('is refused with the place of what it speaks of and nobody knows', async () => {
    const bad = {
      oauth2PermissionGrants: [{ clientId: id(70), resourceId: graph, consentType: 'AllPrincipals', scope: 'openid' }],
      roleAssignments: [{ principalId: id(71), roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8' }],
      domains: [{ id: 'no domain', isVerified: false, isDefault: false }],
      applications: [{ id: id(72), displayName: 'No client', web: {} }],
    }
    const { outcome, faults } = await importFiles(admit, viewer, [file('bad.json', bad)], whole)
    expect(outcome).toBe('refused')
    expect(faults.map(({ pointer }) => pointer).sort()).toEqual([
      '/applications/0/appId',
      '/domains/0/id',
      '/oauth2PermissionGrants/0',
      '/roleAssignments/0',
    ])
  })
})
