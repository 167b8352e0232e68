import type { AppSettings, Change } from '../../core/changes/change.ts'
import type { ProductSettings } from '../../core/licensing/product.ts'

import type { PersonChange } from '../../store/carry-out-people.ts'
import type { Here } from './here.ts'
import type { Records, Spot, Told, WantedPerson } from './records.ts'

/** How many of a kind are new, changed, and as they were. */
export type Tally = { made: number; changed: number; same: number }

export type Counts = {
  readonly people: Tally
  readonly groups: Tally
  readonly products: Tally
  readonly locations: Tally
  readonly policies: Tally
  readonly apps: Tally
  readonly domains: Tally
  readonly units: Tally
  roles: number
  owners: number
  /** People and groups who may use an app. */
  access: number
  consents: number
  memberships: number
  licences: number
}

export type GroupState = {
  readonly id: string
  readonly name: string
  readonly rule: string | null
  readonly products: ReadonlySet<string>
}

/** A plan in the making: what is to be done, and what the directory will then hold. */
export type Draft = {
  readonly records: Records
  readonly here: Here
  readonly now: number
  /** Why passwords cannot be taken, by the person who would get one. */
  readonly weak: ReadonlyMap<WantedPerson, string>
  readonly faults: Told[]
  readonly notes: Told[]
  readonly counts: Counts
  /** Places, products and groups, which people need to be there. */
  readonly structure: Change[]
  readonly policies: Change[]
  /** What needs people to be there: roles, owners, what they may use and have consented to. */
  readonly later: Change[]
  /** People who come deleted, last of all. */
  readonly deletions: Change[]
  readonly people: Map<string, PersonChange[]>
  /** Who gets a password, a temporary one or their own as it was hashed elsewhere, by account. */
  readonly passwords: Map<string, WantedPerson>
  /** Ids here by the ids of the files, for what is here or will be. */
  readonly personIds: Map<string, string>
  readonly groupIds: Map<string, string>
  readonly locationIds: Map<string, string>
  /** Apps by the ids of their objects in the files, and by their own. */
  readonly appIds: Map<string, string>
  readonly unitIds: Map<string, string>
  /** Apps as they will be, for their scopes. */
  readonly scopes: Map<string, Pick<AppSettings, 'identifierUri' | 'roles' | 'scopes'>>
  /** Services of others, which are no apps here, by the ids of their objects. */
  readonly noApps: Map<string, string>
  readonly products: Map<string, ProductSettings>
  readonly groups: Map<string, GroupState>
}

/** A plan that does nothing yet. */
export function newDraft(records: Records, here: Here, now: number, weak: ReadonlyMap<WantedPerson, string>): Draft {
  const tally = (): Tally => ({ made: 0, changed: 0, same: 0 })
  const { groups, products, locations } = here.tenant
  const own = (ids: readonly string[]) => new Map(ids.map((id) => [id, id]))
  return {
    records,
    here,
    now,
    weak,
    faults: [...records.faults],
    notes: [...records.notes],
    counts: {
      people: tally(),
      groups: tally(),
      products: tally(),
      locations: tally(),
      policies: tally(),
      apps: tally(),
      domains: tally(),
      units: tally(),
      ...{ roles: 0, owners: 0, access: 0, consents: 0 },
      memberships: 0,
      licences: 0,
    },
    structure: [],
    policies: [],
    later: [],
    deletions: [],
    people: new Map(),
    passwords: new Map(),
    personIds: own(
      [...here.byId.values()].filter((account) => account.deletedAt === null).map((account) => account.id),
    ),
    groupIds: own(Object.keys(groups)),
    locationIds: own(Object.keys(locations)),
    appIds: own([...here.apps.keys()]),
    ...{ noApps: new Map(), unitIds: new Map(), scopes: new Map() },
    products: new Map(Object.entries(products)),
    groups: new Map(
      Object.values(groups).map(({ id, name, rule, licences }) => [
        id,
        { id, name, rule, products: new Set(licences.map((licence) => licence.productId)) },
      ]),
    ),
  }
}

/** What is to be done to a person, to be added to. */
export function changesOf(draft: Draft, accountId: string): PersonChange[] {
  const list = draft.people.get(accountId) ?? []
  draft.people.set(accountId, list)
  return list
}

/** Notes a fault. */
export function fault(draft: Draft, spot: Spot, reason: string): void {
  draft.faults.push({ ...spot, reason })
}

/** The spot in a sentence. */
export function placeOf(spot: Spot): string {
  return spot.line === null ? `${spot.file} ${spot.pointer || '/'}` : `${spot.file} line ${spot.line}`
}
