import { randomUUID } from 'node:crypto'
import { whyUnfit } from '../../core/naming/fit.ts'
import { isNamed } from '../../core/naming/is-named.ts'
import { wrongAddressIn } from '../../core/naming/mail-address.ts'
import type { Account, AttributeValue } from '../../core/snapshot.ts'
import type { PersonChange } from '../../store/carry-out-people.ts'
import { normalisedName } from '../sign-in-name.ts'
import { changesOf, type Draft, fault, placeOf } from './draft.ts'
import { isUuid, quoted } from './fields.ts'
import { planLicences, type Taken as TakenPerson } from './plan-licences.ts'
import { groupNamedOrNew, isSameRecord, planNesting, tell } from './plan-structure.ts'
import { type WantedPerson, within } from './records.ts'

type Taken = TakenPerson & { readonly changes: PersonChange[] }

/** People with their groups, managers and licences: matched by id, else by sign-in name. */
export function planPeople(draft: Draft): void {
  const taken = takePeople(draft)
  for (const person of taken) planGroupsOf(draft, person)
  planMembers(draft)
  for (const person of taken) planManager(draft, person)
  planLicences(draft, taken)
  for (const { account, id, changes } of taken)
    tell(draft.counts.people, account !== null, changes.length === 0 && !draft.people.get(id)?.length)
  noteDomains(draft, taken)
}

/** The people who can be taken, with what is to be done to their entries; those who cannot are faults. */
function takePeople(draft: Draft): readonly Taken[] {
  const seen = new Map<string, WantedPerson>()
  const taken: Taken[] = []
  for (const wanted of draft.records.people) {
    const key = normalisedName(wanted.signInName)
    const twin = seen.get(key) ?? (wanted.id === null ? undefined : seen.get(wanted.id))
    if (twin !== undefined) {
      if (!isSameRecord(twin, wanted))
        fault(draft, wanted.spot, `${quoted(wanted.signInName)} stands at ${placeOf(twin.spot)} too`)
      continue
    }
    seen.set(key, wanted)
    if (wanted.id !== null) seen.set(wanted.id, wanted)

    const named = draft.here.byName.get(key)
    const account = (wanted.id === null ? undefined : draft.here.byId.get(wanted.id)) ?? named ?? null
    if (wanted.isDeleted) {
      takeDeleted(draft, wanted, account)
      continue
    }
    const reason = whyNot(wanted, account, named, draft.weak.get(wanted) ?? null)
    if (reason !== null) {
      fault(draft, wanted.spot, reason)
      continue
    }
    const id = account?.id ?? wanted.id ?? randomUUID()
    const changes = [...entryChanges(wanted, account, id)]
    const given =
      wanted.password !== undefined
        ? 'issue_temporary_password'
        : wanted.passwordHash !== undefined
          ? 'change_password'
          : null
    if (given !== null && (account?.passwordSetAt ?? null) === null) {
      changes.push({ do: given, accountId: id })
      draft.passwords.set(id, wanted)
    }
    if (wanted.id !== null) draft.personIds.set(wanted.id, id)
    draft.personIds.set(id, id)
    if (changes.length > 0) draft.people.set(id, changes)
    taken.push({ wanted, account, id, changes })
  }
  return taken
}

/** Somebody who was deleted elsewhere can be restored from here: they are made, and deleted. Who is here stays as they are. */
function takeDeleted(draft: Draft, wanted: WantedPerson, account: Account | null): void {
  const id = account?.id ?? wanted.id ?? randomUUID()
  // What they had, such as consents, comes back with them.
  for (const known of [id, wanted.id ?? id]) draft.personIds.set(known, id)
  if (account !== null) {
    if (account.deletedAt === null)
      draft.notes.push({
        ...wanted.spot,
        reason: `${quoted(wanted.signInName)} is deleted there and not here; they stay`,
      })
    return tell(draft.counts.people, true, true)
  }
  const unfit = whyUnfit(wanted.signInName)
  if (unfit !== null || wanted.displayName === undefined)
    return fault(
      draft,
      wanted.spot,
      unfit === null
        ? 'a new person needs a display name'
        : `nobody can be called ${quoted(wanted.signInName)}: ${unfit}`,
    )
  draft.people.set(id, [...entryChanges(wanted, null, id)])
  draft.deletions.push({ do: 'delete_account', accountId: id })
  tell(draft.counts.people, false, false)
}

function whyNot(
  wanted: WantedPerson,
  account: Account | null,
  named: Account | undefined,
  weak: string | null,
): string | null {
  if (named !== undefined && named.id !== account?.id)
    return `another account here has the sign-in name ${quoted(wanted.signInName)}`
  const unfit = account !== null && isNamed(account, wanted.signInName) ? null : whyUnfit(wanted.signInName)
  if (unfit !== null) return `nobody can be called ${quoted(wanted.signInName)}: ${unfit}`
  for (const [name, value] of Object.entries(wanted.attributes)) {
    const wrong = wrongAddressIn(name, value)
    if (wrong !== null) return `${name}: ${quoted(wrong)} is no address`
  }
  if (account?.deletedAt != null)
    return `the account ${quoted(account.signInName)} is deleted here; restore it or erase it first`
  if (account === null && wanted.displayName === undefined) return 'a new person needs a display name'
  if (account !== null && wanted.userType !== undefined && wanted.userType !== account.userType)
    return `${quoted(account.signInName)} is a ${account.userType} here, not a ${wanted.userType}; an import does not change that`
  return (account?.passwordSetAt ?? null) === null ? weak : null
}

function* entryChanges(wanted: WantedPerson, account: Account | null, accountId: string): Generator<PersonChange> {
  const { signInName, displayName, userType = 'member', isEnabled, passwordNeverExpires, attributes } = wanted
  if (account === null) {
    const given = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
    yield {
      do: 'create_account',
      account: {
        id: accountId,
        signInName,
        displayName: displayName ?? signInName,
        userType,
        isEnabled: isEnabled ?? true,
        attributes: given,
      },
    }
    if (passwordNeverExpires === true) yield { do: 'update_account', accountId, set: { passwordNeverExpires } }
    return
  }
  const set = {
    ...(isNamed(account, signInName) ? {} : { signInName }),
    ...(displayName === undefined || displayName === account.displayName ? {} : { displayName }),
    ...(passwordNeverExpires === undefined || passwordNeverExpires === account.passwordNeverExpires
      ? {}
      : { passwordNeverExpires }),
  }
  if (Object.keys(set).length > 0) yield { do: 'update_account', accountId, set }
  for (const [name, value] of Object.entries(attributes))
    if (!isSameValue(account.attributes[name] ?? null, value)) yield { do: 'set_attribute', accountId, name, value }
  if (isEnabled !== undefined && isEnabled !== account.isEnabled)
    yield { do: isEnabled ? 'enable_account' : 'block_account', accountId }
}

function isSameValue(a: AttributeValue, b: AttributeValue): boolean {
  const plain = (value: AttributeValue) => JSON.stringify(Array.isArray(value) && value.length === 0 ? null : value)
  return plain(a) === plain(b)
}

function planGroupsOf(draft: Draft, { wanted, id }: Taken): void {
  for (const name of wanted.groups) {
    const group = groupNamedOrNew(draft, name, wanted.spot)
    if (group.rule === null) join(draft, id, group.id)
    else fault(draft, wanted.spot, `${quoted(name)} is a dynamic group: its rule says who is in it`)
  }
}

/** Members as their lists tell them; a dynamic group's are told by its rule alone. */
function planMembers(draft: Draft): void {
  const parents = new Map(Object.values(draft.here.tenant.groups).map((group) => [group.id, new Set(group.parentIds)]))
  for (const { spot, groupId, memberId } of draft.records.members) {
    const group = draft.groups.get(draft.groupIds.get(groupId) ?? '')
    const person = draft.personIds.get(memberId)
    const child = draft.groupIds.get(memberId)
    if (group === undefined) fault(draft, spot, `there is no group ${groupId} here or in the files`)
    else if (person === undefined && child === undefined)
      fault(draft, spot, `there is no person or group ${memberId} here or in the files`)
    else if (group.rule !== null) continue
    else if (person !== undefined) join(draft, person, group.id)
    else if (child !== undefined && !planNesting(draft, child, group.id, parents))
      fault(draft, spot, `${quoted(group.name)} would be inside itself`)
  }
}

function join(draft: Draft, accountId: string, groupId: string): void {
  if (draft.here.byId.get(accountId)?.memberOf.some((one) => one.groupId === groupId && one.how === 'direct')) return
  const changes = changesOf(draft, accountId)
  if (changes.some((change) => change.do === 'add_to_group' && change.groupId === groupId)) return
  changes.push({ do: 'add_to_group', accountId, groupId })
  draft.counts.memberships++
}

function planManager(draft: Draft, { wanted: { manager, spot }, account, id }: Taken): void {
  if (manager === undefined) return
  const at = spot.line === null ? within(spot, 'manager') : spot
  const managerId = isUuid(manager)
    ? draft.personIds.get(manager.toLowerCase())
    : idNamed(draft, normalisedName(manager))
  if (managerId === undefined)
    return fault(draft, at, `the manager ${quoted(manager)} is neither here nor in the files`)
  if (managerId === id) return fault(draft, at, 'nobody is their own manager')
  if (account?.managerId !== managerId)
    changesOf(draft, id).push({ do: 'update_account', accountId: id, set: { managerId } })
}

const created = new WeakMap<Draft, ReadonlyMap<string, string>>()

function idNamed(draft: Draft, name: string): string | undefined {
  let names = created.get(draft)
  if (names === undefined) {
    names = new Map(
      [...draft.people.values()]
        .flat()
        .flatMap((change) =>
          change.do === 'create_account'
            ? [[normalisedName(change.account.signInName), change.account.id] as const]
            : [],
        ),
    )
    created.set(draft, names)
  }
  const here = draft.here.byName.get(name)
  return names.get(name) ?? (here?.deletedAt === null ? here.id : undefined)
}

/** Nobody signs in with a name of a domain that is not ours. */
function noteDomains(draft: Draft, taken: readonly Taken[]): void {
  const verified = new Set(draft.here.tenant.domains.filter((domain) => domain.isVerified).map((domain) => domain.name))
  const foreign = new Map<string, { count: number; readonly first: WantedPerson }>()
  for (const { wanted } of taken) {
    const domain = normalisedName(wanted.signInName).split('@').at(-1) ?? ''
    const known = foreign.get(domain)
    if (known !== undefined) known.count++
    else if (!verified.has(domain)) foreign.set(domain, { count: 1, first: wanted })
  }
  for (const [domain, { count, first }] of foreign)
    draft.notes.push({
      ...first.spot,
      reason: `${domain} is not a verified domain here; until it is, nobody signs in with it (${count} in the files)`,
    })
}
