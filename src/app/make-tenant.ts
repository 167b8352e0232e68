import { randomUUID } from 'node:crypto'
import { carryOut } from '../store/carry-out.ts'
import { appendJournal } from '../store/journal.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { insertTenant, isFirstTenant, listTenants, type OwnApp, putOwnApps } from '../store/tenants.ts'
import { bumpShape } from '../store/tenant-part.ts'
import { takeTurn } from '../store/turn.ts'
import { AppError } from '../errors.ts'
import type { Admit } from './admit.ts'
import { apiAppId, apiIdentifierUri, consoleAppId, portalAppId } from './own-apps.ts'
import { aloneAtLeast, checkNewPassword } from './passwords/choice.ts'
import { hashPassword } from './passwords.ts'
import { normalisedName } from './sign-in-name.ts'

const person = (name: string, title: string) => ({ name, title, consent: 'user' as const })
const everybody = (name: string, title: string) => ({ name, title, consent: 'admin' as const })

/** Parts of Admit that people sign in to, and the API that apps ask permissions of (names as in Microsoft Graph). */
export const ownApps: readonly OwnApp[] = [
  { id: portalAppId, name: 'My apps', homeUrl: '/myapps', identifierUri: null, scopes: [] },
  { id: consoleAppId, name: 'Admin', homeUrl: '/admin', identifierUri: null, scopes: [] },
  {
    id: apiAppId,
    name: 'Admit API',
    homeUrl: null,
    identifierUri: apiIdentifierUri,
    scopes: [
      person('User.Read', 'See your profile'),
      everybody('User.Read.All', "See everybody's profile"),
      everybody('User.ReadWrite.All', "Change everybody's profile"),
      everybody('Group.Read.All', 'See all groups'),
      everybody('Group.ReadWrite.All', 'Change all groups'),
      everybody('Directory.Read.All', 'See the directory'),
      everybody('Directory.ReadWrite.All', 'Change the directory'),
      everybody('Application.Read.All', 'See all apps'),
      everybody('Application.ReadWrite.All', 'Change all apps'),
      everybody('Policy.Read.All', 'See all policies'),
      everybody('Policy.ReadWrite.ConditionalAccess', 'Change Conditional Access policies'),
      everybody('Policy.Read.AuthenticationMethod', 'See which sign-in methods are allowed'),
      everybody(
        'Policy.ReadWrite.AuthenticationMethod',
        'Change which sign-in methods are allowed, and how wrong passwords lock accounts',
      ),
      person('UserAuthenticationMethod.Read', 'See what you sign in with'),
      everybody('UserAuthenticationMethod.Read.All', 'See what people sign in with, and how they are reached'),
      everybody('UserAuthenticationMethod.ReadWrite', 'Change what you sign in with'),
      everybody(
        'UserAuthenticationMethod.ReadWrite.All',
        'Change what people sign in with and how they are reached, and give passes',
      ),
      everybody('AuditLog.Read.All', 'See sign-ins and changes'),
      everybody('Organization.Read.All', 'See subscriptions'),
      everybody('LicenseAssignment.ReadWrite.All', 'Assign licences'),
      everybody('RoleManagement.Read.Directory', 'See who holds which role'),
      everybody('User.Invite.All', 'Invite guests'),
      everybody('User.RevokeSessions.All', "End everybody's sessions"),
      everybody('Domain.Read.All', 'See the domains'),
      everybody('Domain.ReadWrite.All', 'Add, prove and take away domains'),
      everybody('IdentityProvider.Read.All', 'See identity providers'),
      everybody('IdentityProvider.ReadWrite.All', 'Change identity providers'),
      everybody('IdentityUserFlow.ReadWrite.All', 'Change which details people have to have'),
      everybody('AdministrativeUnit.Read.All', 'See administrative units'),
      everybody('AdministrativeUnit.ReadWrite.All', 'Change administrative units'),
      everybody('RoleManagement.ReadWrite.Directory', 'Give and take roles'),
      everybody('AppRoleAssignment.ReadWrite.All', 'Say who may use which app'),
      everybody('DelegatedPermissionGrant.ReadWrite.All', 'Consent for everybody'),
      everybody('Directory.AccessAsUser.All', 'Do what you may do in the directory'),
      everybody('Admit.Explain.All', 'Explain sign-ins'),
      everybody('Admit.Repair.All', 'Repair sign-ins'),
    ],
  },
]

/** Makes a tenant with its default domain and the parts of Admit, inside a transaction of its own id. */
export async function makeTenantIn(
  t: TenantDb,
  tenant: { readonly name: string; readonly defaultDomain: string; readonly isDemo: boolean },
  at: number,
): Promise<void> {
  const by = { actor: null, actorKind: 'system' as const, reason: 'a new organisation', operationId: randomUUID(), at }
  await insertTenant(t, tenant)
  await takeTurn(t)
  await putOwnApps(t, ownApps, at)
  await appendJournal(t, by, [
    { kind: 'make_tenant', entity: 'tenant', entityId: 'tenant', payload: { after: { name: tenant.name } } },
  ])
  await carryOut(t, { do: 'put_domain', domain: { name: tenant.defaultDomain, isVerified: true, isDefault: true } }, by)
}

/** After an update every organisation has the parts of Admit, and the permissions of the API, that this version has. */
export async function renewOwnApps(admit: Admit): Promise<void> {
  for (const { id } of await listTenants(admit.store))
    await withTenant(admit.store, id, async (t) => {
      await takeTurn(t)
      if ((await putOwnApps(t, ownApps, admit.now())) > 0) await bumpShape(t)
    })
}

/** The first run of an empty server: an organisation and its first administrator. Throws `change.conflict` when there is one already. */
export async function makeFirstTenant(
  admit: Admit,
  given: {
    readonly name: string
    readonly defaultDomain: string
    readonly administrator: { readonly signInName: string; readonly displayName: string; readonly password: string }
  },
): Promise<string> {
  const defaultDomain = given.defaultDomain.trim().toLowerCase()
  const signInName = normalisedName(given.administrator.signInName)
  if (!/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(defaultDomain))
    throw new AppError('request.invalid', { field: 'defaultDomain', hint: 'Write a domain like company.com.' })
  const [local, ...domains] = signInName.split('@')
  if (domains.join('@') !== defaultDomain || !/^[^\s\p{Cc}]+$/u.test(local ?? ''))
    throw new AppError('request.invalid', {
      field: 'signInName',
      hint: `The sign-in name looks like you@${defaultDomain}.`,
    })
  const [name, displayName] = [given.name.trim(), given.administrator.displayName.trim()]
  if (name === '' || displayName === '')
    throw new AppError('request.invalid', { hint: 'Write a name for the organisation and one for yourself.' })
  // A new organisation asks nobody for a second factor yet.
  await checkNewPassword(admit, given.administrator.password, {
    person: { signInName, displayName },
    organisation: { name, domains: [{ name: defaultDomain }] },
    atLeast: aloneAtLeast,
  })
  const passwordHash = await hashPassword(given.administrator.password)
  const tenantId = randomUUID()
  const accountId = randomUUID()
  const at = admit.now()
  await withTenant(admit.store, tenantId, async (t) => {
    if (!(await isFirstTenant(t)))
      throw new AppError('change.conflict', { hint: 'This server has its first organisation. Sign in to it.' })
    await makeTenantIn(t, { name, defaultDomain, isDemo: false }, at)
    const by = {
      actor: null,
      actorKind: 'system' as const,
      reason: 'the first administrator',
      operationId: randomUUID(),
      at,
    }
    await carryOut(
      t,
      {
        do: 'create_account',
        account: {
          id: accountId,
          signInName,
          displayName,
          userType: 'member',
          isEnabled: true,
          attributes: { mail: signInName },
        },
      },
      by,
    )
    await carryOut(t, { do: 'change_password', accountId }, by, { passwordHash })
    await carryOut(t, { do: 'assign_role', accountId, role: 'global-admin' }, by)
  })
  return tenantId
}
