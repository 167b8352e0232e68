import { applyChange, factsOf } from '../core/changes/apply.ts'
import type { Change } from '../core/changes/change.ts'
import { mayDo } from '../core/changes/may-do.ts'
import { roleName } from '../core/changes/roles.ts'
import { isScopable, unitsOf } from '../core/changes/within-unit.ts'
import { decide as decideWhole } from '../core/decide.ts'
import { comesAlone } from '../core/federation/identity-provider.ts'
import { type Administrator, closesLastWays, comesTo } from '../core/impact.ts'
import type { Instance } from '../core/instance.ts'
import type { Account, App, Snapshot, TenantPart } from '../core/snapshot.ts'
import { findAccounts } from '../store/accounts.ts'
import { listDecidedApps } from '../store/apps.ts'
import { concernedBy, firstOf } from '../store/concerned.ts'
import { listInstances } from '../store/instances.ts'
import { listRoleHolderIds } from '../store/roles-held.ts'
import { withTenant } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import { accountsOfUnits } from '../store/units.ts'
import type { Admit } from './admit.ts'
import { aroundChange } from './apply-changes.ts'
import { reasonableProof } from './asked.ts'
import { asksToSetUp, getsIn } from './asks-to-set-up.ts'
import { lacksDetails } from './lacks-details.ts'
import { isLeftWithout } from './methods/left-without.ts'
import { consoleAppId } from './own-apps.ts'
import { isLeftWithoutReset } from './recovery/left-without-reset.ts'
import { mustSeePerson } from './sight.ts'
import { sightFor, type Viewer } from './viewer.ts'

type Named = { readonly accountId: string; readonly name: string; readonly app: string }
type Side = { readonly count: number; readonly people: readonly Named[] }

export type Preview = {
  readonly steps: readonly {
    readonly change: Change
    readonly title: string
    readonly role: string
    /** Units within which the role is enough; empty where it must be held for the whole organisation. */
    readonly within: readonly string[]
    readonly allowed: boolean
    readonly sideEffects: readonly string[]
    readonly weakens: number
    readonly isReversible: boolean
  }[]
  readonly impact: {
    readonly gains: Side
    readonly loses: Side
    readonly challenged: Side
    /** People who have a method they may use, and would have none. */
    readonly withoutMethod: Side
    /** People who can reset their own password, and could not. */
    readonly withoutReset: Side
    /** People who would be asked for details that they lack, and those who would wait for an administrator to fill them in. */
    readonly askedDetails: Side
    readonly awaitDetails: Side
    /** For how many people it was decided, of how many for whom it may be otherwise. */
    readonly decided: number
    readonly concerned: number
  }
  readonly locksOutAdministrators: boolean
  /** Administrators who are left, where each of them would first have to set up a method that they do not have; else nobody. */
  readonly administratorsToSetUp: readonly string[]
}

/** At most so many names are listed; the count is of all. */
const named = 50

/** For at most so many people it is decided while somebody waits; of more, for the first by id. */
const most = 5_000

/** What changes would do before they are saved: who gains and who loses which app, by name and number (X5). Nothing is changed. */
export function preview(admit: Admit, viewer: Viewer, changes: readonly Change[]): Promise<Preview> {
  const sight = sightFor(viewer, 'Directory.Read.All', 'people')
  return withTenant(admit.store, viewer.tenantId, async (t) => {
    const now = admit.now()
    const steps = []
    const seen = sight === 'all' ? null : await accountsOfUnits(t, sight.unitIds)
    for (const change of changes) {
      if ('accountId' in change) await mustSeePerson(t, sight, change.accountId)
      const s = await aroundChange(t, change, now, viewer)
      const verdict =
        viewer.via === 'command_line'
          ? { ok: true as const }
          : mayDo(viewer.roles, viewer.accountId, change, s, viewer.scoped)
      const { title, role, sideEffects, weakens, isReversible } = factsOf(change, s)
      const within = (isScopable(role) ? unitsOf(change, s) : []).map((id) => s.tenant.units?.[id]?.name ?? id)
      const allowed = verdict.ok
      steps.push({ change, title, role: roleName(role), within, allowed, sideEffects, weakens, isReversible })
    }

    const tenant = await loadTenantPart(t)
    const apps = await listDecidedApps(t)
    const instances = await listInstances(t)
    const counted = {
      ...{ gains: new Counted(seen), loses: new Counted(seen), challenged: new Counted(seen) },
      ...{ withoutMethod: new Counted(seen), withoutReset: new Counted(seen) },
      ...{ askedDetails: new Counted(seen), awaitDetails: new Counted(seen) },
    }
    const was: Administrator[] = []
    const left: Administrator[] = []
    const toSetUp = { before: 0, after: [] as string[] }
    const who = await concernedBy(t, tenant, changes, now)
    const administrators = await listRoleHolderIds(t, 'global-admin')
    const decide = (account: Account) => {
      if (isLeftWithout(account, tenant, changes)) counted.withoutMethod.add({ ...namedAs(account), app: '' })
      if (isLeftWithoutReset(account, tenant, changes, now)) counted.withoutReset.add({ ...namedAs(account), app: '' })
      const lacks = lacksDetails(account, tenant, changes)
      if (lacks !== null)
        counted[lacks === 'self' ? 'askedDetails' : 'awaitDetails'].add({ ...namedAs(account), app: '' })
      for (const [app, instance] of places(apps, instances, changes, account)) {
        const before = situation(account, app, instance, tenant, now)
        const after = assumed(changes.reduce(applyChange, before), before)
        const isOfConsole = app.id === consoleAppId && (isAdministrator(account) || isAdministrator(after.account))
        if (after === before && !isOfConsole) continue
        const [a, b] = [comesTo(before), comesTo(after)]
        if (isOfConsole) {
          // Who is to be no emergency account any more is not counted as one that is lost.
          const one = administrator({ ...account, isEmergency: after.account?.isEmergency === true })
          const [first, then] = [decideWhole(before), decideWhole(after)]
          if (isAdministrator(account) && comesAlone(before) && getsIn(t, first)) was.push(one)
          if (isAdministrator(after.account) && comesAlone(after) && getsIn(t, then)) left.push(one)
          if (isAdministrator(account) && getsIn(t, first) && !asksToSetUp(first)) toSetUp.before++
          if (isAdministrator(after.account) && getsIn(t, then) && asksToSetUp(then)) toSetUp.after.push(one.name)
        }
        if (a === b) continue
        const one = {
          ...namedAs(account),
          app: instance === null ? app.name : `${app.name} · ${instance.name}`,
        }
        if (b === 'admit') counted.gains.add(one)
        else if (a === 'admit' && b === 'challenge') counted.challenged.add(one)
        else if (a === 'admit' || a === 'challenge') counted.loses.add(one)
        else counted.gains.add(one)
      }
    }
    const { ids, count } = await firstOf(t, who, most)
    const all = [...new Set([...administrators, ...ids])].sort()
    for (let i = 0; i < all.length; i += 1000)
      for (const account of await findAccounts(t, { ids: all.slice(i, i + 1000) }))
        if (account.deletedAt === null) decide(account)
    const { gains, loses, challenged, withoutMethod, withoutReset, askedDetails, awaitDetails } = counted
    return {
      steps,
      impact: {
        ...{ gains: gains.side(), loses: loses.side(), challenged: challenged.side() },
        ...{ withoutMethod: withoutMethod.side(), withoutReset: withoutReset.side() },
        ...{ askedDetails: askedDetails.side(), awaitDetails: awaitDetails.side() },
        ...{ decided: ids.length, concerned: count },
      },
      locksOutAdministrators: closesLastWays(was, left),
      administratorsToSetUp: toSetUp.before > 0 && toSetUp.after.length === left.length ? toSetUp.after : [],
    }
  })
}

class Counted {
  #count = 0
  readonly #people: Named[] = []
  readonly #seen: ReadonlySet<string> | null
  /** Whom the viewer may see by name; null is everybody. */
  constructor(seen: ReadonlySet<string> | null) {
    this.#seen = seen
  }
  add(one: Named): void {
    this.#count += 1
    if (this.#people.length < named && (this.#seen === null || this.#seen.has(one.accountId))) this.#people.push(one)
  }
  side(): Side {
    return { count: this.#count, people: this.#people }
  }
}

const namedAs = ({ id, displayName }: Account) => ({ accountId: id, name: displayName })

const isAdministrator = (account: Account | null) =>
  account?.deletedAt === null && account.roles.includes('global-admin')
const administrator = ({ id, displayName, isEmergency }: Account): Administrator => ({
  accountId: id,
  name: displayName,
  isEmergency,
})

/** Apps and instances a person could be decided for: for changes of one account, only that account's. */
function* places(
  apps: readonly App[],
  instances: readonly Instance[],
  changes: readonly Change[],
  account: Account,
): Generator<readonly [App, Instance | null]> {
  const touched = changes.map((change) => ('accountId' in change ? change.accountId : null))
  const concerns = touched.some((id) => id === null || id === account.id)
  for (const app of apps) {
    if (!concerns && app.id !== consoleAppId) continue
    const own = instances.filter(
      (instance) => instance.appId === app.id && account.instanceUsers.some((user) => user.instanceId === instance.id),
    )
    if (own.length === 0) yield [app, null]
    else for (const instance of own) yield [app, instance]
  }
}

/** Where other ways are allowed, people prove it by another that they have. */
function assumed(after: Snapshot, before: Snapshot): Snapshot {
  if (after.tenant.methodRules === before.tenant.methodRules) return after
  return { ...after, proof: reasonableProof(after.account, after.tenant, after.now) }
}

function situation(account: Account, app: App, instance: Instance | null, tenant: TenantPart, now: number): Snapshot {
  return {
    now,
    attempt: {
      signInName: account.signInName,
      nearNames: [],
      appId: app.id,
      redirectUri: null,
      scopes: [],
      network: { ip: null, locationIds: [] },
    },
    proof: reasonableProof(account, tenant, now),
    account,
    app,
    instance,
    tenant,
  }
}
