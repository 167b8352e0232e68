import type { Change } from '../../core/changes/change.ts'
import type { Account, TenantPart } from '../../core/snapshot.ts'
import type { LineResult, OpenLine } from '../../store/bulk-lines.ts'
import type { TenantDb } from '../../store/store.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import { newGuest } from '../guests/invite.ts'
import { readPersonFields } from '../import/csv.ts'
import { newDraft } from '../import/draft.ts'
import { readAddress, readSignInName } from '../import/fields.ts'
import { type Here, readHere } from '../import/here.ts'
import { planPeople } from '../import/plan-people.ts'
import { noRecords, type WantedPerson } from '../import/records.ts'
import { weakPasswords } from '../import/weak-passwords.ts'
import type { Admit } from '../admit.ts'
import { normalisedName } from '../sign-in-name.ts'
import { groupCalled } from './called.ts'
import type { Plan } from './plan.ts'
import { bad, same } from './result-of.ts'

type Name = 'create' | 'update' | 'invite'
type Read = { readonly line: OpenLine } & ({ readonly person: WantedPerson } | { readonly result: LineResult })

/** What lines of people come to: an import of them, of people who must be new or must be here. */
export async function planned(
  admit: Admit,
  t: TenantDb,
  name: Name,
  lines: readonly OpenLine[],
  now: number,
): Promise<{ readonly plans: readonly Plan[]; readonly rest: readonly OpenLine[]; readonly here: Here }> {
  const tenant = await loadTenantPart(t)
  const all = lines.map((line) => readLine(name, line, tenant))
  const here = await readHere(t, {
    ...noRecords(),
    people: all.flatMap((one) => ('person' in one ? [one.person, ...byAddress(name, one.person)] : [])),
  })
  const some = apart(all, here)
  const checked = some.map((one) => ('person' in one ? whyNot(name, one, here) : null) ?? one)
  const people = checked.flatMap((one) => ('person' in one ? [one.person] : []))
  const draft = newDraft({ ...noRecords(), people }, here, now, await weakPasswords(admit, people, here))
  planPeople(draft)
  const faults = new Map<number, string[]>()
  for (const { line, reason } of draft.faults) faults.set(line ?? 0, [...(faults.get(line ?? 0) ?? []), reason])
  const made = new Map<string, string>()
  for (const [id, [first]] of draft.people)
    if (first?.do === 'create_account') made.set(normalisedName(first.account.signInName), id)

  const plans = checked.map((one): Plan => {
    if ('result' in one) return one
    const { line, person } = one
    const reasons = faults.get(line.n)
    if (reasons !== undefined) return { line, result: bad('bulk.line_invalid', reasons.join('; ')) }
    const key = normalisedName(person.signInName)
    const account = here.byName.get(key) ?? null
    const accountId = account?.id ?? made.get(key)
    if (accountId === undefined) return { line, result: same }
    const changes = [
      ...(draft.people.get(accountId) ?? []),
      ...renaming(line, accountId),
      ...inviting(name, person, accountId),
    ]
    const password = draft.passwords.get(accountId)?.password
    return changes.length === 0
      ? { line, result: same }
      : { line, changes, accountId, account, ...(password === undefined ? {} : { password }) }
  })
  return { plans, rest: lines.slice(plans.length), here }
}

/** A guest as the account would be found that has the address already. */
function byAddress(name: Name, person: WantedPerson): readonly WantedPerson[] {
  return name === 'invite' ? [{ ...person, signInName: addressOf(person) }] : []
}

const addressOf = ({ attributes }: WantedPerson) => String(attributes['mail'])

function readLine(name: Name, line: OpenLine, tenant: TenantPart): Read {
  const fields = new Map(Object.entries(line.fields))
  if (name === 'invite') {
    // What is wrong with an address is said of what was typed, and not of the name that is made of it.
    const address = readAddress(fields.get('email') ?? '')
    if (!address.ok) return { line, result: bad('bulk.line_invalid', address.reason) }
    const email = address.value
    fields.delete('email')
    fields.set('signInName', newGuest(tenant, { address: email }).signInName)
    fields.set('userType', 'Guest')
    if (!fields.has('displayName')) fields.set('displayName', email.split('@')[0] ?? email)
  }
  const renamed = fields.get('newSignInName')
  fields.delete('newSignInName')
  // The number of the line among the lines: how what is said of it finds it again.
  const read = readPersonFields(fields, { file: '', line: line.n, pointer: null })
  const name2 = renamed === undefined ? null : readSignInName(renamed)
  const faults = [...('faults' in read ? read.faults : []), ...(name2 === null || name2.ok ? [] : [name2.reason])]
  if ('faults' in read || faults.length > 0) return { line, result: bad('bulk.line_invalid', faults.join('; ')) }
  const { person } = read
  return {
    line,
    person:
      name === 'invite'
        ? { ...person, attributes: { ...person.attributes, mail: (line.fields['email'] ?? '').trim() } }
        : person,
  }
}

/** So many from the first on as are about somebody else each. */
function apart(all: readonly Read[], here: Here): readonly Read[] {
  const seen = new Set<string>()
  const end = all.findIndex((one) => {
    if (!('person' in one)) return false
    const key = normalisedName(one.person.signInName)
    const id = here.byName.get(key)?.id ?? key
    if (seen.has(id)) return true
    seen.add(id)
    return false
  })
  return end === -1 ? all : all.slice(0, end)
}

function whyNot(name: Name, { line, person }: { line: OpenLine; person: WantedPerson }, here: Here): Read | null {
  const result = (code: string, message: string) => ({ line, result: bad(code, message) })
  const names = [person, ...byAddress(name, person)].map(({ signInName }) => normalisedName(signInName))
  const account: Account | undefined = names.flatMap((key) => here.byName.get(key) ?? [])[0]
  if (name === 'update') {
    if (account === undefined) return result('user.not_found', 'nobody here has this sign-in name')
    if (account.deletedAt !== null) return result('user.is_deleted', 'the account is deleted; restore it first')
  } else if (name === 'invite' && account?.deletedAt === null && account.userType === 'member')
    return result('guest.is_member', 'this is a member here, not a guest')
  else if (account !== undefined)
    return account.deletedAt === null
      ? result('user.name_taken', 'another account already has this sign-in name')
      : result('user.is_deleted', 'a deleted account has this sign-in name; restore it')
  for (const called of person.groups) {
    const group = groupCalled(here, called)
    if (group === undefined) return result('group.not_found', `there is no group “${called.slice(0, 60)}”`)
    if (group.rule !== null) return result('group.is_dynamic', `the rule of “${called.slice(0, 60)}” says who is in it`)
  }
  return {
    line,
    person: { ...person, groups: person.groups.map((called) => groupCalled(here, called)?.name ?? called) },
  }
}

function inviting(name: Name, person: WantedPerson, accountId: string): readonly Change[] {
  if (name !== 'invite') return []
  const letter = { is: 'sent', said: null } as const
  return [{ do: 'invite_guest', accountId, address: addressOf(person), redirectUrl: null, letter }]
}

function renaming({ fields }: OpenLine, accountId: string): readonly Change[] {
  const signInName = fields['newSignInName']?.trim()
  return signInName === undefined ? [] : [{ do: 'update_account', accountId, set: { signInName } }]
}
