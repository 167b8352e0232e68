import type { Account, Consent, InstanceUser, LicencePath, Membership, TenantPart } from './snapshot.ts'

/** What accounts of one tenant say alike, by what it says, as long as the tenant's groups are these. */
type Said = {
  readonly memberships: Map<string, Membership>
  readonly licences: Map<string, LicencePath>
  readonly consents: Map<string, Consent>
  readonly instanceUsers: Map<string, InstanceUser>
}

const said = new WeakMap<TenantPart['groups'], Said>()

/**
 * The account with what others say as well (memberships, licences, consents, records in instances) as the same objects that
 * they have: whoever holds a million people holds it once, and compares it by identity.
 */
export function alike(account: Account, groups: TenantPart['groups']): Account {
  let all = said.get(groups)
  if (all === undefined) {
    all = { memberships: new Map(), licences: new Map(), consents: new Map(), instanceUsers: new Map() }
    said.set(groups, all)
  }
  const { memberships, licences, consents, instanceUsers } = all
  return {
    ...account,
    memberOf: account.memberOf.map((one) => first(memberships, `${one.how} ${one.groupId}`, one)),
    licences: account.licences.map((one) =>
      first(licences, `${one.productId} ${one.groupId} ${one.state} ${one.error} ${one.disabledPlans.join(' ')}`, one),
    ),
    consents: account.consents.map((one) => first(consents, `${one.appId} ${one.scopes.join(' ')}`, one)),
    instanceUsers: account.instanceUsers.map((one) =>
      first(instanceUsers, `${one.instanceId} ${one.isEnabled} ${JSON.stringify(one.roles)}`, one),
    ),
  }
}

/** The one that said it first. */
function first<T>(known: Map<string, T>, key: string, one: T): T {
  const there = known.get(key)
  if (there !== undefined) return there
  known.set(key, one)
  return one
}
