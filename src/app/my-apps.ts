import { decide, type Decision } from '../core/decide.ts'
import { readersWords } from './words/wording.ts'
import { tellPerson } from '../core/explain/tell.ts'
import type { Account, App, TenantPart } from '../core/snapshot.ts'
import { findAccount } from '../store/accounts.ts'
import { listApps } from '../store/apps.ts'
import { listInstances } from '../store/instances.ts'
import { withTenant } from '../store/store.ts'
import type { Admit } from './admit.ts'
import { loadSnapshot } from './asked.ts'
import type { Session } from './sign-in/session.ts'

export type Tile = {
  readonly appId: string
  readonly instanceId: string | null
  readonly name: string
  readonly description: string | null
  readonly url: string
  readonly state: 'open' | 'closed'
  /** What the person is told about a closed one. */
  readonly why: { readonly title: string; readonly text: string } | null
}

export type MyApps = {
  readonly organisation: string
  readonly tiles: readonly Tile[]
  readonly isAdministrator: boolean
}

/** A tile for each app and instance the person's licences and assignments give (D6); those that something closes are there too, and say why. */
export function myApps(admit: Admit, session: Session): Promise<MyApps> {
  return withTenant(admit.store, session.tenantId, async (t) => {
    const account = await findAccount(t, session.accountId)
    const apps = (await listApps(t)).filter(
      (app) => !app.isOwn && app.homeUrl !== null && app.redirectUris.length > 0 && !app.tags.includes('HideApp'),
    )
    const instances = await listInstances(t)
    const tiles: Tile[] = []
    let organisation = ''
    for (const app of apps) {
      const places = instances.filter((instance) => instance.appId === app.id)
      for (const place of places.length === 0 ? [null] : places) {
        const s = await loadSnapshot(
          t,
          {
            person: { accountId: session.accountId },
            appId: app.id,
            instanceId: place?.id ?? null,
            place: 'familiar',
            proof: { credential: 'verified', secondFactor: 'verified' },
          },
          admit.now(),
        )
        organisation = s.tenant.name
        const decision = decide(s)
        if (account === null || !isMeantFor(account, app, s.tenant, place?.id ?? null, decision)) continue
        const isOpen = decision.outcome !== 'refuse'
        const told = isOpen ? null : tellPerson(decision, s, 'second_factor', readersWords)
        tiles.push({
          appId: app.id,
          instanceId: place?.id ?? null,
          name: place === null ? app.name : `${app.name} · ${place.name}`,
          description: app.description,
          url: place?.url ?? (app.homeUrl as string),
          state: isOpen ? 'open' : 'closed',
          why: told === null ? null : { title: told.title, text: told.text.replaceAll(/\s*Reference \{ref\}\.?/g, '') },
        })
      }
    }
    return { organisation, tiles, isAdministrator: session.roles.length + session.scoped.length > 0 }
  })
}

/** Something gives the person the app: an assignment, a licence, or a record in the instance. Others are not shown at all. */
function isMeantFor(
  account: Account,
  app: App,
  tenant: TenantPart,
  instanceId: string | null,
  decision: Decision,
): boolean {
  if (decision.outcome === 'admit') return true
  if (instanceId !== null && !account.instanceUsers.some((user) => user.instanceId === instanceId)) {
    // An instance the person has no record in is shown only where they have none in any.
    if (account.instanceUsers.length > 0) return false
  }
  const isAssigned =
    account.assignedApps.includes(app.id) ||
    account.memberOf.some((one) => one.how !== 'nested' && app.assignedGroupIds.includes(one.groupId))
  const isLicensed =
    app.requiredPlan !== null &&
    account.licences.some((path) => tenant.products[path.productId]?.plans.some((plan) => plan.id === app.requiredPlan))
  return isAssigned || isLicensed || (!app.assignmentRequired && decision.because?.code !== 'APP-ASSIGN')
}
