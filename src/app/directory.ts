import { circleOf } from '../core/licensing/settle.ts'
import { circleText } from '../core/membership/circle-text.ts'
import { parseRule } from '../core/membership/parse.ts'
import { grantsOf } from '../core/changes/held-roles.ts'
import { rightsOf } from '../core/changes/rights.ts'
import { roles as allRoles } from '../core/changes/roles.ts'
import { linkObstacle, whyNoLink } from '../core/recovery/reset-link.ts'
import { AppError } from '../errors.ts'
import { countAccounts, findAccount } from '../store/accounts.ts'
import { listAppOwners } from '../store/app-owners.ts'
import { findAppSettings, listApps, listAssigned, listSecrets } from '../store/apps.ts'
import { listCertificates } from '../store/certificates.ts'
import { listInstances } from '../store/instances.ts'
import { listJournal } from '../store/journal.ts'
import { listQuestions } from '../store/questions.ts'
import { ruleEffect } from '../store/rule-preview.ts'
import { countSignIns, listSignIns } from '../store/sign-ins.ts'
import { listUnanswered } from '../store/logouts.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { unitsOfAccount } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { templateOf } from './import/role-templates.ts'
import { asSeen } from './addresses-seen.ts'
import { mustSeeApp, mustSeePerson } from './sight.ts'
import { sessionsOf } from './sign-in/sessions-of.ts'
import { hasPermission, mustRead, sightFor, sightThrough, type Viewer } from './viewer.ts'
import type { Reading, Sight } from '../core/changes/who-reads.ts'
import type { TenantPart } from '../core/snapshot.ts'

/**
 * Reads as an administrator of the viewer's tenant who may read all of it; throws `auth.forbidden` for everybody else. Where
 * `what` is left out the permission says what is read.
 */
export function asAdministrator<T>(
  admit: Admit,
  viewer: Viewer,
  permission: string,
  work: (t: TenantDb) => Promise<T>,
  what?: Reading,
): Promise<T> {
  mustRead(viewer, permission, what)
  return withTenant(admit.store, viewer.tenantId, work)
}

/** Settings of the tenant, for administrators who may read its policies. */
export function settings<T>(admit: Admit, viewer: Viewer, of: (tenant: TenantPart) => T | Promise<T>): Promise<T> {
  return asAdministrator(admit, viewer, 'Policy.Read.All', async (t) => of(await loadTenantPart(t)))
}

/** The same as `asAdministrator` for administrators of some units too, who read what concerns their members: the work sees to it. */
export function asAdministratorWithin<T>(
  admit: Admit,
  viewer: Viewer,
  permission: string,
  work: (t: TenantDb, sight: Exclude<Sight, 'none'>) => Promise<T>,
  what?: Reading,
): Promise<T> {
  const sight = sightFor(viewer, permission, what)
  return withTenant(admit.store, viewer.tenantId, (t) => work(t, sight))
}

/** Reads about one app as an administrator, or as one of its owners; throws `auth.forbidden` for everybody else. */
export function asReaderOfApp<T>(
  admit: Admit,
  viewer: Viewer,
  appId: string,
  work: (t: TenantDb) => Promise<T>,
): Promise<T> {
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    await mustSeeApp(t, viewer, appId)
    return work(t)
  })
}

/** The same of several apps that a list shows: of one as who may read it, of more as an administrator. */
export function asReaderOfApps<T>(
  admit: Admit,
  viewer: Viewer,
  appIds: readonly string[],
  work: (t: TenantDb) => Promise<T>,
): Promise<T> {
  const [only] = appIds
  return appIds.length === 1 && only !== undefined
    ? asReaderOfApp(admit, viewer, only, work)
    : asAdministrator(admit, viewer, 'Application.Read.All', work)
}

/** Whether the viewer may read all of one of the logs. */
function mayRead(viewer: Viewer, log: 'sign_ins' | 'journal'): boolean {
  return sightThrough(viewer, log) === 'all' && hasPermission(viewer, ['AuditLog.Read.All'])
}

/** Numbers of the tenant, and what stopped people today. */
export function overview(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Directory.Read.All', async (t) => {
    const tenant = await loadTenantPart(t)
    const since = admit.now() - 86_400_000
    const counted = await countSignIns(t, since)
    return {
      people: await countAccounts(t),
      groups: Object.keys(tenant.groups).length,
      apps: (await listApps(t)).filter((app) => !app.isOwn).length,
      products: Object.values(tenant.products),
      policies: {
        on: tenant.policies.filter((policy) => policy.state === 'on').length,
        off: tenant.policies.filter((policy) => policy.state === 'off').length,
        reportOnly: tenant.policies.filter((policy) => policy.state === 'report_only').length,
      },
      ...counted,
    }
  })
}

/** A person with everything that their page shows. */
export function personDetails(admit: Admit, viewer: Viewer, id: string) {
  return asAdministratorWithin(admit, viewer, 'User.Read.All', async (t, sight) => {
    const account = await findAccount(t, id)
    if (account === null) throw new AppError('user.not_found')
    await mustSeePerson(t, sight, id)
    const unitIds = await unitsOfAccount(t, id)
    const tenant = await loadTenantPart(t)
    const [apps, instances] = [await listApps(t), await listInstances(t)]
    const obstacle = linkObstacle(account, { tenant })
    return {
      account,
      /** Why no link to choose a new password can be sent to them; null where one can. */
      noLink: obstacle === null ? null : whyNoLink(obstacle, account, tenant),
      roles: grantsOf(account).map((grant) => ({
        ...grant,
        unit: grant.unitId === null ? null : (tenant.units?.[grant.unitId]?.name ?? grant.unitId),
        group: grant.groupId === null ? null : (tenant.groups[grant.groupId]?.name ?? grant.groupId),
      })),
      units: unitIds.map((unitId) => ({ id: unitId, name: tenant.units?.[unitId]?.name ?? unitId })),
      groups: account.memberOf.flatMap(({ groupId, how }) =>
        tenant.groups[groupId] === undefined
          ? []
          : [{ id: groupId, name: tenant.groups[groupId].name, how, rule: tenant.groups[groupId].rule }],
      ),
      licences: account.licences.map((path) => ({
        productId: path.productId,
        product: tenant.products[path.productId]?.name ?? path.productId,
        groupId: path.groupId,
        group: path.groupId === null ? null : (tenant.groups[path.groupId]?.name ?? path.groupId),
        plans: (tenant.products[path.productId]?.plans ?? []).map((plan) => ({
          ...plan,
          isOn: !path.disabledPlans.includes(plan.id),
        })),
        state: path.state,
        error: path.error,
      })),
      apps: apps
        .filter((app) => account.assignedApps.includes(app.id))
        .map(({ id: appId, name }) => ({ id: appId, name })),
      instances: instances.map((instance) => {
        const user = account.instanceUsers.find((one) => one.instanceId === instance.id)
        return {
          id: instance.id,
          name: instance.name,
          isKnown: user !== undefined,
          isEnabled: user?.isEnabled ?? false,
          roles: user?.roles ?? [],
          available: instance.roles,
        }
      }),
      // Who may see the person may not therefore see where they sign in from, or who changed what.
      sessions: mayRead(viewer, 'sign_ins') ? asSeen(viewer, await sessionsOf(t, id, admit.now())) : [],
      signIns: mayRead(viewer, 'sign_ins') ? asSeen(viewer, await listSignIns(t, { accountId: id, limit: 10 })) : [],
      history: mayRead(viewer, 'journal') ? await listJournal(t, { entity: 'account', entityId: id, limit: 20 }) : [],
    }
  })
}

/** An app with who is assigned, its instances, its secrets without the secrets, and the policies that concern it (A12). */
export function appDetails(admit: Admit, viewer: Viewer, id: string) {
  return asReaderOfApp(admit, viewer, id, async (t) => {
    const app = await findAppSettings(t, id)
    if (app === null) throw new AppError('app.not_found')
    const tenant = await loadTenantPart(t)
    return {
      app,
      assigned: await listAssigned(t, id),
      owners: await listAppOwners(t, id),
      // Who signed out where is told to who may read sign-ins.
      unanswered: mayRead(viewer, 'sign_ins') ? await listUnanswered(t, id) : [],
      instances: (await listInstances(t)).filter((instance) => instance.appId === id),
      secrets: (await listSecrets(t, id)).map(({ hash: _, ...secret }) => secret),
      certificates: await listCertificates(t, id),
      policies: tenant.policies
        .filter(
          (policy) =>
            (policy.apps.include === 'all' || policy.apps.include.includes(id)) && !policy.apps.exclude.includes(id),
        )
        .map((policy) => ({ id: policy.id, name: policy.name, state: policy.state })),
    }
  })
}

/** Registered apps, the parts of Admit among them. */
export function appList(admit: Admit, viewer: Viewer) {
  return asAdministrator(admit, viewer, 'Application.Read.All', listApps)
}

/** What all people of the tenant share, as the pages about it list it. */
export function sharedList(
  admit: Admit,
  viewer: Viewer,
  what: 'products' | 'policies' | 'locations' | 'instances' | 'roles',
) {
  return asAdministrator(
    admit,
    viewer,
    permissions[what],
    async (t) => {
      const tenant = await loadTenantPart(t)
      switch (what) {
        case 'products':
          return Object.values(tenant.products)
        case 'policies':
          return tenant.policies
        case 'locations':
          return Object.values(tenant.locations)
        case 'instances':
          return listInstances(t)
        case 'roles':
          return Object.entries(allRoles).map(([key, role]) => ({
            key,
            id: templateOf(key),
            ...role,
            ...rightsOf(key),
          }))
      }
    },
    what === 'instances' || what === 'roles' ? what : undefined,
  )
}

const permissions = {
  products: 'Organization.Read.All',
  policies: 'Policy.Read.All',
  locations: 'Policy.Read.All',
  instances: 'Directory.Read.All',
  roles: 'Directory.Read.All',
} as const

/** The sign-in log. */
export function signInLog(admit: Admit, viewer: Viewer, filter: Parameters<typeof listSignIns>[1]) {
  return asAdministrator(
    admit,
    viewer,
    'AuditLog.Read.All',
    async (t) => asSeen(viewer, await listSignIns(t, filter)),
    'sign_ins',
  )
}

/** The journal. */
export function journalLog(admit: Admit, viewer: Viewer, filter: Parameters<typeof listJournal>[1]) {
  return asAdministrator(admit, viewer, 'AuditLog.Read.All', (t) => listJournal(t, filter))
}

/** Who asked why about whom. */
export function questionLog(admit: Admit, viewer: Viewer, filter: Parameters<typeof listQuestions>[1]) {
  return asAdministrator(admit, viewer, 'AuditLog.Read.All', (t) => listQuestions(t, filter))
}

/** What a rule would do: whether it can be read, how many it takes, who would join and who would leave the group. */
export function previewRule(admit: Admit, viewer: Viewer, text: string, groupId: string | null) {
  return asAdministrator(admit, viewer, 'Group.Read.All', async (t) => {
    const parsed = parseRule(text)
    if (!parsed.ok) return { ok: false as const, error: parsed.error }
    const { groups } = await loadTenantPart(t)
    const circle = circleOf({ id: groupId ?? '', rule: text }, groups)
    if (circle !== null) {
      const message = circleText(circle.is, groups[circle.by]?.name ?? circle.by)
      return { ok: false as const, error: { message, at: { start: 0, end: text.length } } }
    }
    return { ok: true as const, ...(await ruleEffect(t, text, groupId, { named: 50, now: admit.now() })) }
  })
}
