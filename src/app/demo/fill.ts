import { lockAccount } from '../../store/lockouts.ts'
import { leaveUnsettled, settleAtLast } from '../../store/settle.ts'
import { withTenant } from '../../store/store.ts'
import { listTenants } from '../../store/tenants.ts'
import type { Admit } from '../admit.ts'
import { type DemoFile, readDemo } from '../demo.ts'
import { makeTenantIn } from '../make-tenant.ts'
import { hashPassword } from '../passwords.ts'
import { makeRealm } from '../realm/make-realm.ts'
import { fillApps, fillClients, fillInstances } from './apps.ts'
import { Filling } from './filling.ts'
import { fillPerson } from './people.ts'
import { fillGuests, fillPersonalAccounts } from './guests.ts'
import { fillPolicies } from './policies.ts'

const day = 86_400_000

/** Fills an empty server with the demo company; nothing happens where there is any tenant. `appsOrigin` is where its apps run. */
export async function fillDemo(admit: Admit, appsOrigin: string): Promise<'filled' | 'not_empty'> {
  if ((await listTenants(admit.store)).length > 0) return 'not_empty'
  const file = await readDemo()
  // Everybody can read these passwords: who has the same one may have the same hash, and a start is not kept waiting.
  const passwords = [...new Set([...file.people, ...file.guests].map(({ password }) => password))]
  const hashes = new Map(
    await Promise.all(passwords.map(async (password) => [password, await hashPassword(password, 'whenever')] as const)),
  )
  await withTenant(admit.store, file.tenant.id, (t) => fill(new Filling(admit, t, file, appsOrigin), hashes))
  if (admit.config.personalAccounts === 'on') {
    await makeRealm(admit)
    await fillPersonalAccounts(admit, file.guests, hashes)
  }
  return 'filled'
}

async function fill(f: Filling, hashes: ReadonlyMap<string, string>): Promise<void> {
  const { tenant } = f.file
  await makeTenantIn(f.t, { ...tenant, isDemo: true }, f.now)
  await leaveUnsettled(f.t)
  for (const domain of tenant.domains)
    if (domain.name !== tenant.defaultDomain)
      await f.carryOut({ do: 'put_domain', domain: { ...domain, isDefault: false } })
  await f.carryOut({ do: 'set_password_lifetime', days: tenant.passwordLifetimeDays })
  await f.carryOut({ do: 'set_self_service_reset', rules: tenant.selfServiceReset })
  await f.carryOut({ do: 'set_user_consent', state: tenant.userConsent })
  for (const { key, expiresDaysAgo, ...product } of f.file.products)
    await f.carryOut({
      do: 'put_product',
      product: {
        ...product,
        plans: product.plans.map(({ id, name }) => ({ id, name })),
        expiresAt: expiresDaysAgo === undefined ? null : f.now - expiresDaysAgo * day,
      },
    })
  for (const group of f.file.groups) if (group.rule === undefined) await fillGroup(f, group)
  await fillApps(f)
  await fillClients(f)
  await fillInstances(f)
  await f.forEach(f.file.people, (own, person) => fillPerson(own, person, hashes.get(person.password) as string))
  for (const group of f.file.groups) if (group.rule !== undefined) await fillGroup(f, group)
  await settleAtLast(f.t, f.now)
  await fillPolicies(f)
  if (f.admit.config.personalAccounts === 'on') await fillGuests(f)
  for (const person of f.file.people) {
    if (person.deleted) await f.carryOut({ do: 'delete_account', accountId: person.id })
    if (person.lockedForMinutes !== undefined)
      await lockAccount(f.t, person.id, f.now + person.lockedForMinutes * 60_000)
  }
  await f.record()
}

async function fillGroup(f: Filling, group: DemoFile['groups'][number]): Promise<void> {
  await f.carryOut({
    do: 'create_group',
    group: { id: group.id, name: group.key, description: group.description, rule: group.rule ?? null },
  })
  for (const { product } of group.licences ?? [])
    await f.carryOut({
      do: 'assign_group_licence',
      groupId: group.id,
      productId: f.productId(product),
      disabledPlans: [],
    })
}
