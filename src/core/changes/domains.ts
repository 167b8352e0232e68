import { nameGiven } from '../naming/fit.ts'
import { isNamed } from '../naming/is-named.ts'
import type { Domain } from '../organisation.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Change } from './change.ts'
import { federated } from './federation.ts'

/** What stands in DNS when a tenant has proved a domain: one text of its own for each tenant and domain. */
export function verificationText(token: string): string {
  return `admit-verification=${token}`
}

/** Whether one of the texts at a domain is the one that proves it; quotes that a form of a DNS host wrote with it do not matter. */
export function provesDomain(token: string, texts: readonly string[]): boolean {
  const wanted = verificationText(token)
  return texts.some(
    (text) =>
      text
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim() === wanted,
  )
}

/** The verified domain that this one is under, and which proves it too; null when there is none. */
export function provingParent(domains: readonly Domain[], name: string): string | null {
  const found = domains.find((one) => one.isVerified && name.toLowerCase().endsWith(`.${one.name}`))
  return found?.name ?? null
}

/**
 * The domain that a change would give somebody a name under although it is not one of the tenant's verified ones; null when
 * there is none. Guests come with the name they have elsewhere.
 */
export function unprovedDomain(change: Change, s: Snapshot): string | null {
  const given = memberName(change, s)
  if (given === null) return null
  const domain = given.slice(given.lastIndexOf('@') + 1).toLowerCase()
  return s.tenant.domains.some((one) => one.name === domain && one.isVerified) ? null : domain
}

/** The name under which a member is to sign in from then on, and does not yet. */
function memberName(change: Change, s: Snapshot): string | null {
  if (change.do === 'update_account' && change.set.userType === 'member' && s.account?.id === change.accountId)
    return change.set.signInName ?? s.account.signInName
  const name = nameGiven(change)
  if (name === null || change.do === 'create_account')
    return change.do === 'create_account' && change.account.userType === 'guest' ? null : name
  const account = 'accountId' in change && s.account?.id === change.accountId ? s.account : null
  return account === null || account.userType === 'guest' || isNamed(account, name) ? null : name
}

/** A domain of the tenant by its name, whatever its case. */
export function findDomain(s: Snapshot, name: string): Domain | undefined {
  return s.tenant.domains.find((domain) => domain.name === name.toLowerCase())
}

/** The snapshot with a domain as the default one. */
export function asDefault(s: Snapshot, name: string): Snapshot {
  const was = findDomain(s, name)
  return was === undefined ? s : putDomain(s, { ...was, isDefault: true })
}

/** Whether the person signs in with a name under the domain, which then stays. */
export function isDomainUsed(s: Snapshot, domain: string): boolean {
  return s.account?.signInName.toLowerCase().endsWith(`@${domain}`) === true
}

/** A default domain takes the place of the one before. It is a verified one, and stays it until another is. */
export function putDomain(s: Snapshot, given: Domain): Snapshot {
  const was = findDomain(s, given.name)
  // Who looks after its people is another change.
  const domain = federated({ ...given, name: given.name.toLowerCase() }, was?.providerId ?? null)
  if (domain.isDefault && (!domain.isVerified || domain.providerId !== undefined)) return s
  if (was?.isDefault === true && !domain.isDefault) return s
  // Nobody vouches for the people of a domain that is not proved.
  if (domain.providerId !== undefined && !domain.isVerified) return s
  if (was?.isVerified === true && !domain.isVerified && isDomainUsed(s, was.name)) return s
  if (was?.isVerified === domain.isVerified && was.isDefault === domain.isDefault) return s
  const others = s.tenant.domains.map((one) => {
    if (one === was) return domain
    return domain.isDefault && one.isDefault ? { ...one, isDefault: false } : one
  })
  const domains = was === undefined ? [...others, domain] : others
  return { ...s, tenant: { ...s.tenant, domains } }
}
