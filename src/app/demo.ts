import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Secret } from 'otpauth'
import type { Change } from '../core/changes/change.ts'
import type { PeopleSet } from '../core/snapshot.ts'
import { carryOut, type Secrets } from '../store/carry-out.ts'
import { lockAccount } from '../store/credentials.ts'
import { leaveUnsettled, settleAtLast } from '../store/settle.ts'
import { type TenantDb, withTenant } from '../store/store.ts'
import { listTenants } from '../store/tenants.ts'
import type { Admit } from './admit.ts'
import { addSecret } from './clients.ts'
import { makeTenantIn } from './make-tenant.ts'
import { hashPassword } from './passwords.ts'

/** `demo/tenant.json`: the fictitious company, with names where the directory has ids. */
export type DemoFile = {
  readonly tenant: {
    readonly id: string
    readonly name: string
    readonly defaultDomain: string
    readonly domains: readonly { readonly name: string; readonly isVerified: boolean }[]
    readonly passwordLifetimeDays: number
    readonly userConsent: 'on' | 'off'
  }
  readonly products: readonly {
    readonly key: string
    readonly id: string
    readonly name: string
    readonly seats: number
    readonly status: 'enabled' | 'suspended'
    readonly expiresDaysAgo?: number
    readonly plans: readonly { readonly key: string; readonly id: string; readonly name: string }[]
  }[]
  readonly groups: readonly {
    readonly key: string
    readonly id: string
    readonly description: string
    readonly rule?: string
    readonly licences?: readonly { readonly product: string }[]
  }[]
  readonly locations: readonly {
    readonly key: string
    readonly id: string
    readonly isTrusted: boolean
    readonly ranges: readonly string[]
  }[]
  readonly policies: readonly {
    readonly key: string
    readonly id: string
    readonly state: 'on' | 'off' | 'report_only'
    readonly include: { readonly all?: boolean; readonly groups?: readonly string[] }
    readonly exclude: { readonly people?: readonly string[] }
    readonly apps: 'all' | readonly string[]
    readonly locations?: { readonly include: 'any'; readonly exclude: 'trusted' }
    readonly grant: 'mfa' | 'block'
    readonly note: string
  }[]
  readonly apps: readonly DemoApp[]
  readonly instances: readonly {
    readonly key: string
    readonly id: string
    readonly app: string
    readonly name: string
    readonly region: string
    readonly url: string
    readonly state: 'enabled' | 'maintenance'
    readonly maintenanceMinutes?: number
    readonly roles: readonly string[]
  }[]
  readonly automation: {
    readonly id: string
    readonly name: string
    readonly secret: string
    readonly appPermissions: readonly string[]
  }
  readonly publicClient: {
    readonly id: string
    readonly name: string
    readonly redirects: readonly string[]
    readonly asks: readonly string[]
  }
  readonly people: readonly DemoPerson[]
}

export type DemoApp = {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly description: string
  readonly redirects: readonly string[]
  readonly home: string
  readonly secret: string
  readonly asks: readonly string[]
  readonly assignmentRequired: boolean
  readonly isEnabled?: boolean
  readonly groups?: readonly string[]
  readonly requiredPlan?: string
  readonly identifierUri?: string
  readonly scopes?: readonly { readonly name: string; readonly title: string; readonly consent: 'user' | 'admin' }[]
  readonly adminConsent?: readonly string[]
}

export type DemoPerson = {
  readonly key: string
  readonly id: string
  readonly signInName: string
  readonly displayName: string
  readonly password: string
  readonly totpSecret?: string
  readonly attributes: Readonly<Record<string, string>>
  readonly about: string
  readonly groups?: readonly string[]
  readonly roles?: readonly string[]
  readonly instances?: Readonly<Record<string, readonly string[]>>
  readonly licences?: readonly (string | { readonly product: string; readonly disabledPlans: readonly string[] })[]
  readonly manager?: string
  readonly isEmergency?: boolean
  readonly isEnabled?: boolean
  readonly deleted?: boolean
  readonly mustChangePassword?: boolean
  readonly passwordAgeDays?: number
  readonly mfaState?: 'enabled' | 'enforced'
  readonly lockedForMinutes?: number
  readonly firstTime?: boolean
  /** Codes of what is in the way, and the code of the root where it lies deeper. */
  readonly faults?: readonly string[]
  readonly root?: string
  readonly tries?: string
}

/** The demo company's file. */
export async function readDemo(): Promise<DemoFile> {
  return JSON.parse(await readFile(new URL('../../demo/tenant.json', import.meta.url), 'utf8')) as DemoFile
}

/** Fills an empty server with the demo company; nothing happens where there is any tenant. `appsOrigin` is where its apps run. */
export async function fillDemo(admit: Admit, appsOrigin: string): Promise<'filled' | 'not_empty'> {
  if ((await listTenants(admit.store)).length > 0) return 'not_empty'
  const file = await readDemo()
  // Everybody can read these passwords: who has the same one may have the same hash, and a start is not kept waiting.
  const passwords = [...new Set(file.people.map((person) => person.password))]
  const hashes = new Map(
    await Promise.all(passwords.map(async (password) => [password, await hashPassword(password)] as const)),
  )
  await withTenant(admit.store, file.tenant.id, (t) => new Filler(admit, t, file, appsOrigin, hashes).fill())
  return 'filled'
}

const day = 86_400_000

class Filler {
  readonly #admit: Admit
  readonly #t: TenantDb
  readonly #file: DemoFile
  readonly #origin: string
  readonly #hashes: ReadonlyMap<string, string>
  readonly #now: number
  readonly #operationId = randomUUID()

  constructor(admit: Admit, t: TenantDb, file: DemoFile, origin: string, hashes: ReadonlyMap<string, string>) {
    this.#admit = admit
    this.#t = t
    this.#file = file
    this.#origin = origin
    this.#hashes = hashes
    this.#now = admit.now()
  }

  async fill(): Promise<void> {
    const { tenant } = this.#file
    await makeTenantIn(this.#t, { ...tenant, isDemo: true }, this.#now)
    await leaveUnsettled(this.#t)
    for (const domain of tenant.domains)
      if (domain.name !== tenant.defaultDomain)
        await this.#do({ do: 'put_domain', domain: { ...domain, isDefault: false } })
    await this.#do({ do: 'set_password_lifetime', days: tenant.passwordLifetimeDays })
    await this.#do({ do: 'set_user_consent', state: tenant.userConsent })
    for (const { key, expiresDaysAgo, ...product } of this.#file.products)
      await this.#do({
        do: 'put_product',
        product: {
          ...product,
          plans: product.plans.map(({ id, name }) => ({ id, name })),
          expiresAt: expiresDaysAgo === undefined ? null : this.#now - expiresDaysAgo * day,
        },
      })
    for (const group of this.#file.groups) if (group.rule === undefined) await this.#group(group)
    await this.#apps()
    for (const person of this.#file.people) await this.#person(person)
    for (const group of this.#file.groups) if (group.rule !== undefined) await this.#group(group)
    await settleAtLast(this.#t, this.#now)
    await this.#policies()
    for (const person of this.#file.people) {
      if (person.deleted) await this.#do({ do: 'delete_account', accountId: person.id })
      if (person.lockedForMinutes !== undefined)
        await lockAccount(this.#t, person.id, this.#now + person.lockedForMinutes * 60_000)
    }
  }

  async #group(group: DemoFile['groups'][number]): Promise<void> {
    await this.#do({
      do: 'create_group',
      group: { id: group.id, name: group.key, description: group.description, rule: group.rule ?? null },
    })
    for (const { product } of group.licences ?? [])
      await this.#do({
        do: 'assign_group_licence',
        groupId: group.id,
        productId: this.#product(product),
        disabledPlans: [],
      })
  }

  async #apps(): Promise<void> {
    const at = (path: string) => path.replace('{apps}', this.#origin)
    for (const app of this.#file.apps) {
      const plan = app.requiredPlan === undefined ? null : this.#plan(app.requiredPlan)
      await this.#do({
        do: 'put_app',
        app: {
          id: app.id,
          name: app.name,
          description: app.description,
          homeUrl: at(app.home),
          redirectUris: app.redirects.map((uri) => ({ uri: at(uri), kind: 'web' })),
          postLogoutUris: [at(app.home), `${this.#origin}/`],
          isPublicClient: false,
          assignmentRequired: app.assignmentRequired,
          requiredPlan: plan,
          identifierUri: app.identifierUri ?? null,
          scopes: app.scopes ?? [],
          appPermissions: [],
        },
      })
      await addSecret(this.#t, app.id, { actor: null, actorKind: 'system', at: this.#now }, app.secret)
      for (const group of app.groups ?? [])
        await this.#do({ do: 'assign_app_to_group', appId: app.id, groupId: this.#groupId(group) })
      if (app.adminConsent) await this.#do({ do: 'consent_for_all', appId: app.id, scopes: app.adminConsent })
      if (app.isEnabled === false) await this.#do({ do: 'disable_app', appId: app.id })
    }
    const plain = {
      description: null,
      homeUrl: null,
      postLogoutUris: [],
      assignmentRequired: false,
      requiredPlan: null,
      identifierUri: null,
      scopes: [],
    }
    const { automation, publicClient } = this.#file
    await this.#do({
      do: 'put_app',
      app: {
        ...plain,
        id: automation.id,
        name: automation.name,
        redirectUris: [],
        isPublicClient: false,
        appPermissions: automation.appPermissions,
      },
    })
    await addSecret(this.#t, automation.id, { actor: null, actorKind: 'system', at: this.#now }, automation.secret)
    await this.#do({
      do: 'put_app',
      app: {
        ...plain,
        id: publicClient.id,
        name: publicClient.name,
        redirectUris: publicClient.redirects.map((uri) => ({ uri, kind: 'native' })),
        isPublicClient: true,
        appPermissions: [],
      },
    })
    for (const { key, app, maintenanceMinutes, state, url, ...instance } of this.#file.instances) {
      await this.#do({ do: 'put_instance', instance: { ...instance, appId: this.#app(app), url: at(url) } })
      if (state !== 'enabled')
        await this.#do({
          do: 'set_instance_state',
          instanceId: instance.id,
          state,
          until: maintenanceMinutes === undefined ? null : this.#now + maintenanceMinutes * 60_000,
        })
    }
  }

  async #person(person: DemoPerson): Promise<void> {
    const accountId = person.id
    await this.#do({
      do: 'create_account',
      account: {
        id: accountId,
        signInName: person.signInName,
        displayName: person.displayName,
        userType: 'member',
        isEnabled: true,
        attributes: person.attributes,
      },
    })
    await this.#do(
      { do: 'change_password', accountId },
      { passwordHash: this.#hashes.get(person.password) as string },
      this.#now - (person.passwordAgeDays ?? 1) * day,
    )
    if (person.totpSecret !== undefined) {
      const seed = Buffer.from(Secret.fromBase32(person.totpSecret).bytes)
      await this.#do(
        { do: 'register_method', accountId, kind: 'totp' },
        { totpSecret: this.#admit.vault.seal(seed, `totp ${accountId}`) },
      )
    }
    for (const group of person.groups ?? [])
      await this.#do({ do: 'add_to_group', accountId, groupId: this.#groupId(group) })
    for (const role of person.roles ?? []) await this.#do({ do: 'assign_role', accountId, role })
    for (const licence of person.licences ?? []) {
      const { product, disabledPlans } = typeof licence === 'string' ? { product: licence, disabledPlans: [] } : licence
      await this.#do({
        do: 'assign_licence',
        accountId,
        productId: this.#product(product),
        disabledPlans: disabledPlans.map((plan) => this.#plan(plan)),
      })
    }
    for (const [key, roles] of Object.entries(person.instances ?? {})) {
      const instanceId = this.#file.instances.find((instance) => instance.key === key)?.id as string
      await this.#do({ do: 'put_instance_user', instanceId, accountId })
      for (const role of roles) await this.#do({ do: 'give_instance_role', instanceId, accountId, role })
    }
    // People who have used the CRM before have agreed to what it asks.
    const crm = this.#file.apps.find((app) => app.key === 'crm')
    if (crm !== undefined && person.faults !== undefined && !person.firstTime)
      await this.#do({ do: 'consent', appId: crm.id, accountId, scopes: crm.asks })
    if (crm !== undefined && person.faults === undefined && person.groups?.includes('CRM users'))
      await this.#do({ do: 'consent', appId: crm.id, accountId, scopes: crm.asks })
    if (person.mustChangePassword) await this.#do({ do: 'require_password_change', accountId })
    if (person.mfaState !== undefined) await this.#do({ do: 'set_mfa_state', accountId, state: person.mfaState })
    if (person.isEmergency) await this.#do({ do: 'update_account', accountId, set: { isEmergency: true } })
    if (person.isEnabled === false) await this.#do({ do: 'block_account', accountId })
  }

  async #policies(): Promise<void> {
    for (const location of this.#file.locations)
      await this.#do({
        do: 'put_location',
        location: { id: location.id, name: location.key, isTrusted: location.isTrusted, ranges: location.ranges },
      })
    const nobody: PeopleSet = { all: false, guests: false, accountIds: [], groupIds: [], roles: [] }
    for (const policy of this.#file.policies)
      await this.#do({
        do: 'put_policy',
        policy: {
          id: policy.id,
          name: policy.key,
          state: policy.state,
          users: {
            include: {
              ...nobody,
              all: policy.include.all ?? false,
              groupIds: (policy.include.groups ?? []).map((group) => this.#groupId(group)),
            },
            exclude: {
              ...nobody,
              accountIds: (policy.exclude.people ?? []).map(
                (key) => this.#file.people.find((person) => person.key === key)?.id as string,
              ),
            },
          },
          apps: { include: policy.apps === 'all' ? 'all' : policy.apps.map((key) => this.#app(key)), exclude: [] },
          locations: policy.locations ?? null,
          grant: policy.grant,
          note: policy.note,
        },
      })
  }

  #do(change: Change, secrets: Secrets = {}, at: number = this.#now) {
    return carryOut(
      this.#t,
      change,
      { actor: null, actorKind: 'system', reason: 'demo', operationId: this.#operationId, at },
      secrets,
    )
  }

  #groupId(key: string): string {
    return this.#file.groups.find((group) => group.key === key)?.id as string
  }

  #product(key: string): string {
    return this.#file.products.find((product) => product.key === key)?.id as string
  }

  #plan(key: string): string {
    return this.#file.products.flatMap((product) => product.plans).find((plan) => plan.key === key)?.id as string
  }

  #app(key: string): string {
    return this.#file.apps.find((app) => app.key === key)?.id as string
  }
}
