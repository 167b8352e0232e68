import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFirstTenant } from '../../src/app/make-tenant.ts'
import { applyChanges } from '../../src/app/apply-changes.ts'
import { commandLine } from '../../src/app/viewer.ts'
import { findAccountByName } from '../../src/store/accounts.ts'
import { checkDirectory } from '../../src/store/check.ts'
import { withTenant } from '../../src/store/store.ts'
import { type Served, serveDemo, serveEmpty } from '../setup/server.ts'
import { admit as command } from '../support/command-line.ts'
import { type Caller, sessionOf } from '../support/companies.ts'

type Item = Readonly<Record<string, unknown>>
type Bundle = Readonly<Record<string, readonly Item[]>>

let from: Served
let into: Awaited<ReturnType<typeof serveEmpty>>
let intoTenant: string
let dir: string
const callers = new Map<string, Caller>()

beforeAll(async () => {
  from = await serveDemo()
  into = await serveEmpty()
  dir = await mkdtemp(join(tmpdir(), 'admit-tenant-'))
  const { admit } = from.running
  const { tenant, people } = from.demo
  const admin = people.find(({ key }) => key === 'admin')?.id as string
  const named = (key: string) => people.find((one) => one.key === key)?.id as string
  callers.set(from.origin, await sessionOf(admit, tenant.id, admin))
  // What the demo company has none of.
  const ids = {
    roles: crypto.randomUUID(),
    team: crypto.randomUUID(),
    unit: crypto.randomUUID(),
    gone: crypto.randomUUID(),
  }
  await applyChanges(
    admit,
    commandLine(tenant.id),
    [
      {
        do: 'create_group',
        group: { id: ids.roles, name: 'Role holders', description: null, rule: null, isRoleAssignable: 'yes' },
      },
      {
        do: 'create_group',
        group: {
          id: ids.team,
          name: 'Team',
          description: 'A team',
          rule: null,
          kind: 'microsoft365',
          mailNickname: 'team',
          isSecurity: true,
          visibility: 'Private',
        },
      },
      { do: 'assign_group_role', groupId: ids.roles, role: 'helpdesk' },
      { do: 'add_group_owner', groupId: ids.team, accountId: named('alice') },
      { do: 'put_unit', unit: { id: ids.unit, name: 'Lyon', description: 'The office in Lyon' } },
      { do: 'add_to_unit', unitId: ids.unit, accountId: named('victor') },
      { do: 'assign_role', accountId: named('victor'), role: 'helpdesk', unitId: ids.unit },
      {
        do: 'create_account',
        account: {
          id: ids.gone,
          signInName: 'gone@meridian.example',
          displayName: 'Gone',
          userType: 'member',
          isEnabled: true,
          attributes: {},
        },
      },
      { do: 'delete_account', accountId: ids.gone },
    ],
    null,
  )
  intoTenant = await makeFirstTenant(into.running.admit, {
    ...{ name: 'Elsewhere', defaultDomain: 'elsewhere.example' },
    administrator: { signInName: 'root@elsewhere.example', displayName: 'Root', password: 'orchid tramway 77 blue' },
  })
  const root = await withTenant(into.running.admit.store, intoTenant, (t) =>
    findAccountByName(t, 'root@elsewhere.example'),
  )
  callers.set(into.origin, await sessionOf(into.running.admit, intoTenant, root?.id as string))
})
afterAll(async () => {
  await from.stop()
  await into.stop()
  await rm(dir, { recursive: true, force: true })
})

/** Every page of a list, as a script that exports a tenant reads it. */
async function all(origin: string, path: string): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let next: string | undefined = `${origin}/v1.0/${path}`; next !== undefined; ) {
    const answer = await fetch(next, { headers: callers.get(origin) ?? {} })
    const body = (await answer.json()) as { value: Item[]; '@odata.nextLink'?: string }
    expect([path, answer.status]).toEqual([path, 200])
    items.push(...body.value)
    next = body['@odata.nextLink']
  }
  return items
}

const userFields =
  'id,userPrincipalName,displayName,accountEnabled,userType,department,jobTitle,city,country,companyName,givenName,surname,mail,mobilePhone,businessPhones,usageLocation,employeeId,passwordPolicies,onPremisesExtensionAttributes,assignedLicenses,licenseAssignmentStates'

async function exported(origin: string): Promise<Bundle> {
  const groups = await all(origin, 'groups')
  const apps = await all(origin, 'servicePrincipals')
  const lists = async (paths: readonly string[]) =>
    Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await all(origin, path)] as const)))
  return {
    users: await all(origin, `users?$top=50&$select=${userFields}&$expand=manager($select=id)`),
    groups,
    ...(await lists([
      ...['subscribedSkus', 'applications', 'oauth2PermissionGrants', 'domains'],
      ...['roleManagement/directory/roleAssignments', 'directory/administrativeUnits'],
      'directory/deletedItems/microsoft.graph.user',
    ])),
    servicePrincipals: apps,
    ...(await lists(apps.map(({ id }) => `servicePrincipals/${id}/appRoleAssignedTo`))),
    ...(await lists(groups.flatMap(({ id }) => [`groups/${id}/members`, `groups/${id}/owners`]))),
  }
}

const timeless = (name: string, value: unknown) => (name === 'lastUpdatedDateTime' ? undefined : value)
const sorted = (items: readonly Item[] | undefined, shape: (item: Item) => unknown) =>
  (items ?? []).map((item) => JSON.stringify(shape(item), timeless)).sort()

/** What two exports say, without what is each organisation's own: when, and by which id an assignment goes. */
function said(bundle: Bundle) {
  const plain = ({ createdDateTime: _, deletedDateTime: __, ...item }: Item) => item
  const paths = Object.keys(bundle)
  const isRoot = (item: Item) => String(item['userPrincipalName'] ?? item['principalDisplayName']).startsWith('root@')
  return {
    users: sorted(
      bundle['users']?.filter((item) => !isRoot(item)),
      plain,
    ),
    deleted: sorted(bundle['directory/deletedItems/microsoft.graph.user'], plain),
    groups: sorted(bundle['groups'], ({ membershipRuleProcessingStatus: _, licenseProcessingState: __, ...item }) =>
      plain(item),
    ),
    members: sorted(
      paths
        .filter((path) => /^groups\/.*\/(members|owners)$/.test(path))
        .map((path) => ({ path, ids: bundle[path]?.map(({ id }) => id).sort() })),
      (item) => item,
    ),
    apps: sorted(bundle['applications'], plain),
    principals: sorted(bundle['servicePrincipals'], plain),
    access: sorted(
      paths.filter((path) => path.endsWith('/appRoleAssignedTo')).flatMap((path) => bundle[path] ?? []),
      ({ principalId, resourceId }) => [principalId, resourceId],
    ),
    grants: sorted(bundle['oauth2PermissionGrants'], ({ scope, ...item }) => ({
      ...item,
      scope: String(scope).split(' ').sort(),
    })),
    roles: sorted(
      bundle['roleManagement/directory/roleAssignments'],
      ({ principalId, roleDefinitionId, directoryScopeId }) => [principalId, roleDefinitionId, directoryScopeId],
    ),
    units: sorted(bundle['directory/administrativeUnits'], plain),
    products: sorted(bundle['subscribedSkus'], ({ skuId, capabilityStatus, servicePlans }) => [
      skuId,
      capabilityStatus,
      (servicePlans as Item[]).map((plan) => plan['servicePlanId']).sort(),
    ]),
  }
}

describe('a whole organisation', () => {
  it('exported as Graph shows it and imported is the same organisation, and stays so', async () => {
    const bundle = await exported(from.origin)
    const folder = join(dir, 'export')
    await import('node:fs/promises').then(({ mkdir }) => mkdir(folder))
    // One part in a file of its own, as answers are saved; the rest in one bundle.
    const { users, ...rest } = bundle
    await writeFile(
      join(folder, 'users.json'),
      JSON.stringify({ '@odata.context': 'https://x/v1.0/$metadata#users', value: users }),
    )
    await writeFile(join(folder, 'rest.json'), JSON.stringify(rest))
    const env = { DATABASE_URL: into.running.admit.store.url, ADMIT_DATA: join(dir, 'data') }
    const dry = await command(env, 'import', folder, '--dry-run', '--json')
    expect(JSON.parse(dry.out)).toMatchObject({ outcome: 'dry', faults: [] })
    const ran = await command(env, 'import', folder, '--json')
    const report = JSON.parse(ran.out) as {
      outcome: string
      faults: unknown[]
      notes: { pointer: string; reason: string }[]
    }
    expect([report.faults, report.outcome, ran.code]).toEqual([[], 'done', 0])
    expect(report.notes.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('DNS has to prove it'))
    expect(report.notes.filter(({ reason }) => reason.startsWith('this is not kept'))).toEqual([])

    const again = await exported(into.origin)
    const [before, after] = [said(bundle), said(again)]
    const root = after.roles.filter((one) => !before.roles.includes(one))
    expect(root).toHaveLength(1)
    expect({ ...after, roles: after.roles.filter((one) => !root.includes(one)) }).toEqual(before)
    expect(before.access.length * before.grants.length * before.deleted.length * before.units.length).toBeGreaterThan(0)

    const twice = JSON.parse((await command(env, 'import', folder, '--json')).out) as {
      outcome: string
      changes: number
    }
    expect(twice).toMatchObject({ outcome: 'same', changes: 0 })
    const { admit } = into.running
    expect(await withTenant(admit.store, intoTenant, (t) => checkDirectory(t, admit.now()))).toMatchObject({ count: 0 })
  }, 120_000)
})
